"""However much there is to show, the desk asks the database as many questions."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import hire
from pupitre.engines.attention.models import ItemState, Presence
from pupitre.engines.attention.public import name_relay, note_presence_change
from pupitre.engines.decisions.public import PowerDraft, add_power
from pupitre.engines.decisions.tests.factories import asked
from pupitre.engines.tasks.tests.factories import task_of
from pupitre.foundation import clock
from pupitre.foundation.registry import offered
from pupitre.foundation.tenancy.models import Member, Role
from pupitre.foundation.tenancy.queries import Here
from pupitre.foundation.tenancy.scope import working_for
from pupitre.kernel.periods import Period

TODAY = "/c/atelier-lumen/"
TEAM = f"{TODAY}team/"
TEAM_WHOLE = 25  # what the rooms have to say of the day included
DESK = 10  # session, account with its memberships, then the page
SIZES = [2, 60]


@pytest.fixture
def busy(tuesdays_and_thursdays, offer):
    cast = tuesdays_and_thursdays
    name_relay(cast.claire, cast.hugo, actor=cast.claire)

    def fill(n):
        for k in range(n):
            somebody = Member.objects.create(name=f"Personne {k}", joined_on=date(2026, 1, 1), site=cast.pantin)
            Presence.objects.create(
                member=somebody, weekday=1, part="am", starts=time(9), ends=time(12), site=cast.pantin
            )
            item = offer(f"n{k}", cast.claire, cast.sophie, act_by=date(2026, 11, 24 + k % 5), at_stake=k * 1000)
            ItemState.objects.create(member=cast.claire, key=item.key, title=item.title, note="vu")
        return cast

    with clock.at(datetime(2026, 11, 24, 8, tzinfo=UTC)):
        yield fill


def of_the_providers(company, connection):
    """What the rooms ask by themselves; each has its own budget."""
    with working_for(company):
        here = Here(date(2026, 11, 24), list(Member.objects.all()))
        with CaptureQueriesContext(connection) as asked:
            for provider in offered("attention"):
                list(provider(company, here.on, here))
    assert len(asked) <= len(list(offered("attention")))  # one question each
    return len(asked)


@pytest.mark.parametrize("size", SIZES)
def test_the_office_managers_desk(busy, as_, size, django_assert_num_queries):
    cast = busy(size)
    claire, asked = as_(cast.claire), of_the_providers(cast.lumen, connection)
    with django_assert_num_queries(DESK + asked):
        claire.read(TODAY)


@pytest.mark.parametrize("size", SIZES)
def test_the_directors_desk(busy, as_, size, django_assert_num_queries):
    cast = busy(size)
    sophie, asked = as_(cast.sophie), of_the_providers(cast.lumen, connection)
    with django_assert_num_queries(13 + asked):  # theirs, and the office manager's day, from the same items
        sophie.read(TODAY)


@pytest.mark.parametrize("size", SIZES)
def test_everybodys_desk(busy, as_, size, django_assert_num_queries):
    cast = busy(size)
    lea, asked = as_(cast.lea), of_the_providers(cast.lumen, connection)
    with django_assert_num_queries(DESK + asked):  # one of them for the rail: do they hold a routine
        lea.read(TODAY)


@pytest.fixture
def team(lumen, offer):
    """Hugo's team, each with a week, an absence, a task, a request and something at stake."""
    give_way = PowerDraft(holder=lumen.hugo, up_to_cents=500_00)
    add_power(give_way, actor=lumen.sophie)

    def fill(n):
        for k in range(n):
            one = hire(lumen.lumen, lumen.pantin, f"Personne {k}", Role.EMPLOYEE, manager=lumen.hugo)
            for weekday in range(5):
                Presence.objects.create(member=one, weekday=weekday, part="am", starts=time(9), ends=time(12))
            day = date(2026, 11, 23 + k % 5)
            note_presence_change(one, Period(day, day), actor=lumen.hugo)
            task_of(one, due_on=day)
            asked(one, 80_00, f"Demande {k}")
            offer(f"n{k}", one, lumen.hugo, act_by=day, at_stake=1000)
        return lumen

    return fill


@pytest.mark.parametrize("size", [3, 30])
def test_the_screen_of_a_team(team, as_, size, django_assert_num_queries):
    cast = team(size)
    hugo = as_(cast.hugo)
    with django_assert_num_queries(TEAM_WHOLE):
        hugo.read(TEAM)
