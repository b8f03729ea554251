"""How a cell is taken for a text, a day, an amount, an e-mail: tolerant of the format, strict on the meaning."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from pupitre.foundation.imports.sheets import BadCell, Cell, ReadContext
from pupitre.kernel.reading.amounts import read_amount
from pupitre.kernel.reading.dates import read_date
from pupitre.kernel.reading.text import Unreadable

LARGEST_SERIAL = 80_000
YEARS_OF_SERIALS = range(1920, 2100)  # a smaller number is a slip, not a day
PLAUSIBLE_YEARS = range(1900, 2101)

REASONS = {
    "empty": "La cellule est vide.",
    "not_a_date": "Ce n’est pas une date : écrivez par exemple 31/12/2026.",
    "no_such_date": "Ce jour n’existe pas.",
    "wrong_weekday": "Ce jour de la semaine ne va pas avec cette date.",
    "not_an_amount": "Ce n’est pas un montant : écrivez par exemple 1 240,50.",
    "ambiguous": "On ne sait pas si le signe sépare les milliers ou les centimes : écrivez 1 234 ou 1,23.",
    "too_many_decimals": "Un montant a deux décimales au plus.",
    "too_large": "Ce montant est trop grand.",
    "with_tax": "Ce montant est TTC, il faut le montant hors taxes.",
    "not_a_duration": "Ce n’est pas une durée : écrivez par exemple 12 mois ou 30 jours.",
    "not_yes_or_no": "Répondez par oui ou non.",
}


def reason_of(error: Unreadable) -> str:
    return REASONS.get(error.code, "Cette valeur n’est pas comprise.")


def text_of(cell: Cell) -> str:
    """A cell as a person would have typed it: 42.0 is 42, a day is 31/12/2026."""
    match cell:
        case None:
            return ""
        case str():
            return cell.strip()
        case bool():
            return "oui" if cell else "non"
        case float():
            # nine decimals: what a spreadsheet adds further is noise of binary numbers
            return f"{cell:.9f}".rstrip("0").rstrip(".")
        case datetime():
            return f"{cell:%d/%m/%Y}" if not (cell.hour or cell.minute) else f"{cell:%d/%m/%Y %H:%M}"
        case date():
            return f"{cell:%d/%m/%Y}"
        case _:
            return str(cell)


def text(longest: int = 250) -> Callable[[Cell, ReadContext], str]:
    """The reader of a text on one line, refused beyond `longest` characters."""

    def read(cell: Cell, context: ReadContext) -> str:
        typed = " ".join(text_of(cell).split())
        if len(typed) > longest:
            raise BadCell(f"Le texte dépasse {longest} caractères.")
        return typed

    return read


def day(cell: Cell, context: ReadContext) -> date:
    """A date, a text that says one, or a spreadsheet's day number when it is a plausible one."""
    match cell:
        case datetime():
            return _plausible(cell.date())
        case date():
            return _plausible(cell)
        case int() | float() if not isinstance(cell, bool):
            return _numbered(int(cell), context.epoch)
    return _plausible(_understood(read_date, text_of(cell), context.today))


def cents(cell: Cell, context: ReadContext) -> int:
    if isinstance(cell, (date, bool)):
        raise BadCell(REASONS["not_an_amount"])
    return int(_understood(read_amount, text_of(cell)))


def email(cell: Cell, context: ReadContext) -> str:
    typed = text_of(cell).removeprefix("mailto:").strip().lower()
    try:
        validate_email(typed)
    except ValidationError as error:
        raise BadCell("Ce n’est pas une adresse e-mail.") from error
    return typed


def _numbered(serial: int, epoch: date) -> date:
    found = epoch + timedelta(days=serial) if 0 < serial < LARGEST_SERIAL else epoch
    if found.year not in YEARS_OF_SERIALS:
        raise BadCell(REASONS["not_a_date"])
    return found


def _understood(read: Callable[..., Any], *given: Any) -> Any:
    try:
        return read(*given)
    except Unreadable as error:
        raise BadCell(reason_of(error)) from error


def _plausible(day: date) -> date:
    if day.year not in PLAUSIBLE_YEARS:
        raise BadCell("L’année n’est pas vraisemblable.")
    return day
