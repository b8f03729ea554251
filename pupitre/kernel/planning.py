"""What to do, and when, so that what is missed costs least: Lawler and Moore's exact programme for 1||Σ w_j U_j."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from types import MappingProxyType

QUANTUM = 15  # minutes
NO_PIN: Mapping[str, tuple[int, int]] = MappingProxyType({})


@dataclass(frozen=True)
class Job:
    key: str
    slot_due: int
    minutes: int
    weight: int  # cents lost when it is missed
    since: str = ""
    allowed: frozenset[int] | None = None  # the slots where it can be done, None for all

    @property
    def quanta(self) -> int:
        return max(1, -(-self.minutes // QUANTUM))

    def can_be_done_in(self, slot: int) -> bool:
        return self.allowed is None or slot in self.allowed


@dataclass(frozen=True)
class Plan:
    """For each key the slot in which it ends, or None for what finds no room."""

    slots: dict[str, int | None]
    incompressible: dict[str, int | None]
    pinned: dict[str, int | None]
    free: dict[str, int | None]
    net: list[int]  # minutes of each slot that were given to the optimum
    misplaced: frozenset[str]  # chosen by the optimum, but no allowed slot had room in time
    unfit: frozenset[str]  # incompressible, and not possible in time: an alarm


def make_plan(
    timed: Iterable[Job],
    rooms: Sequence[int],
    *,
    incompressible: Iterable[Job] = (),
    pinned: Mapping[str, tuple[int, int]] = NO_PIN,
    free: Sequence[Job] = (),
) -> Plan:
    """`rooms` are the minutes of each slot; `pinned` gives a slot and minutes; `free` comes in the order wanted."""
    room = list(rooms)
    placed_pins = _place_pinned(pinned, room)
    forced, unfit = _place_incompressible(incompressible, room)
    net = list(room)
    chosen, misplaced = _place_timed(list(timed), room)
    last = len(room) - 1
    filled = {job.key: _take(room, job.minutes, _usable(job, last)) for job in free}
    return Plan(chosen, forced, placed_pins, filled, net, misplaced, unfit)


def optimum(jobs: Iterable[Job], rooms: Sequence[int]) -> dict[str, int | None]:
    """The slot in which each job ends, or None for what is missed; where a job is allowed is not looked at."""
    order = _ordered(jobs)
    if not rooms:
        return dict.fromkeys(job.key for job in order)
    ends = list(accumulate(minutes // QUANTUM for minutes in rooms))
    return dict(_walk(order, ends, _least_missed(order, ends)))


def _ordered(jobs: Iterable[Job]) -> list[Job]:
    return sorted(jobs, key=lambda job: (job.slot_due, job.since, job.key))


def _room_by(slot_due: int, ends: list[int]) -> int:
    """The quanta there are until the end of a slot, which may lie before or after those known."""
    return ends[min(slot_due, len(ends) - 1)] if slot_due >= 0 else -1


def _least_missed(order: list[Job], ends: list[int]) -> list[list[int]]:
    """least[k][used]: what missing costs at least among order[k:] once `used` quanta are gone."""
    least = [[0] * (ends[-1] + 1)]
    for job in reversed(order):
        least.append(_with(job, _room_by(job.slot_due, ends), least[-1]))
    return least[::-1]


def _with(job: Job, room: int, later: list[int]) -> list[int]:
    missed = [cost + job.weight for cost in later]
    kept = later[job.quanta : room + 1]
    return [a if a < b else b for a, b in zip(missed, kept, strict=False)] + missed[len(kept) :]


def _walk(order: list[Job], ends: list[int], least: list[list[int]]) -> Iterator[tuple[str, int | None]]:
    """Keep a job whenever some optimum keeps it with those already kept: one plan among equals, always the same."""
    used = 0
    for k, job in enumerate(order):
        end = used + job.quanta
        keeps = end <= _room_by(job.slot_due, ends) and least[k + 1][end] == least[k][used]
        used = end if keeps else used
        yield job.key, bisect_left(ends, end) if keeps else None


def _take(room: list[int], wanted: int, usable: Sequence[int]) -> int | None:
    """Take minutes from the earliest usable slots and say where they end; take nothing when they are not there."""
    if sum(room[slot] for slot in usable) < wanted:
        return None
    end = None
    for slot in usable:
        taken = min(room[slot], wanted)
        room[slot] -= taken
        wanted -= taken
        end = slot
        if not wanted:
            break
    return end


def _usable(job: Job, last: int) -> list[int]:
    return [slot for slot in range(last + 1) if job.can_be_done_in(slot)]


def _place_pinned(pinned: Mapping[str, tuple[int, int]], room: list[int]) -> dict[str, int | None]:
    order = sorted(pinned, key=lambda key: (pinned[key][0], key))
    return {key: _pin(room, *pinned[key]) for key in order}


def _pin(room: list[int], slot: int, minutes: int) -> int | None:
    """Somebody wants it there: what is too long for the horizon eats all of it from there on."""
    usable = range(max(0, slot), len(room))
    end = _take(room, minutes, usable)
    if end is None:
        room[usable.start :] = [0] * len(usable)
    return end


def _place_incompressible(jobs: Iterable[Job], room: list[int]) -> tuple[dict[str, int | None], frozenset[str]]:
    """Earliest due first; what is late in any case goes after the others, so that it makes nobody else late."""
    order, last = _ordered(jobs), len(room) - 1
    placed = {job.key: _take(room, job.minutes, _usable(job, min(job.slot_due, last))) for job in order}
    unfit = [job for job in order if placed[job.key] is None]
    late = {job.key: _take(room, job.minutes, _usable(job, last)) for job in unfit}
    return placed | late, frozenset(late)


def _place_timed(jobs: list[Job], room: list[int]) -> tuple[dict[str, int | None], frozenset[str]]:
    """Keep what the optimum keeps, then give each the earliest quanta of the slots where it is allowed."""
    chosen, last = optimum(jobs, room), len(room) - 1
    quanta = [minutes // QUANTUM for minutes in room]
    kept = [job for job in _ordered(jobs) if chosen[job.key] is not None]
    placed = {job.key: _take(quanta, job.quanta, _usable(job, min(job.slot_due, last))) for job in kept}
    room[:] = [minutes % QUANTUM + QUANTUM * left for minutes, left in zip(room, quanta, strict=True)]
    return chosen | placed, frozenset(key for key, slot in placed.items() if slot is None)
