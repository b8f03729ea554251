"""Which savings, where they stand now, and where they stood at an instant."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from pupitre.foundation.access.table import allows
from pupitre.foundation.tenancy.models import Member
from pupitre.modules.mission.models import Saving, SavingStep
from pupitre.modules.mission.rules import Counted, Nature, State


def all_savings() -> "QuerySet[Saving]":
    return Saving.objects.select_related("owner", "declared_by").order_by("-annual_cents", "pk")


def savings_visible_to(actor: Member) -> "QuerySet[Saving]":
    return all_savings() if allows(actor, "mission.see_savings") else Saving.objects.none()


def proposals() -> list[Saving]:
    return list(all_savings().filter(state=State.PROPOSED))


def steps_of(saving: Saving) -> list[SavingStep]:
    """In the order in which they were taken."""
    return list(SavingStep.objects.filter(saving=saving).select_related("by").order_by("pk"))


def counted_now(savings: Iterable[Saving]) -> list[Counted]:
    return [_counted(row, State(row.state), row.annual_cents) for row in savings]


def counted_at(moment: datetime) -> list[Counted]:
    """Each saving as its last step before that instant left it; those that were not there yet are not."""
    steps = SavingStep.objects.filter(at__lt=moment).order_by("pk").values_list("saving_id", "state", "annual_cents")
    stood = {saving: (State(state), cents) for saving, state, cents in steps}
    rows = all_savings().filter(pk__in=stood)
    return [_counted(row, *stood[row.pk]) for row in rows]


def _counted(row: Saving, state: State, cents: int) -> Counted:
    return Counted(row.ref, row.title, Nature(row.nature), state, row.basis, cents, row.effective_on)
