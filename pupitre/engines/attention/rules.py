"""What an item is, what it weighs, and where it stands in the plan: plain values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256

from pupitre.kernel.money import round_half_up
from pupitre.kernel.planning import Job
from pupitre.kernel.presence import Mode, Pattern, Slot, last_allowed_slot

# In cents, unless the company says otherwise: steers the plan, is called « priorité », is no cost (engines.md 1.2).
PRIORITY: Mapping[int, int] = {1: 10_00, 2: 50_00, 3: 150_00, 4: 400_00, 5: 1_000_00}
DAYS, FULL_DAYS = 10, 6  # looked at, and needed, to learn the reserve
STEP, LEAST, MOST = 5, 10, 60  # percent
GESTURE = 10  # minutes: shorter efforts are summed and shown as one block


class Dimension(StrEnum):
    """The five dimensions of the mission, and the desk's own."""

    PEOPLE = "people"
    PROCESS = "process"
    FINANCE = "finance"
    PLACES = "places"
    COMMUNICATION = "communication"


class Standing(StrEnum):
    """How an item enters the plan of a day."""

    TIMED = "timed"
    LATE = "late"
    LOST = "lost"
    FREE = "free"
    INCOMPRESSIBLE = "incompressible"
    OUT_OF_REACH = "out_of_reach"  # due before the next presence


@dataclass(frozen=True)
class Verb:
    """What can be done of an item: an address of its module, opened (GET) or sent (POST)."""

    label: str
    url: str
    method: str = "get"
    confirm: str = ""


@dataclass(frozen=True)
class Step:
    """A link of the chain of dates: à préparer dès, à décider et à envoyer au plus tard, limite."""

    label: str
    on: date


@dataclass(frozen=True)
class Item:
    """What needs somebody. `key` = kind, subject and occurrence; never a date that can be corrected.

    `seen_by` and `acts` hold refs of members: the audience, and those whose plan it enters.
    `act_by` is the last useful day, inclusive; after `lost_after` nothing can be done any more.
    `at_stake` is in cents with where it comes from; `stake_words` says what money does not.
    """

    key: str
    kind: str
    title: str
    why: str
    seen_by: frozenset[str]
    acts: frozenset[str]
    criticality: int = 2
    url: str = ""
    urgent_why: str = ""  # the part of the reason that is said in brass when it is now or never
    dimension: Dimension = Dimension.PROCESS
    act_by: date | None = None
    lost_after: date | None = None
    opens_on: date | None = None
    chain: tuple[Step, ...] = ()
    at_stake: int = 0
    at_stake_from: str = ""
    cost_of_waiting: int | None = None  # in cents, once late: until the following presence
    stake_words: str = ""
    minutes: int = 30
    waiting_since: date | None = None
    verbs: tuple[Verb, ...] = ()
    is_incompressible: bool = False
    is_settled_there: bool = False  # handed on and dropped by the verbs of its own page, never as a line
    mode: Mode | None = None
    site: str = ""

    def weight(self, priorities: Mapping[int, int]) -> int:
        """In cents."""
        return self.at_stake + priorities[self.criticality]

    @property
    def is_ticked(self) -> bool:
        """An item that has a page is done there, by its own verb."""
        return not self.url

    @property
    def is_gesture(self) -> bool:
        return self.minutes < GESTURE

    def next_step(self, on: date) -> Step | None:
        """The next link of the chain to act upon, never the legal limit alone."""
        return next((step for step in self.chain if step.on >= on), None)


def mark_of(pattern: Pattern) -> str:
    """A week in a few letters: the form carries those of the week that it was made from."""
    rows = sorted((weekday, str(part), *astuple(shift)) for (weekday, part), shift in pattern.items())
    return sha256(repr(rows).encode()).hexdigest()[:16]


def standing(item: Item, on: date, horizon_ends_on: date, slots: Sequence[Slot]) -> Standing:
    """Where the item stands on that day (engines.md 1.2)."""
    if item.lost_after is not None and item.lost_after < on:
        return Standing.LOST
    if item.act_by is None or item.act_by > horizon_ends_on:
        return Standing.FREE
    if not slots or (item.act_by >= on and due_slot(item, slots) is None):
        return Standing.OUT_OF_REACH
    if item.is_incompressible:
        return Standing.INCOMPRESSIBLE
    return Standing.LATE if item.act_by < on else Standing.TIMED


def due_slot(item: Item, slots: Sequence[Slot]) -> int | None:
    """The last presence where it can still be done: on or before its day, in its mode, on its site."""
    if item.act_by is None:
        return None
    return last_allowed_slot(slots, item.act_by, mode=item.mode, site=item.site or None)


def allowed_slots(item: Item, slots: Sequence[Slot]) -> frozenset[int] | None:
    if item.mode is None and not item.site:
        return None
    fits = (n for n, s in enumerate(slots) if item.mode in (None, s.mode) and item.site in ("", s.site))
    return frozenset(fits)


def job(
    item: Item, slots: Sequence[Slot], minutes: int, priorities: Mapping[int, int], *, is_late: bool = False
) -> Job:
    """What the planner needs to know; late but still worth doing: the first slot, at the cost of waiting."""
    slot_due = 0 if is_late else due_slot(item, slots) or 0
    cost = item.cost_of_waiting if is_late and item.cost_of_waiting is not None else item.at_stake
    since = item.waiting_since.isoformat() if item.waiting_since else ""
    allowed = None if is_late else allowed_slots(item, slots)
    return Job(item.key, slot_due, max(1, minutes), cost + priorities[item.criticality], since, allowed)


def by_urgency(item: Item) -> tuple[date, int, str]:
    return (item.act_by or date.max, -item.weight(PRIORITY), item.key)


def by_criticality_then_age(item: Item) -> tuple[int, date, str]:
    return (-item.criticality, item.waiting_since or date.max, item.key)


@dataclass(frozen=True)
class News:
    """Something that happened, told to those who may know: one line of « depuis ma dernière venue ».

    `seen_by` holds refs of members, `roles` those who may know by their role; None: everybody of the company.
    """

    sentence: str
    seen_by: frozenset[str] | None = None
    roles: frozenset[str] = frozenset()
    url: str = ""
    detail: str = ""
    dimension: Dimension = Dimension.PROCESS
    is_failure: bool = False


@dataclass(frozen=True)
class Worked:
    """A presence day that is over, in minutes: without its appointments, without its reserve, planned, and done."""

    room: int
    net: int
    planned: int
    done: int

    @property
    def is_full(self) -> bool:
        """Only a day whose plan was nearly full says what the unforeseen takes."""
        return self.room > 0 and self.planned * 10 >= self.net * 8


def learned_reserve(days: Sequence[Worked], percent: int) -> int | None:
    """The reserve, in percent, that the last days would have asked for; None while too few were full.

    What was planned and not done is what the unforeseen took; a day done to its end asks for a little less than now.
    """
    shares = sorted(_share(day, percent) for day in days if day.is_full)
    if len(shares) < FULL_DAYS:
        return None
    middle = shares[len(shares) // 2]
    return min(max(round_half_up(Fraction(middle, STEP)) * STEP, LEAST), MOST)


def _share(day: Worked, percent: int) -> int:
    if day.done >= day.planned:
        return percent - STEP
    return 100 - 100 * min(day.done, day.room) // day.room


@dataclass(frozen=True)
class Placed:
    """An item with what was decided of it: its slot (index) or None, and what it keeps apart."""

    item: Item
    standing: Standing
    minutes: int
    slot: int | None = None
    slot_due: int | None = None
    weight: int = 0
    is_pinned: bool = False
    is_misplaced: bool = False


@dataclass(frozen=True)
class Plan:
    """The plan of somebody from a day on: the slots, what enters the optimum, and all the rest, nothing hidden."""

    on: date
    slots: tuple[Slot, ...]
    net: tuple[int, ...]
    items: tuple[Placed, ...] = ()
    incompressible: tuple[Placed, ...] = ()
    free: tuple[Placed, ...] = ()
    pinned: tuple[Placed, ...] = ()
    unplanned: tuple[Placed, ...] = ()
    alarms: frozenset[str] = field(default_factory=frozenset)

    @property
    def missed(self) -> list[Placed]:
        return [placed for placed in self.items if placed.slot is None or placed.is_misplaced]

    @property
    def missed_cents(self) -> int:
        return sum(placed.weight for placed in self.items if placed.slot is None)

    @property
    def everything(self) -> list[Placed]:
        return [*self.incompressible, *self.pinned, *self.items, *self.free]

    def in_slots(self, indexes: Iterable[int]) -> list[Placed]:
        wanted = set(indexes)
        return [placed for placed in self.everything if placed.slot in wanted]
