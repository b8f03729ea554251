"""Where a contract stands on a day: its windows, what was decided of them, and what remains to be done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from pupitre.kernel.calendar import ONE_DAY, Zone, working_days_earlier
from pupitre.kernel.notice import Regime, Terms, Window, has_yearly_review, windows, yearly_review
from pupitre.modules.suppliers.rules.categories import USUAL_LEAD

DESK_OPENS = timedelta(days=90)
SOON = timedelta(days=30)
REVIEW_OPENS = timedelta(days=30)
DECIDING_DAYS = 1  # working days between the decision and the post


class Choice(StrEnum):
    RENEW = "renew"
    RENEGOTIATE = "renegotiate"
    TERMINATE = "terminate"
    WITHDRAWN = "withdrawn"  # the decision before was taken back


class StateCode(StrEnum):
    NO_WINDOW = "no_window"
    PREPARE_FROM = "prepare_from"
    DECIDE_BEFORE = "decide_before"
    POST_TODAY = "post_today"
    LATE_STILL_POSSIBLE = "late_still_possible"
    RENEWED_UNTIL = "renewed_until"
    DECIDED_RENEW = "decided_renew"
    DECIDED_RENEGOTIATE = "decided_renegotiate"
    DECIDED_TERMINATE_TO_SEND = "decided_terminate_to_send"
    YEARLY_REVIEW = "yearly_review"
    ENDING = "ending"
    ENDED = "ended"


class Deed(StrEnum):
    """What remains to be done of a window."""

    DECIDE = "decide"
    SEND = "send"
    NEGOTIATE = "negotiate"
    REVIEW = "review"


@dataclass(frozen=True)
class State:
    """`on` is the day to act upon or to know; `until` and `exit_on` say what a missed window costs."""

    code: StateCode
    on: date | None = None
    until: date | None = None
    exit_on: date | None = None


@dataclass(frozen=True)
class Act:
    deed: Deed
    occurrence: int
    act_by: date
    lost_after: date | None
    term_ends_on: date
    is_review: bool = False


@dataclass(frozen=True)
class Facts:
    """`decisions` by occurrence (of reviews apart); `is_negotiated` by occurrence: since it was decided to."""

    terms: Terms
    zone: Zone = Zone.METROPOLE
    lead_days: int = USUAL_LEAD
    decisions: Mapping[int, Choice] = field(default_factory=dict)
    reviews: Mapping[int, Choice] = field(default_factory=dict)
    negotiated: frozenset[int] = frozenset()
    terminated_on: date | None = None

    @property
    def is_fixed(self) -> bool:
        return self.terms.regime is Regime.EXPRESS


@dataclass(frozen=True)
class Position:
    """`shown`: the window whose dates are shown; `act`: what to do next, even far away; `missed`: the one lost."""

    state: State
    windows: tuple[Window, ...] = ()
    shown: Window | None = None
    act: Act | None = None
    missed: Window | None = None
    over_on: date | None = None


@dataclass(frozen=True)
class Chain:
    prepare_from: date
    decide_before: date
    send_before: date
    limit: date


def chain(window: Window, zone: Zone, lead_days: int) -> Chain:
    """À préparer dès, à décider avant, à envoyer avant, limite."""
    decide_before = working_days_earlier(window.act_before, DECIDING_DAYS, zone)
    return Chain(window.act_before - timedelta(days=lead_days), decide_before, window.act_before, window.notice_on)


def position(facts: Facts, on: date) -> Position:
    """Worked out once for the same facts: the desk, the lists and the pages ask all day long of the same contracts."""
    return _position(_Alike(facts), on)


class _Alike:
    """Facts compared by value, decisions included: mappings cannot be hashed as they are."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        decided = (tuple(facts.decisions.items()), tuple(facts.reviews.items()), facts.negotiated)
        self.value = (facts.terms, facts.zone, facts.lead_days, decided, facts.terminated_on)

    def __hash__(self) -> int:
        return hash(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Alike) and self.value == other.value


@lru_cache(maxsize=2048)
def _position(alike: _Alike, on: date) -> Position:
    return _worked_out(alike.facts, on)


def _worked_out(facts: Facts, on: date) -> Position:
    if facts.terminated_on is not None:
        code = StateCode.ENDED if facts.terminated_on < on else StateCode.ENDING
        return Position(State(code, facts.terminated_on), over_on=facts.terminated_on)
    coming = tuple(windows(facts.terms, on, facts.zone))
    if has_yearly_review(facts.terms):
        return _reviewed(facts, coming, on)
    over_on = facts.terms.first_end if facts.is_fixed else None
    if not coming:
        return Position(State(StateCode.ENDED, over_on), over_on=over_on)
    shown = _shown(facts, coming, on)
    return Position(
        _state(facts, shown, coming, on), coming, shown, _act(facts, coming, on), _missed(facts, shown, on), over_on
    )


def _reviewed(facts: Facts, coming: tuple[Window, ...], on: date) -> Position:
    """What may be left at almost any time is looked at once a year; once decided, it is the next one's turn."""
    review = yearly_review(facts.terms, on)
    if review is None:
        return Position(State(StateCode.NO_WINDOW), coming)
    occurrence = review.year - facts.terms.starts_on.year
    choice = facts.reviews.get(occurrence, Choice.WITHDRAWN)
    if choice in (Choice.RENEW, Choice.RENEGOTIATE):
        later = yearly_review(facts.terms, review + ONE_DAY) or review
        act = Act(Deed.REVIEW, occurrence + 1, later, None, later, is_review=True)
        return Position(State(StateCode.YEARLY_REVIEW, later), coming, act=act)
    to_send = choice is Choice.TERMINATE
    act = Act(Deed.SEND if to_send else Deed.REVIEW, occurrence, review, None, review, is_review=True)
    code = StateCode.DECIDED_TERMINATE_TO_SEND if to_send else StateCode.YEARLY_REVIEW
    return Position(State(code, review), coming, act=act)


def _is_settled(facts: Facts, window: Window) -> bool:
    choice = facts.decisions.get(window.occurrence)
    return choice is Choice.RENEW or (choice is Choice.RENEGOTIATE and window.occurrence in facts.negotiated)


def _shown(facts: Facts, coming: tuple[Window, ...], on: date) -> Window:
    """The running window, until its day has passed with its decision carried out."""
    running = coming[0]
    return coming[1] if running.notice_on < on and _is_settled(facts, running) and len(coming) > 1 else running


def _missed(facts: Facts, shown: Window, on: date) -> Window | None:
    return shown if shown.notice_on < on and not _is_settled(facts, shown) and not facts.is_fixed else None


def _state(facts: Facts, shown: Window, coming: tuple[Window, ...], on: date) -> State:
    choice = facts.decisions.get(shown.occurrence, Choice.WITHDRAWN)
    if shown.notice_on < on and not _is_settled(facts, shown):
        return _too_late(facts, shown, coming)
    match choice:
        case Choice.RENEW:
            return State(StateCode.DECIDED_RENEW, shown.notice_on)
        case Choice.RENEGOTIATE:
            return State(StateCode.DECIDED_RENEGOTIATE, shown.act_before)
        case Choice.TERMINATE if on < shown.act_before:
            return State(StateCode.DECIDED_TERMINATE_TO_SEND, shown.act_before)
    return _to_decide(facts, shown, on)


def _too_late(facts: Facts, shown: Window, coming: tuple[Window, ...]) -> State:
    """A fixed term simply ends; another one goes on until the next way out."""
    if facts.is_fixed or len(coming) < 2:
        return State(StateCode.ENDING, shown.term_ends_on)
    return State(StateCode.RENEWED_UNTIL, shown.notice_on, coming[1].term_ends_on, coming[1].notice_on)


def _to_decide(facts: Facts, shown: Window, on: date) -> State:
    dates = chain(shown, facts.zone, facts.lead_days)
    if on > dates.send_before:
        return State(StateCode.LATE_STILL_POSSIBLE, dates.limit)
    if on == dates.send_before:
        return State(StateCode.POST_TODAY, dates.send_before)
    if on < dates.prepare_from and shown.occurrence not in facts.decisions:
        return State(StateCode.PREPARE_FROM, dates.prepare_from)
    return State(StateCode.DECIDE_BEFORE, dates.decide_before if on <= dates.decide_before else dates.send_before)


def _act(facts: Facts, coming: tuple[Window, ...], on: date) -> Act | None:
    """The first window that still asks for something; a missed one asks for nothing more."""
    for window in coming:
        if not _is_settled(facts, window) and window.notice_on >= on:
            deed = _deed(facts.decisions.get(window.occurrence, Choice.WITHDRAWN))
            return Act(deed, window.occurrence, window.act_before, window.notice_on, window.term_ends_on)
    return None


def _deed(choice: Choice) -> Deed:
    return {Choice.TERMINATE: Deed.SEND, Choice.RENEGOTIATE: Deed.NEGOTIATE}.get(choice, Deed.DECIDE)
