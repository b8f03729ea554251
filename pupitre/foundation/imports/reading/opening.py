"""Run alone, as a child: opens a workbook with calamine and writes its cells as JSON. Imports nothing of the house."""

import json
import math
import re
import resource
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.etree import ElementTree

Marks = dict[int, list[tuple[int, str]]]

MEMORY = 1536 * 1024 * 1024  # bytes
SECONDS = 20
MOST_ROWS = 20_040
MOST_COLUMNS = 210
PASSWORD = 3
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
CELL_IN_ERROR = re.compile(rb'<c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]+)(\d+)"[^>]*>(?:(?!</c>).)*?<v>([^<]*)</v>', re.S)


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


def errors_in(path: str) -> dict[str | None, Marks]:
    """{sheet: {line: [(column, "#REF!")]}} of an XLSX: calamine leaves such cells empty."""
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as archive:
        if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= set(archive.namelist()):
            return {}
        relations = parsed(archive.read("xl/_rels/workbook.xml.rels"))
        targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
        book = parsed(archive.read("xl/workbook.xml"))
        files = {e.get("name"): targets.get(e.get(RELATION), "") for e in book.iter() if e.tag.endswith("}sheet")}
        return {name: marked_in(archive, file) for name, file in files.items()}


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
    for letters, line, text in CELL_IN_ERROR.findall(archive.read(file)):
        marked.setdefault(int(line), []).append((column_number(letters), text.decode()))
    return marked


def column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.decode():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def rows_of(sheet: Any, errors: Marks) -> list[tuple[int, list[object]]]:
    """Lines that hold something, numbered as in the file; one more than is allowed is enough to refuse."""
    kept = []
    for line, cells in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        for column, text in errors.get(line, ()):
            if column < len(cells):
                cells[column] = text
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
    errors = errors_in(path)
    pages = [(name, rows_of(workbook.get_sheet_by_name(name), errors.get(name, {}))) for name in sheets]
    json.dump(pages, sys.stdout)
    return 0


if __name__ == "__main__":
    limit_itself()
    sys.exit(main(sys.argv[1]))
