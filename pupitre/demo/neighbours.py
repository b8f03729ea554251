"""Voisins: somebody else's company in the same house, that nobody of the others must ever see, nor they it."""

from datetime import date, timedelta

from pupitre.demo.portfolio import Cast, draft
from pupitre.demo.story import presence_days, week
from pupitre.demo.studio import HEADER
from pupitre.engines.attention.public import set_pattern
from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Clearance, Company, Role
from pupitre.foundation.tenancy.scope import working_for
from pupitre.modules.people.public import Founding, found_company, hire
from pupitre.modules.suppliers.public import SupplierDraft, add_supplier, sign_contract

CONTRACTS = (
    ("Propnet", "Ménage des bureaux", "Nettoyage", "tacit", "12", "12", "3", "51000", "month", "15", ""),
    ("Groupama", "Multirisque", "Assurance", "insurance", "12", "12", "2", "402000", "year", "40", ""),
)


def play(today: date) -> Company:
    founding = Founding(
        company="Voisins",
        slug="voisins",
        person="Nora Haddad",
        email="nora@voisins.example",
        site="Bagnolet",
        roles=(Role.DIRECTOR, Role.OFFICE_MANAGER),
        clearances=(Clearance.HR, Clearance.DIRECTION),
        is_demo=True,
    )
    with clock.at(clock.now() - timedelta(days=200)):
        nora = found_company(founding)
        with working_for(nora.company):
            set_pattern(nora, week(presence_days(today), nora.site.ref if nora.site else ""), actor=nora)
            hire("Basile Colin", "basile@voisins.example", actor=nora)
            for values in CONTRACTS:
                row = {**dict(zip(HEADER, values, strict=True)), "owner": "", "site": ""}
                supplier = add_supplier(SupplierDraft(name=row["supplier"], category=row["category"]), actor=nora)
                sign_contract(draft(row, Cast({}, {}, {supplier.name: supplier}), today), actor=nora)
    return nora.company
