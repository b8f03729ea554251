"""Run alone, as a child: opens a workbook with calamine and writes its cells as JSON. Imports nothing of the house."""

import html
import json
import math
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.etree import ElementTree

Marks = dict[int, list[tuple[int, object]]]

MEMORY = 1536 * 1024 * 1024  # bytes
SECONDS = 20
MOST_ROWS = 20_040
MOST_COLUMNS = 210
PASSWORD = 3
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
CELL_IN_ERROR = re.compile(rb'<c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]+)(\d+)"[^>]*>(?:(?!</c>).)*?<v>([^<]*)</v>', re.S)
NOT_COMPUTED = re.compile(  # a formula whose result is an empty text says so with t="str"
    rb'<c\b(?![^>]*\bt="str")[^>]*\br="([A-Z]+)(\d+)"[^>]*(?<!/)>\s*<f\b[^>]*(?:/>|>([^<]*)</f>)'
    rb"\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)


def limit_itself() -> None:
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_FSIZE, 0)):
        resource.setrlimit(what, (most, most))


def plain(cell: object) -> object:
    match cell:
        case datetime():
            return ["datetime", cell.replace(tzinfo=None).isoformat()]
        case date():
            return ["date", cell.isoformat()]
        case time():
            return ["time", cell.isoformat()]
        case timedelta():
            return ["seconds", int(cell.total_seconds())]
        case float() if not math.isfinite(cell):
            return None
        case _:
            return cell


def unsaid_in(path: str) -> tuple[bool, dict[str | None, Marks]]:
    """What calamine does not say of an XLSX: whether days are counted from 1904, and the cells that it leaves empty.

    These are {sheet: {line: [(column, "#REF!")]}}; a formula without a result is ["formula", "=A1*2"].
    """
    if not zipfile.is_zipfile(path):
        return False, {}
    with zipfile.ZipFile(path) as archive:
        if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= set(archive.namelist()):
            return False, {}
        relations = parsed(archive.read("xl/_rels/workbook.xml.rels"))
        targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
        book = parsed(archive.read("xl/workbook.xml"))
        files = {e.get("name"): targets.get(e.get(RELATION), "") for e in book.iter() if e.tag.endswith("}sheet")}
        since_1904 = any(e.get("date1904") in {"1", "true"} for e in book.iter() if e.tag.endswith("}workbookPr"))
        return since_1904, {name: marked_in(archive, file) for name, file in files.items()}


def parsed(content: bytes) -> ElementTree.Element:
    """Without a document type there is no entity to expand; with one, it is no workbook."""
    if b"<!DOCTYPE" in content:
        raise ValueError("DOCTYPE")
    return ElementTree.fromstring(content)  # noqa: S314


def marked_in(archive: zipfile.ZipFile, target: str) -> Marks:
    file = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    if file not in archive.namelist():
        return {}
    marked: Marks = {}
    content = archive.read(file)
    for letters, line, text in CELL_IN_ERROR.findall(content):
        marked.setdefault(int(line), []).append((column_number(letters), text.decode()))
    for letters, line, text in NOT_COMPUTED.findall(content):
        said = ["formula", "=" + html.unescape(text.decode(errors="replace"))]
        marked.setdefault(int(line), []).append((column_number(letters), said))
    return marked


def column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.decode():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def lines_of(sheet: Any, marks: Marks) -> Iterator[tuple[int, list[object]]]:
    """Calamine stops at the last cell that has a value: a marked one may stand further."""
    rows = sheet.to_python(skip_empty_area=False)
    yield from enumerate(rows, start=1)
    yield from ((line, []) for line in sorted(marks) if line > len(rows))


def rows_of(sheet: Any, marks: Marks) -> list[tuple[int, list[object]]]:
    """Lines that hold something, numbered as in the file; one more than is allowed is enough to refuse."""
    kept = []
    for line, cells in lines_of(sheet, marks):
        for column, said in marks.get(line, ()):
            cells.extend([""] * (min(column, MOST_COLUMNS) + 1 - len(cells)))
            cells[min(column, MOST_COLUMNS)] = said
        while cells and cells[-1] in ("", None):
            cells.pop()
        if any(cell not in ("", None) for cell in cells):
            kept.append((line, [plain(cell) for cell in cells[:MOST_COLUMNS]]))
        if len(kept) > MOST_ROWS:
            break
    return kept


def main(path: str) -> int:
    import python_calamine

    try:
        workbook = python_calamine.load_workbook(path)
    except python_calamine.PasswordError:
        return PASSWORD
    sheets = [one.name for one in workbook.sheets_metadata if one.typ == python_calamine.SheetTypeEnum.WorkSheet]
    since_1904, marks = unsaid_in(path)
    pages = [(name, rows_of(workbook.get_sheet_by_name(name), marks.get(name, {}))) for name in sheets]
    json.dump((since_1904, pages), sys.stdout)
    return 0


if __name__ == "__main__":
    limit_itself()
    sys.exit(main(sys.argv[1]))
