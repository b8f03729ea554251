"""Who passes their relay, and who follows it."""

from pupitre.engines.relay.models import Handover
from pupitre.foundation.access.table import allows
from pupitre.foundation.tenancy.models import Member


def can_pass(actor: Member) -> bool:
    return allows(actor, "relay.pass")


def can_follow(actor: Member, handover: Handover) -> bool:
    """Whoever is away, whoever answers, and the direction."""
    return actor.pk in (handover.member_id, handover.relay_id) or allows(actor, "relay.follow")


def can_report(actor: Member, handover: Handover) -> bool:
    """The relay; and whoever passed it, who may know by telephone."""
    return actor.pk in (handover.member_id, handover.relay_id)
