"""The sheet of suppliers: identity is the SIREN, else the folded name."""

from collections.abc import Mapping, Sequence
from typing import Any

from pupitre.foundation.imports.readers import email, text
from pupitre.foundation.imports.sheets import Column, LineError, Prepared, Row, Said, Sheet, moved
from pupitre.foundation.imports.taking_back import WayBack
from pupitre.foundation.tenancy.models import Member
from pupitre.kernel import identifiers
from pupitre.kernel.reading import fold
from pupitre.modules.suppliers import actions
from pupitre.modules.suppliers.actions.bulk import Changed
from pupitre.modules.suppliers.actions.suppliers import changes, values_of
from pupitre.modules.suppliers.actions.taking_back import look_back
from pupitre.modules.suppliers.imports.cells import number_of
from pupitre.modules.suppliers.models import Supplier
from pupitre.modules.suppliers.rules import SupplierDraft

COLUMNS = (
    Column(
        "name",
        "Fournisseur",
        ("Fournisseur", "Fournisseurs", "Nom", "Nom du fournisseur", "Prestataire", "Société", "Raison sociale",
         "Entreprise", "Supplier", "Supplier name", "Vendor", "Name", "Company"),
        text(120),
        is_required=True,
    ),
    Column("siren", "SIREN", ("SIREN", "N° SIREN", "Numéro SIREN"), number_of(identifiers.siren, "SIREN")),
    Column("siret", "SIRET", ("SIRET", "N° SIRET", "Numéro SIRET"), number_of(identifiers.siret, "SIRET")),
    Column(
        "vat_number",
        "N° de TVA",
        ("TVA", "N° TVA", "N° de TVA", "Numéro de TVA", "TVA intracommunautaire", "N° TVA intracommunautaire",
         "VAT", "VAT number"),
        number_of(identifiers.vat_number, "numéro de TVA"),
    ),
    Column("category", "Catégorie", ("Catégorie", "Type", "Famille", "Activité", "Domaine", "Category"), text(60)),
    Column(
        "contact_name",
        "Contact",
        ("Contact", "Nom du contact", "Interlocuteur", "Commercial", "Contact name"),
        text(120),
    ),
    Column("email", "E-mail", ("E-mail", "Email", "Mail", "Courriel", "Adresse e-mail", "Adresse mail"), email),
    Column("phone", "Téléphone", ("Téléphone", "Tél", "Tel", "Tél.", "Portable", "Mobile", "Phone"), text(40)),
    Column("website", "Site web", ("Site web", "Site internet", "Web", "URL", "Website"), text(200)),
    Column("notes", "Notes", ("Notes", "Note", "Commentaire", "Commentaires", "Remarques", "Comments"), text(2000)),
)  # fmt: skip
EXAMPLE = """Fournisseur;SIREN;Catégorie;Contact;E-mail;Téléphone
Propnet;732 829 320;Nettoyage;Mme Diallo;contact@propnet.example;01 23 45 67 89
Otis;;Maintenance;M. Perrin;agence@otis.example;+33 1 98 76 54 32
"""


class Known:
    """The suppliers of the company, found by what a sheet says of them."""

    def __init__(self) -> None:
        self.by_siren: dict[str, Supplier] = {}
        self.by_name: dict[str, Supplier] = {}
        for supplier in Supplier.objects.order_by("-pk"):
            self.add(supplier)

    def add(self, supplier: Supplier, siren: str = "") -> None:
        """`siren` is the one that the sheet gives, which the row may not have yet."""
        self.by_name[supplier.folded_name] = supplier
        if siren := siren or supplier.siren:
            self.by_siren[siren] = supplier

    def find(self, name: str, siren: str = "") -> Supplier | None:
        """Two different SIREN are two suppliers, even of one name."""
        named = self.by_name.get(fold(name)[:120])
        if not siren:
            return named
        return self.by_siren.get(siren) or (named if named and not named.siren else None)


def prepare(rows: Sequence[Row], actor: Member) -> Prepared:
    known, found = Known(), Prepared()
    created: list[Supplier] = []
    changed: list[Changed] = []
    lines: dict[str, int] = {}
    for row in rows:
        _one(row, known, found, created, changed, lines)
    found.created, found.changed = len(created), len(changed)
    if created or changed:
        found.write = lambda: actions.import_suppliers(created, changed, actor=actor)
    return found


def _one(
    row: Row, known: Known, found: Prepared, created: list[Supplier], changed: list[Changed], lines: dict[str, int]
) -> None:
    stored = known.find(row.values["name"], siren := row.get("siren") or row.get("siret", "")[:9])
    key = stored.ref if stored else siren or fold(row.values["name"])
    if key in lines:
        found.errors.append(
            row.error("siren" if siren else "name", f"Ce fournisseur est déjà à la ligne {lines[key]}.")
        )
        return
    draft = SupplierDraft(**_said(row, stored, siren))
    if contradiction := _contradiction(row, draft):
        found.errors.append(contradiction)
        return
    values = values_of(draft)
    supplier = stored or Supplier(**values)
    lines[key] = lines[supplier.ref] = row.line
    known.add(supplier, siren)
    if stored is None:
        created.append(supplier)
        if found.understood.has_room(is_new=True):
            told = (Said(*one) for one in _told(values) if one[1])
            found.understood.note(row.line, supplier.name, told, is_new=True)
    elif differing := changes(stored, values):
        changed.append(Changed(stored, differing))
        if found.understood.has_room(is_new=False):
            was = {name: getattr(stored, name) for name in values}
            found.understood.note(row.line, stored.name, moved(_told(was), _told(values)), is_new=False)
    else:
        found.unchanged += 1


def _told(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(column.label, str(values.get(column.field) or "")) for column in COLUMNS]


def _contradiction(row: Row, draft: SupplierDraft) -> LineError | None:
    """A SIRET begins with the SIREN, a French VAT number ends with it."""
    given = {"siret": draft.siret[:9], "vat_number": draft.vat_number[-9:] if draft.vat_number[:2] == "FR" else ""}
    wrong = [name for name, siren in given.items() if siren and draft.siren and siren != draft.siren]
    if not wrong or not row.values.keys() & {"siren", *given}:
        return None
    column = wrong[0] if wrong[0] in row.values else "siren" if "siren" in row.values else "siret"
    return row.error(column, f"Ce numéro ne va pas avec le SIREN {draft.siren}, ou l’inverse.")


def _said(row: Row, stored: Supplier | None, siren: str) -> dict[str, Any]:
    """What the sheet says, over what is stored; a column that is absent or empty changes nothing."""
    fields = SupplierDraft.__dataclass_fields__
    before = {name: getattr(stored, name) for name in fields} if stored else {}
    numbered = {"siren": siren} if siren else {}
    return {**before, **{name: value for name, value in row.values.items() if name in fields}, **numbered}


SUPPLIERS = Sheet(
    "suppliers",
    "Fournisseurs",
    COLUMNS,
    "suppliers.import_sheets",
    prepare,
    EXAMPLE,
    "suppliers:supplier_list",
    back=WayBack(look_back, actions.take_back_sheet),
)
