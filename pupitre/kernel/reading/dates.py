"""Dates as the French write them; without a year, the next such day."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta

from pupitre.kernel.calendar import last_day
from pupitre.kernel.formatting import MONTHS, SHORT_MONTHS, WEEKDAYS
from pupitre.kernel.reading.text import Unreadable, plain

YEARS_AHEAD = 30  # a year of two digits is at most so far ahead, else in the past
CENTURY = 100
FIRST_YEAR = 1900  # 0206 is a slip of the hand
LEAP_GAP = 8  # 29 February may be missing for eight years

NUMBER_OF_MONTH = {plain(name).rstrip("."): n for names in (MONTHS, SHORT_MONTHS) for n, name in enumerate(names, 1)}
RELATIVE = {"hier": -1, "aujourd'hui": 0, "demain": 1}

MONTH = "(?P<month>" + "|".join(sorted(NUMBER_OF_MONTH, key=len, reverse=True)) + r")\.?"
WEEKDAY = "(?:(?P<weekday>" + "|".join(WEEKDAYS) + ") )?"
HOUR = r"(?:[t ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"
YEAR = "(?P<year>[0-9]{4}|[0-9]{2})"

FORMS = [
    re.compile(rf"(?P<year>[0-9]{{4}})(?P<mark>[-/.])(?P<month>[0-9]{{1,2}})(?P=mark)(?P<day>[0-9]{{1,2}}){HOUR}"),
    re.compile(rf"{WEEKDAY}(?P<day>[0-9]{{1,2}})(?P<mark>[-/. ])(?P<month>[0-9]{{1,2}})(?:(?P=mark){YEAR}{HOUR})?"),
    re.compile(rf"{WEEKDAY}(?P<day>[0-9]{{1,2}}|1er)[ -]?{MONTH}(?:[ -]{YEAR})?"),
]
END_OF_MONTH = re.compile(rf"fin(?: de)? {MONTH}(?: {YEAR})?")


def read_date(text: str, today: date) -> date:
    """Raises Unreadable: empty, not_a_date, no_such_date, wrong_weekday."""
    typed = plain(text)
    if not typed:
        raise Unreadable("empty")
    if typed in RELATIVE:
        return today + timedelta(days=RELATIVE[typed])
    if found := END_OF_MONTH.fullmatch(typed):
        month = _month(found)
        return _dated(found, today, lambda year: last_day(year, month))
    found = next((found for form in FORMS if (found := form.fullmatch(typed))), None)
    if found is None:
        raise Unreadable("not_a_date")
    return _checked(found, today)


def _checked(found: re.Match[str], today: date) -> date:
    day, month = int(found["day"].removesuffix("er")), _month(found)
    result = _dated(found, today, lambda year: date(year, month, day))
    weekday = found.groupdict().get("weekday")
    if weekday and WEEKDAYS[result.weekday()] != weekday:
        raise Unreadable("wrong_weekday")
    return result


def _month(found: re.Match[str]) -> int:
    return NUMBER_OF_MONTH.get(found["month"]) or int(found["month"])


def _dated(found: re.Match[str], today: date, in_year: Callable[[int], date]) -> date:
    if found["year"]:
        years, since = [_year(found["year"], today)], date(FIRST_YEAR, 1, 1)
    else:
        years, since = [today.year + n for n in range(LEAP_GAP + 1)], today
    result = next((day for day in _existing(years, in_year) if day >= since), None)
    if result is None:
        raise Unreadable("no_such_date")
    return result


def _existing(years: list[int], in_year: Callable[[int], date]) -> Iterator[date]:
    for year in years:
        with suppress(ValueError):
            yield in_year(year)


def _year(typed: str, today: date) -> int:
    if len(typed) > 2:
        return int(typed)
    year = today.year - today.year % CENTURY + int(typed)
    return year if year <= today.year + YEARS_AHEAD else year - CENTURY
