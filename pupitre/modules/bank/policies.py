"""Who may look for contracts in the bank's statements, and who only reads what was found."""

from datetime import date

from pupitre.foundation.access.table import allows
from pupitre.foundation.tenancy.models import Member, Role


def can_see(actor: Member) -> bool:
    return allows(actor, "bank.see_findings")


def can_discover(actor: Member) -> bool:
    return allows(actor, "bank.read_statements")


def may_receive(member: Member, on: date) -> bool:
    """The page tells prices: it leaves to the direction only."""
    return member.is_here(on) and (member.has(Role.DIRECTOR) or member.has(Role.OWNER))
