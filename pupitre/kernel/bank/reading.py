"""Any bank's CSV export to lines: an unreadable field leaves its line out, and says so."""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from pupitre.kernel.bank.identity import identities
from pupitre.kernel.bank.layouts import Columns
from pupitre.kernel.bank.records import Record, Section, sections_in
from pupitre.kernel.bank.values import Fault, Line, Statement
from pupitre.kernel.reading import Unreadable, fold, read_amount, read_date

SETTLED = {"settled", "completed", "complete", "executed", "execute", "executee", "regle", "reglee", "booked"}
UNSETTLED = {
    *("declined", "canceled", "cancelled", "refused", "rejected", "failed", "reverted", "pending", "processing"),
    *("created", "annule", "annulee", "refuse", "refusee", "en attente", "en cours"),
}
HOUR = re.compile(r"[Tt ]\s*[0-9]{1,2}:[0-9]{2}.*$", re.DOTALL)
TWO_TODAYS = (date(2040, 1, 1), date(2041, 7, 1))  # a day that says its year does not depend on the day it is read
IBAN = re.compile(r"\b[A-Z]{2}[0-9]{2}(?: ?[0-9A-Z]{4}){3,7}(?: ?[0-9A-Z]{1,3})?\b")
ACCOUNT = re.compile(r"(?<![\w/.,-])(?:[*Xx]+[0-9]{4,}|[0-9]{5,}[A-Za-z]?[0-9]*)(?![\w/,-]|\.[0-9])")
DECIMALS = re.compile(r"[.,]([0-9]{1,2})\D*$")


class _Bad(Exception):
    def __init__(self, place: int, value: str, code: str) -> None:
        super().__init__(code)
        self.place, self.value, self.code = place, value, code


def read_statement(content: bytes) -> Statement:
    """Raises NotAStatement, and nothing else, whatever the bytes."""
    sections = sections_in(content)
    read = [_read(section) for section in sections]
    lines = _once([found for found, _, _ in read])
    faults = tuple(fault for _, wrong, _ in read for fault in wrong)
    return Statement(sections[0].columns.bank, lines, faults, sum(ignored for _, _, ignored in read))


def _once(exports: list[list[Line]]) -> tuple[Line, ...]:
    """What several exports of one file say twice is kept once."""
    if len(exports) == 1:
        return tuple(exports[0])
    kept: dict[str, Line] = {}
    for lines in exports:
        for key, line in zip(identities(lines), lines, strict=True):
            kept.setdefault(key, line)
    return tuple(kept.values())


def _read(section: Section) -> tuple[list[Line], list[Fault], int]:
    lines: list[Line] = []
    faults: list[Fault] = []
    ignored = 0
    account = _account_above(section.above)
    for n, record in enumerate(section.below):
        try:
            if not record.is_whole:
                _refuse_cut(record, section.below[:n], section.columns)
            if not _is_settled(record, section.columns):
                ignored += 1
                continue
            lines.append(_line(record, section.columns, account))
        except _Bad as bad:
            faults.append(Fault(record.row, section.columns.name(bad.place), bad.value, bad.code))
    return lines, faults, ignored


def _line(record: Record, columns: Columns, account: str) -> Line:
    place, text = _first(record, columns.places["on"])
    try:
        on = _day(text)
    except Unreadable as error:
        raise _Bad(place, text, error.code) from error
    place, label = _first(record, columns.places["label"])
    if not label:
        raise _Bad(place, "", "empty")
    place, currency = _first(record, columns.places["currency"])
    if currency and currency.upper() not in {"EUR", "€", "EURO", "EUROS"}:
        raise _Bad(place, currency, "other_currency")
    return Line(
        on=on,
        label=label,
        cents=_cents(record, columns),
        account=_first(record, columns.places["account"])[1] or account,
        row=record.row,
        reference=_first(record, columns.places["reference"])[1],
    )


def _cents(record: Record, columns: Columns) -> int:
    if columns.places["amount"]:
        return _amount(*_first(record, columns.places["amount"]))
    debit_at, debit = _first(record, columns.places["debit"])
    credit_at, credit = _first(record, columns.places["credit"])
    spent = abs(_amount(debit_at, debit)) if debit else 0
    received = _amount(credit_at, credit) if credit else 0
    if not debit and not credit:
        raise _Bad(debit_at, "", "empty")
    if spent and received:
        raise _Bad(credit_at, credit, "two_amounts")
    return received - spent


def _amount(place: int, text: str) -> int:
    try:
        return read_amount(text)
    except Unreadable as error:
        raise _Bad(place, text, error.code) from error


@lru_cache(maxsize=1024)
def _day(text: str) -> date:
    """Raises Unreadable as dates do, and no_year: a statement never means the next such day."""
    bare = HOUR.sub("", text)
    first, second = (read_date(bare, today) for today in TWO_TODAYS)
    if first != second:
        raise Unreadable("no_year")
    return first


def _first(record: Record, places: Iterable[int]) -> tuple[int, str]:
    """The first of these cells that is filled, and where; else the first place, empty."""
    first = 0
    for n, place in enumerate(places):
        first = place if n == 0 else first
        if place < len(record.cells) and (text := " ".join(record.cells[place].split())):
            return place, text
    return first, ""


def _is_settled(record: Record, columns: Columns) -> bool:
    place, text = _first(record, columns.places["status"])
    if not columns.places["status"] or fold(text) in SETTLED:
        return True
    if fold(text) not in UNSETTLED:
        raise _Bad(place, text, "unknown_status")
    return False


def _refuse_cut(record: Record, before: tuple[Record, ...], columns: Columns) -> None:
    """The last row of a file cut anywhere: shorter than every other one, or its last amount without its cents."""
    if not before:
        return
    width, text = len(record.cells), record.cells[-1].strip()
    amounts = {place for role in ("amount", "debit", "credit") for place in columns.places[role]}
    is_short = width < min(len(one.cells) for one in before)
    if is_short or (width - 1 in amounts and text and _decimals(text) < _usual_decimals(before, width - 1)):
        raise _Bad(width - 1, text, "cut")
    days = [len(one.cells[width - 1].strip()) for one in before if len(one.cells) >= width]
    if width - 1 in columns.places["on"] and len(text) < min(filter(None, days), default=0):
        raise _Bad(width - 1, text, "cut")


def _usual_decimals(records: Iterable[Record], place: int) -> int:
    return min(
        (_decimals(one.cells[place]) for one in records if len(one.cells) > place and one.cells[place]), default=0
    )


def _decimals(text: str) -> int:
    found = DECIMALS.search(text)
    return len(found[1]) if found else 0


def _account_above(records: Iterable[Record]) -> str:
    """The account that titles name: its IBAN, else a number that is neither a day nor an amount."""
    titles = [" | ".join(record.cells) for record in records]
    for pattern in (IBAN, ACCOUNT):
        for title in titles:
            if found := pattern.search(title):
                return found[0].replace(" ", "")
    return ""
