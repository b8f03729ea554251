"""When a contract ends, and until when one may say so: terms, renewals and notice windows."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import count, dropwhile, islice, takewhile

from pupitre.kernel.calendar import ONE_DAY, Zone, add_months, last_day, working_day_on_or_before, working_days_earlier

POSTING_DAYS = 3  # working days for a letter to be received
WINDOWS_AHEAD = 5
SHORT_RENEWAL = 6  # months under which a renewal is reviewed once a year
QUARTER, YEAR, LEASE_EXIT, LEASE_TERM = 3, 12, 36, 108  # months


class Regime(StrEnum):
    TACIT = "tacit"
    EXPRESS = "express"
    OPEN_ENDED = "open_ended"
    LEASE = "lease"
    INSURANCE = "insurance"


class BadTerms(ValueError):
    """`code` is ends_before_start, no_term, notice_longer_than_term or beyond_calendar."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Notice:
    months: int = 0
    days: int = 0


USUAL_NOTICE = {
    Regime.LEASE: Notice(months=6),  # Code de commerce, L145-4 and L145-9
    Regime.INSURANCE: Notice(months=2),  # Code des assurances, L113-12
}
USUAL_TERM = {Regime.LEASE: LEASE_TERM, Regime.INSURANCE: YEAR}


@dataclass(frozen=True)
class Terms:
    """What the contract says; a given end wins over a number of months. Raises BadTerms."""

    regime: Regime
    starts_on: date
    initial_months: int | None = None
    ends_on: date | None = None
    renewal_months: int | None = None
    notice: Notice = Notice()
    is_received: bool = True

    def __post_init__(self) -> None:
        if self.ends_on and self.ends_on < self.starts_on:
            raise BadTerms("ends_before_start")
        if self.regime is Regime.OPEN_ENDED:
            return
        if not self._has_terms():
            raise BadTerms("no_term")
        try:
            is_too_long = _after(self.starts_on, self.agreed_notice) - ONE_DAY > self.first_end
        except (OverflowError, ValueError) as error:
            raise BadTerms("beyond_calendar") from error
        if is_too_long:
            raise BadTerms("notice_longer_than_term")

    @property
    def agreed_notice(self) -> Notice:
        return USUAL_NOTICE.get(self.regime, self.notice) if self.notice == Notice() else self.notice

    @property
    def term_months(self) -> int:
        return self.initial_months or USUAL_TERM.get(self.regime, 0)

    @property
    def months_again(self) -> int:
        """What each renewal lasts: what is agreed, else as long as the first term, else a year."""
        first = 0 if self.regime is Regime.INSURANCE else self.term_months
        return self.renewal_months or first or YEAR

    @property
    def first_end(self) -> date:
        return self.ends_on or term_end(self.starts_on, self.term_months)

    def _has_terms(self) -> bool:
        return self.months_again > 0 and (self.ends_on is not None or self.term_months > 0)


@dataclass(frozen=True)
class Window:
    """One term and the day until which one may leave it; `occurrence` is the number of the term, 0 at first."""

    occurrence: int
    starts_on: date
    term_ends_on: date
    notice_on: date
    act_before: date


@dataclass(frozen=True)
class Renewal:
    """What comes when nobody leaves a term: until when one is tied at least, and for how much longer."""

    ends_on: date
    months: int
    days: int = 0
    is_lease: bool = False


def windows(terms: Terms, on: date, zone: Zone = Zone.METROPOLE) -> list[Window]:
    """The running term, even when its notice day has passed, then the next five."""
    return list(_windows(terms, on, zone))


@lru_cache(maxsize=2048)
def _windows(terms: Terms, on: date, zone: Zone) -> tuple[Window, ...]:
    """Asked again all day long of the same contracts by the desk, the lists and the pages."""
    running = dropwhile(lambda term: term[2] < on, _terms(terms))
    return tuple(_window(*term, terms, zone) for term in islice(running, 1 + WINDOWS_AHEAD))


def has_yearly_review(terms: Terms) -> bool:
    is_short = terms.regime in (Regime.TACIT, Regime.INSURANCE) and terms.months_again < SHORT_RENEWAL
    return is_short or terms.regime is Regime.OPEN_ENDED


def yearly_review(terms: Terms, on: date) -> date | None:
    """The next anniversary, today included, of what can be left at almost any time."""
    if not has_yearly_review(terms):
        return None
    first = max(1, on.year - terms.starts_on.year)
    return next(day for n in count(first) if (day := add_months(terms.starts_on, YEAR * n)) >= on)


@lru_cache(maxsize=4096)
def renewal(terms: Terms, occurrence: int) -> Renewal | None:
    """What missing that window adds; None when the contract ends by itself.

    A lease goes on until its next way out: three years, or the wait for the end of a civil quarter.
    """
    later = next(islice(_terms(terms), occurrence + 1, None), None)
    if later is None:
        return None
    _, starts_on, ends_on = later
    if terms.regime is not Regime.LEASE:
        return Renewal(ends_on, terms.months_again)
    months = next(n for n in count(_months_between(starts_on, ends_on) + 1, -1) if term_end(starts_on, n) <= ends_on)
    return Renewal(ends_on, months, (ends_on + ONE_DAY - add_months(starts_on, months)).days, is_lease=True)


def end_after_notice(terms: Terms, given_on: date) -> date:
    """The last day of what can be left at almost any time, once notice is given: that of a term, when it has terms."""
    if terms.regime is Regime.OPEN_ENDED:
        return _after(max(given_on, terms.starts_on), terms.agreed_notice)
    return next(ends_on for *_, ends_on in _terms(terms) if notice_day(ends_on, terms.agreed_notice) >= given_on)


def term_end(starts_on: date, months: int) -> date:
    """The eve of the day of the same number, or the last day of a month that has no such day."""
    same = add_months(starts_on, months)
    return same - ONE_DAY if same.day == starts_on.day else same


def notice_day(ends_on: date, notice: Notice) -> date:
    return add_months(ends_on, -notice.months) - timedelta(days=notice.days)


def _after(day: date, notice: Notice) -> date:
    return add_months(day, notice.months) + timedelta(days=notice.days)


def _months_between(first: date, last: date) -> int:
    return (last.year - first.year) * YEAR + last.month - first.month


def _window(occurrence: int, starts_on: date, ends_on: date, terms: Terms, zone: Zone) -> Window:
    notice_on = notice_day(ends_on, terms.agreed_notice)
    posted_on = working_day_on_or_before(notice_on, zone)
    act_before = working_days_earlier(posted_on, POSTING_DAYS, zone) if terms.is_received else posted_on
    return Window(occurrence, starts_on, ends_on, notice_on, act_before)


def _terms(terms: Terms) -> Iterator[tuple[int, date, date]]:
    """Number, first and last day of each term; the calendar ends in 9999, and endless renewals with it."""
    starts_on = terms.starts_on
    with suppress(OverflowError, ValueError):
        for occurrence, ends_on in enumerate(_ends(terms)):
            yield occurrence, starts_on, ends_on
            starts_on = ends_on + ONE_DAY


def _ends(terms: Terms) -> Iterator[date]:
    match terms.regime:
        case Regime.OPEN_ENDED:
            return iter(())
        case Regime.EXPRESS:
            return iter([terms.first_end])
        case Regime.LEASE:
            return _lease_ends(terms)
        case _:
            return _renewed_ends(terms)


def _renewed_ends(terms: Terms) -> Iterator[date]:
    """Counted from one day, never from the previous end: the 31st would become the 28th for ever."""
    yield terms.first_end
    since = terms.ends_on + ONE_DAY if terms.ends_on else terms.starts_on
    months = 0 if terms.ends_on else terms.term_months
    yield from (term_end(since, months + n * terms.months_again) for n in count(1))


def _lease_ends(terms: Terms) -> Iterator[date]:
    """Every three years, then the term, then by tacit extension the end of any civil quarter."""
    exits = (term_end(terms.starts_on, n * LEASE_EXIT) for n in count(1))
    yield from takewhile(lambda day: day < terms.first_end, exits)
    yield terms.first_end
    yield from _quarter_ends(terms.first_end + ONE_DAY)


def _quarter_ends(since: date) -> Iterator[date]:
    month = date(since.year, (since.month + 2) // QUARTER * QUARTER, 1)
    months = (add_months(month, n * QUARTER) for n in count())
    return (last_day(first.year, first.month) for first in months)
