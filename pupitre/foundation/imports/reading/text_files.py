"""CSV as it is found: any encoding, any separator, quotes, NULs, old line ends."""

import csv
import io
from collections.abc import Callable, Iterator

from pupitre.foundation.imports.reading.records import HEADER_WITHIN, MOST_ROWS, TOO_LONG, Page, Record, trimmed
from pupitre.foundation.imports.sheets import UnreadableSheet
from pupitre.kernel.reading.encodings import decoded

SEPARATORS = ";,\t|"
LONGEST_RECORD = 60  # lines: beyond, a quote was opened and never closed
LARGEST_FIELD = 1024 * 1024
TRIED = HEADER_WITHIN + 20  # lines read to choose the separator

csv.field_size_limit(LARGEST_FIELD)


def read_text_file(content: bytes, merit: Callable[[list[Record]], int], separator: str = "") -> Page:
    """`merit` says how well the first lines fit the columns that are looked for: it chooses the separator."""
    text = decoded(content).replace("\0", "")
    separator = separator or max(SEPARATORS, key=lambda one: _quality(text, one, merit))
    return Page("", list(_records(text, separator)), separator=separator)


def _quality(text: str, separator: str, merit: Callable[[list[Record]], int]) -> tuple[int, int]:
    head: list[Record] = []
    try:
        for record in _records(text, separator):
            head.append(record)
            if len(head) == TRIED:
                break
    except UnreadableSheet:
        return (-1, 0)
    widths = [len(record.cells) for record in head]
    usual = max(set(widths), key=lambda width: (widths.count(width), width)) if widths else 0
    return (merit(head), widths.count(usual) * (usual > 1))


def _records(text: str, separator: str) -> Iterator[Record]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
    before, count = 0, 0
    while True:
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableSheet(_unclosed(before + 1)) from error
        if lines.line_num - before > LONGEST_RECORD:
            raise UnreadableSheet(_unclosed(before + 1))
        line, before = before + 1, lines.line_num
        if kept := trimmed(list(cells)):
            count += 1
            if count > MOST_ROWS + HEADER_WITHIN:
                raise UnreadableSheet(TOO_LONG)
            yield Record(line, kept)


def _unclosed(line: int) -> str:
    return f"Un guillemet ouvert à la ligne {line} n’est jamais refermé."
