"""How office managers are paid, and what a month of them costs."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from pupitre.engines.attention.public import days_there
from pupitre.foundation.access.table import allows, may_somewhere
from pupitre.foundation.tenancy.models import Member, Role
from pupitre.foundation.tenancy.queries import all_members
from pupitre.kernel.periods import Period
from pupitre.modules.mission.models import Engagement
from pupitre.modules.mission.rules import Month, MonthCost, cost_of_month


def engagements_visible_to(actor: Member) -> "QuerySet[Engagement]":
    """Everybody's for the direction, one's own for an office manager."""
    rows = Engagement.objects.select_related("member__site", "member__company").order_by("-starts_on", "pk")
    if allows(actor, "mission.see_cost"):
        return rows
    return rows.filter(member=actor) if may_somewhere(actor, "mission.see_cost") else rows.none()


def engagements_of_month(month: Month) -> "QuerySet[Engagement]":
    rows = Engagement.objects.select_related("member").filter(starts_on__lte=month.last)
    return rows.filter(Q(ends_on=None) | Q(ends_on__gte=month.first)).order_by("starts_on", "pk")


@dataclass(frozen=True)
class Worked:
    """An office manager's month: presence, and what it costs."""

    member: Member
    cost: MonthCost
    target_days: int | None


def office_managers(month: Month) -> list[Member]:
    """Who held the role at some time of the month, by name."""
    return [
        one
        for one in all_members()
        if one.has(Role.OFFICE_MANAGER) and one.joined_on <= month.last and (one.left_on or date.max) >= month.first
    ]


def worked_in(month: Month, members: list[Member], until: date) -> list[Worked]:
    """Presence up to that day; four questions an office manager, and one for what was agreed."""
    if until < month.first:
        return [Worked(member, MonthCost(0, None), None) for member in members]
    agreed = list(engagements_of_month(month))
    span = Period(month.first, min(month.last, until))
    return [_worked(member, [one for one in agreed if one.member_id == member.pk], month, span) for member in members]


def _worked(member: Member, agreed: list[Engagement], month: Month, span: Period) -> Worked:
    there = days_there(member, span)
    cost = cost_of_month([one.terms for one in agreed], there, month.days)
    return Worked(member, cost, agreed[-1].target_days if agreed else None)
