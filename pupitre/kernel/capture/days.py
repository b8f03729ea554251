"""Days as they are said in a line; every one of them is a day that the strict reader of dates gives too."""

import re
from datetime import date, timedelta

from pupitre.kernel.calendar import add_months, last_day
from pupitre.kernel.capture.quantities import COUNT, NOT_A_QUANTITY, UNIT
from pupitre.kernel.capture.values import Around, Day, Meaning, Role, Rule, Text, Unsure, Why
from pupitre.kernel.formatting import WEEKDAYS
from pupitre.kernel.reading import Unreadable, read_date, read_duration
from pupitre.kernel.reading.dates import NUMBER_OF_MONTH

WEEK = 7
DAY_OF_HOURS = 24
FRACTIONS = {"1/2", "1/3", "2/3", "1/4", "3/4", "24/7", "7/7"}

MONTH = "(?:" + "|".join(sorted(NUMBER_OF_MONTH, key=len, reverse=True)) + ")"
WEEKDAY = "(?:" + "|".join(WEEKDAYS) + ")"
YEAR = "(?:19|20|21)[0-9]{2}"
NUMBERS = (
    r"[0-9]{1,2}/[0-9]{1,2}(?:/(?:[0-9]{4}|[0-9]{2}))?"
    r"|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}|[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}"
)
WORDED = rf"(?:[0-9]{{1,2}}|1er) +{MONTH}\b\.?(?: +{YEAR}{NOT_A_QUANTITY})?"
END_OF_MONTH = rf"fin +(?:de +)?{MONTH}\b(?: +{YEAR}{NOT_A_QUANTITY})?"

ROLES = (
    (Role.BEFORE, "avant"),
    (Role.BY, "d'ici(?: +(?:a|au))?|au plus tard|pour"),
    (Role.FROM, "a partir d[ue]|depuis|des|debut|debute|commence|prise d'effet|effet"),
    (Role.END, "fin|echeance|terme|jusqu'a|jusqu'au|finit|se termine|expire|valable jusqu'au"),
)
ROLE = "|".join(f"(?P<{role}>{words})" for role, words in ROLES)
SAID = rf"(?:(?:{ROLE})(?: *: *| +))?(?:(?P<article>le|au|du) +)?"
PLAUSIBLE = re.compile(rf"(?:0?[1-9]|[12][0-9]|3[01])(?:[/.-](?:0?[1-9]|1[0-2])(?![0-9])| +{MONTH})")
AFTER = r"(?![\w/-])(?![.,][0-9])"

DATED = rf"{SAID}(?P<weekday>{WEEKDAY} +)?(?P<day>{NUMBERS}|{WORDED}){AFTER}"
NUMBERED = rf"{SAID}(?P<weekday>{WEEKDAY} +)?(?P<day>[0-9]{{1,2}}|1er){AFTER}{NOT_A_QUANTITY}"
ENDING = rf"{SAID}(?P<day>{END_OF_MONTH}|fin +(?:du|de) +mois|fin +d(?:'|e l')annee){AFTER}"
RELATIVE = rf"{SAID}(?P<day>aujourd'hui|apres[- ]demain|demain){AFTER}"
NAMED = rf"{SAID}(?:ce +)?(?P<day>{WEEKDAY})(?: +(?P<which>prochain|en huit|en quinze|derniere?|passee?))?{AFTER}"
AHEAD = rf"(?P<how>dans|sous|d'ici) +(?P<count>(?:{COUNT}) *(?:{UNIT}))\b"
HOURS_AHEAD = r"(?:sous|d'ici) +(?P<hours>24|48|72) *(?:h|heures)\b"
LETTERS = "(?P<how>sous) +(?P<days>huitaine|quinzaine)"


def dated(said: dict[str, str], around: Around) -> Meaning:
    """« le 12/3 », « vendredi 27 novembre », « avant le 31/12/2026 »: without a year, the next such day."""
    try:
        on = read_date(said["weekday"] + said["day"], around.today)
    except Unreadable as problem:
        return _misfit(problem.code, said, around)
    if said["day"] in FRACTIONS and not said["article"] and role_of(said) is Role.ON and not said["weekday"]:
        return Unsure(Why.DAY_OR_NUMBER, (Day(on),))
    return placed([on], said)


def numbered(said: dict[str, str], around: Around) -> Meaning:
    """« le 3 », « vendredi 27 »: the next day of that number."""
    number, role = int(said["day"].removesuffix("er")), role_of(said)
    if (on := _next_numbered(number, around.today)) is None:
        return None
    if said["weekday"]:
        named = said["weekday"].strip()
        if WEEKDAYS[on.weekday()] == named:
            return placed([on], said)
        return Unsure(Why.WRONG_WEEKDAY, (Day(on, role), Day(_coming(named, around.today), role)))
    if not said["article"]:
        return None
    if role is Role.ON or said["by"] == "pour":  # « pour le 3 pièces » is no day
        return placed([on], said, Why.DAY_OR_NUMBER)
    return placed([on], said)


def ending(said: dict[str, str], around: Around) -> Meaning:
    today, day = around.today, said["day"]
    if day.endswith("mois"):
        return placed([last_day(today.year, today.month)], said)
    if day.endswith("annee"):
        return placed([date(today.year, 12, 31)], said)
    try:
        return placed([read_date(day, today)], said)
    except Unreadable:
        return None


def relative(said: dict[str, str], around: Around) -> Meaning:
    ahead = {"aujourd'hui": 0, "demain": 1}.get(said["day"], 2)
    return placed([around.today + timedelta(days=ahead)], said)


def named(said: dict[str, str], around: Around) -> Meaning:
    """« vendredi » said on a Friday, « vendredi prochain » said on a Monday: people mean one or the other."""
    today, day, which = around.today, said["day"], said["which"]
    coming = _coming(day, today)
    is_today = WEEKDAYS[today.weekday()] == day
    after = coming + timedelta(days=WEEK)
    if which in ("en huit", "en quinze"):
        weeks = timedelta(days=WEEK if which == "en huit" else 2 * WEEK)
        further = coming + weeks
        return placed([further - timedelta(days=WEEK), further] if is_today else [further], said)
    if which and which != "prochain":  # what is over is no day to come
        return Text()
    if which == "prochain":
        is_this_week = coming <= today + timedelta(days=WEEK - 1 - today.weekday())
        return placed([coming, after] if is_this_week else [coming], said)
    if said["article"] == "le" and role_of(said) is Role.ON:
        return placed([today, coming] if is_today else [coming], said, Why.ONE_DAY_OR_EACH)
    return placed([today, coming] if is_today else [coming], said)


def ahead(said: dict[str, str], around: Around) -> Meaning:
    """« dans 3 jours », « sous 15 jours », « d’ici 2 mois »."""
    given = read_duration(said["count"])
    try:
        on = add_months(around.today, given.months) + timedelta(days=given.days)
    except (OverflowError, ValueError):
        return None
    return Day(on, Role.ON if said["how"] == "dans" else Role.BY)


def hours_ahead(said: dict[str, str], around: Around) -> Meaning:
    return Day(around.today + timedelta(days=int(said["hours"]) // DAY_OF_HOURS), Role.BY)


def letters(said: dict[str, str], around: Around) -> Meaning:
    return Day(around.today + timedelta(days=8 if said["days"] == "huitaine" else 15), Role.BY)


def role_of(said: dict[str, str]) -> Role:
    return next((role for role, _ in ROLES if said[role]), Role.ON)


def placed(days: list[date], said: dict[str, str], why: Why = Why.WHICH_WEEK) -> Meaning:
    """Sure when there is one day and one role; « du 12/3 » and « au 12/3 » alone may say two things."""
    role, article = role_of(said), said["article"]
    if role is Role.ON and article in ("du", "au"):
        other = Role.FROM if article == "du" else Role.END
        why = Why.FROM_OR_ON if article == "du" else Why.END_OR_ON
        return Unsure(why, tuple(Day(day, one) for day in days for one in (other, Role.ON)))
    if len(days) > 1 or why is not Why.WHICH_WEEK:
        return Unsure(why, tuple(Day(day, role) for day in days))
    return Day(days[0], role)


def _misfit(code: str, said: dict[str, str], around: Around) -> Meaning:
    role = role_of(said)
    if code == "wrong_weekday":
        on = read_date(said["day"], around.today)
        return Unsure(Why.WRONG_WEEKDAY, (Day(on, role), Day(_coming(said["weekday"].strip(), around.today), role)))
    is_a_day = code == "no_such_date" and PLAUSIBLE.match(said["day"])
    return Unsure(Why.NO_SUCH_DAY) if is_a_day else Text()


def _next_numbered(number: int, today: date) -> date | None:
    months = (add_months(date(today.year, today.month, 1), n) for n in range(3))
    days = (first.replace(day=number) for first in months if 1 <= number <= last_day(first.year, first.month).day)
    return next((day for day in days if day >= today), None)


def _coming(weekday: str, today: date) -> date:
    """The first one after today."""
    return today + timedelta(days=(WEEKDAYS.index(weekday) - today.weekday() - 1) % WEEK + 1)


RULES = (
    Rule(DATED, dated),
    Rule(NUMBERED, numbered),
    Rule(ENDING, ending),
    Rule(RELATIVE, relative),
    Rule(NAMED, named),
    Rule(AHEAD, ahead),
    Rule(HOURS_AHEAD, hours_ahead),
    Rule(LETTERS, letters),
)
