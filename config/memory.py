"""What is loaded for good is not searched for garbage again and again."""

import gc

MANY = 10_000  # objects made before the first look; 700 by default, which a hundred rows reach


def hush() -> None:
    """While the code is loaded next to nothing becomes garbage: it is not searched for at all, until `settle`."""
    gc.disable()


def settle(*, is_short: bool = False) -> None:
    """Once everything is loaded: the objects of the code are left alone, and the collector looks less often.

    What lives a second (`is_short`) keeps the little that loading let go of: finding it takes longer.
    """
    if not is_short:
        gc.collect()
    gc.freeze()
    gc.set_threshold(MANY, 20, 20)
    gc.enable()
