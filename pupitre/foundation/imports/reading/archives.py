"""Looks at a zipped workbook before anything opens it: its true size, its ratio, its names, what it carries."""

import io
import re
import zipfile
from dataclasses import dataclass

from pupitre.foundation.imports.sheets import UnreadableSheet

LARGEST = 50 * 1024 * 1024  # bytes once inflated
LARGEST_RATIO = 100
RATIO_FROM = 1024 * 1024  # bytes: below, a high ratio is only an empty sheet
MOST_ENTRIES = 2_000
CHUNK = 256 * 1024
FORMULA = re.compile(rb"<f[ >/]|table:formula=")

BOMB = "Ce fichier se déplie en beaucoup plus gros que lui : il n’est pas ouvert."
DAMAGED = "Le fichier est abîmé : ouvrez-le dans votre tableur et enregistrez-le de nouveau."
LOCKED = "Le fichier est protégé par un mot de passe : enregistrez-le sans mot de passe, puis recommencez."


@dataclass(frozen=True)
class Contents:
    has_macros: bool
    has_formulas: bool


def look_into(content: bytes) -> Contents:
    """Raises UnreadableSheet: too big, too many, odd names, locked, damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _look(archive, len(content))
    except UnreadableSheet:
        raise
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise UnreadableSheet(DAMAGED) from error
    except Exception as error:  # zlib, lzma and bz2 each have their own way of saying that bytes are wrong
        raise UnreadableSheet(DAMAGED) from error


def _look(archive: zipfile.ZipFile, packed: int) -> Contents:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise UnreadableSheet(BOMB)
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableSheet(LOCKED)
    if any(_leads_elsewhere(entry.filename) for entry in entries):
        raise UnreadableSheet(DAMAGED)
    has_formulas, inflated = False, 0
    for entry in entries:
        with archive.open(entry) as file:
            while chunk := file.read(CHUNK):
                inflated += len(chunk)
                if inflated > LARGEST or (inflated > RATIO_FROM and inflated > packed * LARGEST_RATIO):
                    raise UnreadableSheet(BOMB)
                has_formulas = has_formulas or bool(FORMULA.search(chunk))
    return Contents(any(entry.filename.endswith("vbaProject.bin") for entry in entries), has_formulas)


def _leads_elsewhere(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or name[1:2] == ":"
