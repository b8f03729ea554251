"""A sheet of plants, to try imports without any domain."""

from pupitre.foundation.imports.readers import cents, day, text
from pupitre.foundation.imports.sheets import Column, Prepared, Sheet

COLUMNS = (
    Column("name", "Plante", ("Nom", "Plant"), text(40), is_required=True),
    Column("price", "Prix", ("Montant", "Price"), cents),
    Column("bought_on", "Achetée le", ("Date d’achat",), day),
    Column("code", "Code", ("Référence",), text(20)),
)


def prepare(rows, actor):
    """Everything is new; writing remembers the names."""
    written.clear()
    return Prepared(created=len(rows), write=lambda: written.extend(row.values["name"] for row in rows))


written: list[str] = []
PLANTS = Sheet("plants", "Plantes", COLUMNS, "people.import_people", prepare, "Plante;Prix\r\nFicus;12,50\r\n")
