"""Names of rows outside the database."""

from pupitre.kernel.refs import ALPHABET, LENGTH, new_ref


def test_refs_are_twelve_clear_characters_and_never_the_same():
    refs = {new_ref() for _ in range(1_000)}

    assert len(refs) == 1_000
    assert all(len(ref) == LENGTH == 12 and set(ref) <= set(ALPHABET) for ref in refs)
    assert not set("ILOU") & set(ALPHABET)
