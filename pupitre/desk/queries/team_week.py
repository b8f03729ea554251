"""The coming week of a team: who is there each day, who is not (never why), who arrives, whose last day is near."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

from pupitre.engines.attention.public import Agenda, agendas_of
from pupitre.foundation.tenancy.models import Member
from pupitre.kernel.calendar import Zone, holidays_in
from pupitre.kernel.formatting import clock_time, counted, day_near
from pupitre.kernel.periods import Period
from pupitre.kernel.presence import Mode, Part, Shift, Slot

DAYS = timedelta(days=6)  # after today
AHEAD = timedelta(days=30)  # how early an arrival or a last day is told
WORKED = 5  # days of an ordinary week


class Being(StrEnum):
    ON_SITE = "on_site"
    REMOTE = "remote"
    PART = "part"
    AWAY = "away"
    OFF = "off"


THERE = (Being.ON_SITE, Being.REMOTE, Being.PART)


@dataclass(frozen=True)
class Day:
    """A day of somebody: what the picture shows, and what it says in words."""

    on: date
    being: Being
    said: str


@dataclass(frozen=True)
class Row:
    member: Member
    days: tuple[Day, ...]
    is_known: bool  # an ordinary week was said


@dataclass(frozen=True)
class Change:
    """What is not as usual: « Omar Diallo », « Absence de demain à vendredi 27 »."""

    on: date
    name: str
    said: str


@dataclass(frozen=True)
class Week:
    days: tuple[date, ...]
    rows: tuple[Row, ...]
    changes: tuple[Change, ...]
    today: str


def week_of(people: Sequence[Member], on: date) -> Week:
    span = Period(on, on + DAYS)
    agendas = agendas_of(people, span.starts_on, span.ends_on)
    rows = [_row(one, agendas[one.pk], span) for one in people if one.joined_on <= span.ends_on]
    seen = [
        n for n, day in enumerate(span) if day.weekday() < WORKED or any(row.days[n].being in THERE for row in rows)
    ]
    changes = [change for row in rows for change in _changes(row, agendas[row.member.pk], on)]
    changes += [change for one in people for change in _comings(one, on)]
    return Week(
        days=tuple(list(span)[n] for n in seen),
        rows=tuple(Row(row.member, tuple(row.days[n] for n in seen), row.is_known) for row in rows),
        changes=tuple(sorted(changes, key=lambda one: (one.on, one.name))),
        today=_today(row.days[0].being for row in rows),
    )


def _row(member: Member, agenda: Agenda, span: Period) -> Row:
    by_day = {day: list(slots) for day, slots in groupby(agenda.slots(span), key=lambda slot: slot.day)}
    days = tuple(_day(member, agenda, day, by_day.get(day, [])) for day in span)
    return Row(member, days, bool(agenda.pattern or by_day))


def _day(member: Member, agenda: Agenda, day: date, there: Sequence[Slot]) -> Day:
    usual = [agenda.pattern[day.weekday(), part] for part in Part if (day.weekday(), part) in agenda.pattern]
    if not member.is_here(day):
        return Day(day, Being.OFF, "n’est pas dans l’équipe")
    if not there:
        closed = holidays_in(Zone((member.site or member.company).zone), day.year).get(day)
        if closed or not usual:
            return Day(day, Being.OFF, f"férié, {closed}" if closed else "ne travaille pas")
        return Day(day, Being.AWAY, "absence")
    is_remote = all(slot.mode == Mode.REMOTE for slot in there)
    where = "à distance" if is_remote else "sur place"
    if usual and (said := _shorter(there, usual)):
        return Day(day, Being.PART, f"{where}, {said}")
    return Day(day, Being.REMOTE if is_remote else Being.ON_SITE, where)


def _shorter(there: Sequence[Slot], usual: Sequence[Shift]) -> str:
    """« part à 12 h 30 »: what is missing at an end of the usual day; empty when nothing is."""
    starts, ends = there[0].starts_at.time(), there[-1].ends_at.time()
    comes_late, goes_early = starts > usual[0].starts, ends < usual[-1].ends
    if comes_late and goes_early:
        return f"de {clock_time(starts)} à {clock_time(ends)}"
    if comes_late:
        return f"arrive à {clock_time(starts)}"
    return f"part à {clock_time(ends)}" if goes_early else ""


def _changes(row: Row, agenda: Agenda, on: date) -> Iterable[Change]:
    """Days away that follow one another are one line: what lies between them is not worked."""
    kept = [day for day in row.days if day.being != Being.OFF]
    for being, run in groupby(kept, key=lambda day: day.being):
        days = list(run)
        if being == Being.AWAY:
            ends = _last_day_away(agenda, days[-1].on)
            yield Change(days[0].on, row.member.name, _away(days[0].on, ends, on))
        elif being == Being.PART:
            for day in days:
                yield Change(day.on, row.member.name, f"{_capital(day_near(day.on, on))} : {day.said}")


def _last_day_away(agenda: Agenda, day: date) -> date:
    """Beyond the week that is shown, when what is noted goes further."""
    noted = (one for one in agenda.changes if not one.is_present and not one.part)
    return max((one.ends_on for one in noted if one.starts_on <= day <= one.ends_on), default=day)


def _away(starts: date, ends: date, on: date) -> str:
    if starts >= ends:
        return f"Absence {_on(starts, on)}"
    if starts == on:
        return f"Absence jusqu’{_to(ends, on)}"
    near = day_near(starts, on)
    return f"Absence {'du' if near[0].isdigit() else 'de'} {near} {_to(ends, on)}"


def _comings(member: Member, on: date) -> Iterable[Change]:
    if on < member.joined_on <= on + AHEAD:
        yield Change(member.joined_on, member.name, f"Arrive {_on(member.joined_on, on)}")
    if member.left_on is not None and member.left_on <= on + AHEAD:
        yield Change(member.left_on, member.name, f"Dernier jour {_on(member.left_on, on)}")


def _on(day: date, today: date) -> str:
    near = day_near(day, today)
    return f"le {near}" if near[0].isdigit() else near


def _to(day: date, today: date) -> str:
    near = day_near(day, today)
    return f"au {near}" if near[0].isdigit() else f"à {near}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _today(beings: Iterable[Being]) -> str:
    """« 9 présences, dont 1 à distance · 1 absence »; a shorter day counts as a day there."""
    found = Counter(beings)
    there, away = sum(found[one] for one in THERE), found[Being.AWAY]
    remote = f", dont {found[Being.REMOTE]} à distance" if found[Being.REMOTE] else ""
    return " · ".join(filter(None, (counted(there, "présence") + remote, counted(away, "absence") if away else "")))
