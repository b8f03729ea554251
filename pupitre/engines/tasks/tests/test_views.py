"""The pages of tasks: the list and its filters, several at once, one task, the form that an address begins."""

import csv
import io
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pupitre.engines.decisions.tests.factories import asked
from pupitre.engines.tasks import actions
from pupitre.engines.tasks.models import Step, Task, TimeSpent, Tuning
from pupitre.engines.tasks.rules import State
from pupitre.engines.tasks.tests.factories import finished, task_of, under_way
from pupitre.foundation.tenancy.models import Role

HOME = "/c/atelier-lumen/tasks/"
NEW, SEVERAL = f"{HOME}new/", f"{HOME}several/"
FRIDAY = date(2026, 11, 27)


def page_of(task):
    return f"{HOME}{task.ref}/"


def titles(page):
    return re.findall(r'class="table__name"[^>]*>([^<]*)<', page)


def test_the_list_begins_with_what_is_mine_and_open_the_nearest_day_first(lumen, as_):
    task_of(lumen.claire, "Sans date")
    task_of(lumen.claire, "Vendredi", due_on=FRIDAY)
    task_of(lumen.lea, "À Léa")
    finished(lumen.claire, title="Finie")
    assert titles(as_(lumen.claire).read(HOME)) == ["Vendredi", "Sans date"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("owner=all", ["Retard", "Vendredi", "À Léa", "En cours", "Étude"]),
        ("owner=given", ["À Léa"]),
        ("state=done", ["Finie"]),
        ("state=under_way", ["En cours"]),
        ("due=late", ["Retard"]),
        ("due=week", ["Vendredi"]),
        ("due=none", ["En cours", "Étude"]),
        ("priority=5", ["Étude"]),
        ("q=etude", ["Étude"]),
        ("sort=-priority", ["Étude", "Retard", "Vendredi", "En cours"]),
        ("sort=title&due=none", ["En cours", "Étude"]),
    ],
)
def test_filters_and_sorts_live_in_the_address(lumen, as_, asked, found):
    task_of(lumen.claire, "Retard", due_on=date(2026, 11, 20))
    task_of(lumen.claire, "Vendredi", due_on=FRIDAY)
    task_of(lumen.claire, "À Léa", owner=lumen.lea, due_on=date(2026, 12, 20))
    under_way(lumen.claire, "En cours")
    task_of(lumen.claire, "Étude", criticality=5)
    finished(lumen.claire, title="Finie")
    page = titles(as_(lumen.claire).read(f"{HOME}?{asked}"))
    if asked in ("owner=all", "due=none"):
        assert sorted(page) == sorted(found)
    elif asked == "sort=-priority":
        assert page[0] == found[0]
    else:
        assert page == found


@pytest.mark.parametrize("asked", ["state=x", "due=x", "priority=9", "sort=pk", "rows=7", "q=" + "x" * 101, "y=1"])
def test_what_the_list_does_not_know_is_refused(lumen, as_, asked):
    assert as_(lumen.claire).get(f"{HOME}?{asked}").status_code == 400


def test_an_empty_list_teaches(lumen, as_):
    page = as_(lumen.lea).read(HOME)
    assert "Noter une tâche" in page
    assert "badges de décembre" in page


def test_who_is_outside_has_no_list(lumen, as_):
    lumen.hugo.roles = [Role.READER]
    lumen.hugo.save()
    hugo = as_(lumen.hugo)
    assert hugo.get(HOME).status_code == hugo.get(NEW).status_code == 403
    assert HOME not in hugo.read("/c/atelier-lumen/people/directory/")


@pytest.mark.parametrize("how_many", [3, 50])
def test_a_page_costs_the_same_however_many_lines_it_has(lumen, as_, how_many):
    for n in range(how_many):
        task_of(lumen.sophie, f"Étude {n}", owner=(lumen.claire, lumen.lea, lumen.hugo)[n % 3])
    claire = as_(lumen.claire)
    claire.read(f"{HOME}?owner=all")
    with CaptureQueriesContext(connection) as queries:
        page = claire.read(f"{HOME}?owner=all")
    assert len(titles(page)) == how_many
    assert len(queries) <= 9, [query["sql"][:90] for query in queries]


@pytest.mark.parametrize("how_many", [1, 30])
def test_the_page_of_a_task_costs_the_same_however_long_it_is(lumen, as_, how_many):
    task = task_of(lumen.claire, steps=[f"Étape {n}" for n in range(how_many)])
    for n in range(how_many):
        actions.record_time(task, n + 1, actor=lumen.claire)
    claire = as_(lumen.claire)
    claire.read(page_of(task))
    with CaptureQueriesContext(connection) as queries:
        assert f"{how_many} sur" in claire.read(page_of(task)) or how_many
    assert len(queries) <= 14, [query["sql"][:90] for query in queries]


def test_what_is_exported_is_what_is_filtered(lumen, as_):
    finished(lumen.claire, 15, "=Badges")
    task_of(lumen.claire, "Ouverte")
    said = as_(lumen.claire).get(f"{HOME}csv/?state=done").content.decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(said), delimiter=";")
    assert (row["Tâche"], row["État"], row["Temps passé (min)"], row["Faite par"]) == (
        "'=Badges",
        "Faite",
        "15",
        "Claire",
    )
    assert as_(lumen.claire).get(f"{HOME}xlsx/?state=done").content.startswith(b"PK")


def test_several_are_finished_and_taken_back_by_one_click(lumen, as_):
    refs = [task_of(lumen.claire, f"Étude {n}").ref for n in range(3)]
    claire = as_(lumen.claire)
    page = claire.send(HOME, to=SEVERAL, ref=refs[:2], what="finish").content.decode()
    assert "2 tâches terminées." in page
    assert Task.objects.filter(done_at=None).count() == 1
    undo = re.search(r'action="([^"]*/undo/[^"]*)"', page)[1]
    assert claire.force("post", undo).status_code == 302
    assert Task.objects.filter(done_at=None).count() == 3


def test_all_that_is_filtered_is_changed_as_many_as_the_button_said(lumen, as_):
    for n in range(30):
        task_of(lumen.claire, f"Étude {n}")
    task_of(lumen.claire, "Autre chose")
    claire = as_(lumen.claire)
    page = claire.read(f"{HOME}?q=etude&rows=25")
    assert "Les 30 lignes filtrées" in page
    given = {"query": "q=etude&rows=25", "what": "park"}
    claire.force("post", SEVERAL, {**given, "all": "29"})
    assert not Task.objects.exclude(parked_at=None).exists()
    claire.force("post", SEVERAL, {**given, "all": "30"})
    assert Task.objects.exclude(parked_at=None).count() == 30


def test_nothing_is_done_of_a_batch_that_says_not_what(lumen, as_):
    ref = task_of(lumen.claire).ref
    claire = as_(lumen.claire)
    for given in ({}, {"what": "due", "due_on": ""}, {"what": "hand"}, {"what": "priority", "criticality": "9"}):
        assert claire.force("post", SEVERAL, {"ref": ref, **given}).status_code == 302
    assert Task.objects.get().version == 1


def test_a_task_is_noted_and_read_back(lumen, as_):
    claire = as_(lumen.claire)
    given = {"title": "Badges", "due_on": "27/11", "minutes": "20", "criticality": "3", "steps": "Compter\n\nCommander"}
    page = claire.send(NEW, **given, owner=lumen.lea.ref).content.decode()
    task = Task.objects.get()
    assert (task.title, task.due_on, task.minutes, task.owner) == ("Badges", FRIDAY, 20, lumen.lea)
    assert [step.text for step in Step.objects.order_by("position")] == ["Compter", "Commander"]
    assert "Tâche confiée à Léa." in page


def test_a_double_click_notes_once(lumen, as_):
    claire = as_(lumen.claire)
    claire.read(NEW)
    for _ in range(2):
        claire.force("post", NEW, {"title": "Badges", "criticality": "2", "once": "une fois"})
    assert Task.objects.count() == 1


def test_a_page_that_is_gone_back_to_still_does_another_thing(lumen, as_):
    task = task_of(lumen.claire)
    claire = as_(lumen.claire)
    for address, given in (("times", {"minutes": "5"}), ("steps", {"text": "Compter"}), ("times", {"minutes": "5"})):
        claire.force("post", f"{page_of(task)}{address}/", {**given, "once": "la même page"})
    assert (TimeSpent.objects.count(), Step.objects.count()) == (1, 1)


def test_an_address_may_begin_a_task(lumen, as_):
    request = asked(lumen.claire)
    said = f"title=Relancer&due_on=2026-11-27&minutes=45&owner={lumen.hugo.ref}&criticality=4&note=Par+mail"
    page = as_(lumen.claire).read(f"{NEW}?{said}&subject=decisions.request:{request.ref}")
    for shown in ('value="Relancer"', 'value="27/11/2026"', 'value="45"', 'value="4" selected', "Par mail"):
        assert shown in page
    assert f'value="{lumen.hugo.ref}" selected' in page
    assert "À propos de" in page


def test_what_an_address_says_badly_is_left_out_and_told(lumen, as_):
    page = as_(lumen.claire).read(
        f"{NEW}?title=Relancer&due_on=32-13&minutes=-4&owner=PERSONNE&criticality=9&subject=x:y"
    )
    assert "Tout n’a pas pu être repris" in page
    for said in ("32-13", "-4", "cette personne n’est pas là", "cela n’est plus là"):
        assert said in page
    assert "callout--bad" not in page


def test_a_link_to_what_one_may_not_see_is_neither_shown_nor_kept(lumen, as_):
    request = asked(lumen.claire)
    about = f"decisions.request:{request.ref}"
    lea = as_(lumen.lea)
    assert request.title not in lea.read(f"{NEW}?subject={about}")
    lea.force("post", NEW, {"title": "Voir", "criticality": "2", "subject": about})
    assert Task.objects.get().subject_ref == ""
    given = task_of(lumen.claire, owner=lumen.lea, subject_kind="decisions.request", subject_ref=request.ref)
    assert request.title in as_(lumen.claire).read(page_of(given))
    assert request.title not in lea.read(page_of(given))


def test_the_form_says_where_the_effort_it_proposes_comes_from(lumen, as_):
    claire = as_(lumen.claire)
    assert "30 min d’usage" in claire.read(NEW).replace("\xa0", " ")
    for _ in range(5):
        finished(lumen.claire, 20)
    page = claire.read(NEW).replace("\xa0", " ")
    assert "20 min : la médiane" in page
    assert re.search(r'name="minutes" value="20"', page)
    assert "30 min d’usage" in claire.read(f"{NEW}?owner={lumen.lea.ref}").replace("\xa0", " ")


def test_one_tap_finishes_with_its_minutes(lumen, as_):
    task = task_of(lumen.claire)
    page = as_(lumen.claire).send(page_of(task), to=f"{page_of(task)}finish/", minutes="15").content.decode()
    assert Task.objects.get().state == State.DONE
    assert TimeSpent.objects.get().minutes == 15
    assert "Faite par Claire" in page


def test_beyond_the_limit_the_page_offers_to_pause_another(lumen, as_):
    Tuning.objects.create(wip_limit=1)
    first, second = under_way(lumen.claire, "Première"), task_of(lumen.claire, "Seconde")
    claire = as_(lumen.claire)
    page = claire.read(page_of(second))
    assert "Mettre en pause : Première" in page.replace("\xa0", " ")
    refused = claire.force("post", f"{page_of(second)}start/")
    assert "1 tâche en cours au plus" in claire.read(refused.url)
    claire.force("post", f"{page_of(first)}pause/", {"next": page_of(second)})
    claire.send(page_of(second), to=f"{page_of(second)}start/")
    assert Task.objects.get(title="Seconde").state == State.UNDER_WAY


def test_of_a_private_task_under_way_only_the_number_is_told(lumen, as_):
    Tuning.objects.create(wip_limit=1)
    under_way(lumen.lea, "Secret", is_private=True)
    page = as_(lumen.claire).read(page_of(task_of(lumen.lea, "Ouverte")))
    assert "Secret" not in page
    assert "Et 1 que seul Léa voit" in page


def test_a_manager_reads_and_finds_no_verb(lumen, as_):
    task = task_of(lumen.lea)
    hugo = as_(lumen.hugo)
    assert "/finish/" not in hugo.read(page_of(task))
    assert hugo.force("post", f"{page_of(task)}finish/").status_code == 403
    assert as_(lumen.nora).get(page_of(task)).status_code == 404


def test_the_office_manager_sets_the_figures(lumen, as_):
    as_(lumen.claire).send(f"{HOME}settings/", wip_limit="3", stale_days="10")
    assert Tuning.objects.get().wip_limit == 3
    assert as_(lumen.lea).get(f"{HOME}settings/").status_code == 403


def test_several_are_dropped_for_a_reason_of_ones_own(lumen, as_):
    refs = [task_of(lumen.claire, f"Étude {n}").ref for n in range(2)]
    claire = as_(lumen.claire)
    claire.send(HOME, to=SEVERAL, ref=refs[:1], what="drop", why="Doublon", why_said=" Le client a renoncé ")
    claire.send(HOME, to=SEVERAL, ref=refs[1:], what="drop", why="Doublon")
    assert [task.dropped_why for task in Task.objects.order_by("pk")] == ["Le client a renoncé", "Doublon"]
    again = task_of(lumen.claire)
    page = claire.send(HOME, to=SEVERAL, ref=[again.ref], what="drop", why_said="  ").content.decode()
    assert "Choisissez" in page
    assert Task.objects.get(pk=again.pk).is_open


def test_the_rail_begins_with_the_day_then_the_domains_and_what_comes_back_after_them(lumen, as_):
    rail = as_(lumen.claire).read(HOME).partition('class="tabbar"')[0]
    labels = re.findall(r'<span class="clip">([^<]*)</span>', rail)
    wanted = ["Aujourd’hui", "À décider", "Noter", "Tâches", "Équipe", "Fournisseurs", "Routines"]
    assert [label for label in labels if label in wanted] == wanted


def test_a_second_click_on_put_away_does_not_take_it_back(lumen, as_):
    task, claire = task_of(lumen.claire), as_(lumen.claire)
    for _ in range(2):
        claire.force("post", f"{page_of(task)}parking/")
        assert Task.objects.get(pk=task.pk).state == State.PARKED
    claire.send(page_of(task), to=f"{page_of(task)}parking/")
    assert Task.objects.get(pk=task.pk).state == State.TODO


def test_how_long_somebody_takes_is_said_to_whoever_sees_their_tasks(lumen, as_):
    for _ in range(5):
        finished(lumen.claire, 47)
    proposed = "la médiane du temps passé"
    assert proposed in as_(lumen.sophie).read(f"{NEW}?owner={lumen.claire.ref}")
    assert proposed not in as_(lumen.lea).read(f"{NEW}?owner={lumen.claire.ref}")


def test_people_are_offered_as_filters_to_whoever_sees_their_tasks(lumen, as_):
    task_of(lumen.lea), task_of(lumen.claire)
    picked = f'<option value="{lumen.sophie.ref}">Sophie</option>'
    owners = [
        as_(one).read(HOME).partition('name="owner"')[2].partition("</select>")[0] for one in (lumen.claire, lumen.lea)
    ]
    assert [picked in said for said in owners] == [True, False]
