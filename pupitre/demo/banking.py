"""A year at the bank of Atelier Lumen: what was followed, what nobody followed, what Claire has answered so far."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from pupitre.demo.portfolio import Cast, draft
from pupitre.demo.story import Story, rows
from pupitre.foundation.tenancy.queries import Here
from pupitre.kernel.calendar import add_months
from pupitre.kernel.money import Basis
from pupitre.modules.bank.public import accept_findings, open_findings, read_received, receive_statement
from pupitre.modules.suppliers.public import Contract, all_suppliers, edit_contract

FILE, TITLE = "releve-12-mois.csv", "Compte courant 00012345678"
HEADER = "Date;Libellé;Montant(EUROS)"
ACCEPTED = ("Culligan", "Grenke", "Hiscox", "Notion", "Starlink")
COMPLETED = {  # supplier → title, notice in months, days until the letter: what Claire read in the signed contract
    "Culligan": ("Fontaine à eau de Nantes", 3, 96),
    "Grenke": ("Traceur grand format", 3, 68),
    "Starlink": ("Internet des chantiers", 1, 131),
}
YEAR = "12"  # months


def tell(story: Story, cast: Cast) -> None:
    """Six days ago the file, the day after four answers, then two contracts found in the cupboard."""

    def statement() -> None:
        content = "\r\n".join([TITLE, "", HEADER, *_lines(story.today), ""]).encode("cp1252")
        read_received(receive_statement(FILE, content, actor=cast.members["Claire Morel"]), actor=None)

    def answers() -> None:
        chosen = [row.ref for row in open_findings(Here(story.today)) if row.name in ACCEPTED]
        accept_findings(chosen, actor=cast.members["Claire Morel"])

    story.ago(7, 8, statement)
    story.ago(7, 13, answers)
    story.ago(6, 14, lambda: _complete(story, cast))


def _lines(today: date) -> Iterator[str]:
    until, month = today - timedelta(days=10), today.replace(day=1)
    for place, row in enumerate(rows("bank.csv")):
        for ago in range(int(row["first"]), int(row["last"]) - 1, -int(row["every"])):
            on = add_months(month, -ago).replace(day=int(row["day"]))
            if add_months(until, -12) < on <= until:
                label = row["label"].format(ref=f"R{place:02}X{on:%y%m}")
                cents = int(row["cents"])
                yield f"{on:%d/%m/%Y};{label};{'-' if cents < 0 else ''}{abs(cents) // 100},{abs(cents) % 100:02}"


def _complete(story: Story, cast: Cast) -> None:
    suppliers = {supplier.name: supplier for supplier in all_suppliers()}
    here = Cast(cast.members, cast.sites, suppliers)
    for name, (title, notice, in_days) in COMPLETED.items():
        contract = Contract.objects.get(supplier=suppliers[name])
        row = {
            **{"supplier": name, "title": title, "category": contract.category, "regime": "tacit"},
            **{"initial": YEAR, "renewal": YEAR, "notice": str(notice), "in_days": str(in_days)},
            **{"cents": str(contract.price_cents), "per": contract.price_per},
            **{"site": "", "owner": "Claire Morel", "negotiated": ""},
        }
        terms = replace(draft(row, here, story.today), price_basis=Basis.TTC)
        edit_contract(contract, terms, contract.version, actor=cast.members["Claire Morel"])
