"""How figures, days and durations are written in French: the one place."""

from datetime import date, time
from fractions import Fraction

from pupitre.kernel.money import round_half_up

NO_BREAK = "\u00a0"
THIN = "\u202f"
NEAR = 6  # days that their weekday is enough to name

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
SHORT_MONTHS = (*("janv.", "févr.", "mars", "avr.", "mai", "juin"), *("juil.", "août", "sept.", "oct.", "nov.", "déc."))

WORDS = (
    *("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"),
    *("treize", "quatorze", "quinze", "seize"),
)


def number(value: int) -> str:
    return f"{value:,}".replace(",", THIN)


def euros(cents: int) -> str:
    whole, rest = divmod(abs(cents), 100)
    return f"{_sign(cents)}{number(whole)},{rest:02}{NO_BREAK}€"


def euros_short(cents: int) -> str:
    """Without cents when there are none."""
    return euros(cents) if cents % 100 else f"{_sign(cents)}{number(abs(cents) // 100)}{NO_BREAK}€"


def percent(share: Fraction) -> str:
    """One decimal at most: 27/200 is 13,5 %."""
    tenths = round_half_up(share * 1000)
    whole, rest = divmod(abs(tenths), 10)
    decimals = f",{rest}" if rest else ""
    return f"{_sign(tenths)}{number(whole)}{decimals}{NO_BREAK}%"


def counted(n: int, singular: str, plural: str | None = None) -> str:
    """3 contrats; none and one are singular in French."""
    many = singular + "s" if plural is None else plural
    return f"{number(n)} {many if abs(n) > 1 else singular}"


def in_words(n: int, *, is_feminine: bool = False) -> str:
    """« deux », « une »: as a sentence counts, up to sixteen; beyond, in figures."""
    if n == 1 and is_feminine:
        return "une"
    return WORDS[n] if 0 <= n < len(WORDS) else number(n)


def duration(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}{NO_BREAK}min"
    return f"{hours}{NO_BREAK}h{NO_BREAK}{rest:02}" if rest else f"{hours}{NO_BREAK}h"


def clock_time(moment: time) -> str:
    minutes = f"{NO_BREAK}{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour}{NO_BREAK}h{minutes}"


def weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]


def month_name(day: date) -> str:
    return MONTHS[day.month - 1]


def day_long(day: date) -> str:
    return f"{weekday(day)} {day_of_month(day)}"


def day_of_month(day: date) -> str:
    """« 26 novembre »: in a sentence."""
    return f"{_number_of(day)} {month_name(day)}"


def day_full(day: date) -> str:
    return f"{day_long(day)} {day.year}"


def day_short(day: date) -> str:
    return f"{_without_year(day)} {day.year}"


def day_near(day: date, today: date) -> str:
    """As one would say it today: aujourd’hui, demain, jeudi 26, 30 nov., 4 janv. 2027."""
    match (day - today).days:
        case -1:
            return "hier"
        case 0:
            return "aujourd’hui"
        case 1:
            return "demain"
        case ahead if 1 < ahead <= NEAR:
            return f"{weekday(day)} {_number_of(day)}"
    return _without_year(day) if day.year == today.year else day_short(day)


def day_named(day: date, today: date) -> str:
    """Near or far, with its weekday: samedi 28 nov., lundi 4 janv. 2027."""
    return f"{weekday(day)} {_without_year(day) if day.year == today.year else day_short(day)}"


def ended(sentence: str) -> str:
    """With one full stop: « déc. » already ends with its own."""
    return sentence if sentence.endswith(".") else f"{sentence}."


def initials(name: str) -> str:
    """Claire Morel is CM: the first letters of the first and last words."""
    words = name.split()
    return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper()


def _sign(value: int) -> str:
    return "-" if value < 0 else ""


def _number_of(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)


def _without_year(day: date) -> str:
    return f"{_number_of(day)} {SHORT_MONTHS[day.month - 1]}"
