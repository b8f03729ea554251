"""Sheets out: nothing a spreadsheet would run, nothing else touched; what was added is taken off when it comes back."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

PLAIN = re.compile(r"[+-]?[\d .,\u00a0\u202f]*\d\s?[€%]?")
RISKY = re.compile(r"'*[\s\x00]*[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20|]")
WIDEST = 60
LONGEST_CELL = 32_767  # characters, the limit of a spreadsheet


def cell_out(text: str) -> str:
    """A text that begins like a formula gets an apostrophe, unless it is a number or a telephone."""
    return "'" + text if RISKY.match(text) and not PLAIN.fullmatch(text) else text


def cell_in(text: str) -> str:
    return text[1:] if text[:1] == "'" and cell_out(text[1:]) == text else text


def write_csv(rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Lines for a French spreadsheet: byte order mark, semicolons, days and decimals as it reads them."""
    yield "\ufeff"
    buffer = io.StringIO()
    lines = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    for row in rows:
        lines.writerow([_as_text(value) for value in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def write_xlsx(header: Sequence[str], rows: Iterable[Sequence[Any]], name: str = "Pupitre") -> bytes:
    """Typed cells, never a formula; constant memory. A `Cents` is written as an amount."""
    import xlsxwriter  # loaded when a workbook is made

    buffer = io.BytesIO()
    options = {"in_memory": True, "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        page = book.add_worksheet(name[:31])
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
        money = book.add_format({"num_format": "#,##0.00 €"})
        page.freeze_panes(1, 0)
        for column, text in enumerate(header):
            page.set_column(column, column, min(max(len(text) + 4, 14), WIDEST))
            page.write_string(0, column, text, bold)
        for line, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                match value:
                    case None | "":
                        continue
                    case Cents():
                        page.write_number(line, column, value / 100, money)
                    case bool():
                        page.write_string(line, column, _as_text(value))
                    case int():
                        page.write_number(line, column, value)
                    case date():
                        page.write_datetime(line, column, value, day)
                    case _:
                        page.write_string(line, column, str(value)[:LONGEST_CELL])
    return buffer.getvalue()


class Cents(int):
    """An amount on its way out: 124050 is written 1240,50."""


def _as_text(value: Any) -> str:
    match value:
        case None:
            return ""
        case Cents():
            sign = "-" if value < 0 else ""
            return f"{sign}{abs(value) // 100},{abs(value) % 100:02}"
        case bool():
            return "oui" if value else "non"
        case date():
            return f"{value:%d/%m/%Y}"
        case _:
            return cell_out(str(value))
