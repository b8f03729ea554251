"""The French calendar: public holidays by zone, working days, months that keep their number."""

from calendar import isleap
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import MappingProxyType
from typing import Any

MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Zone(StrEnum):
    METROPOLE = "metropole"
    ALSACE = "alsace"
    MOSELLE = "moselle"
    GUADELOUPE = "guadeloupe"
    MARTINIQUE = "martinique"
    GUYANE = "guyane"
    REUNION = "reunion"
    MAYOTTE = "mayotte"
    SAINT_MARTIN = "saint_martin"
    SAINT_BARTHELEMY = "saint_barthelemy"


LOCAL_LAW = {Zone.ALSACE: "Alsace", Zone.MOSELLE: "Moselle"}  # Code du travail, L3134-13

ABOLITION = {  # month and day, Code du travail, L3422-2
    Zone.MAYOTTE: (4, 27),
    Zone.MARTINIQUE: (5, 22),
    Zone.GUADELOUPE: (5, 27),
    Zone.SAINT_MARTIN: (5, 27),
    Zone.GUYANE: (6, 10),
    Zone.SAINT_BARTHELEMY: (10, 9),
    Zone.REUNION: (12, 20),
}

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@cache
def _france() -> Any:
    """The library's France alone: asked for by its name, it comes with two hundred and fifty countries.

    Read only when a day is counted: few commands do.
    """
    import holidays

    file = Path(*holidays.__path__, "countries", "france.py")
    spec = spec_from_file_location("holidays.countries.france", file)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(str(file))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.France


@cache
def holidays_in(zone: Zone, year: int) -> Mapping[date, str]:
    """The legal holidays of a year in order; the library's customary ones overseas are not days off by law."""
    found = dict(_france()(subdiv=LOCAL_LAW.get(zone), years=year, language="fr"))
    if zone in ABOLITION:
        found[date(year, *ABOLITION[zone])] = "Abolition de l'esclavage"
    return MappingProxyType({day: found[day].replace("'", "’") for day in sorted(found)})


def is_working_day(day: date, zone: Zone = Zone.METROPOLE) -> bool:
    return day.weekday() < SATURDAY and day not in holidays_in(zone, day.year)


def working_day_on_or_before(day: date, zone: Zone = Zone.METROPOLE) -> date:
    while not is_working_day(day, zone):
        day -= ONE_DAY
    return day


def working_day_on_or_after(day: date, zone: Zone = Zone.METROPOLE) -> date:
    while not is_working_day(day, zone):
        day += ONE_DAY
    return day


def working_days_earlier(day: date, n: int, zone: Zone = Zone.METROPOLE) -> date:
    for _ in range(n):
        day = working_day_on_or_before(day - ONE_DAY, zone)
    return day


def working_days_between(start: date, end: date, zone: Zone = Zone.METROPOLE) -> int:
    """How many working days have come since `start`: `end` counts, `start` does not; none when it is earlier."""
    days = (start + ONE_DAY * n for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day, zone) for day in days)


def last_day(year: int, month: int) -> date:
    return date(year, month, _days_in(year, month))


def last_working_day(year: int, month: int, zone: Zone = Zone.METROPOLE) -> date:
    return working_day_on_or_before(last_day(year, month), zone)


def add_months(day: date, n: int) -> date:
    """The same number n months later, or that month's last day when it has no such number."""
    years, month = divmod(day.month - 1 + n, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, _days_in(year, month)))


def _days_in(year: int, month: int) -> int:
    return 29 if month == 2 and isleap(year) else MONTH_LENGTHS[month - 1]
