"""A month's page: what it counts, that it is frozen, and that a correction is another version."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from pupitre.engines.attention.public import close_day, items_for, record_day
from pupitre.engines.decisions.tests.factories import accept, asked
from pupitre.engines.tasks.public import TaskDraft, add_task, finish_task
from pupitre.foundation import clock
from pupitre.foundation.audit.models import Head
from pupitre.foundation.audit.queries import first_broken_seq
from pupitre.foundation.events.dispatch import deliver
from pupitre.foundation.notifications.messages import message_of
from pupitre.foundation.notifications.models import Mail
from pupitre.modules.mission import actions, queries
from pupitre.modules.mission.queries.pages import content_of
from pupitre.modules.mission.rules import Month, Nature, SavingDraft, digest_of, month_of
from pupitre.modules.mission.tables.month import page_of
from pupitre.modules.mission.tests.factories import DRAFT, OCTOBER, agreed, identified, issued, realised, validated

NOVEMBER = OCTOBER.after
CannotIssue = actions.CannotIssue


def at(day, hour=9):
    return clock.at(datetime(2026, 10, day, hour, tzinfo=UTC))


def value(code, month=OCTOBER, cast=None):
    return page_of(month, cast.lumen).figure(code).value


def test_budget_and_satisfaction_are_there_and_say_that_they_are_not_followed(lumen):
    page = page_of(OCTOBER, lumen.lumen)
    assert [page.figure(code).value for code in ("budget", "satisfaction")] == [
        "Pas encore suivi",
        "Pas encore mesurée",
    ]
    assert [page.figure(code).number for code in ("budget", "satisfaction")] == [None, None]


def test_a_saving_counts_in_the_state_it_had_at_the_end_of_the_month(lumen):
    with at(5):
        found = realised(lumen.claire)
    actions.validate_saving(found, actor=lumen.sophie)
    identified(lumen.claire, replace(DRAFT, title="Après"))
    october = page_of(OCTOBER, lumen.lumen)
    assert october.figure("savings").value == "1\u202f120\u00a0€ HT"
    assert [row.detail for row in october.figure("savings").rows] == ["Réalisée"]
    assert october.figure("identified").rows == ()
    assert [row.detail for row in page_of(NOVEMBER, lumen.lumen).figure("savings").rows] == ["Validée"]


def test_hours_and_avoided_costs_are_told_apart_and_never_added(lumen):
    hours = SavingDraft(
        "Notes de frais", Nature.HOURS, minutes_a_month=240, rate_cents=35_00, cap_cents=1_500_00,
        effective_on=date(2026, 10, 1),
    )  # fmt: skip
    with at(5):
        validated(lumen.claire, lumen.sophie)
        validated(lumen.claire, lumen.sophie, hours)
        validated(lumen.claire, lumen.sophie, replace(DRAFT, title="Hausse refusée", nature=Nature.AVOIDED))
    values = [value(code, cast=lumen) for code in ("savings", "avoided", "hours")]
    assert values == ["1\u202f120\u00a0€ HT", "1\u202f120\u00a0€ HT", "1\u202f500\u00a0€ HT"]


def test_ht_and_ttc_are_said_side_by_side(lumen):
    with at(5):
        realised(lumen.claire)
        realised(lumen.claire, replace(DRAFT, title="Mutuelle", basis="ttc"))
    assert value("savings", cast=lumen) == "1\u202f120\u00a0€ HT et 1\u202f120\u00a0€ TTC"


def test_decisions_count_in_the_month_they_were_taken_with_their_working_days(lumen):
    with at(1):
        requests = [asked(lumen.claire, 900_00 + n, f"Achat {n}") for n in range(4)]
    for request, day in zip(requests[:3], (2, 5, 12), strict=True):
        with at(day, 15):
            accept(request, lumen.sophie)
    figure = page_of(OCTOBER, lumen.lumen).figure("decisions")
    assert (figure.value, figure.caption) == ("3", "la moitié en 2 jours ouvrés ou moins")
    assert [row.value for row in figure.rows] == ["1 jour ouvré", "2 jours ouvrés", "7 jours ouvrés"]
    assert value("waiting", cast=lumen) == "1"
    accept(requests[3], lumen.sophie)
    assert value("waiting", cast=lumen) == "1"  # it waited still when October ended
    assert value("waiting", NOVEMBER, lumen) == "0"


def test_a_request_of_somebody_else_is_counted_and_not_named(lumen):
    with at(6):
        asked(lumen.hugo, 800_00, "CANARI-DEMANDE")
    figure = page_of(OCTOBER, lumen.lumen).figure("waiting")
    assert figure.value == "1"
    assert "CANARI" not in str(figure)


def test_an_instant_belongs_to_the_month_of_the_place(lumen):
    """T-61: 23:30 UTC on 31 October is already November in Paris."""
    with clock.at(datetime(2026, 10, 31, 23, 30, tzinfo=UTC)):
        task = add_task(TaskDraft("Dernière"), actor=lumen.claire)
        finish_task(task, actor=lumen.claire)
    assert (value("tasks", cast=lumen), value("tasks", NOVEMBER, lumen)) == ("0", "1")


def test_a_private_task_is_counted_nowhere(lumen):
    with at(6):
        finish_task(add_task(TaskDraft("CANARI", is_private=True), actor=lumen.claire), actor=lumen.claire)
    page = page_of(OCTOBER, lumen.lumen)
    assert page.figure("tasks").value == "0"
    assert "CANARI" not in str(page)


def test_the_plan_counts_each_line_once_at_the_day_that_ended_it(tuesdays_and_thursdays):
    cast = tuesdays_and_thursdays
    with at(5):
        late = add_task(TaskDraft("En retard", due_on=date(2026, 10, 5)), actor=cast.claire)
        add_task(TaskDraft("Faite", due_on=date(2026, 10, 8)), actor=cast.claire)
    for day in (6, 8):
        with at(day, 6):
            record = record_day(cast.claire, date(2026, 10, day), actor=None)
        if day == 8:
            with at(8, 10):
                finish_task(late, actor=cast.claire)
        with at(day, 18):
            close_day(record, actor=None)
    figure = page_of(OCTOBER, cast.lumen).figure("plan")
    assert figure.value == "1 sur 2"
    assert sum(int(row.detail.split(" sur ")[0]) for row in figure.rows) == 1


def test_the_cost_is_days_of_presence_at_the_agreed_rate(tuesdays_and_thursdays):
    cast = tuesdays_and_thursdays
    assert value("cost", cast=cast) == "coût non renseigné"
    agreed(cast.claire, cast.sophie)
    figure = page_of(OCTOBER, cast.lumen).figure("cost")
    assert (figure.value, figure.caption) == ("4\u202f050\u00a0€ HT", "9 jours")  # four Tuesdays, five Thursdays


def test_the_balance_opposes_to_the_cost_what_is_won_and_says_the_rest_apart(lumen):
    with at(5):
        realised(lumen.claire)
        identified(lumen.claire, replace(DRAFT, title="Autre"))
    said = page_of(OCTOBER, lumen.lumen).balance
    assert "En face, 93,34\u00a0€ HT" in said
    assert "1\u202f120\u00a0€ HT par an identifiés ou négociés, non comptés" in said


def test_a_page_is_issued_once_its_month_is_over(lumen):
    with pytest.raises(CannotIssue, match="pas fini"):
        issued(lumen.claire, month_of(date(2026, 11, 23)))


def test_what_was_issued_never_moves_and_today_is_told_apart(lumen):
    with at(5):
        found = realised(lumen.claire)
    row = issued(lumen.claire)
    frozen = content_of(row)
    with at(30):
        actions.return_saving(found, "Faux", actor=lumen.claire)
    assert content_of(queries.last_issued(OCTOBER)) == frozen
    assert page_of(OCTOBER, lumen.lumen) != frozen
    assert row.content_digest == digest_of(frozen)


def test_a_version_more_says_what_it_changes_and_needs_something_to_change(lumen):
    issued(lumen.claire)
    with pytest.raises(CannotIssue, match="Rien n’a changé"):
        issued(lumen.claire, after=1)
    actions.comment_month(OCTOBER, "Une précision", actor=lumen.claire)
    second = issued(lumen.claire, after=1)
    assert (second.number, content_of(second).changes) == (2, ("Le commentaire a changé",))
    assert [row.number for row in queries.issued_of(OCTOBER)] == [2, 1]


def test_the_page_holds_where_the_journal_stood(lumen):
    identified(lumen.claire)
    before = Head.objects.get()
    row = issued(lumen.claire)
    assert (row.head_seq, row.head_link) == (before.seq, before.link)
    assert first_broken_seq((row.head_seq, row.head_link)) is None


def test_it_is_compared_with_the_month_before_once_that_one_is_issued(lumen):
    assert "en septembre" not in page_of(OCTOBER, lumen.lumen).figure("tasks").caption
    issued(lumen.claire, OCTOBER.before)
    assert page_of(OCTOBER, lumen.lumen).figure("tasks").caption.endswith(" · comme en septembre")


def test_the_version_to_circulate_holds_no_price_no_name_no_row(lumen):
    agreed(lumen.claire, lumen.sophie)
    with at(5):
        realised(lumen.claire, replace(DRAFT, title="CANARI-CONTRAT"))
        asked(lumen.claire, 735_241_00, "CANARI-DEMANDE")
    actions.comment_month(OCTOBER, "CANARI-MOTS", actor=lumen.claire)
    found = str(page_of(OCTOBER, lumen.lumen).to_circulate())
    assert [word for word in ("CANARI", "€", "Claire", "Sophie") if word in found] == []


def test_the_direction_is_told_by_a_mail_that_says_nothing_of_it(lumen):
    with at(5):
        realised(lumen.claire)
    issued(lumen.claire)
    deliver(lumen.lumen)
    [mail] = Mail.objects.filter(member=lumen.sophie)
    text = message_of(mail).get_content()
    assert "/month/2026-10/" in text
    assert "€" not in text + mail.subject


def about(member, month):
    return [item for item in items_for(member, clock.today(member.company)) if item.key == f"mission.issue:{month}:0"]


def test_issuing_is_asked_from_the_first_presence_of_the_month_after_until_it_is_done(tuesdays_and_thursdays):
    cast = tuesdays_and_thursdays
    agreed(cast.claire, cast.sophie)
    with clock.at(datetime(2026, 11, 2, 9, tzinfo=UTC)):
        assert about(cast.claire, OCTOBER) == []
    with clock.at(datetime(2026, 11, 3, 9, tzinfo=UTC)):
        [item] = about(cast.claire, OCTOBER)
        assert item.title == "Arrêter la page d’octobre"
        issued(cast.claire)
        assert about(cast.claire, OCTOBER) == []


def test_nobody_is_asked_where_the_mission_is_not_followed(tuesdays_and_thursdays):
    assert about(tuesdays_and_thursdays.claire, OCTOBER) == []


def test_the_direction_is_asked_to_validate_what_was_declared(lumen):
    realised(lumen.claire)
    keys = [item.kind for item in items_for(lumen.sophie, clock.today(lumen.lumen))]
    assert "mission.validate" in keys


@pytest.mark.parametrize("offset", [0, 1])
def test_risks_are_those_of_the_month_after(lumen, offset):
    lumen.lea.joined_on = date(2026, 11, 2) + timedelta(days=31 * offset)
    lumen.lea.save(update_fields=["joined_on"])
    rows = page_of(Month(date(2026, 10 + offset, 1)), lumen.lumen).figure("risks").rows
    assert [row.title for row in rows] == ["Arrivée de Léa"]
