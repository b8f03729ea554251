"""Endings and what is known of each, read in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import F, QuerySet

from pupitre.engines.decisions.public import Signatory, signatories
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.prepared import Prepared
from pupitre.modules.suppliers.models import Contract, Ending, EndingLetter, EndingStep, EndingTuning, ThingToReturn
from pupitre.modules.suppliers.queries.contracts import owner_seen
from pupitre.modules.suppliers.rules import WINDOW, Per
from pupitre.modules.suppliers.rules.endings import Delays, Followed, Mark, Noted, Step, delays_of

READ = ("step", "mark", "happened_on", "note", "lacks_power")


@dataclass(frozen=True)
class Following:
    """An ending, its contract beside it, and its steps as the rules read them."""

    ending: Ending
    followed: Followed


def endings_visible_to(actor: Member) -> "QuerySet[Ending]":
    """Those of the contracts that the actor sees, as long as the contract is there."""
    seen = owner_seen(actor)
    if seen is None:
        return Ending.objects.none()
    found = Ending.objects.filter(contract__removed_at=None)
    found = found.filter(contract__owner__in=seen) if seen else found
    return found.select_related("contract__supplier", "contract__owner", "contract__site").order_by("pk")


def live_ending_of(contract: Contract) -> Ending | None:
    """Under lock: whoever asks is about to write."""
    found: Ending | None = (
        Ending.objects.select_for_update(of=("self",)).filter(contract=contract.pk, outcome="").first()
    )
    if found is not None:
        found.contract = contract
    return found


def last_ending_of(contract: Contract) -> Ending | None:
    """The one that is followed, else the last."""
    found: Ending | None = _last.first(contract.pk)
    if found is not None:
        found.contract = contract
    return found


_last = Prepared(lambda contract: Ending.objects.filter(contract=contract).order_by("-pk"))


def steps_of(ending: Ending) -> list[EndingStep]:
    """In the order in which they were recorded, with who did."""
    return list(EndingStep.objects.filter(ending=ending).select_related("recorded_by").order_by("pk"))


def letters_of(ending: Ending) -> list[EndingLetter]:
    """The newest first."""
    found = EndingLetter.objects.filter(ending=ending).select_related("signatory", "recorded_by")
    return list(found.order_by("-number"))


def last_letter_of(ending: Ending) -> EndingLetter | None:
    return next(iter(letters_of(ending)), None)


def last_recipient(supplier: int) -> str:
    """The address that the last letter to this supplier was sent to."""
    found = EndingLetter.objects.filter(ending__contract__supplier=supplier).order_by("-pk")
    return found.values_list("recipient", flat=True).first() or ""


def things_of_ending(ending: Ending) -> list[ThingToReturn]:
    return list(ThingToReturn.objects.filter(ending=ending).order_by("pk"))


def followed_of(ending: Ending) -> Followed:
    rows = EndingStep.objects.filter(ending=ending).order_by("pk").values_list(*READ)
    return _followed(ending, rows)


def followed_by(ending: Ending, steps: Iterable[EndingStep]) -> Followed:
    """From steps that were read already."""
    return _followed(ending, ([getattr(step, name) for name in READ] for step in steps))


def following(endings: Iterable[Ending]) -> list[Following]:
    """One query for the steps of all."""
    found, rows = list(endings), defaultdict(list)
    for pk, *said in (
        EndingStep.objects.filter(ending__in=found).order_by("pk").values_list("ending_id", *READ) if found else ()
    ):
        rows[pk].append(said)
    return [Following(ending, _followed(ending, rows[ending.pk])) for ending in found]


def endings_to_follow() -> list[Following]:
    """Those that live and their steps, in one query: an ending comes as often as it has steps."""
    same = (list(again) for _, again in groupby(_live(), key=lambda row: row.pk))
    return [
        Following(found[0], _followed(found[0], ([getattr(row, f"noted_{name}") for name in READ] for row in found)))
        for found in same
    ]


def _with_steps() -> "QuerySet[Ending]":
    beside = ("contract__supplier", "contract__owner", "contract__site")
    said = {f"noted_{name}": F(f"steps__{name}") for name in READ}
    found = Ending.objects.filter(outcome="", contract__removed_at=None).select_related(*beside)
    return found.annotate(**said).order_by("pk", "steps__pk")


_live = Prepared(_with_steps)
_tuning = Prepared(lambda: EndingTuning.objects.all()[:1])


def ending_tuning() -> EndingTuning:
    return _tuning.first() or EndingTuning()


def delays() -> Delays:
    return delays_of(ending_tuning())


def who_may_sign(contract: Contract, actor: Member, on: date) -> list[Signatory]:
    """Within the register of powers, that day: for this amount a year, and this category."""
    amount = contract.yearly_cents
    return signatories(WINDOW, amount, contract.price_basis, contract.category, actor=actor, on=on)


def _followed(ending: Ending, rows: Iterable[Any]) -> Followed:
    noted = (Noted(Step(step), Mark(mark), *said) for step, mark, *said in rows if step is not None)
    return Followed(ending.has_letter, ending.ends_on, Per(ending.contract.price_per), tuple(noted))
