"""Values to SVG: every position is a number of the drawing, every hue a class."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from html import escape
from typing import NamedTuple
from zlib import crc32

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from pupitre.kernel.formatting import SHORT_MONTHS, duration

NOTHING = SafeString("")


class Bar(NamedTuple):
    """A day: its load against its presence, in minutes; `kind` is empty or `far`."""

    label: str
    minutes: int
    capacity: int
    is_today: bool = False
    kind: str = ""


class Mark(NamedTuple):
    """A day to see on a small timeline; `tone` is act, late, fine or plain."""

    day: date
    tone: str = "plain"


class Term(NamedTuple):
    """A period of the contract, both days included."""

    starts_on: date
    ends_on: date
    label: str = ""


class Notice(NamedTuple):
    """A window in which to end a contract, both days included; `tone` as for `Mark`."""

    opens_on: date
    closes_on: date
    tone: str = "plain"
    label: str = ""


class Scale(NamedTuple):
    """Days laid on a width."""

    low: date
    high: date
    width: float
    left: float = 0

    def at(self, day: date) -> float:
        """Where a day begins, kept inside the drawing."""
        share = (day - self.low).days / max((self.high - self.low).days, 1)
        return round(self.left + min(max(share, 0), 1) * self.width, 1)

    def shows(self, day: date) -> bool:
        return self.low <= day <= self.high

    def cut(self, start: date, end: date, least: float = 0) -> tuple[float, float]:
        """Left edge and length of a period, never thinner than `least`."""
        length = max(round(self.at(end) - self.at(start), 1), least)
        return round(min(self.at(start), self.left + self.width - length), 1), length


def load_bar(segments: Sequence[tuple[int, str]], title: str) -> SafeString:
    """The day as one bar; minutes and kind (last, next, meeting, reserve, free) from left to right."""
    shown = [(minutes, kind) for minutes, kind in segments if minutes > 0]
    whole = sum(minutes for minutes, _ in shown) or 1
    name, gap, place, parts = _name("hatch", title, segments), 0.35, 0.0, []
    usable = 100 - gap * max(len(shown) - 1, 0)
    for minutes, kind in shown:
        length = usable * minutes / whole
        parts.append(_segment(round(place, 2), round(length, 2), kind, name))
        place += length + gap
    return format_html(
        '<svg class="load__bar" height="12" role="img"><title>{}</title>{}{}</svg>',
        title, _hatch(name), _joined(parts),
    )  # fmt: skip


def day_bars(days: Sequence[Bar], title: str) -> SafeString:
    """The coming days: what each must hold, inside what its presence can hold; the excess stands above."""
    width, top, ground = 316.0, 20.0, 92.0
    most, room = max([1, *(max(day.minutes, day.capacity) for day in days)]), max([0, *(day.capacity for day in days)])
    unit, step = (ground - top) / most, width / max(len(days), 1)
    thick = min(30.0, step * 0.62)
    bars = [_day_bar(day, step * (index + 0.5), thick, unit, ground) for index, day in enumerate(days)]
    rule = round(ground - room * unit, 1)
    ruler = format_html(
        '<line class="ground" x1="0" x2="{0}" y1="{1}" y2="{1}"/><text x="{0}" y="{2}" text-anchor="end">{3}</text>'
        '<line class="ground" x1="0" x2="{0}" y1="{4}" y2="{4}"/>',
        width, rule, min(rule - 6, top - 6), duration(room), ground,
    )  # fmt: skip
    return _chart(width, 118, title, ruler, _joined(bars))


def span(start: date, end: date, marks: Iterable[Mark], today: date, low: date, high: date, title: str) -> SafeString:
    """One contract in a cell: its period, the days that count, today; drawn once for the same days."""
    return _span(start, end, tuple(marks), today, low, high, title)


@lru_cache(maxsize=2048)
def _span(
    start: date, end: date, marks: tuple[Mark, ...], today: date, low: date, high: date, title: str
) -> SafeString:
    scale, parts = Scale(low, high, 190), []
    if start <= high and end >= low:
        left, length = scale.cut(start, end, 2)
        parts.append(f'<rect class="term" x="{left}" y="7" width="{length}" height="8" rx="4"/>')
    for day, tone in marks:
        if scale.shows(day):
            left = min(max(scale.at(day) - 4.5, 0), 181)
            parts.append(f'<rect class="kind--{escape(tone)}" x="{left}" y="7" width="9" height="8" rx="2"/>')
    return mark_safe(  # noqa: S308 (figures, and two words that are escaped)
        f'<svg class="span" viewBox="0 0 190 22" role="img"><title>{escape(title)}</title>'
        f'<line class="ground" x1="0" x2="190" y1="11" y2="11"/>{"".join(parts)}'
        f'<line class="now" x1="{scale.at(today)}" x2="{scale.at(today)}" y1="1" y2="21"/></svg>'
    )


def timeline(
    terms: Sequence[Term], windows: Sequence[Notice], today: date, low: date, high: date, title: str
) -> SafeString:
    """The life of a contract: months, periods, windows to end it, today; drawn once for the same days."""
    return _timeline(tuple(terms), tuple(windows), today, low, high, title)


@lru_cache(maxsize=256)
def _timeline(
    terms: tuple[Term, ...], windows: tuple[Notice, ...], today: date, low: date, high: date, title: str
) -> SafeString:
    scale = Scale(low, high, 904, 8)
    shown = [term for term in terms if term.starts_on <= high and term.ends_on >= low]
    open_windows = [window for window in windows if window.opens_on <= high and window.closes_on >= low]
    return _chart(
        920, 138, title,
        _months(scale),
        _joined(_term(scale, term, today) for term in shown),
        _joined(_window(scale, window) for window in open_windows),
        _window_words(scale, open_windows),
        _now(scale, today),
    )  # fmt: skip


def spark(values: Sequence[float], title: str) -> SafeString:
    """A trend the size of a word."""
    low, high = min(values, default=0), max(values, default=0)
    step, height = 86 / max(len(values) - 1, 1), (high - low) or 1
    points = " ".join(
        f"{2 + index * step:.1f},{19 - 16 * (value - low) / height:.1f}" for index, value in enumerate(values)
    )
    return format_html(
        '<svg class="spark" viewBox="0 0 90 22" role="img"><title>{}</title>'
        '<polyline class="trend" points="{}"/></svg>',
        title, points,
    )  # fmt: skip


def _segment(place: float, length: float, kind: str, hatch: str) -> SafeString:
    if kind == "free":
        return format_html(
            '<rect x="{0}%" width="{1}%" height="12" rx="3" fill="url(#{2})"/>'
            '<rect class="frame" x="{0}%" width="{1}%" y=".5" height="11" rx="3"/>',
            place, length, hatch,
        )  # fmt: skip
    return format_html('<rect class="kind--{}" x="{}%" width="{}%" height="12" rx="3"/>', kind, place, length)


def _hatch(name: str) -> SafeString:
    return format_html(
        '<defs><pattern id="{}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">'
        '<line class="hatch" x1="0" x2="6" y1="3" y2="3"/></pattern></defs>',
        name,
    )


def _day_bar(day: Bar, centre: float, thick: float, unit: float, ground: float) -> SafeString:
    fits = min(day.minutes, day.capacity)
    tone = ("last" if day.is_today else "next") + (" is-far" if day.kind == "far" else "")
    parts = [
        _upright("capacity", centre, thick, ground, day.capacity * unit),
        _upright(f"kind--{tone}", centre, thick, ground, fits * unit),
    ]
    if day.minutes > day.capacity:
        # A gap and a hue of its own: the excess is seen without reading colours.
        over = (day.minutes - fits) * unit
        parts.append(_upright("kind--late", centre, thick, ground - fits * unit - 2, max(over - 2, 3)))
    word = '<text class="{}" x="{}" y="110" text-anchor="middle">{}</text>'
    parts.append(format_html(word, "strong" if day.is_today else "", round(centre, 1), day.label))
    return _joined(parts)


def _upright(classes: str, centre: float, thick: float, foot: float, height: float) -> SafeString:
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="{}"/>',
        classes, round(centre - thick / 2, 1), round(foot - height, 1), round(thick, 1), round(height, 1),
        4 if height > 8 else 2,
    )  # fmt: skip


def _months(scale: Scale) -> SafeString:
    months = list(_firsts(scale.low, scale.high))
    every = 1 if len(months) <= 16 else 3 if len(months) <= 48 else 12
    return _joined(_month(scale, day) for day in months if (day.month - 1) % every == 0)


def _month(scale: Scale, day: date) -> SafeString:
    place, is_year = scale.at(day), day.month == 1
    word = str(day.year) if is_year else SHORT_MONTHS[day.month - 1]
    return format_html(
        '<line class="ground" x1="{0}" x2="{0}" y1="{1}" y2="112"/><text class="{2}" x="{0}" y="130">{3}</text>',
        place, 34 if is_year else 46, "strong" if is_year else "", word,
    )  # fmt: skip


def _firsts(low: date, high: date) -> Iterable[date]:
    year, month = low.year, low.month
    while (first := date(year, month, 1)) <= high:
        if first >= low:
            yield first
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _term(scale: Scale, term: Term, today: date) -> SafeString:
    left, length = scale.cut(term.starts_on, term.ends_on, 3)
    faint = " term--after" if term.starts_on > today else ""
    label = term.label if length > 7 * len(term.label) else ""
    return format_html(
        '<g><title>{0}</title><rect class="term{1}" x="{2}" y="78" width="{3}" height="24" rx="6"/>'
        '<text x="{4}" y="94">{5}</text></g>',
        term.label, faint, left, max(round(length - 3, 1), 1), round(left + 10, 1), label,
    )  # fmt: skip


def _window(scale: Scale, window: Notice) -> SafeString:
    left, length = scale.cut(window.opens_on, window.closes_on, 5)
    return format_html(
        '<g><title>{0}</title><rect class="kind--{1}" x="{2}" y="84" width="{3}" height="12" rx="3"/></g>',
        window.label, window.tone, left, length,
    )  # fmt: skip


def _window_words(scale: Scale, windows: Sequence[Notice]) -> SafeString:
    """The words above the windows, on two rows, left out where a third would be needed."""
    parts, ends = [], [-1.0, -1.0]
    for window in sorted(windows, key=lambda window: window.closes_on):
        place, reach = scale.at(window.closes_on), 6.2 * len(window.label)
        anchor = "end" if place + reach > scale.left + scale.width else "start"
        start = place - reach if anchor == "end" else place
        row = next((index for index, end in enumerate(ends) if start > end + 10), None)
        if not window.label or row is None:
            continue
        ends[row] = start + reach
        parts.append(_window_word(window, place, anchor, 68 - 18 * row))
    return _joined(parts)


def _window_word(window: Notice, place: float, anchor: str, height: float) -> SafeString:
    return format_html(
        '<line class="term--edge" x1="{0}" x2="{0}" y1="{1}" y2="84"/>'
        '<text class="word--{2}" x="{3}" y="{4}" text-anchor="{5}">{6}</text>',
        place, height - 9, window.tone, place + (-5 if anchor == "end" else 5), height, anchor, window.label,
    )  # fmt: skip


def _now(scale: Scale, today: date) -> SafeString:
    if not scale.shows(today):
        return NOTHING
    place = scale.at(today)
    side, shift = ("end", -5) if place > scale.left + scale.width - 70 else ("start", 5)
    return format_html(
        '<line class="now" x1="{0}" x2="{0}" y1="8" y2="112"/>'
        '<text class="strong" x="{1}" y="17" text-anchor="{2}">aujourd’hui</text>',
        place, place + shift, side,
    )  # fmt: skip


def _chart(width: float, height: float, title: str, *parts: SafeString) -> SafeString:
    return format_html(
        '<svg class="chart" viewBox="0 0 {} {}" role="img"><title>{}</title>{}</svg>',
        f"{width:g}", f"{height:g}", title, _joined(parts),
    )  # fmt: skip


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308 (each part was escaped when made)


def _name(kind: str, *content: object) -> str:
    # The same picture twice in a page shares a pattern; two different ones never do.
    return f"{kind}-{crc32(repr(content).encode()):08x}"
