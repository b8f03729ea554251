"""Where a contract stands on a day: its windows, what was decided of them, and what remains to be done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from pupitre.kernel.calendar import ONE_DAY, Zone, add_months, working_days_earlier
from pupitre.kernel.notice import Regime, Terms, Window, has_yearly_review, windows, yearly_review
from pupitre.modules.suppliers.rules.categories import USUAL_LEAD

DESK_OPENS = timedelta(days=90)
WINDOW = "suppliers.window"  # the kind of decision that a notice window, or a yearly review, is
SOON = timedelta(days=30)
REVIEW_OPENS = timedelta(days=30)
DECIDING_DAYS = 1  # working days between the decision and the post
YEAR = 12  # months


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
    GOES_ON_UNTIL = "goes_on_until"  # a lease: it does not renew, it runs until the next way out at least
    LETTER_TO_NOTE = "letter_to_note"  # the day has passed: either it left in time, or it is too late
    DECIDED_RENEW = "decided_renew"
    DECIDED_RENEGOTIATE = "decided_renegotiate"
    NEGOTIATED = "negotiated"
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
    """`decide_by`: the last day to decide without hurry, of what is still to decide."""

    deed: Deed
    occurrence: int
    act_by: date
    lost_after: date | None
    term_ends_on: date
    is_review: bool = False
    decide_by: date | None = None

    def subject_of(self, ref: str) -> str:
        """What a request for its decision is about, of the contract of that ref."""
        return f"{ref}:{self.occurrence}:{int(self.is_review)}"


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
    """`shown`: the window whose dates are shown; `act`: what to do next, even far away; `missed`: the one lost.

    `to_note`: a letter that was decided on and whose last day has passed; sent in time, it is still to be noted.
    """

    state: State
    windows: tuple[Window, ...] = ()
    shown: Window | None = None
    act: Act | None = None
    missed: Window | None = None
    to_note: Act | None = None
    over_on: date | None = None


@dataclass(frozen=True)
class Chain:
    prepare_from: date
    decide_before: date
    send_before: date
    limit: date


@lru_cache(maxsize=2048)
def chain(window: Window, zone: Zone, lead_days: int) -> Chain:
    """À préparer dès, à décider et à envoyer au plus tard, limite."""
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
        state=_state(facts, shown, coming, on),
        windows=coming,
        shown=shown,
        act=_act(facts, coming, on),
        missed=_missed(facts, shown, on),
        to_note=_to_note(facts, coming, on),
        over_on=over_on,
    )


def _reviewed(facts: Facts, coming: tuple[Window, ...], on: date) -> Position:
    """What may be left at almost any time is looked at once a year; once decided, it is the next one's turn."""
    review = yearly_review(facts.terms, on)
    if review is None:
        return Position(State(StateCode.NO_WINDOW), coming)
    occurrence = review.year - facts.terms.starts_on.year
    if occurrence not in facts.reviews and facts.reviews.get(occurrence - 1) is Choice.TERMINATE:
        occurrence -= 1  # its letter has not left: it is as good the day after
        review = add_months(facts.terms.starts_on, YEAR * occurrence)
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
    """Nothing more is to be done of it; what ends by itself needs no letter to end."""
    match facts.decisions.get(window.occurrence):
        case Choice.RENEW:
            return True
        case Choice.RENEGOTIATE:
            return window.occurrence in facts.negotiated
        case Choice.TERMINATE:
            return facts.is_fixed
    return False


def _shown(facts: Facts, coming: tuple[Window, ...], on: date) -> Window:
    """The running window, until its day has passed with its decision carried out, or had before the term began."""
    if (unnoted := _unnoted(facts, coming, on)) is not None:
        return unnoted
    running = coming[0]
    is_over = _is_settled(facts, running) or running.notice_on < running.starts_on
    if running.notice_on >= on or not is_over:
        return running
    return next((w for w in coming[1:] if w.notice_on >= on), running)


def _unnoted(facts: Facts, coming: tuple[Window, ...], on: date) -> Window | None:
    """Of which a letter was decided, and its last day has passed."""
    left = (w for w in coming if facts.decisions.get(w.occurrence) is Choice.TERMINATE and not facts.is_fixed)
    return next((w for w in left if w.notice_on < on), None)


def _to_note(facts: Facts, coming: tuple[Window, ...], on: date) -> Act | None:
    window = _unnoted(facts, coming, on)
    return _asked(Deed.SEND, facts, window) if window else None


def _missed(facts: Facts, shown: Window, on: date) -> Window | None:
    return shown if shown.notice_on < on and not _is_settled(facts, shown) and not facts.is_fixed else None


def _state(facts: Facts, shown: Window, coming: tuple[Window, ...], on: date) -> State:
    choice = facts.decisions.get(shown.occurrence, Choice.WITHDRAWN)
    if shown.notice_on < on and not _is_settled(facts, shown):
        return _too_late(facts, shown, coming, on)
    match choice:
        case Choice.RENEW | Choice.TERMINATE if facts.is_fixed:
            return State(StateCode.ENDING, shown.term_ends_on)
        case Choice.RENEW:
            return State(StateCode.DECIDED_RENEW, shown.notice_on)
        case Choice.RENEGOTIATE if _is_settled(facts, shown):
            return State(StateCode.NEGOTIATED, shown.notice_on)
        case Choice.RENEGOTIATE:
            return State(StateCode.DECIDED_RENEGOTIATE, _until(on, shown.act_before, shown.notice_on))
        case Choice.TERMINATE if on < shown.act_before:
            return State(StateCode.DECIDED_TERMINATE_TO_SEND, shown.act_before)
    return _to_decide(facts, shown, on)


def _too_late(facts: Facts, shown: Window, coming: tuple[Window, ...], on: date) -> State:
    """A fixed term simply ends; another one goes on until the next way out that can still be taken."""
    if facts.is_fixed or len(coming) < 2:
        return State(StateCode.ENDING, shown.term_ends_on)
    later = next((w for w in coming if w.notice_on >= on), coming[-1])
    code = StateCode.GOES_ON_UNTIL if facts.terms.regime is Regime.LEASE else StateCode.RENEWED_UNTIL
    if facts.decisions.get(shown.occurrence) is Choice.TERMINATE:
        code = StateCode.LETTER_TO_NOTE
    return State(code, shown.notice_on, later.term_ends_on, later.notice_on)


def _to_decide(facts: Facts, shown: Window, on: date) -> State:
    dates = chain(shown, facts.zone, facts.lead_days)
    if on > dates.send_before and not facts.is_fixed:
        return State(StateCode.LATE_STILL_POSSIBLE, dates.limit)
    if on == dates.send_before and not facts.is_fixed:
        return State(StateCode.POST_TODAY, dates.send_before)
    if on < dates.prepare_from and shown.occurrence not in facts.decisions:
        return State(StateCode.PREPARE_FROM, dates.prepare_from)
    return State(StateCode.DECIDE_BEFORE, _until(on, _decide_by(facts, shown), dates.send_before, dates.limit))


def _decide_by(facts: Facts, window: Window) -> date:
    """The eve of the post; what ends by itself has nothing to post."""
    return window.act_before if facts.is_fixed else chain(window, facts.zone, facts.lead_days).decide_before


def _until(on: date, *days: date) -> date:
    """The first of these days that has not passed."""
    return next((day for day in days if day >= on), days[-1])


def _act(facts: Facts, coming: tuple[Window, ...], on: date) -> Act | None:
    """The first window that still asks for something; a missed one asks for nothing more."""
    for window in coming:
        if not _is_settled(facts, window) and window.notice_on >= on:
            return _asked(_deed(facts.decisions.get(window.occurrence, Choice.WITHDRAWN)), facts, window)
    return None


def _asked(deed: Deed, facts: Facts, window: Window) -> Act:
    decide_by = _decide_by(facts, window) if deed is Deed.DECIDE else None
    days = (window.act_before, window.notice_on, window.term_ends_on)
    return Act(deed, window.occurrence, *days, decide_by=decide_by)


def _deed(choice: Choice) -> Deed:
    return {Choice.TERMINATE: Deed.SEND, Choice.RENEGOTIATE: Deed.NEGOTIATE}.get(choice, Deed.DECIDE)
