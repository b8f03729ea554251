"""What of the mission is found by its words, and by whom."""

import pytest

from pupitre.foundation.events.dispatch import deliver
from pupitre.foundation.search.models import SearchGram
from pupitre.foundation.search.queries import search
from pupitre.foundation.tenancy.scope import working_for
from pupitre.modules.mission.actions import comment_month
from pupitre.modules.mission.tests.factories import OCTOBER, identified, issued

SAVINGS, PAGES = "mission.saving", "mission.page"


def found(actor, words, kind=SAVINGS):
    with working_for(actor.company):
        return [(hit.found.title, hit.found.url) for hit in search(actor, words, kind=kind).hits]


@pytest.fixture
def kept(lumen):
    lumen.saving = identified(lumen.claire)
    deliver(lumen.lumen)
    return lumen


def test_a_saving_is_found_by_whoever_reads_the_ledger_and_by_nobody_else(kept):
    url = f"/c/atelier-lumen/month/savings/{kept.saving.ref}/"
    assert found(kept.claire, "copieurs") == found(kept.sophie, "copieurs") == [("Copieurs renégociés", url)]
    assert found(kept.lea, "copieurs") == found(kept.hugo, "copieurs") == found(kept.nora, "copieurs") == []


def test_no_word_of_a_saving_is_offered_to_anybody(kept):
    assert not SearchGram.objects.filter(word__word__in=("copieurs", "renegocies", "economie")).exists()
    assert search(kept.lea, "coppieurs").meant == {}


def test_no_amount_is_found(kept):
    assert found(kept.claire, "5650") == found(kept.claire, "4530") == found(kept.claire, "1120") == []


def test_a_month_is_found_once_whatever_its_versions_and_only_where_it_is_read(lumen):
    issued(lumen.sophie)
    deliver(lumen.lumen)
    comment_month(OCTOBER, "Une précision", actor=lumen.claire)
    issued(lumen.sophie, after=1)
    deliver(lumen.lumen)
    once = [("La page d’octobre 2026", "/c/atelier-lumen/month/2026-10/")]
    assert found(lumen.claire, "page octobre", PAGES) == found(lumen.sophie, "octobre", PAGES) == once
    assert found(lumen.lea, "octobre", PAGES) == found(lumen.nora, "octobre", PAGES) == []
