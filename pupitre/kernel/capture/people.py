"""Who a line names: « @léa » is somebody, « pour Léa » may only be said of them."""

from collections.abc import Iterable

from pupitre.kernel.capture.values import Around, Meaning, Person, Rule, Unsure, Value, Why
from pupitre.kernel.reading import fold

WORD = r"[\w'.-]*\w"
NAMED = rf"@(?P<name>{WORD})"
WHOLE = rf"@@(?P<name>{WORD})"  # as an answer writes it: nobody of whom this is only a part
FOR_TWO = rf"pour +(?P<name>{WORD} +{WORD})"
FOR_ONE = rf"pour +(?P<name>{WORD})"


def named(said: dict[str, str], around: Around) -> Meaning:
    return _one_of(called(said["name"], _people(around)))


def whole(said: dict[str, str], around: Around) -> Meaning:
    return _one_of(tuple(one for one in _people(around) if fold(one.name) == fold(said["name"])))


def _one_of(found: tuple[Person, ...]) -> Meaning:
    if len(found) == 1:
        return found[0]
    if found and len({fold(one.name) for one in found}) < len(found):
        return Unsure(Why.SAME_NAME)
    return Unsure(Why.WHO, found) if found else Unsure(Why.NOBODY)


def for_whom(said: dict[str, str], around: Around) -> Meaning:
    """« un cadeau pour Léa » is not hers to do."""
    found = called(said["name"], _people(around))
    return Unsure(Why.FOR_WHOM, found) if found else None


def called(name: str, people: Iterable[Value]) -> tuple[Person, ...]:
    """Everybody whose name this is, or a part of whose name: « Martin » is said of Léa Martin too."""
    wanted = fold(name)
    there = [one for one in people if isinstance(one, Person)]
    return tuple(one for one in there if wanted and f" {wanted} " in f" {fold(one.name)} ")


def _people(around: Around) -> list[Person]:
    return [Person(ref, name) for ref, name in around.people]


RULES = (Rule(WHOLE, whole), Rule(NAMED, named), Rule(FOR_TWO, for_whom), Rule(FOR_ONE, for_whom))
