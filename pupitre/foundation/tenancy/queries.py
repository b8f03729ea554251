"""Who is in a company, and in what role."""

from datetime import date
from typing import Any

from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Company, Member


def member_at(slug: str, user: Any) -> Member | None:
    """Whom this account is in this company today: the one question asked before any scope is open."""
    return next((member for member in memberships_of(user) if member.company.slug == slug), None)


def memberships_of(user: Any) -> list[Member]:
    """Every company where this account is somebody today, by name."""
    if not user.pk:
        return []
    members = Member.of_every_company.select_related("company", "site").filter(user_id=user.pk)
    return [member for member in members.order_by("company__name") if member.is_here(clock.today(member.company))]


def members_on(on: date) -> list[Member]:
    """Who is in the current company that day, by name."""
    return [member for member in Member.objects.select_related("company").order_by("name") if member.is_here(on)]


def company_named(slug: str) -> Company | None:
    return Company.objects.filter(slug=slug).first()


def has_real_companies() -> bool:
    return Company.objects.filter(is_demo=False).exists()
