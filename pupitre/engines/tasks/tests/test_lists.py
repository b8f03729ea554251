"""The list of tasks: its filters, what it exports, and several tasks at once."""

import csv
import io
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pupitre.engines.tasks.models import Task
from pupitre.engines.tasks.tests.factories import finished, task_of, under_way
from pupitre.foundation.tenancy.models import Role

HOME = "/c/atelier-lumen/tasks/"
NEW, SEVERAL = f"{HOME}new/", f"{HOME}several/"
FRIDAY = date(2026, 11, 27)


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


def test_people_are_offered_as_filters_to_whoever_sees_their_tasks(lumen, as_):
    task_of(lumen.lea), task_of(lumen.claire)
    picked = f'<option value="{lumen.sophie.ref}">Sophie</option>'
    owners = [
        as_(one).read(HOME).partition('name="owner"')[2].partition("</select>")[0] for one in (lumen.claire, lumen.lea)
    ]
    assert [picked in said for said in owners] == [True, False]
