"""What is loaded for good is not searched for garbage again and again."""

import gc

MANY = 10_000  # objects made before the first look; 700 by default, which a hundred rows reach


def settle() -> None:
    """Once everything is loaded: the objects of the code are left alone, and the collector looks less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(MANY, 20, 20)
