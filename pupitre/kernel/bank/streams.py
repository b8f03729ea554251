"""The payments of one payee parted into what comes back: the best chains of payments on a beat, at near amounts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from pupitre.kernel.bank.rhythms import BEATS, Beat

USUAL_DRIFT = 15  # % between a payment and the next
BILL_DRIFT = 60  # % when the payee is known to bill what was used
MOST_STREAMS = 8  # contracts with one payee
CLEAR = 6  # payments that leave no doubt that they are of one contract
FULL = 100  # what a step right on the beat at the same price is worth
OFF_BEAT, DEARER, MISSED = 30, 40, 35  # and what it loses at most, each missed payment counting


@dataclass(frozen=True)
class Payment:
    """`index` is that of its line; `cents` are positive."""

    index: int
    on: date
    cents: int


@dataclass(frozen=True)
class Stream:
    beat: Beat
    payments: tuple[Payment, ...]
    score: int

    @property
    def slots(self) -> int:
        """Payments expected between the first and the last, missed ones too."""
        return 1 + sum(self.beat.steps((after.on - before.on).days) for before, after in pairwise(self.payments))

    @property
    def same_steps(self) -> int:
        return sum(before.cents == after.cents for before, after in pairwise(self.payments))

    @property
    def is_steady(self) -> bool:
        return self.same_steps * 2 >= len(self.payments) - 1

    @property
    def is_dense(self) -> bool:
        return len(self.payments) * 10 >= self.slots * 6

    @property
    def greatest_change(self) -> int:
        """In % between a payment and the next, rounded up."""
        return max(-(-abs(b.cents - a.cents) * 100 // a.cents) for a, b in pairwise(self.payments))

    def explains(self, other: "Stream") -> bool:
        """Its payments do not cast doubt on the other's: another price, or as clear a contract at the same one."""
        if not self.is_steady:
            return False
        prices = {one.cents for one in self.payments} & {one.cents for one in other.payments}
        return not prices or len(self.payments) >= CLEAR

    def has_rival(self, payment: Payment) -> bool:
        """A payment that could as well be of this stream, and is not: the mark of mere shopping."""
        if not self.payments[0].on <= payment.on <= self.payments[-1].on:
            return False
        amounts = {one.cents for one in self.payments}
        if self.is_steady:
            return payment.cents in amounts
        return min(amounts) * (100 - USUAL_DRIFT) <= payment.cents * 100 <= max(amounts) * (100 + USUAL_DRIFT)


def streams_in(payments: Sequence[Payment], drift: int = USUAL_DRIFT) -> list[Stream]:
    """`payments` of one payee, in order of days."""
    left = list(payments)
    found: list[Stream] = []
    while len(found) < MOST_STREAMS and (best := _best(left, drift)):
        found.append(best)
        taken = set(best.payments)
        left = [one for one in left if one not in taken]
    return [stream for stream in found if _stands_out(stream, found, payments, len(left))]


def _stands_out(stream: Stream, found: Sequence[Stream], payments: Sequence[Payment], left: int) -> bool:
    """Among what else this payee was paid: what another steady stream explains is no rival, and two prove little."""
    explained = {one for other in found if other is stream or other.explains(stream) for one in other.payments}
    others = [one for one in payments if one not in explained]
    rivals = sum(stream.has_rival(one) for one in others)
    count = len(stream.payments)
    if rivals * 4 > count or (not stream.is_steady and count * 3 < len(others)):
        return False
    return count > 2 or left <= 1


def _best(payments: Sequence[Payment], drift: int) -> Stream | None:
    found = [stream for beat in BEATS if (stream := _longest(payments, beat, drift))]
    return max(found, key=lambda stream: stream.score, default=None)


def _longest(payments: Sequence[Payment], beat: Beat, drift: int) -> Stream | None:
    """The chain whose steps are worth most, each payment following the one that serves it best."""
    worth, before = [0] * len(payments), [-1] * len(payments)
    days = [payment.on.toordinal() for payment in payments]
    first, last = 0, 0  # those a step away from n
    for n, payment in enumerate(payments):
        while days[n] - days[first] > beat.longest:
            first += 1
        while days[n] - days[last] >= beat.days - beat.tolerance:
            last += 1
        for earlier in range(first, last):
            change = abs(payment.cents - payments[earlier].cents) * 100
            if change > drift * payments[earlier].cents or worth[earlier] + FULL <= worth[n]:
                continue
            step = _step(payments[earlier], payment, beat, drift)
            if step and worth[earlier] + step > worth[n]:
                worth[n], before[n] = worth[earlier] + step, earlier
    if not payments:
        return None
    last = max(range(len(payments)), key=worth.__getitem__)
    score, chain = worth[last], []
    while last >= 0:
        chain.append(payments[last])
        last = before[last]
    stream = Stream(beat, tuple(reversed(chain)), score)
    return stream if len(chain) >= beat.least and stream.is_dense else None


def _step(before: Payment, after: Payment, beat: Beat, drift: int) -> int:
    """What this step is worth at an amount near enough, 0 when it is off the beat."""
    gap = (after.on - before.on).days
    steps = beat.steps(gap)
    if not steps:
        return 0
    change = abs(after.cents - before.cents) * 100
    off = OFF_BEAT * abs(gap - steps * beat.days) // beat.tolerance
    dearer = DEARER * change // (drift * before.cents)
    return max(1, FULL - off - dearer - MISSED * (steps - 1))
