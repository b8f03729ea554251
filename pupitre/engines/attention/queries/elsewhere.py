"""Half-days that the same account already holds in its other companies: for that person's eyes only."""

from pupitre.engines.attention.queries.presence import presence_of
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.queries import memberships_of
from pupitre.foundation.tenancy.scope import working_for
from pupitre.kernel.periods import Period
from pupitre.kernel.presence import HalfDay


def other_memberships(member: Member) -> list[Member]:
    """Where else the same account is somebody today."""
    if member.user is None:
        return []
    return [other for other in memberships_of(member.user) if other.company_id != member.company_id]


def half_days_of(member: Member, period: Period) -> frozenset[HalfDay]:
    """When somebody is expected in their company: the week, what is dated, less absences and holidays."""
    with working_for(member.company):
        found = presence_of(member, period.starts_on, period.ends_on).slots(period)
    return frozenset(slot.half_day for slot in found)


def half_days_elsewhere(others: list[Member], period: Period) -> frozenset[HalfDay]:
    return frozenset[HalfDay]().union(*(half_days_of(other, period) for other in others))
