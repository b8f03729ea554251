"""Handovers: those that are open, what is in them, and what somebody's next one would say."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from pupitre.engines.attention.public import Item, Line, Relay, agenda_of, sort_items
from pupitre.engines.relay.models import Handover, HandoverLine, Sheet
from pupitre.engines.relay.rules import UNKNOWN_RETURN, Outcome
from pupitre.foundation import clock
from pupitre.foundation.access.table import allows
from pupitre.foundation.tenancy.models import Company, Member, Site
from pupitre.foundation.tenancy.prepared import Prepared
from pupitre.foundation.tenancy.scope import current_company
from pupitre.foundation.tenancy.sealing import opened

TOLD_FOR = timedelta(days=60)  # a problem stays on a desk, unless it is ticked
PEOPLE = ("member", "relay", "site")


def handovers_visible_to(actor: Member) -> QuerySet[Handover]:
    rows = Handover.objects.select_related(*PEOPLE)
    return rows if allows(actor, "relay.follow") else rows.filter(Q(member=actor) | Q(relay=actor))


def open_handovers_of(member: Member) -> QuerySet[Handover]:
    not_back = Q(until=None) | Q(until__gte=clock.today(member.company))
    return Handover.objects.select_related(*PEOPLE).filter(not_back, member=member, closed_at=None).order_by("pk")


def handover_named(ref: str) -> Handover | None:
    return Handover.objects.select_related(*PEOPLE).filter(ref=ref).first()


def lines_in(handover: Handover) -> list[HandoverLine]:
    return list(handover.lines.order_by("pk"))


def is_over(handover: Handover, company: Company) -> bool:
    """Closed by hand, or by the day after the return."""
    gone = handover.until is not None and handover.until < clock.today(company)
    return handover.closed_at is not None or gone


def instructions_of(member: Member) -> tuple[str, str]:
    """What stays: instructions, and who is called when it cannot wait. Raises CannotOpen when the key is missing."""
    sheet = Sheet.objects.filter(member=member).first()
    return (opened(sheet, "instructions"), sheet.urgent) if sheet else ("", "")


def _desk_lines(since: datetime, today: date) -> QuerySet[HandoverLine]:
    told = Q(outcome=Outcome.TROUBLE, outcome_at__gte=since)
    not_back = Q(handover__until=None) | Q(handover__until__gte=today)
    rows = HandoverLine.objects.filter(Q(not_back, handover__closed_at=None) | told)
    return rows.select_related("handover", "handover__member", "handover__relay").order_by("pk")


_on_desks = Prepared(_desk_lines)


def lines_on_desks() -> list[HandoverLine]:
    """Of what is open, and every problem of late; one question."""
    return _on_desks(clock.now() - TOLD_FOR, clock.today(current_company()))


@dataclass(frozen=True)
class Kit:
    """Everything ready for an absence that begins after `on`: until when, who, what falls meanwhile, what stays."""

    on: date
    until: date | None
    relay: Member | None
    others: tuple[Member, ...]
    sites: tuple[Site, ...]
    falling: tuple[Item, ...]  # that the relay may see
    hidden: int  # that the relay may not: to be said in words, or left
    arrivals: tuple[Member, ...]
    instructions: str
    urgent: str

    @property
    def listed(self) -> str:
        """What decides of the lines that are offered: another relay, or another return, and they are others."""
        return f"{self.relay.ref if self.relay else ''} {self.until or ''}"


def next_presence_of(member: Member) -> date | None:
    on = clock.today(member.company)
    agenda, horizon = agenda_of(member, on)
    return next((slot.day for slot in agenda.slots(horizon) if slot.day > on), None)


def kit_of(member: Member, relay: Member | None = None, until: date | None = None) -> Kit:
    """`relay`, `until`: others than the one named, and than the next presence."""
    on = clock.today(member.company)
    until = until or next_presence_of(member)
    others = tuple(one for one in Member.objects.exclude(pk=member.pk).order_by("name") if one.is_here(on))
    named = Relay.objects.filter(member=member).values_list("relay_id", flat=True).first()
    who = relay or next((one for one in others if one.pk == named), None)
    falling = [line.item for line in sort_items(member, on).candidates if _falls(line, on, until)]
    seen = tuple(item for item in falling if who is not None and who.ref in item.seen_by)
    arrivals = Member.objects.filter(joined_on__gt=on, joined_on__lte=until or on + timedelta(days=7))
    return Kit(
        on, until, who, others, tuple(Site.objects.order_by("name")), seen, len(falling) - len(seen),
        tuple(arrivals.order_by("joined_on", "name")), *instructions_of(member),
    )  # fmt: skip


def _falls(line: Line, on: date, until: date | None) -> bool:
    """Its last useful day is before the return."""
    due = line.item.act_by
    return due is not None and on <= due < (until or on + UNKNOWN_RETURN)
