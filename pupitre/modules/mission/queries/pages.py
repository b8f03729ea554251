"""The month's pages that were issued, and the words of the one that is being made."""

from django.db.models import QuerySet

from pupitre.foundation.access.table import allows
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.sealing import opened
from pupitre.modules.mission.models import MonthNote, MonthPage
from pupitre.modules.mission.rules import Month, Page, page_from


def pages_visible_to(actor: Member) -> "QuerySet[MonthPage]":
    """The latest first."""
    rows = MonthPage.objects.select_related("issued_by").order_by("-month_on", "-number")
    return rows if allows(actor, "mission.see_month") else rows.none()


def issued_of(month: Month) -> list[MonthPage]:
    """Every version, the latest first."""
    return list(MonthPage.objects.filter(month_on=month.first).select_related("issued_by").order_by("-number"))


def last_issued(month: Month) -> MonthPage | None:
    return MonthPage.objects.filter(month_on=month.first).select_related("issued_by").order_by("-number").first()


def latest_before(month: Month, most: int) -> list[MonthPage]:
    """The last version of each month before that one, in order of time."""
    rows = MonthPage.objects.filter(month_on__lt=month.first).order_by("-month_on", "-number")
    latest: dict[object, MonthPage] = {}
    for row in rows[: most * 4]:
        latest.setdefault(row.month_on, row)
    return list(latest.values())[:most][::-1]


def content_of(page: MonthPage) -> Page:
    """As it was frozen."""
    return page_from(opened(page, "content"))


def note_of(month: Month) -> MonthNote | None:
    return MonthNote.objects.filter(month_on=month.first).first()
