"""Who reads the ledger and the month's pages, who writes them, who validates, and who sees what the mission costs."""

from collections.abc import Iterable
from datetime import date

from pupitre.foundation.access.table import allows, may_somewhere
from pupitre.foundation.tenancy.models import Member, Role
from pupitre.modules.mission.models import Engagement, Saving


def can_see_savings(actor: Member) -> bool:
    return allows(actor, "mission.see_savings")


def can_edit_savings(actor: Member) -> bool:
    return allows(actor, "mission.edit_saving")


def can_validate(actor: Member, saving: Saving) -> bool:
    """Never by who declared it, nor by whose saving it is."""
    return allows(actor, "mission.validate_saving") and actor.pk not in (saving.declared_by_id, saving.owner_id)


def may_validate_some(actor: Member) -> bool:
    return allows(actor, "mission.validate_saving")


def can_see_month(actor: Member) -> bool:
    return allows(actor, "mission.see_month")


def can_issue(actor: Member) -> bool:
    return allows(actor, "mission.issue_month")


def can_see_cost_of(actor: Member, refs: Iterable[str]) -> bool:
    """The direction everybody's; an office manager her own alone."""
    return allows(actor, "mission.see_cost") or (
        may_somewhere(actor, "mission.see_cost") and all(ref == actor.ref for ref in refs)
    )


def can_see_costs(actor: Member) -> bool:
    return may_somewhere(actor, "mission.see_cost")


def can_agree(actor: Member, member: Member) -> bool:
    """What somebody is paid is agreed for an office manager, by the direction or with herself."""
    return allows(actor, "mission.agree_cost", of=member) and member.has(Role.OFFICE_MANAGER)


def can_agree_with_somebody(actor: Member) -> bool:
    return may_somewhere(actor, "mission.agree_cost")


def can_end(actor: Member, engagement: Engagement) -> bool:
    return allows(actor, "mission.agree_cost", of=engagement.member)


def receives_the_page(member: Member, on: date) -> bool:
    return member.is_here(on) and (member.has(Role.DIRECTOR) or member.has(Role.OWNER))
