"""A company's year at its bank, written by hand: eleven contracts, shopping, a salary, a rent to somebody."""

from datetime import date

from pupitre.foundation.tenancy.models import Member
from pupitre.kernel.calendar import add_months
from pupitre.modules.bank import actions
from pupitre.modules.bank.models import Statement

PERSON, SALARY = "CANARI LAMBERT MARIE", "CANARI OUEDRAOGO"
MONTHLY = [
    (5, "PRLV SEPA PROPNET NETTOYAGE FACTURE {n}", 504_00),
    (3, "PRLV SEPA ORANGE SA-ORANGE {n}", 79_90),
    (8, "PRLV SEPA EDF CLIENTS PROFESSIONNELS {n}", 212_00),
    (10, "PRLV SEPA GRENKE LOCATION {n}", 149_00),
    (12, "CARTE 12/{m:02} NOTION LABS CB*4411", 48_00),
    (14, "CARTE 14/{m:02} ADOBE *CREATIVE CB*4411", 71_94),
    (15, "PRLV SEPA MALAKOFF HUMANIS {n}", 884_00),
    (18, "PRLV SEPA VIGILOR SECURITE {n}", 96_00),
    (20, "PRLV SEPA PAYFIT {n}", 168_00),
    (22, "PRLV SEPA OTIS MAINTENANCE {n}", 155_00),
]
NOT_LISTED = [
    (2, "VIR SEPA {person} {n}", 650_00),
    (27, "VIR SEPA SALAIRE MME {salary}", 2_310_00),
    (16, "PRLV SEPA URSSAF ILE DE FRANCE {n}", 6_230_00),
]
YEARLY = [(date(2025, 12, 9), "PRLV SEPA HISCOX ASSURANCES {n}", 1_845_00)]
BOUGHT = [
    (date(2026, 2, 3), "CARTE 03/02 QUINCAILLERIE VERNET CB*4411", 41_20),
    (date(2026, 2, 3), "CARTE 03/02 QUINCAILLERIE VERNET CB*4411", 41_20),
    (date(2026, 6, 17), "CARTE 17/06 BOULANGERIE DU MARCHE CB*4411", 12_90),
]
HEADER = "Date;Libellé;Montant(EUROS)"
TITLES = "Compte courant 00012345678"


def moves(months=12):
    """(day, label, cents spent) of the year that ends in November 2026."""
    until = add_months(date(2025, 12, 1), months)
    found = [move for move in BOUGHT if move[0] < until]
    found += [(on, label.format(n="Z9"), cents) for on, label, cents in YEARLY]
    for n in range(months):
        year, month = divmod(2025 * 12 + 11 + n, 12)
        words = {"n": f"R{n:03}X{n}", "m": month + 1, "person": PERSON, "salary": SALARY}
        found += [
            (date(year, month + 1, day), label.format(**words), cents) for day, label, cents in MONTHLY + NOT_LISTED
        ]
    return sorted(found)


def csv_of(rows, titles=TITLES):
    """As a bank writes it."""
    lines = [f"{on:%d/%m/%Y};{label};-{cents // 100},{cents % 100:02}" for on, label, cents in rows]
    head = [titles, "", HEADER] if titles else [HEADER]
    return "\r\n".join([*head, *lines, ""]).encode("cp1252")


def received(actor, content=None, name="releve.csv", **how) -> Statement:
    return actions.receive_statement(name, csv_of(moves()) if content is None else content, actor=actor, **how)


def read(actor: Member, content=None, name="releve.csv", **how) -> Statement:
    """Received, then read as the job does."""
    return actions.read_received(received(actor, content, name, **how), actor=None)


def office_manager():
    return next(one for one in Member.objects.all() if one.has("office_manager"))
