"""« Mon équipe » : who opens which, what it shows of the same people, and what it never does."""

from datetime import UTC, date, datetime, time

import pytest

from conftest import hire
from pupitre.engines.attention.models import Presence
from pupitre.engines.attention.public import make_appointment, note_presence_change
from pupitre.engines.decisions.actions import Given, PowerDraft, add_power, answer
from pupitre.engines.decisions.tests.factories import asked
from pupitre.engines.tasks.tests.factories import task_of, under_way
from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Role
from pupitre.kernel.periods import Period
from pupitre.kernel.presence import Part

TEAM = "/c/atelier-lumen/team/"
MONDAY, THURSDAY = date(2026, 11, 23), date(2026, 11, 26)
OPEN_TO = {Role.OWNER, Role.DIRECTOR, Role.OFFICE_MANAGER, Role.HR, Role.MANAGER, Role.REFERENT}


def text(page):
    return page.replace("\u00a0", " ").replace("\u202f", " ")


def works(member, *weekdays, mode="on_site"):
    for weekday in weekdays:
        for part, starts, ends in (("am", time(9), time(12, 30)), ("pm", time(13, 30), time(17))):
            Presence.objects.create(member=member, weekday=weekday, part=part, starts=starts, ends=ends, mode=mode)


@pytest.fixture
def other(lumen):
    """Zoé answers to Sophie, and is nobody's business in Hugo's team."""
    return hire(lumen.lumen, lumen.pantin, "Zoé", Role.EMPLOYEE, manager=lumen.sophie)


@pytest.mark.parametrize("role", [*Role, ""])
def test_each_role_finds_a_page_or_nothing(lumen, as_, role):
    somebody = hire(lumen.lumen, lumen.pantin, "Ana", *filter(None, [role]))
    visitor = as_(somebody)
    assert visitor.get(TEAM).status_code == (200 if role in OPEN_TO else 404)
    assert visitor.get(f"{TEAM}?team={lumen.hugo.ref}").status_code == (
        200 if role in OPEN_TO - {Role.MANAGER, Role.REFERENT} else 404
    )


def test_a_manager_sees_only_those_who_answer_to_them(lumen, other, as_):
    page = as_(lumen.hugo).read(TEAM)
    assert "Léa" in page
    assert "Zoé" not in page
    assert as_(lumen.hugo).get(f"{TEAM}?team={lumen.sophie.ref}").status_code == 404


def test_the_direction_has_its_own_team_and_opens_the_others(lumen, other, as_):
    sophie = as_(lumen.sophie)
    assert "Zoé" in sophie.read(TEAM)
    theirs = text(sophie.read(f"{TEAM}?team={lumen.hugo.ref}"))
    assert "Équipe : Hugo" in theirs
    assert "Zoé" not in theirs
    assert sophie.get(f"{TEAM}?team={lumen.lea.ref}").status_code == 404  # she leads nobody
    assert sophie.get(f"{TEAM}?team={lumen.nora.ref}").status_code == 404  # nor here


def test_who_leads_nobody_is_told_what_to_do_or_whom_to_look_into(lumen, as_):
    lumen.lea.manager = lumen.sophie
    lumen.lea.save()
    assert "Personne n’est rattaché à vous" in as_(lumen.hugo).read(TEAM)
    page = as_(lumen.claire).read(TEAM)
    assert "Choisissez l’équipe à ouvrir" in page
    assert f"?team={lumen.sophie.ref}" in page


def test_the_office_manager_leads_those_who_answer_to_her(lumen, as_):
    hire(lumen.lumen, lumen.pantin, "Ana", Role.EMPLOYEE, manager=lumen.claire)
    page = as_(lumen.claire).read(TEAM)
    assert "<h1>Mon équipe</h1>" in page
    assert "Ana" in page
    assert "Léa" not in page


def test_the_door_is_in_the_rail_of_those_who_may_open_it(lumen, as_):
    assert f'href="{TEAM}"' in as_(lumen.hugo).read("/c/atelier-lumen/")
    assert "Mon équipe" in as_(lumen.hugo).read("/c/atelier-lumen/")
    assert "Les équipes" in as_(lumen.claire).read("/c/atelier-lumen/")
    assert TEAM not in as_(lumen.lea).read("/c/atelier-lumen/")


def test_the_week_says_who_is_there_who_is_not_and_who_leaves_early(lumen, as_):
    works(lumen.lea, 0, 1, 2)
    works(lumen.lea, 3, mode="remote")
    note_presence_change(lumen.lea, Period(date(2026, 11, 24), date(2026, 11, 24)), actor=lumen.hugo)
    wednesday = Period(date(2026, 11, 25), date(2026, 11, 25))
    note_presence_change(lumen.lea, wednesday, part=Part.AFTERNOON, actor=lumen.hugo)

    page = text(as_(lumen.hugo).read(TEAM))

    assert "1 présence" in page
    assert "Absence demain" in page
    assert "Mercredi 25 : sur place, part à 12 h 30" in page
    assert 'title="à distance"' in page
    assert 'title="ne travaille pas"' in page  # on Friday


def test_days_away_around_days_off_are_one_absence_told_to_its_end(lumen, as_):
    works(lumen.lea, 0, 4)
    note_presence_change(lumen.lea, Period(MONDAY, date(2026, 12, 8)), actor=lumen.hugo)
    assert "Absence jusqu’au 8 déc." in text(as_(lumen.hugo).read(TEAM))


def test_a_holiday_is_no_absence(lumen, as_):
    works(lumen.lea, 3, 4)
    with clock.at(datetime(2026, 12, 24, 9, tzinfo=UTC)):
        page = text(as_(lumen.hugo).read(TEAM))
    assert 'title="férié, Noël"' in page
    assert "Tout le monde est là comme d’habitude" in page


def test_a_week_that_nobody_said_is_asked_for(lumen, as_):
    page = as_(lumen.hugo).read(TEAM)
    assert "semaine à renseigner" in page


def test_an_arrival_and_a_last_day_are_told(lumen, as_):
    lumen.lea.left_on = date(2026, 12, 4)
    lumen.lea.save()
    new = hire(lumen.lumen, lumen.pantin, "Max", Role.EMPLOYEE, manager=lumen.hugo)
    new.joined_on = date(2026, 11, 27)
    new.save()
    works(new, 3, 4)

    page = text(as_(lumen.hugo).read(TEAM))

    assert "Dernier jour le 4 déc." in page
    assert "Arrive vendredi 27" in page
    assert page.count('title="n’est pas dans l’équipe"') == 4  # until then, whatever their ordinary week


def powers_of_hugo(cast):
    add_power(PowerDraft(holder=cast.hugo, asker=cast.lea, up_to_cents=300_00), actor=cast.sophie)


def test_what_waits_for_me_and_who_has_the_rest(lumen, as_):
    powers_of_hugo(lumen)
    asked(lumen.lea, 80_00, "Deux paires de gants")
    asked(lumen.hugo, 900_00, "Un établi")
    question = asked(lumen.lea, 90_00, "Un escabeau")
    answer(question, Given("question", "Lequel ?"), actor=lumen.hugo)

    page = text(as_(lumen.hugo).read(TEAM))

    assert "1 demande attend votre réponse" in page
    assert "Répondre : Deux paires de gants, 80 € TTC" in page
    assert "Léa, depuis aujourd’hui" in page
    assert "Vous, depuis aujourd’hui · chez Sophie" in page
    assert "Léa a une question à lever" in page


def test_what_was_asked_over_the_managers_head_stays_there(lumen, as_):
    """Who may see a request is for decisions to say: the screen of a team opens nothing more."""
    asked(lumen.lea, 9_000_00, "Changer d’équipe")
    assert "Changer d’équipe" not in as_(lumen.hugo).read(TEAM)
    assert "Changer d’équipe" in as_(lumen.sophie).read(f"{TEAM}?team={lumen.hugo.ref}")


def test_the_tasks_of_each_are_counted_as_the_list_counts_them(lumen, other, as_):
    task_of(lumen.lea, "En retard", due_on=date(2026, 11, 20))
    task_of(lumen.lea, "Bientôt", due_on=THURSDAY)
    task_of(lumen.lea, "À soi", due_on=THURSDAY, is_private=True)
    under_way(lumen.lea, "Commencée")
    task_of(other, "Ailleurs", due_on=THURSDAY)
    hugo = as_(lumen.hugo)

    page = text(hugo.read(TEAM))

    listed = "/c/atelier-lumen/tasks/?"
    late = f"{listed}owner={lumen.lea.ref}&due=late"
    assert late.replace("&", "&amp;") in page
    assert ">1 sur 5<" in page
    assert "En retard</a>" in hugo.read(late)
    soon = hugo.read(f"{listed}owner={lumen.lea.ref}&due=week")
    assert "Bientôt" in soon
    assert "À soi" not in soon + page


def test_people_stand_by_name_whatever_their_figures(lumen, as_):
    late = hire(lumen.lumen, lumen.pantin, "Zélie", Role.EMPLOYEE, manager=lumen.hugo)
    task_of(lumen.lea, "Rien de pressé")
    for n in range(3):
        task_of(late, f"En retard {n}", due_on=date(2026, 11, 20))

    page = as_(lumen.hugo).read(TEAM)

    assert page.rindex(">Léa</a>") < page.rindex(">Zélie</a>")


def test_what_is_at_stake_is_shown_with_whom_and_only_if_it_may_be_seen(lumen, as_, offer):
    offer("seen", lumen.lea, lumen.hugo, act_by=date(2026, 11, 27), at_stake=120_000)
    offer("hidden", lumen.lea, act_by=date(2026, 11, 27), at_stake=120_000)
    offer("far", lumen.lea, lumen.hugo, act_by=date(2027, 2, 1), at_stake=120_000)
    offer("small", lumen.lea, lumen.hugo, act_by=date(2026, 11, 27))
    offer("mine", lumen.hugo, act_by=date(2026, 11, 27), at_stake=120_000)

    page = text(as_(lumen.hugo).read(TEAM))

    assert "Sujet seen" in page
    assert "Léa · À faire vendredi 27 au plus tard." in page
    assert "1 200 €" in page
    assert not [key for key in ("hidden", "far", "small", "mine") if f"Sujet {key}" in page]


def test_a_long_list_is_folded_and_whole(lumen, as_, offer):
    for n in range(10):
        offer(f"n{n}", lumen.lea, lumen.hugo, act_by=date(2026, 11, 27), at_stake=1000)
    page = as_(lumen.hugo).read(TEAM)
    assert "Voir aussi 2 autres" in page
    assert not [n for n in range(10) if f"Sujet n{n}" not in page]


def test_neither_the_appointments_nor_the_time_of_anybody_is_there(lumen, as_):
    works(lumen.lea, 0, 1)
    make_appointment(lumen.lea, "CANARI-RENDEZ-VOUS", date(2026, 11, 24), time(10), time(11), actor=lumen.lea)
    under_way(lumen.lea, "Commencée", minutes=437)

    page = text(as_(lumen.hugo).read(TEAM))

    assert "CANARI-RENDEZ-VOUS" not in page
    assert "437" not in page
    assert "7 h 17" not in page
