"""From bytes to records: the separator, the header, and copies of a file that were put end to end."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pupitre.kernel.bank.layouts import OTHER, Columns, columns_in
from pupitre.kernel.bank.values import NotAStatement
from pupitre.kernel.reading.encodings import decoded

SEPARATORS = ";,\t|"
HEADER_WITHIN = 40  # records: titles and balances stand above the header
LONGEST_RECORD = 60  # physical lines: beyond, a quote was opened and never closed
MOST_LINES = 50_000
BINARY = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\x1f\x8b", b"\xff\xd8\xff")


@dataclass(frozen=True)
class Record:
    """`row` is where it begins; `is_whole` is false when the file stops before the end of that row."""

    row: int
    cells: tuple[str, ...]
    is_whole: bool = True


@dataclass(frozen=True)
class Section:
    """One export: what stands above its header, and what stands below."""

    columns: Columns
    above: tuple[Record, ...]
    below: tuple[Record, ...]


def sections_in(content: bytes) -> list[Section]:
    """One, unless the same export was put several times in the file. Raises NotAStatement."""
    lines = _lines(content)
    separator, header, columns = _header(lines)
    texts = tuple(cell.strip() for cell in header.cells)
    first = lines[header.row - 1][1].strip()
    records = list(_records(_unglued(lines, first), separator))
    starts = [n for n, record in enumerate(records) if tuple(cell.strip() for cell in record.cells) == texts]
    sections, above = [], tuple(records[: starts[0]])
    for start, end in zip(starts, [*starts[1:], len(records)], strict=True):
        until = _before_titles(records, start + 1, end, columns, len(above)) if end < len(records) else end
        sections.append(Section(columns, above, tuple(records[start + 1 : until])))
        above = tuple(records[until:end])
    return sections


def _lines(content: bytes) -> list[tuple[int, str]]:
    """Physical lines with their numbers and their ends. A mark of order in the middle begins another file."""
    if content.startswith(BINARY):
        raise NotAStatement("not_text")
    text = decoded(content).replace("\0", "").replace("\ufeff", "\n")
    if not text.strip():
        raise NotAStatement("empty")
    lines = list(io.StringIO(text, newline=""))
    if len(lines) > MOST_LINES:
        raise NotAStatement("too_long")
    return list(enumerate(lines, 1))


def _header(lines: Sequence[tuple[int, str]]) -> tuple[str, Record, Columns]:
    """A header of a bank we know, else the first that says a day, a label and an amount."""
    found = []
    for separator in SEPARATORS:
        for record in _head(lines, separator):
            if columns := columns_in(record.cells):
                found.append((columns.bank == OTHER, record.row, separator, record, columns))
    if not found:
        raise NotAStatement("no_header")
    _, _, separator, record, columns = min(found, key=lambda one: one[:2])
    return separator, record, columns


def _head(lines: Sequence[tuple[int, str]], separator: str) -> Iterator[Record]:
    try:
        for n, record in enumerate(_records(lines[: HEADER_WITHIN * 5], separator)):
            if n >= HEADER_WITHIN:
                return
            yield record
    except NotAStatement:
        return


def _unglued(lines: Sequence[tuple[int, str]], header: str) -> list[tuple[int, str]]:
    """A file put after one whose last line had no end has its header glued to that line."""
    parted: list[tuple[int, str]] = []
    for row, line in lines:
        bare = line.rstrip()
        if len(bare) > len(header) and bare.endswith(header) and header:
            parted.append((row, bare.removesuffix(header) + "\n"))
            parted.append((row, header + "\n"))
        else:
            parted.append((row, line))
    return parted


def _records(lines: Sequence[tuple[int, str]], separator: str) -> Iterator[Record]:
    """Without the blank ones. Raises NotAStatement: unclosed_quote."""
    reader = csv.reader((line for _, line in lines), delimiter=separator, skipinitialspace=separator != "\t")
    before = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise NotAStatement("unclosed_quote") from error
        if cells is None:
            return
        first, before = before, reader.line_num
        if before - first > LONGEST_RECORD:
            raise NotAStatement("unclosed_quote")
        if any(cell.strip() for cell in cells):
            is_whole = before < len(lines) or lines[-1][1].endswith(("\n", "\r"))
            yield Record(lines[first][0], tuple(cells), is_whole)


def _before_titles(records: Sequence[Record], start: int, end: int, columns: Columns, most: int) -> int:
    """Where the titles of the next export begin: as many records as above the first header, if none has a day."""
    days = columns.places["on"]
    for _ in range(most):
        last = records[end - 1].cells
        if end == start or any(place < len(last) and last[place].strip()[:1].isdigit() for place in days):
            break
        end -= 1
    return end
