"""Passing the relay: everything is ready, one gesture, and the relay may only read what was passed."""

from datetime import date, timedelta

import pytest

from pupitre.engines.attention.public import Item, away_all_day, items_for, name_relay, who_is_there
from pupitre.engines.relay import actions, queries
from pupitre.engines.relay.actions import CannotPass
from pupitre.engines.relay.models import Handover, HandoverLine
from pupitre.engines.relay.privacy import forget_relays_of
from pupitre.engines.relay.rules import Draft, Outcome, Passed, Sort, lines_of
from pupitre.engines.relay.tests.factories import THURSDAY, passed
from pupitre.foundation import clock, registry
from pupitre.foundation.audit.verbs import last_undo
from pupitre.foundation.events.dispatch import deliver
from pupitre.foundation.notifications.models import Mail
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.queries import Here
from pupitre.foundation.tenancy.sealing import opened

MONDAY = date(2026, 11, 23)


def test_one_line_typed_is_one_line_passed_on():
    assert [one.text for one in lines_of("  Mercredi, papier \n\n\tCourrier\n")] == ["Mercredi, papier", "Courrier"]


def test_what_stays_is_there_the_next_time(lumen):
    passed(lumen)
    kit = queries.kit_of(lumen.claire)
    assert (kit.instructions, kit.urgent) == ("Les clés sont dans le tiroir.", "Sophie, 06 11 22 33 44")


def test_the_one_who_was_named_is_proposed(lumen):
    name_relay(lumen.claire, lumen.hugo, actor=lumen.claire)
    assert queries.kit_of(lumen.claire).relay == lumen.hugo


def test_passing_again_ends_the_former_page(lumen):
    first = passed(lumen)
    passed(lumen, relay=lumen.lea)
    assert queries.is_over(Handover.objects.get(pk=first.pk), lumen.lumen)
    assert [one.relay for one in queries.open_handovers_of(lumen.claire)] == [lumen.lea]


@pytest.mark.parametrize("until", [MONDAY, MONDAY - timedelta(days=1), MONDAY + timedelta(days=61)])
def test_the_return_is_a_day_to_come_and_not_too_far(lumen, until):
    with pytest.raises(CannotPass):
        actions.pass_relay(lumen.hugo, Draft(until), actor=lumen.claire)


def test_nobody_is_their_own_relay(lumen):
    with pytest.raises(CannotPass):
        actions.pass_relay(lumen.claire, Draft(), actor=lumen.claire)


def test_whoever_left_is_nobodys_relay(lumen):
    lumen.hugo.left_on = MONDAY - timedelta(days=1)
    lumen.hugo.save()
    with pytest.raises(CannotPass):
        passed(lumen)


def test_an_absence_of_the_day_is_noted_and_the_relay_warned_as_one(lumen):
    actions.announce_absence(lumen.hugo, Draft(), actor=lumen.claire)
    assert "Claire" not in [one.name for one in who_is_there(Here(MONDAY))]
    assert Handover.objects.get().is_sudden
    with pytest.raises(CannotPass, match="déjà prévenu"):
        actions.announce_absence(lumen.hugo, Draft(), actor=lumen.claire)
    assert Handover.objects.count() == 1


def test_there_after_all_the_day_and_the_relay_go_back_as_one(lumen):
    actions.announce_absence(lumen.hugo, Draft(), actor=lumen.claire)
    actions.withdraw_absence(**last_undo().arguments, actor=lumen.claire)
    assert lumen.claire.pk not in away_all_day(MONDAY)
    assert queries.open_handovers_of(lumen.claire).count() == 0


def test_an_absence_noted_before_still_warns_the_relay(lumen):
    actions.announce_absence(lumen.hugo, Draft(), actor=lumen.claire)
    actions.close_relay(Handover.objects.get(), actor=lumen.claire)
    with clock.at(clock.now() + timedelta(days=1)):
        assert actions.announce_absence(lumen.hugo, Draft(), actor=lumen.claire).is_sudden


def test_the_relay_is_written_to_once_and_the_mail_says_nothing_of_the_lines(lumen):
    passed(lumen)
    deliver(lumen.lumen)
    deliver(lumen.lumen)
    mail = Mail.objects.get()
    assert (mail.member, mail.subject) == (lumen.hugo, "Vous êtes relais")
    text = opened(mail, "content")
    assert "/r/" in text
    assert [word for word in ("papier", "tiroir") if word in text] == []


def test_being_a_relay_is_on_the_relays_desk_until_the_return(lumen):
    passed(lumen)
    assert [item.kind for item in items_for(lumen.hugo, MONDAY)] == ["relay.held"]
    assert not items_for(lumen.hugo, THURSDAY)


def test_the_neighbour_sees_nothing_of_it(lumen, as_):
    ref = passed(lumen).ref
    assert as_(lumen.nora).get(f"/c/voisins/relay/{ref}/").status_code == 404
    assert as_(lumen.lea).get(f"/c/atelier-lumen/relay/{ref}/").status_code == 404
    assert as_(lumen.sophie).get(f"/c/atelier-lumen/relay/{ref}/").status_code == 200


def test_the_page_passes_what_was_ticked_and_typed(lumen, as_):
    claire = as_(lumen.claire)
    page = claire.read("/c/atelier-lumen/relay/")
    assert "Passer le relais" in page
    given = {"relay": lumen.hugo.ref, "until": "26/11/2026", "expected": "Courrier\nPapier", "urgent": "Sophie"}
    claire.force("post", "/c/atelier-lumen/relay/", {**given, "instructions": "Clés : tiroir", "once": "k"})
    claire.force("post", "/c/atelier-lumen/relay/", {**given, "instructions": "Clés : tiroir", "once": "k"})
    assert [line.text for line in HandoverLine.objects.order_by("pk")] == ["Courrier", "Papier"]


def test_an_item_the_relay_may_not_see_is_only_counted(lumen, monkeypatch):
    def provider(company, on, here):
        both = frozenset({lumen.claire.ref, lumen.hugo.ref})
        for title, seen in (("Secret", both - {lumen.hugo.ref}), ("Ouvert", both)):
            mine = frozenset({lumen.claire.ref})
            yield Item(f"x:{title}:0", "x", title, "Parce que.", seen, mine, act_by=MONDAY + timedelta(days=1))

    monkeypatch.setitem(registry.rooms, "x", registry.Room("x", attention=(provider,)))
    kit = queries.kit_of(lumen.claire, lumen.hugo)
    assert ([item.title for item in kit.falling], kit.hidden) == (["Ouvert"], 1)


@pytest.fixture
def falling(lumen, monkeypatch):
    """One line that only Claire and Hugo see, one that everybody sees; both fall on Tuesday."""

    def provider(company, on, here):
        known = {lumen.claire.ref, lumen.hugo.ref}
        for title, seen in (("Discret", known), ("Ouvert", known | {lumen.lea.ref})):
            mine = frozenset({lumen.claire.ref})
            yield Item(f"x:{title}:0", "x", title, "Parce que.", frozenset(seen), mine, act_by=MONDAY + timedelta(1))

    monkeypatch.setitem(registry.rooms, "x", registry.Room("x", attention=(provider,)))
    return {"until": "26/11/2026", "expected": "", "urgent": "", "instructions": "", "once": "k"}


def test_a_title_is_passed_only_to_whoever_may_read_it_even_when_nobody_asked_the_page(lumen, falling):
    draft = Draft(THURSDAY, (Passed("Discret", Sort.TO_DO, "x:Discret:0"),))
    with pytest.raises(CannotPass, match="ne voit plus"):
        actions.pass_relay(lumen.lea, draft, actor=lumen.claire)
    assert not HandoverLine.objects.exists()
    assert actions.pass_relay(lumen.hugo, draft, actor=lumen.claire).lines.get().text == "Discret"


def test_another_relay_is_another_list_to_read_before_it_leaves(lumen, falling, as_):
    claire, url = as_(lumen.claire), "/c/atelier-lumen/relay/"
    listed = queries.kit_of(lumen.claire, lumen.hugo).listed
    ticked = {**falling, "listed": listed, "falling": ["x:Discret:0", "x:Ouvert:0"]}
    again = claire.force("post", url, {**ticked, "relay": lumen.lea.ref})
    page = again.content.decode()
    assert (again.status_code, Handover.objects.count()) == (422, 0)
    assert "a été refait pour Léa" in page
    assert "Discret" not in page
    assert "x:" not in page.replace('value="x:Ouvert:0"', "")
    listed = queries.kit_of(lumen.claire, lumen.lea).listed
    claire.force("post", url, {**ticked, "relay": lumen.lea.ref, "listed": listed, "falling": ["x:Ouvert:0"]})
    assert [line.text for line in HandoverLine.objects.all()] == ["Ouvert"]


def test_a_later_return_lists_what_falls_until_then(lumen, monkeypatch, as_):
    def provider(company, on, here):
        both = frozenset({lumen.claire.ref, lumen.hugo.ref})
        for days in (13, 16):
            on = MONDAY + timedelta(days=days)
            yield Item(f"x:{days}:0", "x", f"Dans {days}", "Parce que.", both, frozenset({lumen.claire.ref}), act_by=on)

    monkeypatch.setitem(registry.rooms, "x", registry.Room("x", attention=(provider,)))
    first = queries.kit_of(lumen.claire, lumen.hugo)
    assert [item.title for item in first.falling] == ["Dans 13"]  # nobody knows the return: a fortnight
    given = {"relay": lumen.hugo.ref, "until": "15/12/2026", "listed": first.listed, "once": "k"}
    again = as_(lumen.claire).force("post", "/c/atelier-lumen/relay/", given)
    assert again.status_code == 422
    assert "Dans 16" in again.content.decode()


def test_once_the_return_is_over_nothing_says_that_a_relay_is_still_there(lumen, as_):
    actions.report_line(passed(lumen).lines.first(), Outcome.TROUBLE, "Personne", actor=lumen.hugo)
    with clock.at(clock.now() + timedelta(days=4)):
        assert not queries.open_handovers_of(lumen.claire)
        assert "déjà relais" not in as_(lumen.claire).read("/c/atelier-lumen/relay/")
        assert [line.outcome for line in queries.lines_on_desks()] == [Outcome.TROUBLE]
    with clock.at(clock.now() + timedelta(days=70)):
        assert queries.lines_on_desks() == []


def test_a_relay_without_address_is_said_before_and_after(lumen, as_):
    Member.objects.filter(pk=lumen.lea.pk).update(user=None, email="")
    claire, url = as_(lumen.claire), "/c/atelier-lumen/relay/"
    assert "aucun mail ne partira" in claire.read(f"{url}?relay={lumen.lea.ref}")
    given = {"relay": lumen.lea.ref, "until": "26/11/2026", "once": "k"}
    answer = claire.force("post", url, given)
    assert "Sans adresse de courriel" in claire.read(answer["Location"])
    deliver(lumen.lumen)
    assert not Mail.objects.exists()


def test_what_somebody_wrote_for_their_absences_goes_with_them(lumen):
    passed(lumen)
    forget_relays_of(lumen.claire)
    assert queries.kit_of(lumen.claire).instructions == ""
    assert {line.text for line in HandoverLine.objects.all()} == {"effacé"}


@pytest.mark.parametrize("lines", [1, 12])
def test_the_desk_asks_one_question_for_any_number_of_lines(lumen, lines, django_assert_num_queries):
    passed(lumen, text="\n".join(f"Ligne {n}" for n in range(lines)))
    queries.lines_on_desks()
    with django_assert_num_queries(1):
        assert len(queries.lines_on_desks()) == lines
