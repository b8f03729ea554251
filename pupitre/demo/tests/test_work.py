"""The work of the sample company, told alone: the same whatever the day it is played."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, time

import pytest

from pupitre.demo import routines, tasks
from pupitre.demo.portfolio import Cast
from pupitre.demo.story import Story
from pupitre.engines.attention.public import items_for
from pupitre.engines.routines.queries import all_routines, standings
from pupitre.engines.tasks.public import State, Task
from pupitre.foundation import clock

TUESDAY, SATURDAY, LEAP_DAY = date(2026, 11, 24), date(2026, 11, 28), date(2028, 2, 29)
any_day = pytest.mark.parametrize("today", [TUESDAY, SATURDAY, LEAP_DAY], ids=str)


@contextmanager
def played(lumen, today, room):
    story = Story(today)
    cast = Cast({"Claire Morel": lumen.claire, "Sophie Lacombe": lumen.sophie, "Léa Vasseur": lumen.lea}, {}, {})
    for member in cast.members.values():
        member.joined_on = date(2020, 1, 1)
        member.save(update_fields=["joined_on"])
    with clock.at(datetime.combine(today, time(7), UTC)):
        room.tell(story, cast)
        story.play()
        yield


@any_day
def test_claire_has_one_late_one_under_way_one_from_sophie_and_five_behind_her(lumen, today):
    with played(lumen, today, tasks):
        hers = list(Task.objects.filter(owner=lumen.claire))
    assert sum(task.state == State.UNDER_WAY for task in hers) == 1
    assert sum(task.is_open and task.due_on is not None and task.due_on < today for task in hers) == 1
    assert [task.owner for task in Task.objects.filter(created_by=lumen.sophie)] == [lumen.claire]
    assert Task.objects.filter(owner=lumen.lea).count() == 1
    assert Task.objects.filter(done_at__isnull=False, times__minutes__gt=0).count() == 5


@any_day
def test_one_bill_is_silent_since_two_months_and_the_rest_is_kept(lumen, today):
    with played(lumen, today, routines):
        found = {one.routine.catalogue: one for one in standings(all_routines(), lumen.lumen, today)}
        items = items_for(lumen.claire, today)
    assert len(found) == 6
    assert {name: one.missed for name, one in found.items() if one.missed} == {"electricity_bill": 2}
    silent = [item.title for item in items if item.kind == "routines.silent"]
    assert silent == ["2 mois sans «\u00a0Facture d’électricité\u00a0»"]
