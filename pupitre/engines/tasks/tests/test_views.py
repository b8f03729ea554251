"""One task, its verbs, and the form that an address may begin."""

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

HOME = "/c/atelier-lumen/tasks/"
NEW = f"{HOME}new/"
FRIDAY = date(2026, 11, 27)


def page_of(task):
    return f"{HOME}{task.ref}/"


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
