"""The work of the sample company, told alone: the same whatever the day it is played."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from pupitre.demo import routines, tasks
from pupitre.demo.portfolio import Cast
from pupitre.demo.story import Story
from pupitre.engines.attention.public import items_for
from pupitre.engines.routines.public import next_of, shipped_routines
from pupitre.engines.routines.queries import all_routines, standings
from pupitre.engines.tasks.public import State, Task
from pupitre.foundation import clock

DAYS = [date(2026, 11, 24), date(2026, 11, 28), date(2028, 2, 29)]


@pytest.fixture(params=DAYS, ids=str)
def played(lumen, request):
    story = Story(request.param)
    cast = Cast({"Claire Morel": lumen.claire, "Sophie Lacombe": lumen.sophie, "Léa Vasseur": lumen.lea}, {}, {})
    for member in cast.members.values():
        member.joined_on = date(2020, 1, 1)
        member.save(update_fields=["joined_on"])
    with clock.at(datetime.combine(request.param, time(7), UTC)):
        tasks.tell(story, cast)
        routines.tell(story, cast)
        story.play()
        yield request.param


def test_claire_has_one_late_one_under_way_one_from_sophie_and_five_behind_her(played, lumen):
    hers = list(Task.objects.filter(owner=lumen.claire))
    assert sum(task.state == State.DONE for task in hers) == 5
    assert sum(task.state == State.UNDER_WAY for task in hers) == 1
    assert sum(task.is_open and task.due_on is not None and task.due_on < played for task in hers) == 1
    assert [task.owner for task in Task.objects.filter(created_by=lumen.sophie)] == [lumen.claire]
    assert Task.objects.filter(owner=lumen.lea).count() == 1
    titles = [task.title for task in Task.objects.filter(done_at__isnull=False, times__minutes__gt=0)]
    assert len(set(titles)) == 5


def test_one_bill_is_silent_since_two_months_and_the_rest_is_kept(played, lumen):
    found = {one.routine.catalogue: one for one in standings(all_routines(), lumen.lumen, played)}
    assert len(found) == 6
    assert {name: one.missed for name, one in found.items() if one.missed} == {"electricity_bill": 2}
    silent = [item for item in items_for(lumen.claire, played) if item.kind == "routines.silent"]
    assert [item.title for item in silent] == [
        "2 mois sans « Facture d’électricité »".replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    ]


def test_what_comes_next_is_ahead(played, lumen):
    for routine in all_routines():
        waiting = next_of(routine, played)
        bill = shipped_routines()["electricity_bill"]
        behind = timedelta(days=62 + bill.grace_days) if routine.catalogue == bill.name else timedelta()
        assert waiting is not None
        assert waiting[1] >= played - behind
