"""Sheets of contracts and suppliers that say things oddly, twice, or against themselves."""

from datetime import date

import pytest

from pupitre.foundation.imports.sheets import BadCell
from pupitre.kernel.notice import Regime
from pupitre.kernel.reading import Duration
from pupitre.modules.suppliers.imports import cells
from pupitre.modules.suppliers.models import Contract, Supplier
from pupitre.modules.suppliers.rules.drafts import terms_of
from pupitre.modules.suppliers.tests.factories import contract_with
from pupitre.modules.suppliers.tests.test_imports import GOOD, HEADER, counts, imported, read


def told(report):
    return [(error.line, error.column, error.value) for error in report.errors]


@pytest.mark.parametrize(
    ("typed", "regime", "months"),
    [
        ("Tacite, résiliable sans frais", Regime.TACIT, None),
        ("Oui (sauf avis contraire, non résiliable avant)", Regime.TACIT, None),
        ("Pas de tacite reconduction", Regime.EXPRESS, None),
        ("Reconduction expresse", Regime.EXPRESS, None),
        ("Tacite reconduction : non", Regime.EXPRESS, None),
        ("Renouvellement : oui", Regime.TACIT, None),
        ("N", Regime.EXPRESS, None),
        ("O", Regime.TACIT, None),
        ("0", Regime.EXPRESS, None),
        ("1", Regime.TACIT, None),
        ("12", Regime.TACIT, 12),
        ("tacite annuelle", Regime.TACIT, 12),
        ("Tacite mensuelle", Regime.TACIT, 1),
        ("tacite, par périodes d’un an", Regime.TACIT, 12),
        ("tacite, d’année en année", Regime.TACIT, 12),
        ("36 mois puis tacite 12 mois", Regime.TACIT, 12),
        ("tacite (préavis 3 mois)", Regime.TACIT, None),
        ("tacite annuelle, 3 mois de préavis", Regime.TACIT, 12),
        ("préavis de 3 mois, tacite par an", Regime.TACIT, 12),
        ("tacite, dénonçable 30 jours avant, par anticipation", Regime.TACIT, None),
        ("tacite vingt-quatre mois", Regime.TACIT, 24),
        ("auto-renew, 3 years", Regime.TACIT, 36),
        ("yearly renewal", Regime.TACIT, 12),
        ("no renewal", Regime.EXPRESS, None),
    ],
)
def test_the_first_decisive_word_of_a_renewal_wins(typed, regime, months):
    assert read(cells.renewal, typed) == (regime, months)


@pytest.mark.parametrize(
    "typed", ["tacite 9999 ans", "999999999", 999999999, "tacite 999999 ans", "9" * 5000, "tacite 30 jours"]
)
def test_a_renewal_nobody_ever_signed_is_refused(typed):
    with pytest.raises(BadCell):
        read(cells.renewal, typed)


@pytest.mark.parametrize(
    ("reader", "typed", "header", "said"),
    [
        (cells.term, "36 months", "Term", 36),
        (cells.term, "3 years", "Term", 36),
        (cells.term, "3", "Term (years)", 36),
        (cells.notice, "90 days", "Notice", Duration(days=90)),
        (cells.notice, "1 month", "Notice", Duration(1)),
        (cells.notice, "3 mois (LRAR)", "Préavis", Duration(3)),
        (cells.months, "1 year", "Renewal term", 12),
    ],
)
def test_a_duration_is_read_in_english_and_with_a_remark(reader, typed, header, said):
    assert read(reader, typed, header) == said


@pytest.mark.parametrize(("reader", "typed"), [(cells.term, "²"), (cells.notice, "9999 ans"), (cells.notice, "9999 j")])
def test_a_duration_nobody_ever_signed_is_refused(reader, typed):
    with pytest.raises(BadCell):
        read(reader, typed, "Durée (ans)" if reader is cells.term else "Préavis")


@pytest.mark.parametrize(
    ("line", "column", "value"),
    [
        ("Otis;A;;01/03/2024;12 mois;tacite;9999 ans;\n", "Préavis", "9999 ans"),
        ("Otis;A;;01/03/2024;12 mois;tacite 999999 ans;3 mois;\n", "Reconduction", "tacite 999999 ans"),
        ("Otis;A;;01/03/2024;9999 ans;tacite;3 mois;\n", "Durée", "9999 ans"),
        ("Otis;A;;31/12/2100;100 ans;tacite 100 ans;1200 mois;\n", "", ""),
    ],
)
def test_no_duration_stops_an_import(lumen, line, column, value):
    report = imported(lumen, HEADER + GOOD + line)
    assert report.created == (1 if column else 2)
    assert told(report) == ([(3, column, value)] if column else [])


def test_renewals_are_yearly_when_the_sheet_says_so(lumen):
    imported(lumen, HEADER + "Otis;Ascenseur;;01/01/2024;36 mois;tacite annuelle;3 mois;\n")
    assert terms_of(Contract.objects.get()).months_again == 12


def test_a_contract_terminated_before_it_starts_is_refused(lumen):
    report = imported(lumen, "Fournisseur;Objet;Début;Durée;Résilié le\nOtis;A;01/01/2024;12 mois;01/01/2020\n")
    assert told(report) == [(2, "Résilié le", "01/01/2020")]
    assert not Contract.objects.exists()


def test_a_number_given_to_a_known_supplier_is_known_to_the_next_lines(lumen):
    imported(lumen, "Nom;SIREN\nKappa;\n", "suppliers")
    text = "Nom;SIREN\nKappa;552100554\nLambda;552100554\n"
    for dry_run in (True, False):
        report = imported(lumen, text, "suppliers", dry_run=dry_run)
        assert (counts(report), told(report)) == ((0, 1, 0, 0, 1), [(3, "SIREN", "552100554")])
    assert Supplier.objects.count() == 1


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("Kappa;732829320;55210055400013;", "SIRET"),
        ("Kappa;732829320;;FR40303265045", "TVA"),
        ("Kappa;;55210055400013;FR40303265045", "TVA"),
    ],
)
def test_numbers_that_contradict_each_other_are_refused(lumen, line, column):
    report = imported(lumen, f"Nom;SIREN;SIRET;TVA\n{line}\n", "suppliers")
    assert [(error.line, error.column) for error in report.errors] == [(2, column)]
    assert "SIREN" in report.errors[0].reason


def test_a_number_of_another_country_contradicts_nothing(lumen):
    assert imported(lumen, "Nom;SIREN;TVA\nKappa;732829320;BE0428759497\n", "suppliers").created == 1


@pytest.mark.parametrize("references", [("QQ1", ""), ("", "QQ1")])
def test_a_line_without_reference_is_alone_of_its_name_in_a_sheet(lumen, references):
    text = HEADER + "".join(f"Otis;Ascenseur;{one};01/01/2024;12 mois;tacite;3 mois;\n" for one in references)
    first = imported(lumen, text)
    assert (first.created, [error.line for error in first.errors]) == (1, [3])
    again = imported(lumen, text)
    assert (again.created, again.changed, again.unchanged) == (0, 0, 1)
    assert [error.line for error in again.errors] == [3]


def test_two_references_may_bear_one_name(lumen):
    text = HEADER + "".join(f"Otis;Ascenseur;{one};01/01/2024;12 mois;tacite;3 mois;\n" for one in ("QQ1", "QQ2"))
    assert counts(imported(lumen, text)) == (2, 0, 0, 1, 0)
    assert counts(imported(lumen, text)) == (0, 0, 2, 0, 0)


def test_what_is_supposed_is_told_once(lumen):
    text = "Fournisseur;Objet;Fin;Montant\nA;a;31/12/2026;10\nB;b;31/12/2026;12 €/mois HT\nC;c;31/12/2026;\n"
    report = imported(lumen, text)
    assert report.warnings == [
        "1 prix sans période : compris par an.",
        "1 prix sans HT ni TTC : compris HT.",
        "3 contrats sans mode de reconduction : compris en tacite reconduction.",
    ]
    assert imported(lumen, text).warnings == []


def test_what_the_sheet_says_is_not_supposed(lumen):
    text = "Fournisseur;Objet;Fin;Montant annuel HT;Tacite\nA;a;31/12/2026;10;oui\n"
    assert imported(lumen, text).warnings == []


def test_the_neighbours_numbers_are_no_duplicates(lumen):
    from pupitre.foundation.imports.running import run_import
    from pupitre.foundation.tenancy.scope import working_for

    with working_for(lumen.voisins):
        run_import("suppliers", b"Nom;SIREN\nKappa;552100554\n", "s.csv", actor=lumen.nora, dry_run=False)
    assert imported(lumen, "Nom;SIREN\nLambda;552100554\n", "suppliers").created == 1


def test_a_known_contract_keeps_what_the_sheet_does_not_say(lumen):
    contract_with(lumen.claire, terminated_on=date(2026, 12, 31))
    held = Contract.objects.get()
    report = imported(
        lumen, f"Fournisseur;Objet;Référence;Notes\n{held.supplier.name};{held.title};{held.reference};x\n"
    )
    assert (counts(report), report.warnings) == ((0, 1, 0, 0, 0), [])


def test_a_number_typed_in_the_sheet_is_not_given_again(lumen):
    other = "Otis;Ascenseur;;01/01/2024;12 mois;tacite;3 mois;\n"
    assert counts(imported(lumen, HEADER + GOOD.replace("C-0114", "C-0101") + other)) == (2, 0, 0, 2, 0)
