"""Who a line names: « @léa » is somebody, « pour Léa » may only be said of them."""

from pupitre.kernel.capture.values import Around, Meaning, Person, Rule, Unsure, Why
from pupitre.kernel.reading import fold

WORD = r"[\w'.-]*\w"
NAMED = rf"@(?P<name>{WORD})"
FOR_TWO = rf"pour +(?P<name>{WORD} +{WORD})"
FOR_ONE = rf"pour +(?P<name>{WORD})"


def named(said: dict[str, str], around: Around) -> Meaning:
    found = called(said["name"], around)
    if len(found) == 1:
        return found[0]
    if found and len({fold(one.name) for one in found}) < len(found):
        return Unsure(Why.SAME_NAME)
    return Unsure(Why.WHO, found) if found else Unsure(Why.NOBODY)


def for_whom(said: dict[str, str], around: Around) -> Meaning:
    """« un cadeau pour Léa » is not hers to do."""
    found = called(said["name"], around)
    return Unsure(Why.FOR_WHOM, found) if found else None


def called(name: str, around: Around) -> tuple[Person, ...]:
    """Everybody of this whole name; failing that, of this first or last name."""
    wanted = fold(name)
    folded = [(Person(ref, full), fold(full)) for ref, full in around.people]
    whole = [person for person, full in folded if full == wanted]
    return tuple(whole or [person for person, full in folded if wanted and wanted in full.split()])


RULES = (Rule(NAMED, named), Rule(FOR_TWO, for_whom), Rule(FOR_ONE, for_whom))
