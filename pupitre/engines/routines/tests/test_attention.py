"""What of routines reaches the desk, for whom, and when."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pupitre.engines.attention.actions import close_day, record_day
from pupitre.engines.attention.public import items_for, news_for
from pupitre.engines.routines import actions, attention
from pupitre.engines.routines.rules import Kind, Proof, rhythm_of
from pupitre.engines.routines.tests.factories import DAILY, MONDAYS, done, expected_of, routine_of, with_proof
from pupitre.foundation import clock

TODAY, TUESDAY, NOVEMBER = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 30)


def items(cast, on=TODAY):
    return list(attention.routines_due(cast.lumen, on))


def the_item(cast, on=TODAY):
    found = items(cast, on)
    assert len(found) == 1
    return found[0]


def test_the_next_one_is_told_with_its_rhythm_and_its_verb(lumen):
    routine = routine_of(lumen.claire)
    item = the_item(lumen)
    assert item.key == f"routines.to_do:{routine.ref}:1"
    assert (item.title, item.act_by, item.opens_on) == ("Pièces au cabinet", NOVEMBER, TODAY)
    assert item.why == "Le dernier jour ouvré du mois. Jamais notée encore."
    verb = item.verbs[0]
    assert (verb.label, verb.method) == ("Fait", "post")
    assert verb.url == f"/c/atelier-lumen/routines/{routine.ref}/done/?number=1"


def test_what_asks_for_a_proof_opens_its_page(lumen):
    routine = with_proof(lumen.claire, Proof.FILE)
    verb = the_item(lumen).verbs[0]
    assert (verb.label, verb.method, verb.url) == (
        "Joindre la preuve",
        "get",
        f"/c/atelier-lumen/routines/{routine.ref}/#do",
    )


def test_three_months_without_are_one_line(lumen):
    routine_of(lumen.claire)
    item = the_item(lumen, date(2027, 2, 2))
    assert item.title == "3 mois sans «\u00a0Pièces au cabinet\u00a0»"
    assert (item.act_by, item.waiting_since) == (NOVEMBER, NOVEMBER)
    assert item.verbs[0].url.endswith("?number=3")


@pytest.mark.parametrize(("on", "count"), [(date(2026, 12, 15), 0), (date(2026, 12, 16), 1), (date(2027, 1, 15), 1)])
def test_what_should_have_come_is_told_the_day_after_its_grace(lumen, on, count):
    expected_of(lumen.claire)
    assert len(items(lumen, on)) == count


def test_a_silent_month_says_what_was_expected_and_when(lumen):
    expected_of(lumen.claire)
    item = the_item(lumen, date(2026, 12, 16))
    assert item.title == "Rien reçu\u00a0: Facture d’électricité"
    assert item.why == "Attendu le 5 déc., 10 jours de marge."
    assert item.verbs[0].label == "Reçu"
    assert the_item(lumen, date(2027, 2, 20)).title == "3 mois sans «\u00a0Facture d’électricité\u00a0»"


def test_what_came_is_silent_until_the_next(lumen):
    routine = expected_of(lumen.claire)
    done(routine, 1, lumen.claire)
    assert items(lumen, date(2027, 1, 15)) == []
    assert len(items(lumen, date(2027, 1, 16))) == 1


def test_a_gesture_of_each_presence_is_of_the_days_of_presence_only(tuesdays_and_thursdays):
    lumen = tuesdays_and_thursdays
    routine = routine_of(lumen.claire, title="Ouvrir le courrier", rhythm=DAILY, minutes=5)
    assert items(lumen) == []
    item = the_item(lumen, TUESDAY)
    assert (item.kind, item.act_by, item.is_gesture) == ("routines.presence", TUESDAY, True)
    with clock.at(clock.now() + timedelta(days=1)):
        done(routine, 2, lumen.claire)
    assert items(lumen, TUESDAY) == []
    assert len(items(lumen, date(2026, 11, 26))) == 1


def test_its_owner_acts_and_the_office_manager_and_direction_see(lumen):
    routine_of(lumen.claire, owner=lumen.hugo)
    assert [item.acts for item in items(lumen)] == [{lumen.hugo.ref}]
    seen = {name for name in ("claire", "sophie", "hugo", "lea") if items_for(getattr(lumen, name), TODAY)}
    assert seen == {"claire", "sophie", "hugo"}


def test_what_a_leaver_held_is_one_line_for_the_office_manager(lumen):
    for title in ("A", "B", "C", "D"):
        routine_of(lumen.claire, owner=lumen.hugo, title=title)
    lumen.hugo.left_on = date(2026, 11, 20)
    lumen.hugo.save()
    item = the_item(lumen)
    assert item.title == "Confier 4 routines à quelqu’un"
    assert item.why.endswith("A, B, C…")
    assert (item.acts, item.act_by) == ({lumen.claire.ref}, NOVEMBER)


def test_a_pause_and_an_end_are_silent(lumen):
    actions.pause_routine(routine_of(lumen.claire), actor=lumen.claire)
    done(routine_of(lumen.claire, ends_on=date(2026, 12, 1)), 1, lumen.claire)
    assert items(lumen, date(2027, 6, 1)) == []


def test_a_moved_one_is_told_where_it_is(lumen):
    actions.move_occurrence(routine_of(lumen.claire), 1, date(2026, 12, 3), actor=lumen.claire)
    assert the_item(lumen).act_by == date(2026, 12, 3)


def test_the_provider_asks_as_much_for_one_routine_as_for_thirty(lumen):
    def asked():
        with CaptureQueriesContext(connection) as made:
            items(lumen)
        return len(made)

    def one_of_each(n):
        routine_of(lumen.claire, title=f"Courrier {n}", rhythm=DAILY)
        routine_of(lumen.claire, title=f"Lundi {n}", rhythm=MONDAYS)
        actions.move_occurrence(routine_of(lumen.claire, title=f"Pièces {n}"), 1, date(2026, 12, 3), actor=lumen.claire)

    one_of_each(0)
    few = asked()
    for n in range(1, 10):
        one_of_each(n)
    assert asked() == few == 4  # routines with what moved, members, who is there (two)


def test_without_routines_the_desk_asks_one_question(lumen):
    with CaptureQueriesContext(connection) as made:
        assert items(lumen) == []
    assert len(made) == 1


def test_news_say_what_was_done_and_what_was_not(lumen):
    before = clock.now() - timedelta(hours=1)
    routine = routine_of(lumen.claire, owner=lumen.lea, rhythm=rhythm_of(Kind.WEEKDAY, weekday=1))
    with clock.at(clock.now() + timedelta(days=9)):
        done(routine, 2, lumen.lea)
        names = {lumen.claire.ref: "Claire", lumen.lea.ref: "Léa"}
        told = [one.news.sentence for one in news_for(lumen.sophie, before, names)]
        assert "Pièces au cabinet\u00a0: noté le 2 déc. 2026, 1 non faite avant" in told
        assert [one.news.sentence for one in news_for(lumen.hugo, before, names)] == []


def test_the_record_of_the_day_says_what_was_done(lumen, tuesdays_and_thursdays):
    claire, tuesday = lumen.claire, date(2026, 11, 24)
    kept = routine_of(claire, title="Caisse", rhythm=MONDAYS)
    skipped = routine_of(claire, title="Placards", rhythm=MONDAYS)
    routine_of(claire, title="Locaux", rhythm=MONDAYS)
    mail = routine_of(claire, title="Courrier", rhythm=DAILY, starts_on=tuesday)
    with clock.at(clock.now() + timedelta(days=1)):
        record = record_day(claire, tuesday, actor=None)
        done(kept, 1, claire)
        done(mail, 1, claire)
        actions.skip_occurrence(skipped, 1, "Rien à ranger", actor=claire)
        close_day(record, actor=None)
    outcomes = dict(record.lines.values_list("title", "outcome"))
    assert outcomes == {"Caisse": "done", "Courrier": "done", "Placards": "gone", "Locaux": "missed"}


def test_without_an_office_manager_the_direction_gives_them_to_somebody(lumen):
    routine_of(lumen.claire, owner=lumen.lea)
    for gone in (lumen.lea, lumen.claire):
        gone.left_on = TODAY - timedelta(days=1)
        gone.save(update_fields=["left_on"])
    assert the_item(lumen).acts == {lumen.sophie.ref}
