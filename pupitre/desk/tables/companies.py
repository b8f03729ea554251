"""All my companies as their page says them: cards by what burns, and three weeks of half-days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pupitre.desk.pictures import SHORT_DAYS
from pupitre.desk.queries.companies import WEEKS, Across, Held
from pupitre.foundation.accounts.models import User
from pupitre.foundation.tenancy.models import Role
from pupitre.kernel.formatting import counted, day_near, day_short, initials, weekday
from pupitre.kernel.presence import HalfDay, Part
from pupitre.ui.addresses import url_of

PARTS = {Part.MORNING: "Matin", Part.AFTERNOON: "Après-midi"}
HUES = 6
OFFICE_DAYS = 5


@dataclass(frozen=True)
class Count:
    number: int
    words: str
    tone: str = ""


@dataclass(frozen=True)
class Card:
    name: str
    initials: str
    hue: int
    digit: str
    url: str
    role: str
    when: str
    before: str
    counts: tuple[Count, ...] = ()
    titles: tuple[str, ...] = ()
    is_open: bool = True
    is_burning: bool = False


@dataclass(frozen=True)
class Cell:
    """A half-day: who is there, in letters for the eye and in words for the ear."""

    marks: tuple[tuple[str, int, str], ...]  # initials, hue, name
    is_clash: bool = False


@dataclass(frozen=True)
class Row:
    part: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Week:
    label: str
    days: tuple[tuple[str, bool], ...]  # « mar. 24 », and is it today
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Clash:
    """« Jeudi matin : aujourd’hui, 3 déc. », and the page of each company where it can be given back."""

    when: str
    doors: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Page:
    subtitle: str
    cards: tuple[Card, ...]
    weeks: tuple[Week, ...]
    clashes: tuple[Clash, ...]
    overbooked: str
    half_days: int
    committed: str


def page_of(found: Across, user: User) -> Page:
    hues = {one.member.pk: n % HUES for n, one in enumerate(found.held)}
    digits = {one.member.pk: str(n) if n < 10 else "" for n, one in enumerate(found.held, start=1)}
    burning = sorted(found.held, key=lambda one: one.urgency)
    return Page(
        _subtitle(found),
        tuple(_card(one, hues[one.member.pk], digits[one.member.pk]) for one in burning),
        _weeks(found, hues),
        tuple(_clashes(found)),
        _overbooked(found.half_days, user.half_days),
        user.half_days,
        f"{counted(found.half_days, 'demi-journée')} par semaine ordinaire",
    )


def _subtitle(found: Across) -> str:
    there = [one.member.company.name for one in found.held if one.is_there]
    lines = sum(one.before for one in found.held)
    today = f"Aujourd’hui : {' et '.join(there)}" if there else "Aucune présence aujourd’hui"
    return f"{today} · {counted(lines, 'sujet')} avant vos prochaines présences" if lines else today


def _card(held: Held, hue: int, digit: str) -> Card:
    company = held.member.company
    roles = [role.label for role in Role if role in held.member.roles]
    return Card(
        company.name,
        initials(company.name),
        hue,
        digit,
        company.address,
        roles[0] if roles else "",
        when=_when(held),
        before=_before(held),
        counts=tuple(_counts(held)) if held.is_open else (),
        titles=held.titles,
        is_open=held.is_open,
        is_burning=held.burning > 0,
    )


def _when(held: Held) -> str:
    if not held.is_open:
        return "second facteur demandé pour y entrer"
    next_day = f"prochaine présence {day_near(held.next_day, held.on)}" if held.next_day else "pas de présence prévue"
    return f"là aujourd’hui, {next_day}" if held.is_there else next_day


def _before(held: Held) -> str:
    if not held.before:
        return f"{counted(held.open, 'sujet ouvert', 'sujets ouverts')}, aucun ne presse." if held.open else ""
    until = f"avant {day_near(held.next_day, held.on)}" if held.next_day else "sans présence prévue d’ici là"
    urgent = f", dont {held.burning} sans attendre" if held.burning else ""
    return f"{counted(held.before, 'sujet')} à faire {until}{urgent}"


def _counts(held: Held) -> Iterator[Count]:
    yield Count(held.today, "à faire aujourd’hui")
    yield Count(held.late, "en retard", "late" if held.late else "")
    yield Count(held.arbitrate, "à arbitrer", "act" if held.arbitrate else "")
    yield Count(held.decisions, "décision en attente" if held.decisions < 2 else "décisions en attente")


def _weeks(found: Across, hues: dict[int, int]) -> tuple[Week, ...]:
    there: dict[HalfDay, list[Held]] = {}
    for one in found.held:
        for slot in one.slots:
            there.setdefault(slot.half_day, []).append(one)
    monday = found.on - timedelta(days=found.on.weekday())
    return tuple(_week(monday + timedelta(weeks=n), found.on, there, hues) for n in range(WEEKS))


def _week(monday: date, on: date, there: dict[HalfDay, list[Held]], hues: dict[int, int]) -> Week:
    worked = {half.day for half in there}
    days = [monday + timedelta(days=n) for n in range(7)]
    days = [day for n, day in enumerate(days) if n < OFFICE_DAYS or day in worked]
    rows = (Row(PARTS[part], tuple(_cell(there.get(HalfDay(day, part), []), hues) for day in days)) for part in Part)
    return Week(f"Semaine du {day_short(monday)}", tuple((_short(day), day == on) for day in days), tuple(rows))


def _short(day: date) -> str:
    """In a narrow column: « mar. » over « 24 »."""
    return f"{SHORT_DAYS[day.weekday()]} {day.day}"


def _cell(held: list[Held], hues: dict[int, int]) -> Cell:
    names = [(one.member.company.name, hues[one.member.pk]) for one in held]
    return Cell(tuple((initials(name), hue, name) for name, hue in names), len(held) > 1)


def _clashes(found: Across) -> Iterator[Clash]:
    """Half-days promised twice, from today on: whoever else noted the second one knows nothing of it."""
    there: dict[HalfDay, list[Held]] = {}
    for one in found.held:
        for slot in one.slots:
            if slot.day >= one.on:
                there.setdefault(slot.half_day, []).append(one)
    days: dict[tuple[int, Part, tuple[Held, ...]], list[date]] = {}
    for half, held in sorted(there.items(), key=lambda pair: pair[0]):
        if len(held) > 1:
            days.setdefault((half.day.weekday(), half.part, tuple(held)), []).append(half.day)
    for (_, part, twice), dates in days.items():
        name = f"{weekday(dates[0]).capitalize()} {PARTS[part].lower()}"
        said = ", ".join(day_near(day, found.on) for day in dates)
        doors = ((one.member.company.name, url_of("desk:presence", one.member.company.slug)) for one in twice)
        yield Clash(f"{name} ({said})", tuple(doors))


def _overbooked(committed: int, available: int) -> str:
    if committed <= available:
        return ""
    given = counted(available, "disponible")
    return f"{counted(committed, 'demi-journée promise', 'demi-journées promises')} par semaine, pour {given}."
