"""With the person goes what they wrote for their absences, and what they answered as a relay."""

from django.db.models import Q

from pupitre.engines.relay.models import HandoverLine, Sheet
from pupitre.foundation.tenancy.models import Member

ERASED = "effacé"


def forget_relays_of(member: Member) -> None:
    Sheet.objects.filter(member=member).delete()
    theirs = Q(handover__member=member) | Q(handover__relay=member)
    HandoverLine.objects.filter(theirs).update(text=ERASED, said="")
