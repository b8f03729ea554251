"""When somebody is there: the weekly pattern, what is dated, appointments, the relay, and the plan's own figures."""

from collections.abc import Mapping, Sequence
from datetime import date, time

from pupitre.engines.attention import events, policies
from pupitre.engines.attention.actions.overlaps import not_promised_elsewhere
from pupitre.engines.attention.models import Appointment, Presence, PresenceChange, Relay, Tuning
from pupitre.engines.attention.queries.presence import weekly_pattern
from pupitre.engines.attention.rules import PRIORITY, mark_of
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.audit.verbs import action, locked, offer_undo, save, tell
from pupitre.foundation.tenancy.models import Member, Site
from pupitre.kernel.periods import Period
from pupitre.kernel.presence import Part, Pattern, Shift


class CannotBeThere(Refusal):
    """The presence asked for makes no sense, or is already so."""


@action
def set_pattern(member: Member, pattern: Pattern, seen: str = "", *, actor: Member) -> Member:
    """The whole week at once: what is not in it is not worked. `seen`: the mark of the week it was made from."""
    member = locked(member)
    require(policies.can_edit_presence(actor, member))
    if seen and seen != mark_of(weekly_pattern(member)):
        raise CannotBeThere("Cette semaine a été modifiée entre-temps : la voici, telle qu’elle est maintenant.")
    sites = {site.ref: site for site in Site.objects.all()}
    rows = [_presence(member, key, shift, sites) for key, shift in sorted(pattern.items())]
    _check_order(pattern)
    there = Presence.objects.filter(member=member)
    if {_values(row) for row in there.select_related("site")} == {_values(row) for row in rows}:
        raise CannotBeThere("Ces demi-journées sont déjà enregistrées.")
    with not_promised_elsewhere(member, actor):
        there.delete()
        Presence.objects.bulk_create(rows)
    tell(events.PatternChanged(member.ref, len(rows)), member)
    return member


@action
def note_presence_change(
    member: Member, period: Period, *, part: str = "", shift: Shift | None = None, actor: Member
) -> PresenceChange:
    """Away on these days, or there with these hours although the pattern does not say so."""
    require(policies.can_edit_presence(actor, member))
    same = {"starts_on": period.starts_on, "ends_on": period.ends_on, "part": part, "is_present": shift is not None}
    if PresenceChange.objects.filter(member=member, removed_at=None, **same).exists():
        raise CannotBeThere("C’est déjà noté.")
    hours = {"starts": shift.starts, "ends": shift.ends, "mode": shift.mode} if shift else {}
    site = Site.objects.filter(ref=shift.site).first() if shift and shift.site else None
    with not_promised_elsewhere(member, actor, period.ends_on):
        change = PresenceChange.objects.create(member=member, site=site, **same, **hours)
    _tell_change(change)
    offer_undo("Présence modifiée", remove_presence_change_of, ref=change.ref)
    return change


@action
def remove_presence_change(change: PresenceChange, *, actor: Member) -> PresenceChange:
    change = locked(change)
    require(policies.can_edit_presence(actor, change.member))
    if change.removed_at:
        raise CannotBeThere("C’est déjà retiré.")
    change.removed_at = clock.now()
    with not_promised_elsewhere(change.member, actor, change.ends_on):
        change.save(update_fields=["removed_at"])
    tell(events.PresenceChangeRemoved(change.member.ref, change.starts_on.isoformat()), change.member)
    offer_undo("Présence rétablie", restore_presence_change, ref=change.ref)
    return change


@action
def remove_presence_change_of(ref: str, *, actor: Member) -> PresenceChange:
    return remove_presence_change(PresenceChange.objects.get(ref=ref), actor=actor)


@action
def restore_presence_change(ref: str, *, actor: Member) -> PresenceChange:
    change = locked(PresenceChange.objects.get(ref=ref))
    require(policies.can_edit_presence(actor, change.member))
    if change.removed_at is None:
        raise CannotBeThere("C’est déjà rétabli.")
    change.removed_at = None
    with not_promised_elsewhere(change.member, actor, change.ends_on):
        change.save(update_fields=["removed_at"])
    _tell_change(change)
    return change


@action
def make_appointment(member: Member, title: str, day: date, starts: time, ends: time, *, actor: Member) -> Appointment:
    require(policies.can_edit_presence(actor, member))
    if ends <= starts:
        raise CannotBeThere("Un rendez-vous finit après avoir commencé.")
    made = Appointment.objects.create(member=member, title=title.strip(), day=day, starts=starts, ends=ends)
    tell(events.AppointmentMade(member.ref, day.isoformat()), member, {"title": made.title})
    return made


@action
def remove_appointment(appointment: Appointment, *, actor: Member) -> Appointment:
    appointment = locked(appointment)
    require(policies.can_edit_presence(actor, appointment.member))
    if appointment.removed_at:
        raise CannotBeThere("Ce rendez-vous est déjà retiré.")
    appointment.removed_at = clock.now()
    appointment.save(update_fields=["removed_at"])
    tell(events.AppointmentRemoved(appointment.member.ref, appointment.day.isoformat()), appointment.member)
    offer_undo(f"« {appointment.title} » retiré", restore_appointment, ref=appointment.ref)
    return appointment


@action
def restore_appointment(ref: str, *, actor: Member) -> Appointment:
    appointment = locked(Appointment.objects.get(ref=ref))
    require(policies.can_edit_presence(actor, appointment.member))
    if appointment.removed_at is None:
        raise CannotBeThere("Ce rendez-vous est déjà là.")
    appointment.removed_at = None
    appointment.save(update_fields=["removed_at"])
    tell(events.AppointmentMade(appointment.member.ref, appointment.day.isoformat()), appointment.member)
    return appointment


@action
def name_relay(member: Member, relay: Member, *, actor: Member) -> Relay:
    """Who answers while the member is away."""
    require(policies.can_edit_presence(actor, member))
    if relay.pk == member.pk:
        raise CannotBeThere("Le relais est quelqu’un d’autre.")
    named, is_new = Relay.objects.get_or_create(member=member, defaults={"relay": relay})
    named = locked(named)
    if not is_new and named.relay_id == relay.pk:
        raise CannotBeThere("C’est déjà le relais.")
    named.relay = relay
    named.save(update_fields=["relay"])
    tell(events.RelayNamed(member.ref, relay.ref), member)
    return named


@action
def tune_plan(
    *,
    reserve_percent: int,
    weeks: int,
    priorities: Sequence[int] = tuple(PRIORITY.values()),
    is_reserve_learned: bool = False,
    version: int | None = None,
    actor: Member,
) -> Tuning:
    """The reserve the plan never fills, how far it looks, and what each priority weighs, in cents, from 1 to 5.

    A reserve that is learned starts from the one given.
    """
    require(policies.can_tune_the_plan(actor))
    tuning = locked(Tuning.objects.get_or_create()[0], version)
    if not (0 <= reserve_percent <= 80 and 1 <= weeks <= 26):
        raise CannotBeThere("La réserve va de 0 à 80 %, l’horizon de 1 à 26 semaines.")
    if len(priorities) != len(PRIORITY) or sorted(priorities) != [*priorities] or priorities[0] < 0:
        raise CannotBeThere("Une priorité plus haute ne pèse pas moins qu’une plus basse.")
    wanted = {
        "reserve_percent": reserve_percent,
        "is_reserve_learned": is_reserve_learned,
        "weeks": weeks,
        "priorities": [*priorities],
    }
    if all(getattr(tuning, name) == value for name, value in wanted.items()):
        raise CannotBeThere("Ce sont déjà les réglages.")
    for name, value in wanted.items():
        setattr(tuning, name, value)
    save(tuning, *wanted)
    tell(events.PlanTuned(reserve_percent, weeks, tuple(priorities)))
    return tuning


def _presence(member: Member, key: tuple[int, Part], shift: Shift, sites: Mapping[str, Site]) -> Presence:
    weekday, part = key
    hours = {"starts": shift.starts, "ends": shift.ends, "mode": shift.mode}
    return Presence(member=member, weekday=weekday, part=part, site=sites.get(shift.site), **hours)


def _values(row: Presence) -> tuple[object, ...]:
    return (row.weekday, str(row.part), row.starts, row.ends, str(row.mode), row.site_id)


def _check_order(pattern: Pattern) -> None:
    for (weekday, part), morning in pattern.items():
        afternoon = pattern.get((weekday, Part.AFTERNOON))
        if part == Part.MORNING and afternoon and afternoon.starts < morning.ends:
            raise CannotBeThere("L’après-midi commence après la fin du matin.")


def _tell_change(change: PresenceChange) -> None:
    dates = (change.starts_on.isoformat(), change.ends_on.isoformat())
    tell(events.PresenceChanged(change.member.ref, *dates, change.is_present), change.member)
