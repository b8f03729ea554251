"""Studio Verdier: Claire's second client, on her other days."""

from datetime import date, timedelta

from pupitre.demo.atelier import CLAIRE, let_in
from pupitre.demo.portfolio import Cast, draft
from pupitre.demo.story import presence_days, week
from pupitre.engines.attention.public import set_pattern
from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Clearance, Company, Member, Role
from pupitre.foundation.tenancy.scope import working_for
from pupitre.modules.people.public import Founding, found_company, hire
from pupitre.modules.suppliers.public import SupplierDraft, add_supplier, sign_contract

PEOPLE = ("Anna Keller", "Mehdi Saïdi", "Rosalie Fort", "Quentin Abel")
HEADER = (
    "supplier",
    "title",
    "category",
    "regime",
    "initial",
    "renewal",
    "notice",
    "cents",
    "per",
    "in_days",
    "negotiated",
)
CONTRACTS = (
    ("Regus", "Bureaux partagés, six postes", "Bail commercial", "tacit", "12", "12", "3", "264000", "month", "20", ""),
    ("Vectorworks", "Plans, quatre postes", "Logiciel", "tacit", "12", "12", "1", "936000", "year", "48", "9"),
    ("Axa", "Responsabilité civile", "Assurance", "insurance", "12", "12", "2", "214000", "year", "33", ""),
    ("Free Pro", "Fibre", "Télécom", "tacit", "12", "12", "1", "5990", "month", "75", ""),
    ("Nespresso Pro", "Machine à café", "Restauration", "tacit", "24", "12", "3", "4900", "month", "110", ""),
)


def play(today: date) -> Company:
    founding = Founding(
        company="Studio Verdier",
        slug="studio-verdier",
        person="Paul Verdier",
        email="paul@studio-verdier.example",
        site="Montreuil",
        job_title="Architecte d’intérieur",
        roles=(Role.DIRECTOR,),
        clearances=(Clearance.HR, Clearance.DIRECTION),
        is_demo=True,
    )
    with clock.at(clock.now() - timedelta(days=300)):
        paul = found_company(founding)
        with working_for(paul.company):
            _settle(paul, today)
    return paul.company


def _settle(paul: Member, today: date) -> None:
    claire = hire("Claire Morel", CLAIRE, job_title="Office manager", roles=(Role.OFFICE_MANAGER,), actor=paul)
    let_in(claire)
    elsewhere = presence_days(today)
    days = tuple(day for day in range(5) if day not in elsewhere)[:2]
    site = paul.site.ref if paul.site else ""
    set_pattern(claire, week(days, site), actor=claire)
    for name in PEOPLE:
        hire(name, f"{name.split()[0].lower()}@studio-verdier.example", manager=paul, actor=paul)
    for values in CONTRACTS:
        row = {**dict(zip(HEADER, values, strict=True)), "owner": "", "site": ""}
        supplier = add_supplier(SupplierDraft(name=row["supplier"], category=row["category"]), actor=claire)
        sign_contract(draft(row, Cast({}, {}, {supplier.name: supplier}), today), actor=claire)
