"""A line of a sheet in the words of the contract's page: what it says, or what it changes."""

from pupitre.foundation.imports.sheets import Preview, Said, moved
from pupitre.kernel.formatting import day_short
from pupitre.modules.suppliers.models import Contract
from pupitre.modules.suppliers.tables.facts import facts_shown

USUAL = {"non précisée", "on ne sait pas", "toute l’entreprise"}  # said by nobody, and teaches nothing


def note_new(preview: Preview, line: int, contract: Contract) -> None:
    if preview.has_room(is_new=True):
        said = (Said(label, words) for label, words in _told(contract) if words and words not in USUAL)
        preview.note(line, _called(contract), said, is_new=True)


def note_changed(preview: Preview, line: int, before: Contract, after: Contract) -> None:
    if preview.has_room(is_new=False):
        was, now = ([("Objet", contract.title), *_told(contract)] for contract in (before, after))
        preview.note(line, _called(before), moved(was, now), is_new=False)


def _called(contract: Contract) -> str:
    return f"{contract.supplier.name}, {contract.title}"


def _told(contract: Contract) -> list[tuple[str, str]]:
    return [
        *facts_shown(contract),
        ("Responsable", contract.owner.name if contract.owner else ""),
        ("Fin notée", day_short(contract.terminated_on) if contract.terminated_on else ""),
        ("Prochaine lettre avant", day_short(contract.next_act_on) if contract.next_act_on else ""),
    ]
