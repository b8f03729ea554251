"""What of tasks reaches a desk, a mail, and those who come back."""

import json
import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pupitre.engines.attention.actions import close_day, record_day
from pupitre.engines.attention.public import drop_item, hand_item, items_for, items_of, news_for
from pupitre.engines.tasks import actions
from pupitre.engines.tasks.attention import open_tasks
from pupitre.engines.tasks.rules import Change, What
from pupitre.engines.tasks.tests.factories import finished, task_of
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.events.dispatch import deliver
from pupitre.foundation.notifications.models import Mail
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.sealing import opened
from pupitre.kernel.presence import Mode

TODAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 27)


def mine(actor):
    return {item.title: item for item in items_for(actor) if item.kind.startswith("tasks.")}


def test_an_open_task_is_its_owners_to_do_and_nobody_elses(lumen):
    task = task_of(lumen.sophie, owner=lumen.claire, due_on=FRIDAY, minutes=45, criticality=4, is_on_site=True)
    item = mine(lumen.claire)[task.title]
    assert (item.act_by, item.minutes, item.criticality, item.mode) == (FRIDAY, 45, 4, Mode.ON_SITE)
    assert item.acts == item.seen_by == {lumen.claire.ref}
    assert item.why == "Demandée par Sophie aujourd’hui."
    assert mine(lumen.sophie) == {}


def test_what_is_done_dropped_or_parked_is_nobodys_line(lumen):
    finished(lumen.claire)
    actions.drop_task(task_of(lumen.claire), "Doublon", actor=lumen.claire)
    actions.park_task(task_of(lumen.claire), actor=lumen.claire)
    assert mine(lumen.claire) == {}


def test_the_desk_ticks_a_task_by_its_own_verb_with_a_way_back(lumen, as_, tuesdays_and_thursdays):
    task, desk = task_of(lumen.claire, due_on=TODAY), "/c/atelier-lumen/"
    with clock.at(clock.now() + timedelta(days=1)):
        answer = as_(lumen.claire).send(desk, to=f"{desk}tasks/{task.ref}/finish/")
    assert answer.redirect_chain[-1][0] == desk
    assert "Annuler" in answer.content.decode()
    assert mine(lumen.claire) == {}


def test_a_task_is_handed_and_dropped_as_a_task_never_as_a_line(lumen, as_, tuesdays_and_thursdays):
    task = task_of(lumen.claire, due_on=TODAY)
    key = mine(lumen.claire)[task.title].key
    with pytest.raises(Refusal, match="sur sa page"):
        hand_item(key, to=lumen.lea, actor=lumen.claire)
    with pytest.raises(Refusal, match="sur sa page"):
        drop_item(key, why="Doublon", actor=lumen.claire)
    with clock.at(clock.now() + timedelta(days=1)):
        claire = as_(lumen.claire)
        line = re.search(r'"(/c/atelier-lumen/items/[^"#]+)', claire.read("/c/atelier-lumen/"))[1]
        page = claire.read(line)
    assert f"{task.ref}/#hand" in page
    assert 'id="drop"' not in page
    assert 'id="hand"' not in page


def left(member):
    Member.objects.filter(pk=member.pk).update(left_on=date(2026, 11, 20))


def test_what_a_leaver_had_is_one_line_of_the_office_managers(lumen):
    for n in range(3):
        task_of(lumen.hugo, f"Étude {n}", due_on=FRIDAY if n else None)
    left(lumen.hugo)
    [item] = mine(lumen.claire).values()
    assert item.title == "Reprendre les tâches de Hugo"
    assert (item.why, item.act_by) == ("Hugo n’est plus là et avait 3 tâches ouvertes.", FRIDAY)
    assert item.url.endswith(f"?owner={lumen.hugo.ref}")
    assert mine(lumen.sophie) == {}


def test_the_private_task_of_a_leaver_is_told_to_its_author_alone(lumen):
    task_of(lumen.lea, "Secret", owner=lumen.hugo, is_private=True)
    left(lumen.hugo)
    assert mine(lumen.claire) == {}
    assert list(mine(lumen.lea)) == ["À reprendre : Secret"]


@pytest.mark.parametrize("how_many", [2, 40])
def test_all_tasks_are_read_in_one_query(lumen, how_many):
    for n in range(how_many):
        task_of(lumen.sophie, owner=(lumen.claire, lumen.lea)[n % 2])
    list(open_tasks(lumen.lumen, TODAY))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert len(list(open_tasks(lumen.lumen, TODAY))) == how_many
    assert len(asked) == 1


def test_no_item_crosses_to_the_neighbours(lumen):
    task_of(lumen.claire)
    assert [item for item in items_of(lumen.voisins, TODAY) if lumen.nora.ref in item.seen_by] == []


def told(actor):
    names = {member.ref: member.name for member in Member.objects.all()}
    since = clock.now().replace(hour=0)
    return [one.news.sentence for one in news_for(actor, since, names)]


def test_who_comes_back_reads_what_others_did_of_their_tasks(lumen):
    task = task_of(lumen.sophie, "Badges", owner=lumen.claire)
    actions.finish_task(task, 15, actor=lumen.claire)
    assert told(lumen.sophie) == ["Claire a fait : Badges"]
    assert told(lumen.claire) == ["Sophie confie à Claire : Badges"]
    assert told(lumen.hugo) == []


def test_the_house_tells_what_it_parked(lumen):
    with clock.at(clock.now().replace(month=9)):
        task_of(lumen.claire, "Plantes")
    actions.park_stale(actor=None)
    assert told(lumen.claire) == ["Garée, faute d’activité : Plantes"]


def mails(cast):
    deliver(cast.lumen)
    return list(Mail.objects.select_related("member").order_by("pk"))


def test_whoever_is_given_a_task_by_another_hears_of_it_at_once(lumen):
    task_of(lumen.claire, "Pour moi")
    task = task_of(lumen.sophie, "Badges", owner=lumen.claire, due_on=FRIDAY)
    [mail] = mails(lumen)
    assert (mail.member, mail.subject) == (lumen.claire, "Sophie vous confie une tâche")
    text = json.loads(opened(mail, "content"))["text"]
    assert "Badges, avant le 27 novembre 2026" in text
    assert task.ref in text


def test_a_batch_is_one_mail(lumen):
    refs = [task_of(lumen.claire, f"Étude {n}").ref for n in range(3)]
    actions.change_tasks(refs, Change(What.HAND, member=lumen.lea), actor=lumen.claire)
    [mail] = mails(lumen)
    assert (mail.member, mail.subject) == (lumen.lea, "Claire vous confie 3 tâches")


def test_what_was_taken_back_before_the_mail_leaves_sends_none(lumen):
    task = task_of(lumen.claire)
    actions.hand_task(task, lumen.lea, actor=lumen.claire)
    task.refresh_from_db()
    actions.hand_task(task, lumen.claire, actor=lumen.claire)
    assert mails(lumen) == []


def test_the_record_of_the_day_says_done_handed_or_gone(lumen, tuesdays_and_thursdays):
    claire, tuesday = lumen.claire, date(2026, 11, 24)
    names = ("Faite", "Faite par Sophie", "Rouverte", "Confiée", "Sans objet", "Oubliée")
    tasks = {name: task_of(claire, name, due_on=tuesday, minutes=5) for name in names}
    with clock.at(clock.now() + timedelta(days=1)):
        record = record_day(claire, tuesday, actor=None)
        actions.finish_task(tasks["Faite"], 5, actor=claire)
        actions.finish_task(tasks["Faite par Sophie"], actor=lumen.sophie)
        actions.reopen_task(actions.finish_task(tasks["Rouverte"], actor=claire), actor=claire)
        actions.hand_task(tasks["Confiée"], lumen.lea, actor=claire)
        actions.drop_task(tasks["Sans objet"], "Doublon", actor=claire)
        close_day(record, actor=None)
    outcomes = dict(record.lines.values_list("title", "outcome"))
    assert outcomes == {
        "Faite": "done",
        "Faite par Sophie": "done",
        "Rouverte": "missed",
        "Confiée": "handed",
        "Sans objet": "gone",
        "Oubliée": "missed",
    }
