"""Items and their verbs: for whom, what they do, and the way back of each."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from pupitre.engines.attention.actions import (
    NotWaiting,
    block_item,
    drop_item,
    finish_item,
    hand_item,
    pin_item,
    snooze_item,
    wait_for_item,
)
from pupitre.engines.attention.models import ItemState
from pupitre.engines.attention.public import items_for, sort_items
from pupitre.engines.attention.tests.factories import THURSDAY, TUESDAY, an_item, provide
from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.audit.models import Undo
from pupitre.foundation.audit.verbs import actions
from pupitre.foundation.tenancy.scope import working_for

KEY = "shop.order:1:1"


def keys(items):
    return [item.key for item in items]


@pytest.fixture
def offered(lumen, monkeypatch):
    provide(monkeypatch, an_item(of=[lumen.claire, lumen.sophie], acts=frozenset({lumen.claire.ref})))
    return lumen


def undo_last(actor):
    offered = Undo.objects.latest("pk")
    return actions[offered.verb](**offered.arguments, actor=actor)


def test_an_item_is_shown_to_its_audience_and_to_nobody_else(offered):
    assert keys(items_for(offered.claire)) == [KEY]
    assert keys(items_for(offered.sophie)) == [KEY]
    assert items_for(offered.lea) == []
    with working_for(offered.voisins):
        assert items_for(offered.nora) == []


def test_done_is_done_for_everybody(offered):
    finish_item(KEY, actor=offered.claire)
    assert items_for(offered.claire) == items_for(offered.sophie) == []


def test_sans_objet_is_for_everybody_and_says_why(offered):
    with pytest.raises(Refusal):
        drop_item(KEY, why="  ", actor=offered.claire)
    drop_item(KEY, why="déjà commandé", actor=offered.claire)
    assert items_for(offered.sophie) == []


def test_later_is_for_oneself_dated_and_counted(offered):
    with pytest.raises(Refusal):
        snooze_item(KEY, until=date(2026, 11, 23), actor=offered.claire)
    snooze_item(KEY, until=TUESDAY, actor=offered.claire)
    snooze_item(KEY, until=THURSDAY, actor=offered.claire)
    assert ItemState.objects.get().snoozes == 2
    assert sort_items(offered.claire, TUESDAY).candidates == []
    assert keys(items_for(offered.sophie)) == [KEY]


def test_an_item_with_a_page_is_never_ticked(lumen, monkeypatch):
    provide(monkeypatch, an_item(of=[lumen.claire], url="/c/atelier-lumen/contrat/"))
    with pytest.raises(NotWaiting):
        finish_item(KEY, actor=lumen.claire)
    assert keys(items_for(lumen.claire)) == [KEY]


def test_a_lost_item_is_told_once_and_put_away_by_whoever_read_it(lumen, monkeypatch):
    provide(monkeypatch, an_item(of=[lumen.claire], url="/contrat/", lost_after=date(2026, 11, 20)))
    finish_item(KEY, actor=lumen.claire)
    assert items_for(lumen.claire) == []


def test_who_reads_does_not_act(offered):
    with pytest.raises(PermissionDenied):
        finish_item(KEY, actor=offered.sophie)


def test_who_does_not_see_it_learns_nothing(offered):
    with pytest.raises(NotWaiting, match="n’attend plus rien"):
        finish_item(KEY, actor=offered.lea)
    with pytest.raises(NotWaiting, match="n’attend plus rien"):
        finish_item("shop.order:9:1", actor=offered.claire)


def test_an_item_is_handed_only_to_somebody_who_may_see_it(offered):
    with pytest.raises(Refusal):
        hand_item(KEY, to=offered.lea, actor=offered.claire)
    hand_item(KEY, to=offered.sophie, actor=offered.claire)
    finish_item(KEY, actor=offered.sophie)
    assert items_for(offered.claire) == []


@pytest.mark.parametrize(
    "verb",
    [
        lambda who: finish_item(KEY, actor=who),
        lambda who: drop_item(KEY, why="doublon", actor=who),
        lambda who: snooze_item(KEY, until=THURSDAY, actor=who),
        lambda who: wait_for_item(KEY, whom="Otis", chase_on=THURSDAY, actor=who),
        lambda who: block_item(KEY, by="accord de Sophie", actor=who),
        lambda who: pin_item(KEY, day=TUESDAY, part="am", actor=who),
    ],
)
def test_each_verb_has_its_way_back(offered, verb):
    block_item(KEY, by="avant", actor=offered.claire)
    before = ItemState.objects.values().get()
    verb(offered.claire)
    undo_last(offered.claire)
    after = ItemState.objects.values().get()
    assert {**after, "version": 0} == {**before, "version": 0}


def test_a_way_back_is_refused_when_something_else_was_done_since(offered):
    snooze_item(KEY, until=THURSDAY, actor=offered.claire)
    first = Undo.objects.latest("pk")
    block_item(KEY, by="accord de Sophie", actor=offered.claire)
    with pytest.raises(Refusal, match="a changé depuis"):
        actions[first.verb](**first.arguments, actor=offered.claire)


def test_a_toast_takes_back_once(offered, as_):
    snooze_item(KEY, until=THURSDAY, actor=offered.claire)
    undo, claire = Undo.objects.latest("pk"), as_(offered.claire)
    assert claire.force("post", f"/c/atelier-lumen/undo/{undo.ref}/").status_code == 302
    assert ItemState.objects.get().snoozed_until is None
    version = ItemState.objects.get().version
    claire.force("post", f"/c/atelier-lumen/undo/{undo.ref}/")
    assert ItemState.objects.get().version == version


def test_nobody_takes_back_what_another_did(offered, as_):
    snooze_item(KEY, until=THURSDAY, actor=offered.claire)
    undo = Undo.objects.latest("pk")
    assert as_(offered.sophie).force("post", f"/c/atelier-lumen/undo/{undo.ref}/").status_code == 404
