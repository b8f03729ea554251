"""Passing the relay until the next presence, and taking it back."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from pupitre.engines.attention.public import (
    PresenceChange,
    away_all_day,
    items_of,
    note_presence_change,
    remove_presence_change,
)
from pupitre.engines.relay import policies
from pupitre.engines.relay.events import RelayClosed, RelayPassed
from pupitre.engines.relay.models import Handover, HandoverLine, Sheet
from pupitre.engines.relay.queries import instructions_of, open_handovers_of
from pupitre.engines.relay.rules import LONGEST_LINE, MOST_LINES, UNKNOWN_RETURN, Draft
from pupitre.foundation import clock
from pupitre.foundation.access.links import close_links, new_link
from pupitre.foundation.access.models import Purpose
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.audit.verbs import action, locked, offer_undo, save, tell
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.sealing import seal
from pupitre.kernel.periods import Period

LONGEST = timedelta(days=60)


class CannotPass(Refusal):
    """To nobody, to oneself, until a day that is over, or what is passed already."""


@action
def pass_relay(relay: Member, draft: Draft, *, is_sudden: bool = False, actor: Member) -> Handover:
    """Whatever was passed before for the same site is over; the relay is written to."""
    require(policies.can_pass(actor))
    today = clock.today(actor.company)
    locked(actor)  # two tabs pass one after the other
    if relay.pk == actor.pk or not relay.is_here(today):
        raise CannotPass("Le relais est quelqu’un d’autre, présent dans l’entreprise.")
    if draft.until is not None and draft.until <= today:
        raise CannotPass("Le retour est un jour à venir.")
    if draft.until is not None and draft.until - today > LONGEST:
        raise CannotPass("Au-delà de soixante jours, c’est un remplacement : confiez les rôles et les suppléances.")
    if len(draft.lines) > MOST_LINES:
        raise CannotPass(f"Quarante lignes au plus : il y en a {len(draft.lines)}.")
    _require_seen(relay, draft)
    for old in open_handovers_of(actor):
        if old.site_id == (draft.site.pk if draft.site else None):
            _close(old)
    _keep(actor, draft)
    made: Handover = Handover.objects.create(
        member=actor, relay=relay, site=draft.site, until=draft.until, is_sudden=is_sudden, passed_at=clock.now()
    )
    lines = [
        HandoverLine(handover=made, sort=one.sort, text=one.text[:LONGEST_LINE], key=one.key) for one in draft.lines
    ]
    HandoverLine.objects.bulk_create(lines)
    until = draft.until.isoformat() if draft.until else ""
    told = RelayPassed(made.ref, actor.ref, relay.ref, until, len(lines), is_sudden)
    tell(told, made, {"member": actor.name, "relay": relay.name})
    return made


@action
def announce_absence(relay: Member, draft: Draft, *, actor: Member) -> Handover:
    """« Je suis absente aujourd’hui »: the day is noted unless it is already, and the kit leaves, as one."""
    today = clock.today(actor.company)
    locked(actor)
    sudden = (clock.local(one.passed_at, actor.company).date() for one in open_handovers_of(actor) if one.is_sudden)
    if today in sudden:
        raise CannotPass("Votre relais est déjà prévenu de cette absence.")
    noted = None
    if actor.pk not in away_all_day(today):
        noted = note_presence_change(actor, Period(today, today), actor=actor)
    made: Handover = pass_relay(relay, draft, is_sudden=True, actor=actor)
    offer_undo("Absence annoncée", withdraw_absence, ref=made.ref, change=noted.ref if noted else "")
    return made


@action
def withdraw_absence(ref: str, change: str, *, actor: Member) -> Handover:
    """There after all: the day and the relay go back as one; the mail that left opens nothing more."""
    found: Any = Handover.objects.filter(ref=ref).first()
    handover: Handover = close_relay(found, actor=actor)
    noted = PresenceChange.objects.filter(ref=change, removed_at=None).first() if change else None
    if noted is not None:
        remove_presence_change(noted, actor=actor)
    return handover


@action
def close_relay(handover: Handover, *, actor: Member) -> Handover:
    """Back before the day that was said, or taken back: the link opens nothing more."""
    handover = locked(handover)
    require(actor.pk == handover.member_id)
    if handover.closed_at is not None:
        raise CannotPass("Ce relais est déjà terminé.")
    _close(handover)
    tell(RelayClosed(handover.ref), handover)
    return handover


def link_for(handover: Handover) -> str:
    """The token of the relay's page, alive until the end of the day of return."""
    about: dict[str, Any] = {"member": handover.relay, "subject": handover.ref}
    close_links(Purpose.RELAY, **about)
    return new_link(Purpose.RELAY, _life(handover), **about)


def _life(handover: Handover) -> timedelta:
    if handover.until is None:
        return UNKNOWN_RETURN
    zone = ZoneInfo(handover.relay.company.time_zone)
    end = datetime.combine(handover.until + timedelta(days=1), time(), zone)
    return max(timedelta(), end - clock.now())


def _require_seen(relay: Member, draft: Draft) -> None:
    """A title is passed to whoever may read it in Pupitre, at this very moment, and to nobody else."""
    keys = {one.key for one in draft.lines if one.key}
    if not keys:
        return
    of_the_day = items_of(relay.company, clock.today(relay.company))
    if keys - {item.key for item in of_the_day if relay.ref in item.seen_by}:
        raise CannotPass("Le relais ne voit plus une des lignes cochées : relisez la liste, puis passez le relais.")


def _close(handover: Handover) -> None:
    handover.closed_at = clock.now()
    handover.save(update_fields=["closed_at"])
    close_links(Purpose.RELAY, subject=handover.ref)


def _keep(member: Member, draft: Draft) -> None:
    """What is typed once is there the next time."""
    if instructions_of(member) == (draft.instructions, draft.urgent):
        return
    sheet = Sheet.objects.filter(member=member).first() or Sheet(member=member)
    sheet.urgent = draft.urgent
    seal(sheet, "instructions", draft.instructions)
    if sheet.pk:
        save(sheet, "instructions", "urgent")
    else:
        sheet.save()
