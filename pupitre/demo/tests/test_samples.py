"""The sample companies: their story at the bank, on any day, and how they go."""

from datetime import UTC, date, datetime, timedelta

import pytest

from pupitre.demo.build import build
from pupitre.foundation import clock
from pupitre.foundation.access.links import new_link
from pupitre.foundation.access.models import Purpose
from pupitre.foundation.tenancy.models import Company, Member
from pupitre.foundation.tenancy.queries import Here
from pupitre.foundation.tenancy.scope import working_for
from pupitre.modules.bank.public import Finding, open_findings
from pupitre.modules.bank.tables.report import report_of

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
