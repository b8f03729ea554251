"""How an office manager is paid: agreed from a day on, ended on another, never twice at once."""

from datetime import date

from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.audit.verbs import action, locked, save, tell
from pupitre.foundation.tenancy.models import Member
from pupitre.modules.mission import policies
from pupitre.modules.mission.events import EngagementAgreed, EngagementEnded
from pupitre.modules.mission.models import Engagement
from pupitre.modules.mission.rules import Terms


class CannotAgree(Refusal):
    pass


@action
def agree_engagement(member: Member, terms: Terms, target_days: int | None = None, *, actor: Member) -> Engagement:
    """The member's row is the lock: two that overlap are never written side by side."""
    member = locked(member)
    require(policies.can_agree(actor, member))
    if terms.rate_cents <= 0 or (terms.ends_on is not None and terms.ends_on < terms.starts_on):
        raise CannotAgree("Le montant est au-dessus de zéro, et la fin vient après le début.")
    for other in Engagement.objects.filter(member=member):
        if _overlap(other.terms, terms):
            raise CannotAgree("Une rémunération est déjà notée pour ces jours : donnez-lui d’abord une fin.")
    engagement = Engagement.objects.create(
        member=member,
        per=terms.per,
        rate_cents=terms.rate_cents,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        target_days=target_days,
    )
    tell(EngagementAgreed(engagement.ref, member.ref, terms.starts_on.isoformat()), engagement)
    return engagement


@action
def end_engagement(engagement: Engagement, on: date, version: int | None = None, *, actor: Member) -> Engagement:
    engagement = locked(engagement, version)
    require(policies.can_end(actor, engagement))
    if on < engagement.starts_on:
        raise CannotAgree("La fin vient après le début.")
    if engagement.ends_on is not None and engagement.ends_on <= on:
        raise CannotAgree("Elle finit déjà ce jour-là, ou avant.")
    engagement.ends_on = on
    save(engagement, "ends_on")
    tell(EngagementEnded(engagement.ref, on.isoformat()), engagement)
    return engagement


def _overlap(one: Terms, other: Terms) -> bool:
    return one.starts_on <= (other.ends_on or date.max) and other.starts_on <= (one.ends_on or date.max)
