"""What comes back on an account: to whom, how often, how much a year, and whether a contract is likely behind it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from pupitre.kernel.bank.dictionary import Known
from pupitre.kernel.bank.labels import payee_of
from pupitre.kernel.bank.rhythms import YEARLY, Beat, Rhythm
from pupitre.kernel.bank.streams import BILL_DRIFT, USUAL_DRIFT, Payment, Stream, streams_in
from pupitre.kernel.bank.values import Line

REFUND_WITHIN = timedelta(days=20)
MOST_PAYMENTS = 120  # to one payee: beyond, only payments of one same amount are compared
SEEN_LONG_ENOUGH = timedelta(days=100)  # of statement, before a payment seen once is said to be yearly
LEAST_OF_BILLS = 4
SURE, OF_TWO, OF_ONE, OF_BILLS = 100, 60, 25, 70  # the most confidence one may have
ENOUGH = 60  # of confidence, to see a contract behind a payee that nobody knows
ENOUGH_PAYMENTS = 3
AMONG_PURCHASES = 5  # payments of one amount, before a subscription is seen among many others
ALIKE = 3  # %: two orders of a same payee are seldom so near


@dataclass(frozen=True)
class Recurring:
    """Cents are positive: what it costs. `next_on` is None once stopped; indexes are those of the lines given."""

    payee: str
    supplier: str | None
    category: str
    kind: str
    rhythm: Rhythm
    occurrences: int
    usual_cents: int
    yearly_cents: int
    last_on: date
    next_on: date | None
    is_stopped: bool
    is_supplier: bool
    is_contract_probable: bool
    confidence: int
    line_indexes: tuple[int, ...]


def find_recurring(lines: Sequence[Line], on: date) -> list[Recurring]:
    """The dearest first. What came after `on` is not looked at."""
    payments, seen, span = _by_payee(lines, on)
    found = []
    for key, given in payments.items():
        known = seen[key]
        streams = list(_streams(given, known))
        found += [_recurring(key, known, stream, on, span[1], _confidence(stream, known)) for stream in streams]
        if known and known.is_yearly and len(given) == 1 and span[1] - span[0] >= SEEN_LONG_ENOUGH:
            alone = Stream(YEARLY, tuple(given), 0)
            found.append(_recurring(key, known, alone, on, span[1], OF_ONE))
    return sorted(found, key=lambda one: (-one.yearly_cents, one.payee, one.line_indexes))


def _by_payee(
    lines: Sequence[Line], on: date
) -> tuple[dict[str, list[Payment]], dict[str, Known | None], tuple[date, date]]:
    """Payments in order of days without those that were given back, what is known of each payee, the days covered."""
    kept = sorted((line.on, n) for n, line in enumerate(lines) if line.on <= on)
    payments: dict[str, list[Payment]] = defaultdict(list)
    seen: dict[str, Known | None] = {}
    for day, n in kept:
        payee = payee_of(lines[n].label)
        if lines[n].cents < 0:
            payments[payee.key].append(Payment(n, day, -lines[n].cents))
            seen.setdefault(payee.key, payee.known)
        elif payee.key in payments:
            _give_back(payments[payee.key], day, lines[n].cents)
    return payments, seen, (kept[0][0], kept[-1][0]) if kept else (on, on)


def _give_back(payments: list[Payment], day: date, cents: int) -> None:
    for n in range(len(payments) - 1, -1, -1):
        if day - payments[n].on > REFUND_WITHIN:
            return
        if payments[n].cents == cents:
            del payments[n]
            return


def _streams(payments: Sequence[Payment], known: Known | None) -> Iterator[Stream]:
    is_shopping = known is not None and known.is_shopping
    if is_shopping or len(payments) > MOST_PAYMENTS:
        for pool in _by_amount(payments):
            yield from (one for one in streams_in(pool) if len(one.payments) >= AMONG_PURCHASES)
        return
    bills = streams_in(payments, BILL_DRIFT) if known and known.kind else []
    if len(bills) == 1 and _is_nearly_all(bills[0], payments):
        yield bills[0]
        return
    yield from (stream for stream in streams_in(payments) if _is_believed(stream, known))


def _is_nearly_all(stream: Stream, payments: Sequence[Payment]) -> bool:
    """What is billed by use changes much, but nothing else is paid to that payee."""
    return len(stream.payments) >= LEAST_OF_BILLS and len(stream.payments) * 10 >= len(payments) * 9


def _by_amount(payments: Sequence[Payment]) -> list[list[Payment]]:
    pools: dict[int, list[Payment]] = defaultdict(list)
    for payment in payments:
        pools[payment.cents].append(payment)
    return [pool for pool in pools.values() if len(pool) <= MOST_PAYMENTS]


def _is_believed(stream: Stream, known: Known | None) -> bool:
    """Few payments alike are a subscription that begins; few that differ are perhaps only as many orders."""
    is_short = len(stream.payments) <= ENOUGH_PAYMENTS
    return not is_short or stream.greatest_change <= ALIKE or bool(known and known.kind)


def _recurring(key: str, known: Known | None, stream: Stream, on: date, until: date, confidence: int) -> Recurring:
    beat, payments = stream.beat, stream.payments
    usual = sorted(one.cents for one in payments[-3:])[(len(payments[-3:]) - 1) // 2]
    last = payments[-1].on
    is_stopped = (until - last).days > beat.patience
    return Recurring(
        payee=key,
        supplier=known.supplier or None if known else None,
        category=known.category if known else "",
        kind=known.kind if known else "",
        rhythm=beat.rhythm,
        occurrences=len(payments),
        usual_cents=usual,
        yearly_cents=usual * beat.per_year,
        last_on=last,
        next_on=None if is_stopped else beat.next_after(last, on),
        is_stopped=is_stopped,
        is_supplier=known is None or known.is_supplier,
        is_contract_probable=_is_contract(stream, known, confidence),
        confidence=confidence,
        line_indexes=tuple(one.index for one in payments),
    )


def _is_contract(stream: Stream, known: Known | None, confidence: int) -> bool:
    if known:
        return bool(known.kind)
    is_often = stream.beat.rhythm is not Rhythm.WEEKLY and len(stream.payments) >= ENOUGH_PAYMENTS
    return is_often and confidence >= ENOUGH


def _confidence(stream: Stream, known: Known | None) -> int:
    """Of a hundred: how many payments, how few missed, how near the beat, how steady the price, how known the payee."""
    payments, beat = stream.payments, stream.beat
    steps = list(pairwise(payments))
    off = sum(_off(beat, before, after) for before, after in steps)
    points = (
        30 * min(len(payments), 6) // 6
        + 20 * len(payments) // stream.slots
        + 20 - 20 * off // (beat.tolerance * len(steps))
        + 20 * stream.same_steps // len(steps)
        + (10 if known and known.kind else 0)
    )  # fmt: skip
    most = OF_TWO if len(payments) == 2 else OF_BILLS if stream.greatest_change > USUAL_DRIFT else SURE
    return min(points, most)


def _off(beat: Beat, before: Payment, after: Payment) -> int:
    gap = (after.on - before.on).days
    return abs(gap - beat.steps(gap) * beat.days)
