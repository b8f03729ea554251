"""The sample companies: their story at the bank, on any day, and how they go."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bench.houses import DIRECTOR, OM
from bench.pages import OF_THE_DIRECTION, OTHERS
from pupitre.demo.build import build
from pupitre.engines.attention.models import PlannedLine
from pupitre.engines.decisions.models import Answer, DecisionRequest
from pupitre.engines.routines.models import Occurrence
from pupitre.engines.tasks.models import Task
from pupitre.foundation import clock
from pupitre.foundation.access.links import new_link
from pupitre.foundation.access.models import Purpose
from pupitre.foundation.accounts.models import User
from pupitre.foundation.tenancy.models import Company, Member
from pupitre.foundation.tenancy.queries import Here
from pupitre.foundation.tenancy.scope import working_for
from pupitre.modules.bank.public import Finding, open_findings
from pupitre.modules.bank.tables.report import report_of
from pupitre.modules.mission.models import Saving
from pupitre.modules.mission.queries.pages import content_of, last_issued
from pupitre.modules.mission.rules import read_month

NOVEMBER, LEAP_DAY = date(2026, 11, 24), date(2028, 2, 29)


@pytest.fixture(scope="module")
def november(lasting):
    with lasting():
        return build(NOVEMBER)[0]


def assert_the_year_is_told(lumen, today):
    """Six dates, and some left to look at."""
    with working_for(lumen), clock.at(datetime.combine(today, datetime.min.time(), UTC)):
        report = report_of(lumen)
        assert report.title == "Six dates que personne ne surveillait"
        assert report.letter.name == "Grenke"
        assert [line.name for line in report.missing] == ["Hiscox", "Notion"]
        assert Finding.objects.filter(state="accepted").count() == 5
        assert {row.name for row in open_findings(Here(today))} == {
            "Barcordan Archives", "Generali", "OpenAI", "SMABTP", "Zoom",
        }  # fmt: skip


def test_atelier_lumen_has_a_year_at_its_bank_with_six_dates_and_some_left_to_look_at(db, november):
    assert_the_year_is_told(november, NOVEMBER)


def test_the_samples_are_made_again_on_another_day_whatever_links_were_sent_to_their_people(db, november):
    sophie = Member.of_every_company.get(name="Sophie Lacombe")
    new_link(Purpose.RELAY, timedelta(days=1), member=sophie)
    lumen = build(LEAP_DAY, replace=True)[0]
    assert Company.objects.filter(is_demo=True).count() == 3
    assert_the_year_is_told(lumen, LEAP_DAY)


@pytest.mark.parametrize(("email", "paths"), [(OM, OTHERS), (DIRECTOR, OF_THE_DIRECTION)])
def test_each_page_that_the_bench_measures_opens_to_whoever_it_sends(db, november, client, email, paths):
    client.force_login(User.objects.get(email=email))
    said = {name: client.get(path).status_code for name, path in paths.items()}
    assert said == dict.fromkeys(paths, 200)


def test_every_figure_of_october_is_found_again_in_the_tables(db, november):
    month = read_month("2026-10")
    zone, span = november.time_zone, (month.first, month.last)
    since, until = month.starts_at(zone), month.ends_at(zone)
    with working_for(november):
        page = content_of(last_issued(month))
        said = {one.code: one.number for one in page.figures}
        saved = Saving.objects.filter(state__in=("realised", "validated"), nature="hard")
        lines = PlannedLine.objects.filter(planned_day__day__range=span).order_by("planned_day__day", "pk")
        ended = dict(lines.values_list("key", "outcome"))
        waiting = DecisionRequest.objects.filter(asked_at__lt=until).exclude(closed_at__lt=until)
        assert {**said, "risks": None, "windows": None, "silent": None} == {
            "budget": None,
            "satisfaction": None,
            "savings": sum(row.annual_cents for row in saved),
            "decisions": Answer.objects.filter(is_yes__isnull=False, at__gte=since, at__lt=until).count(),
            "waiting": waiting.count(),
            "windows": None,
            "plan": sum(outcome == "missed" for outcome in ended.values()),
            "tasks": Task.objects.filter(is_private=False, done_at__gte=since, done_at__lt=until).count(),
            "routines": Occurrence.objects.filter(done_on__range=span).count(),
            "silent": None,
            "avoided": 500_00,
            "hours": 1_500_00,
            "identified": (5_040 - 4_300 + 2_448 - 1_632) * 100,
            "risks": None,
            "cost": 9 * 450_00,  # four Tuesdays, five Thursdays
        }
        for one in page.figures:
            if one.code in ("decisions", "waiting", "tasks", "routines", "silent", "risks"):
                assert len(one.rows) == one.number, one.code
