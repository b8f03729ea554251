"""The month's page as plain values: the same on screen, on paper and once frozen."""

import json
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from typing import Any

CODES = (
    *("budget", "satisfaction", "savings", "decisions", "waiting", "windows", "plan", "tasks", "routines"),
    *("silent", "avoided", "hours", "identified", "risks", "cost"),
)
FORMAT = 1


@dataclass(frozen=True)
class Row:
    """A line counted by a figure; `kind` and `ref` say what it is."""

    title: str
    detail: str = ""
    value: str = ""
    kind: str = ""
    ref: str = ""


@dataclass(frozen=True)
class Figure:
    """`number` is what is compared and drawn; `known`: mesuré, déclaré or estimé, empty when there is no figure;
    `beside`: what follows the caption for the direction only; `is_private`: the whole figure is for them."""

    code: str
    label: str
    value: str
    caption: str = ""
    beside: str = ""
    known: str = ""
    target: str = ""
    how: str = ""
    number: int | None = None
    tone: str = "plain"
    act: str = ""
    is_private: bool = False
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Page:
    """`cost_of`: refs of the office managers whose pay it tells; `changes`: what a version says against the one
    before."""

    month: str
    title: str
    company: str
    authors: str
    readers: str
    sentence: str
    figures: tuple[Figure, ...]
    balance: str = ""
    comment: str = ""
    cost_of: tuple[str, ...] = ()
    changes: tuple[str, ...] = field(default=())

    def figure(self, code: str) -> Figure:
        return next(one for one in self.figures if one.code == code)

    def awaited(self, most: int) -> tuple[Row, ...]:
        """The first of the requests that wait, of those that whoever made the page was part of."""
        return tuple(row for row in self.figure("waiting").rows if row.ref)[:most]

    def to_circulate(self) -> "Page":
        """Counts alone: neither the pay, nor prices, nor rows, which name persons and contracts, nor words written for
        the direction."""
        kept = tuple(replace(one, rows=(), beside="", act="") for one in self.figures if not one.is_private)
        said = {"sentence": "", "balance": "", "comment": "", "authors": "", "readers": ""}
        return replace(self, figures=kept, changes=(), cost_of=(), **said)

    def without_cost(self) -> "Page":
        """For whoever may not know what somebody is paid."""
        hidden = {one.label for one in self.figures if one.code == "cost"}
        kept = tuple(one for one in self.figures if one.code != "cost")
        said = tuple(one for one in self.changes if not any(one.startswith(label) for label in hidden))
        return replace(self, figures=kept, balance="", cost_of=(), changes=said)


def page_to(page: Page) -> str:
    """As it is frozen: JSON, in one order."""
    return json.dumps({"format": FORMAT, **asdict(page)}, ensure_ascii=False, sort_keys=True)


def page_from(text: str) -> Page:
    found: dict[str, Any] = json.loads(text)
    found.pop("format")
    figures = tuple(Figure(**{**one, "rows": tuple(Row(**row) for row in one["rows"])}) for one in found.pop("figures"))
    for name in ("cost_of", "changes"):
        found[name] = tuple(found[name])
    return Page(figures=figures, **found)


def digest_of(page: Page) -> str:
    return sha256(page_to(page).encode()).hexdigest()


def changes_between(before: Page, after: Page) -> tuple[str, ...]:
    """What the figures of two versions say differently."""
    old = {one.code: one for one in before.figures}
    found = [
        f"{one.label} : {old[one.code].value} devient {one.value}"
        for one in after.figures
        if one.code in old and old[one.code].value != one.value
    ]
    if before.comment != after.comment:
        found.append("Le commentaire a changé")
    return tuple(found)
