"""What the tests of every action and of every address need of the search."""

from pupitre.foundation.search.actions import forget_missed, keep_synonym, remove_synonym, report_missed
from tests.harness.cases import Case

CREATIONS = {"search.keep_synonym", "search.report_missed"}
CASES = {
    "search.remove_synonym": Case(
        lambda cast: keep_synonym("cantine", "restauration", actor=cast.claire),
        lambda it, cast: remove_synonym(it, actor=cast.claire),
    ),
    "search.forget_missed": Case(
        lambda cast: report_missed("titres-restaurant", actor=None),
        lambda it, cast: forget_missed(it, actor=cast.claire),
    ),
}


def plant(member):
    """A word and a search in vain have a way out each."""
    return [
        keep_synonym("cantine", "restauration", actor=member).ref,
        report_missed("titres-restaurant", actor=None).ref,
    ]


PLANT = [plant]
