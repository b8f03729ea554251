"""What a contract costs a month, a year, a person, and for the term that a renewal commits to; in cents."""

from fractions import Fraction
from functools import lru_cache

from pupitre.kernel.money import round_half_up
from pupitre.kernel.notice import Regime, Terms

PAYMENTS = {"month": 12, "quarter": 4, "half_year": 2, "year": 1}  # in a year
YEAR, LEASE_EXIT = 12, 36  # months


def yearly_cents(price_cents: int | None, per: str) -> int | None:
    """None when the price is unknown, or paid once."""
    return None if price_cents is None or per not in PAYMENTS else price_cents * PAYMENTS[per]


def monthly_cents(yearly: int) -> int:
    return round_half_up(Fraction(yearly, YEAR))


def per_person_cents(yearly: int, people: int) -> int | None:
    return round_half_up(Fraction(yearly, people)) if people else None


@lru_cache(maxsize=1024)
def term_cents(yearly: int, months: int) -> int:
    """What one term costs: a year's price for that many months."""
    return round_half_up(Fraction(yearly * months, YEAR))


def renewed_months(terms: Terms) -> int:
    """How long one stays tied when a window is missed; a lease until its next three-yearly exit."""
    return LEASE_EXIT if terms.regime is Regime.LEASE else terms.months_again
