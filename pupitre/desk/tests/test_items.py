"""Every verb of an item: done once, said in words, taken back."""

from datetime import UTC, date, datetime

import pytest

from pupitre.desk.queries.lines import address_of, key_at
from pupitre.engines.attention.models import ItemState
from pupitre.engines.attention.public import finish_item
from pupitre.foundation import clock

TODAY = "/c/atelier-lumen/"


@pytest.fixture
def there(tuesdays_and_thursdays):
    with clock.at(datetime(2026, 11, 24, 7, 30, tzinfo=UTC)):
        yield tuesdays_and_thursdays


@pytest.fixture
def line(there, offer):
    return offer("bail", there.claire, there.sophie, there.hugo, title="Relire le bail", act_by=date(2026, 12, 1))


def page_of(item):
    return f"{TODAY}items/{address_of(item.key)}/"


def state():
    return ItemState.objects.get()


def test_an_address_gives_its_key_back():
    assert key_at(address_of("suppliers.notice:7K2M9QX4T1BC:3")) == "suppliers.notice:7K2M9QX4T1BC:3"
    assert key_at("é") == key_at("a") == ""


@pytest.mark.parametrize(
    ("fields", "field", "value"),
    [
        ({"verb": "done"}, "title", "Relire le bail"),
        ({"verb": "later", "until": "demain"}, "snoozed_until", date(2026, 11, 25)),
        ({"verb": "wait", "whom": "Otis", "chase_on": "1/12"}, "chase_on", date(2026, 12, 1)),
        ({"verb": "block", "by": "Accord de Sophie"}, "blocked_by", "Accord de Sophie"),
        ({"verb": "pin", "place": "2026-11-26 pm"}, "pinned_part", "pm"),
        ({"verb": "estimate", "minutes": "45"}, "minutes", 45),
        ({"verb": "note", "text": "Appeler avant midi"}, "note", "Appeler avant midi"),
        ({"verb": "drop", "why": "Bail résilié"}, "dropped_why", "Bail résilié"),
        ({"verb": "aside"}, "is_set_aside", True),
    ],
)
def test_a_verb_is_done_once_and_taken_back(there, line, as_, fields, field, value):
    claire = as_(there.claire)

    page = claire.force("post", page_of(line), fields)
    assert (page.status_code, page.url) == (302, TODAY)
    assert getattr(state(), field) == value

    before = state().version
    claire.force("post", page_of(line), fields)
    assert state().version == before

    undo = next(part for part in claire.read(TODAY).split('"') if "/undo/" in part)
    claire.force("post", undo)
    assert state().done_at is state().dropped_at is None
    assert not state().is_set_aside


def test_an_item_is_handed_only_to_who_may_see_it(there, line, as_):
    claire = as_(there.claire)
    assert "Léa" not in claire.read(page_of(line))

    refused = claire.force("post", page_of(line), {"verb": "hand", "to": there.lea.ref})
    assert "Rien n’a été enregistré" in refused.content.decode()

    claire.force("post", page_of(line), {"verb": "hand", "to": there.hugo.ref})
    assert state().handed_to == there.hugo
    assert "Relire le bail" in as_(there.hugo).read(TODAY)


def test_what_was_typed_is_kept_when_it_is_refused(there, line, as_):
    answer = as_(there.claire).force("post", page_of(line), {"verb": "wait", "whom": "Otis", "chase_on": "31/2"})

    page = answer.content.decode()
    assert "Ce jour n’existe pas." in page
    assert 'value="Otis"' in page
    assert not ItemState.objects.exists()


def test_a_done_line_is_struck_and_reopened_from_the_desk(there, line, as_):
    claire = as_(there.claire)
    finish_item(line.key, actor=there.claire)
    assert "Rouvrir : Relire le bail" in claire.read(TODAY)

    claire.force("post", page_of(line), {"verb": "reopen"})

    assert state().done_at is None
    assert "Rouvrir" not in claire.read(TODAY)


def test_a_line_done_meanwhile_says_so(there, line, as_):
    finish_item(line.key, actor=there.claire)

    page = as_(there.claire).force("post", page_of(line), {"verb": "later", "until": "demain"})

    assert page.status_code == 302
    assert state().snoozed_until is None


def test_who_only_sees_an_item_finds_no_verb(there, line, as_):
    page = as_(there.sophie).read(page_of(line))

    assert "Cette ligne est à faire par quelqu’un d’autre." in page
    assert 'value="drop"' not in page
    assert as_(there.sophie).force("post", page_of(line), {"verb": "drop", "why": "non"}).status_code == 403


def test_who_does_not_see_it_finds_nothing(there, line, as_):
    for method in ("get", "post"):
        assert as_(there.nora).force(method, page_of(line), {"verb": "done"}).status_code == 404
    assert as_(there.lea).get(page_of(line)).status_code == 404
    as_(there.lea).force("post", page_of(line), {"verb": "done"})
    assert not ItemState.objects.exists()
