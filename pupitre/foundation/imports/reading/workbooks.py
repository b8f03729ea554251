"""XLSX, XLSM, XLSB, XLS and ODS: opened in a child process that has little memory, little time and no secret."""

import json
import subprocess
import sys
import tempfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

from pupitre.foundation.imports.reading.archives import DAMAGED, LOCKED, look_into
from pupitre.foundation.imports.reading.records import Page, Record
from pupitre.foundation.imports.sheets import EXCEL_EPOCH, MACINTOSH_EPOCH, Cell, NotComputed, UnreadableSheet

CHILD = Path(__file__).with_name("opening.py")
PATIENCE = 30  # seconds
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
REFUSED = 3  # exit status of the child when the file has a password

TOO_BIG = "Le classeur est trop grand pour être lu : gardez la feuille utile et enregistrez-la seule."
MACROS = "Ce classeur contient des macros : elles ne sont pas exécutées, seules les cellules sont lues."
FORMULAS = "Ce classeur contient des formules : c’est leur dernier résultat enregistré qui est pris."


def read_workbook(content: bytes) -> list[Page]:
    """Its sheets, in order. Raises UnreadableSheet."""
    warnings: list[str] = []
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise UnreadableSheet(LOCKED)
    else:
        inside = look_into(content)
        warnings = [MACROS] * inside.has_macros + [FORMULAS] * inside.has_formulas
    has_macintosh_days, pages = _opened(content)
    epoch = MACINTOSH_EPOCH if has_macintosh_days else EXCEL_EPOCH
    return [Page(name, _records(rows), list(warnings), epoch) for name, rows in pages]


def _opened(content: bytes) -> tuple[bool, list[tuple[str, list[tuple[int, list[object]]]]]]:
    """Whether days are counted from 1904, and the sheets by name."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "workbook"
        file.write_bytes(content)
        command = [sys.executable, "-I", str(CHILD), str(file)]
        try:
            done = subprocess.run(command, capture_output=True, timeout=PATIENCE, env={}, cwd=folder, check=False)  # noqa: S603
        except subprocess.TimeoutExpired as error:
            raise UnreadableSheet(TOO_BIG) from error
    if done.returncode == REFUSED:
        raise UnreadableSheet(LOCKED)
    if done.returncode < 0:
        raise UnreadableSheet(TOO_BIG)
    if done.returncode:
        raise UnreadableSheet(DAMAGED)
    opened: tuple[bool, list[tuple[str, list[tuple[int, list[object]]]]]] = json.loads(done.stdout)
    return opened


def _records(rows: list[tuple[int, list[object]]]) -> list[Record]:
    return [Record(line, [_cell(value) for value in cells]) for line, cells in rows]


def _cell(value: object) -> Cell:
    """The child writes days and times as [kind, text]; whole numbers lose their « .0 »."""
    match value:
        case ["datetime", str(text)]:
            moment = datetime.fromisoformat(text)
            return moment if moment.time() != time.min else moment.date()
        case ["date", str(text)]:
            return date.fromisoformat(text)
        case ["time", str(text)]:
            return time.fromisoformat(text)
        case ["seconds", int(seconds)]:
            return timedelta(seconds=seconds)
        case ["formula", str(text)]:
            return NotComputed(text)
        case float() if value.is_integer():
            return int(value)
        case str() | int() | float():
            return value
    return None
