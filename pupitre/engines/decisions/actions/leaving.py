"""Somebody left: nobody decides in their place any more, nor they in anybody's."""

from django.db.models import Q, QuerySet

from pupitre.engines.decisions.actions.matrix import CannotSet
from pupitre.engines.decisions.events import StandInChanged
from pupitre.engines.decisions.models import StandIn
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import require
from pupitre.foundation.audit.verbs import action, tell
from pupitre.foundation.tenancy.models import Member


@action
def end_stand_ins_of(member: Member, *, actor: Member | None) -> int:
    """How many ended, in both directions, without a way back. Whoever may end the membership ends them: the caller
    has asked who may, and the member is leaving or gone."""
    require(member.left_on is not None)
    found = list(_stand_ins_of(member).select_for_update(of=("self",)).order_by("pk"))
    if not found:
        raise CannotSet("Aucune suppléance n’est en cours.")
    for one in found:
        one.removed_at = clock.now()
        one.save(update_fields=["removed_at"])
        tell(StandInChanged(one.ref, "removed"), one, {"member": one.member.name})
    return len(found)


def _stand_ins_of(member: Member) -> QuerySet[StandIn]:
    found: QuerySet[StandIn] = StandIn.objects.filter(Q(member=member) | Q(stand_in=member))
    return found.select_related("member")
