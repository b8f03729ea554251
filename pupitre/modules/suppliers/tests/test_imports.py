"""Sheets of contracts and suppliers, as people really have them."""

from datetime import date

import pytest

from pupitre.foundation.imports.cells import write_csv, write_xlsx
from pupitre.foundation.imports.running import run_import
from pupitre.foundation.imports.sheets import BadCell, ReadContext
from pupitre.kernel.money import Basis
from pupitre.kernel.notice import Regime
from pupitre.kernel.reading import Duration
from pupitre.modules.suppliers.imports import CONTRACTS, SUPPLIERS, cells
from pupitre.modules.suppliers.models import Contract, Supplier
from pupitre.modules.suppliers.rules import Per
from pupitre.modules.suppliers.tables import exports
from pupitre.modules.suppliers.tests.factories import contract_with, propnet

HEADER = "Fournisseur;Objet;Référence;Date de début;Durée;Reconduction;Préavis;Montant HT\n"
GOOD = "Propnet;Nettoyage;C-0114;01/03/2024;12 mois;tacite 12 mois;3 mois;420 €/mois\n"


def imported(cast, text, sheet="contracts", dry_run=False):
    return run_import(sheet, text.encode(), f"{sheet}.csv", actor=cast.claire, dry_run=dry_run)


def counts(report):
    return (report.created, report.changed, report.unchanged, report.also_created, len(report.errors))


def read(reader, cell, header="Colonne"):
    return reader(cell, ReadContext(date(2026, 11, 23), header, None))


def test_a_line_becomes_a_contract_and_its_supplier(lumen):
    report = imported(lumen, HEADER + GOOD)
    assert counts(report) == (1, 0, 0, 1, 0)
    contract = Contract.objects.get()
    assert (contract.supplier.name, contract.reference, contract.yearly_cents) == ("Propnet", "C-0114", 5_040_00)
    assert (contract.next_act_on, contract.regime) == (date(2026, 11, 24), Regime.TACIT)


def test_a_rehearsal_writes_nothing(lumen):
    assert counts(imported(lumen, HEADER + GOOD, dry_run=True)) == (1, 0, 0, 1, 0)
    assert not Contract.objects.exists()
    assert not Supplier.objects.exists()


def test_the_same_sheet_again_changes_nothing_and_a_new_price_one_line(lumen):
    other = "Otis;Ascenseur;;01/01/2023;12 mois;tacite;3 mois;200 € par mois\n"
    imported(lumen, HEADER + GOOD + other)
    assert counts(imported(lumen, HEADER + GOOD + other)) == (0, 0, 2, 0, 0)
    assert counts(imported(lumen, HEADER + GOOD.replace("420", "450") + other)) == (0, 1, 1, 0, 0)
    assert Contract.objects.get(reference="C-0114").yearly_cents == 5_400_00


def test_a_title_written_otherwise_is_no_other_title(lumen):
    imported(lumen, HEADER + GOOD)
    assert counts(imported(lumen, HEADER + GOOD.replace("Nettoyage", "NETTOYAGE"))) == (0, 0, 1, 0, 0)


def test_an_empty_cell_changes_nothing(lumen):
    imported(lumen, HEADER + GOOD)
    imported(lumen, HEADER + "Propnet;Nettoyage;C-0114;01/03/2024;;;;500 €/mois\n")
    contract = Contract.objects.get()
    assert (contract.notice_months, contract.yearly_cents) == (3, 6_000_00)


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        ("Propnet;A;;01/03/2024;;tacite;3 mois;\n", "Durée", "durée"),
        ("Propnet;A;;01/03/2024;12 mois;tacite;14 mois;\n", "Préavis", "plus long"),
        ("Propnet;A;;01/03/2024;12 mois;tacite;90;\n", "Préavis", "jours"),
        ("Propnet;A;;31/02/2024;12 mois;tacite;3 mois;\n", "Date de début", "n’existe pas"),
        ("Propnet;A;;01/03/2024;12 mois;tacite;3 mois;1,234\n", "Montant HT", "milliers"),
        ("Propnet;A;;01/03/2024;12 mois;peut-être;3 mois;\n", "Reconduction", "reconduction"),
        ("Propnet;;;01/03/2024;12 mois;tacite;3 mois;\n", "Objet", "objet"),
        ("Propnet;A;;;12 mois;tacite;3 mois;\n", "Date de début", "début"),
    ],
)
def test_a_line_in_error_is_left_out_with_its_column_and_reason(lumen, line, column, reason):
    report = imported(lumen, HEADER + GOOD + line)
    assert counts(report) == (1, 0, 0, 1, 1)
    (error,) = report.errors
    assert (error.line, error.column) == (3, column)
    assert reason in error.reason


def test_a_contract_that_ends_before_it_starts(lumen):
    text = "Vendor;Title;Start date;End date;Notice period\nPropnet;A;01/03/2024;01/02/2024;1 month\n"
    assert imported(lumen, text).errors
    assert not Contract.objects.exists()


def test_an_identity_twice_is_an_error_on_the_second_line(lumen):
    report = imported(lumen, HEADER + GOOD + GOOD)
    assert [(error.line, error.value) for error in report.errors] == [(3, "C-0114")]
    untitled = GOOD.replace("C-0114", "").replace("Propnet", "Otis")
    report = imported(lumen, HEADER + untitled + untitled.upper())
    assert [error.line for error in report.errors] == [3]


def test_a_supplier_whose_only_line_is_wrong_is_not_created(lumen):
    imported(lumen, HEADER + "Fantôme;A;;01/03/2024;;tacite;3 mois;\n")
    assert not Supplier.objects.exists()


def test_an_end_alone_is_enough_and_the_start_is_said_to_be_supposed(lumen):
    imported(lumen, "Prestataire;Intitulé;Échéance;Préavis\nOtis;Ascenseur;31/12/2026;3 mois\n")
    contract = Contract.objects.get()
    assert (contract.starts_on, contract.is_start_known, contract.ends_on) == (
        date(2026, 1, 1),
        False,
        date(2026, 12, 31),
    )
    assert contract.notice_on == date(2026, 9, 30)


def test_an_owner_by_mail_or_by_name_and_nobody_else(lumen):
    lines = ["Fournisseur;Objet;Fin;Responsable", "A;a;31/12/2026;hugo@example.org", "B;b;31/12/2026;claire"]
    text = "\n".join([*lines, "C;c;31/12/2026;Zoé"])
    report = imported(lumen, text)
    assert list(Contract.objects.order_by("title").values_list("owner__name", flat=True)) == ["Hugo", "Claire"]
    assert [(error.line, error.column, error.value) for error in report.errors] == [(4, "Responsable", "Zoé")]


@pytest.mark.parametrize(
    ("typed", "regime", "months"),
    [
        ("tacite 12 mois", Regime.TACIT, 12),
        ("Tacite reconduction", Regime.TACIT, None),
        ("oui", Regime.TACIT, None),
        ("1 an", Regime.TACIT, 12),
        (24, Regime.TACIT, 24),
        ("expresse", Regime.EXPRESS, None),
        ("Sans reconduction", Regime.EXPRESS, None),
        ("NON", Regime.EXPRESS, None),
        ("durée indéterminée", Regime.OPEN_ENDED, None),
        ("Bail 3/6/9", Regime.LEASE, None),
        ("assurance", Regime.INSURANCE, None),
    ],
)
def test_how_a_renewal_is_said(typed, regime, months):
    assert read(cells.renewal, typed) == (regime, months)


@pytest.mark.parametrize(
    ("typed", "header", "cents", "per", "basis"),
    [
        ("420€/mois", "Montant", 420_00, Per.MONTH, None),
        ("1 240,50", "Coût annuel HT", 1_240_50, Per.YEAR, Basis.HT),
        ("1.234,56", "Prix TTC", 1_234_56, None, Basis.TTC),
        ("1,234.56", "Prix", 1_234_56, None, None),
        (5040.0, "Loyer trimestriel", 5_040_00, Per.QUARTER, None),
        ("300 € TTC par an", "Montant HT", 300_00, Per.YEAR, Basis.TTC),
        ("1 200 € HT/mois", "Montant", 1_200_00, Per.MONTH, Basis.HT),
        (99.9, "Mensuel", 99_90, Per.MONTH, None),
    ],
)
def test_how_a_price_is_said(typed, header, cents, per, basis):
    assert read(cells.price, typed, header) == (cents, per, basis)


@pytest.mark.parametrize("typed", ["-12,50", "beaucoup", "1,234"])
def test_what_is_not_a_price(typed):
    with pytest.raises(BadCell):
        read(cells.price, typed)


@pytest.mark.parametrize(
    ("typed", "header", "said"),
    [
        ("3 mois", "Préavis", Duration(3)),
        (3, "Préavis", Duration(3)),
        (90, "Préavis (jours)", Duration(days=90)),
        ("aucun", "Préavis", Duration()),
    ],
)
def test_how_a_notice_is_said(typed, header, said):
    assert read(cells.notice, typed, header) == said


@pytest.mark.parametrize(
    ("typed", "found"), [("indéterminée", Regime.OPEN_ENDED), ("3-6-9", Regime.LEASE), ("3 ans", 36)]
)
def test_how_a_term_is_said(typed, found):
    assert read(cells.term, typed) == found


def test_a_column_is_known_by_one_name_only():
    from pupitre.kernel.reading import fold

    for sheet in (CONTRACTS, SUPPLIERS):
        names = [fold(name) for column in sheet.columns for name in {fold(name) for name in column.names}]
        assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("sheet", [CONTRACTS, SUPPLIERS])
def test_the_example_that_people_start_from_is_read_without_error(lumen, sheet):
    report = imported(lumen, sheet.example, sheet.name)
    assert (report.errors, report.ignored, report.created) == ([], [], 2)


def test_suppliers_by_siren_else_by_folded_name(lumen):
    propnet(lumen.claire)
    text = "Nom;SIREN;Téléphone\nPROPNET;732 829 320;+33 6 12 34 56 78\nOtis;732829321;\nÔtis;;\nOTIS;;\n"
    report = imported(lumen, text, "suppliers")
    assert counts(report) == (1, 1, 0, 0, 2)
    assert [(error.line, error.column) for error in report.errors] == [(3, "SIREN"), (5, "Nom")]
    assert Supplier.objects.get(siren="732829320").phone == "+33 6 12 34 56 78"


def test_what_is_exported_is_imported_unchanged(lumen):
    contract_with(lumen.claire, owner=lumen.hugo, site=lumen.pantin, notes="=cmd()", seats=4, is_never_negotiated=True)
    contract_with(lumen.claire, supplier="SCI", title="Bail", regime=Regime.LEASE, initial_months=None, notice_months=0)
    contract_with(lumen.claire, supplier="Slack", title="Chat", regime=Regime.OPEN_ENDED, price_per=Per.ONCE)
    contract_with(lumen.claire, supplier="Ed", title="Site", regime=Regime.EXPRESS, ends_on=date(2026, 12, 31))
    rows = [exports.cells(contract) for contract in Contract.objects.order_by("pk")]
    text = "".join(write_csv([[*exports.COLUMNS], *rows]))
    assert counts(imported(lumen, text)) == (0, 0, 4, 0, 0)
    book = write_xlsx([*exports.COLUMNS], rows)
    report = run_import("contracts", book, "contrats.xlsx", actor=lumen.claire, dry_run=False)
    assert counts(report) == (0, 0, 4, 0, 0)


def test_somebody_who_may_not_imports_nothing(lumen):
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        run_import("contracts", (HEADER + GOOD).encode(), "c.csv", actor=lumen.lea, dry_run=False)


def test_spreadsheet_days_are_days(lumen):
    sheet = [["Otis", "Ascenseur", date(2024, 3, 1), 12]]
    book = write_xlsx(["Fournisseur", "Objet", "Début", "Durée"], sheet)
    run_import("contracts", book, "c.xlsx", actor=lumen.claire, dry_run=False)
    assert Contract.objects.get().starts_on == date(2024, 3, 1)
