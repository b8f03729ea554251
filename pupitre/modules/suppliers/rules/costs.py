"""What a contract costs a month, a year, a person, and for as long as a missed window ties; in cents."""

from fractions import Fraction
from functools import lru_cache

from pupitre.kernel.money import round_half_up

PAYMENTS = {"month": 12, "quarter": 4, "half_year": 2, "year": 1}  # in a year
YEAR, YEAR_IN_DAYS = 12, 365  # months, days


def yearly_cents(price_cents: int | None, per: str) -> int | None:
    """None when the price is unknown, or paid once."""
    return None if price_cents is None or per not in PAYMENTS else price_cents * PAYMENTS[per]


def monthly_cents(yearly: int) -> int:
    return round_half_up(Fraction(yearly, YEAR))


def per_person_cents(yearly: int, people: int) -> int | None:
    return round_half_up(Fraction(yearly, people)) if people else None


@lru_cache(maxsize=1024)
def term_cents(yearly: int, months: int, days: int = 0) -> int:
    """What that long costs, from the price of a year."""
    return round_half_up(Fraction(yearly * months, YEAR) + Fraction(yearly * days, YEAR_IN_DAYS))
