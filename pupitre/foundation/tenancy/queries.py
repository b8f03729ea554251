"""Who is in a company, and in what role."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Company, Member
from pupitre.foundation.tenancy.prepared import Prepared
from pupitre.foundation.tenancy.scope import current_company

Answer = TypeVar("Answer")
_of_every_company = Member.of_every_company.select_related("company", "site").order_by("company__name")
_memberships = Prepared(lambda user: _of_every_company.filter(user_id=user), is_of_company=False)
_members = Prepared(lambda: Member.objects.order_by("name"))


def member_at(slug: str, user: Any) -> Member | None:
    """Whom this account is in this company today: the one question asked before any scope is open."""
    return next((member for member in memberships_of(user) if member.company.slug == slug), None)


def memberships_of(user: Any) -> list[Member]:
    """Every company where this account is somebody today, by name."""
    if not user.pk:
        return []
    return [member for member in _memberships(user.pk) if member.is_here(clock.today(member.company))]


def account_of(user: int) -> Any:
    """The account with its memberships, in one question; none for an account that is nobody anywhere."""
    rows = _with_account(user)
    if not rows:
        return None
    account = rows[0].user
    account.memberships_read = rows
    return account


_with_account = Prepared(
    lambda user: _of_every_company.select_related("user").filter(user_id=user), is_of_company=False
)


def memberships_read_with(user: Any) -> list[Member]:
    """Those of `memberships_of`, without asking again what the question about the account said."""
    rows = getattr(user, "memberships_read", None)
    if rows is None:
        return memberships_of(user)
    return [member for member in rows if member.is_here(clock.today(member.company))]


def members_on(on: date) -> list[Member]:
    """Who is in the current company that day, by name."""
    return [member for member in all_members() if member.is_here(on)]


def all_members() -> list[Member]:
    """Everybody who is or was in the current company, by name."""
    company, members = current_company(), _members()
    for member in members:
        member.company = company
    return members


def names_on(on: date) -> list[Member]:
    """Who is in the current company that day, as lists of people show them: ref, name, dates, and nothing else read."""
    return [member for member in all_names() if member.is_here(on)]


def all_names() -> list[Member]:
    """The same of everybody who is or was in the company."""
    return list(_names())


_names = Prepared(lambda: Member.objects.only("ref", "name", "joined_on", "left_on").order_by("name"))


class Here:
    """Who is in the current company that day: asked once, when somebody first wants to know, for all who share it."""

    def __init__(
        self, on: date, members: Sequence[Member] | None = None, answers: Mapping[Any, Any] | None = None
    ) -> None:
        """`answers`: what the question that gave the members already says, by the question it spares."""
        self.on, self._known = on, members
        self._answers: dict[Any, Any] = {**(answers or {})}

    @cached_property
    def members(self) -> Sequence[Member]:
        return members_on(self.on) if self._known is None else self._known

    @cached_property
    def refs(self) -> frozenset[str]:
        return frozenset(member.ref for member in self.members)

    def once(self, question: Callable[[date], Answer]) -> Answer:
        """What several who share it want to know of that day: asked by the first of them."""
        if question not in self._answers:
            self._answers[question] = question(self.on)
        return self._answers[question]  # type: ignore[no-any-return]  # what this very question answered

    def with_role(self, role: str) -> frozenset[str]:
        return frozenset(member.ref for member in self.members if member.has(role))


def company_named(slug: str) -> Company | None:
    return Company.objects.filter(slug=slug).first()


def has_real_companies() -> bool:
    return Company.objects.filter(is_demo=False).exists()
