"""The page to send: the dates, the amount, one letter, what remains; and the desk that leads there."""

from datetime import date

import pytest

from pupitre.foundation import clock
from pupitre.kernel.notice import Regime
from pupitre.modules.bank import actions, attention
from pupitre.modules.bank.models import Finding
from pupitre.modules.bank.tables.report import letter_of, report_of
from pupitre.modules.bank.tests.factories import read
from pupitre.modules.suppliers.actions import edit_contract
from pupitre.modules.suppliers.models import Contract
from pupitre.modules.suppliers.rules import ContractDraft
from pupitre.modules.suppliers.tests.factories import contract_with

REPORT = "/c/atelier-lumen/bank/report/"


@pytest.fixture
def year(lumen):
    read(lumen.claire)
    return lumen


@pytest.fixture
def accepted(year):
    rows = Finding.objects.filter(is_contract_probable=True, is_stopped=False)
    actions.accept_findings([row.ref for row in rows], actor=year.claire)
    return year


def completed(cast, supplier, **terms):
    contract = Contract.objects.get(supplier__name=supplier)
    said = {"starts_on": date(2024, 3, 1), "regime": Regime.TACIT, "initial_months": 12, "notice_months": 3, **terms}
    kept = {"price_cents": contract.price_cents, "price_basis": "ttc", "price_per": contract.price_per}
    draft = ContractDraft(supplier=contract.supplier, title=contract.title, **{**kept, **said})
    return edit_contract(contract, draft, contract.version, actor=cast.claire)


def test_before_anything_is_completed_the_page_says_so_honestly(accepted, as_):
    page = as_(accepted.claire).read(REPORT)
    assert "Une date que personne ne surveillait" in page  # the yearly insurance
    assert "Aucune lettre n’est à envoyer" in page
    assert "La fin et le préavis de 11 contrats" in page


def test_a_contract_that_is_completed_brings_its_date_and_its_letter(accepted):
    completed(accepted, "Propnet Nettoyage")
    completed(accepted, "Vigilor Securite")
    report = report_of(accepted.lumen)
    assert report.title == "Trois dates que personne ne surveillait"
    assert (report.letter.name, report.letter.on) == ("Propnet Nettoyage", date(2026, 11, 24))
    assert len(report.missing) == 9


def test_the_amount_engaged_is_the_sum_of_its_rows(accepted):
    report = report_of(accepted.lumen)
    monthly = 504_00 + 79_90 + 212_00 + 149_00 + 48_00 + 71_94 + 884_00 + 96_00 + 168_00 + 155_00
    assert report.yearly_cents == 12 * monthly + 1_845_00
    assert report.source == "calculé d’après les relevés du 2 déc. 2025 au 27 nov. 2026"


def test_what_was_already_followed_is_not_counted_as_found(year):
    before = report_of(year.lumen).yearly_cents
    contract_with(year.claire, supplier="Propnet nettoyage", price_cents=420_00)
    assert report_of(year.lumen).yearly_cents == before - 12 * 504_00


def test_a_contract_completed_with_a_price_without_tax_says_so(accepted):
    """Its price was shown as TTC whatever the contract says."""
    completed(accepted, "Propnet Nettoyage", price_basis="ht")
    report = report_of(accepted.lumen)
    assert report.letter.amount.endswith("€ HT")
    assert "€ HT par an" in letter_of(report, accepted.lumen, "").text
    assert all(line.amount.endswith("€ TTC") for line in report.missing)


def test_a_page_read_long_after_the_statement_shows_no_day_that_is_behind(year):
    with clock.at(clock.now().replace(year=2027, month=3)):
        [line] = report_of(year.lumen).dates
    assert (line.name, line.on) == ("Hiscox", date(2027, 12, 9))


def test_what_is_ignored_leaves_the_page(year):
    actions.ignore_findings([Finding.objects.get(name="Hiscox").ref], actor=year.claire)
    report = report_of(year.lumen)
    assert report.title == "Aucune date à surveiller n’est encore connue"
    assert not [line for line in report.engaged if line.name == "Hiscox"]


def test_the_mail_says_the_figures_of_the_page(accepted):
    completed(accepted, "Propnet Nettoyage")
    report = report_of(accepted.lumen)
    letter = letter_of(report, accepted.lumen, "https://pupitre.example/")
    assert letter.subject == "Deux dates que personne ne surveillait (Atelier Lumen)"
    for said in (report.yearly, "Propnet Nettoyage, au plus tard le mardi 24 novembre 2026", "10 contrats"):
        assert said in letter.text


def items(cast):
    on = clock.today(cast.lumen)
    return [*attention.spending_to_look_at(cast.lumen, on), *attention.contracts_to_complete(cast.lumen, on)]


def test_the_desk_leads_to_what_was_found_then_to_what_is_to_complete(year):
    [found] = items(year)
    assert found.title == "Regarder 11 dépenses régulières"
    assert found.acts == {year.claire.ref}
    assert year.sophie.ref in found.seen_by
    assert year.lea.ref not in found.seen_by
    rows = Finding.objects.filter(is_contract_probable=True)
    actions.accept_findings([row.ref for row in rows], actor=year.claire)
    [incomplete] = items(year)
    assert incomplete.title.endswith("11 contrats")


def test_a_desk_without_statement_says_nothing(lumen):
    assert items(lumen) == []


def test_a_contract_found_in_a_statement_asks_for_no_review_on_a_supposed_day(accepted):
    from pupitre.modules.suppliers.attention import windows_to_act_on

    assert list(windows_to_act_on(accepted.lumen, clock.today(accepted.lumen))) == []
