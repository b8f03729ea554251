"""Ten banks, every encoding, every accident: lines to the cent, or a fault that says where."""

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pupitre.kernel.bank import Fault, Line, NotAStatement, read_statement

REAL = Path(__file__).parents[4] / "shared" / "cases" / "bank" / "csv-fr"

BANKS = {
    "bnp_paribas": (
        "Compte de chèques;****4321;12/03/2026;1 000,00\r\n\r\n"
        "Date operation;Libelle court;Type operation;Libelle operation;Montant operation en euro\r\n"
        "05/02/2026;PRLV;Prélèvement;PRLV SEPA ORANGE;-1 234,50\r\n",
    ),
    "societe_generale": (
        '="0123456789012";01/02/2026;28/02/2026;\n\n'
        "Date de l'opération;Libellé;Détail de l'écriture;Montant de l'opération;Devise\n"
        "05/02/2026;PRELEVEMENT;PRLV SEPA ORANGE;-1234,50;EUR\n",
    ),
    "credit_agricole": (
        "Téléchargement du 12/03/2026;\n\nMlle Une Personne\nCompte courant carte n° 12345678901;\n"
        "Solde au 12/03/2026 4 321,00 €\n\nListe des opérations\nentre le 01/02/2026\net le 28/02/2026\n\n"
        "Date;Libellé;Débit euros;Crédit euros;\n"
        '05/02/2026;"PRLV SEPA\nORANGE\n";1\u00a0234,50;;\n',
    ),
    "bpce": (
        "Date de comptabilisation;Libelle simplifie;Libelle operation;Reference;Informations complementaires;"
        "Type operation;Categorie;Sous categorie;Debit;Credit;Date operation;Date de valeur;Pointage operation\n"
        "05/02/2026;ORANGE;PRLV SEPA ORANGE;R1;;Prelevement;Telecom;Mobile;1234,50;;04/02/2026;05/02/2026;0\n",
    ),
    "credit_mutuel": (
        "Date;Date de valeur;Débit;Crédit;Libellé;Solde\n05/02/2026;05/02/2026;-1234,50;;PRLV SEPA ORANGE;10,00\n",
        "Date;Date de valeur;Montant;Libellé;Solde\n05/02/2026;05/02/2026;-1234,50;PRLV SEPA ORANGE;10,00\n",
    ),
    "banque_postale": (
        "Numéro Compte   ;1234567X020\nType         ;CCP\nCompte tenu en  ;euros\nDate            ;12/03/2026\n"
        "Solde (EUROS)   ;4321,00\n\nDate;Libellé;Montant(EUROS)\n05/02/2026;PRLV SEPA ORANGE;-1234,50\n",
    ),
    "boursobank": (
        "dateOp;dateVal;label;category;categoryParent;supplierFound;amount;comment;accountNum;accountLabel;"
        'accountbalance\n2026-02-05;2026-02-05;"PRLV SEPA ORANGE";"T";"V";orange;"-1 234,50";;00012345678;B;37.29\n',
    ),
    "shine": (
        "Transaction ID;Date de la valeur;Date d'opération;IBAN;Type de transaction;Transaction personnelle;Category;"
        "Débit;Crédit;Solde mouvement;Solde bancaire;Libellé;Nom de la contrepartie;Montant HT\n"
        "T1;05/02/2026;05/02/2026;FR76;Prélèvement;non;Telecom;1234,50;;-1234,50;10;Facture;PRLV SEPA ORANGE;\n",
    ),
    "qonto": (
        "Status,Settlement date (UTC),Operation date (UTC),Total amount (incl. VAT),Currency,Counterparty name,"
        "Payment method,Transaction ID,IBAN,Reference\n"
        "settled,2026-02-05 10:00:00,2026-02-05 09:00:00,-1234.50,EUR,PRLV SEPA ORANGE,direct_debit,T1,FR76,\n"
        "declined,,2026-02-06 09:00:00,-99.00,EUR,REFUSED,card,T2,FR76,\n"
        "canceled,,2026-02-06 09:00:00,-98.00,EUR,CANCELED,card,T3,FR76,\n",
    ),
    "revolut": (
        "Date started (UTC),Date completed (UTC),ID,Type,State,Description,Payment currency,Amount,Total amount,Fee\n"
        "2026-02-05,2026-02-05,T1,CARD_PAYMENT,COMPLETED,PRLV SEPA ORANGE,EUR,-1234.00,-1234.50,0.50\n"
        "2026-02-06,,T2,CARD_PAYMENT,PENDING,LATER,EUR,-5.00,-5.00,0.00\n"
        "2026-02-06,,T3,CARD_PAYMENT,REVERTED,NEVER,EUR,-5.00,-5.00,0.00\n",
    ),
    "other": (
        "Date;Libellé;Montant\n5/2/26;PRLV SEPA ORANGE;-1 234,50 €\n",
        "Transaction date\tDescription\tMoney out\tMoney in\n2026-02-05\tPRLV SEPA ORANGE\t1234.50\t\n",
    ),
}
EXPORTS = [(bank, text) for bank, texts in BANKS.items() for text in texts]
SIMPLE = "Date;Libellé;Montant(EUROS)\n"


def said(line: Line) -> tuple[date, str, int]:
    return line.on, line.label, line.cents


def read(text: str):
    return read_statement(text.encode())


@pytest.mark.parametrize(("bank", "text"), EXPORTS)
def test_each_bank_is_recognised_and_read_to_the_cent(bank, text):
    statement = read(text)

    assert statement.bank == bank
    assert [said(line) for line in statement.lines] == [(date(2026, 2, 5), "PRLV SEPA ORANGE", -123_450)]
    assert statement.faults == ()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "iso-8859-15", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_any_encoding_and_any_line_end_say_the_same(encoding, line_end):
    text = f"{SIMPLE}05/02/2026;CŒUR DE LYON 1 € à l’été;-12,50\n".replace("\n", line_end)
    content = text.replace("’", "'").encode(encoding)

    assert [said(line) for line in read_statement(content).lines] == [
        (date(2026, 2, 5), "CŒUR DE LYON 1 € à l'été", -1250)
    ]


def test_the_account_comes_from_its_column_or_from_the_titles():
    accounts = {bank: read(texts[0]).lines[0].account for bank, texts in BANKS.items()}

    assert accounts["boursobank"] == "00012345678"
    assert accounts["credit_agricole"] == "12345678901"
    assert accounts["societe_generale"] == "0123456789012"
    assert accounts["banque_postale"] == "1234567X020"
    assert accounts["bnp_paribas"] == "****4321"
    assert accounts["other"] == ""


def test_what_the_bank_refused_or_has_not_settled_is_no_line():
    assert read(BANKS["qonto"][0]).ignored == 2
    assert read(BANKS["revolut"][0]).ignored == 2


@pytest.mark.parametrize(
    ("row", "column", "value", "code"),
    [
        ("05/02/2026;X;1,234", "Montant(EUROS)", "1,234", "ambiguous"),
        ("05/02/2026;X;1,234,5.6", "Montant(EUROS)", "1,234,5.6", "not_an_amount"),
        ("05/02/2026;X;-1,2.3", "Montant(EUROS)", "-1,2.3", "not_an_amount"),
        ("05/02/2026;X;-12,345", "Montant(EUROS)", "-12,345", "ambiguous"),
        ("05/02/2026;X;", "Montant(EUROS)", "", "empty"),
        ("05/02/2026;;-1,00", "Libellé", "", "empty"),
        ("31/02/2026;X;-1,00", "Date", "31/02/2026", "no_such_date"),
        ("05/02;X;-1,00", "Date", "05/02", "no_year"),
        ("demain;X;-1,00", "Date", "demain", "no_year"),
        ("Total;;-1,00", "Date", "Total", "not_a_date"),
    ],
)
def test_a_field_that_cannot_be_read_leaves_its_line_out_and_says_so(row, column, value, code):
    statement = read(f"{SIMPLE}04/02/2026;AVANT;-1,00\n{row}\n06/02/2026;APRES;-1,00\n")

    assert statement.faults == (Fault(3, column, value, code),)
    assert [line.label for line in statement.lines] == ["AVANT", "APRES"]
    assert [line.row for line in statement.lines] == [2, 4]


@pytest.mark.parametrize(
    ("amount", "cents"), [("1.234,56", 123_456), ("-1,234.56", -123_456), ("+1\u202f000,5", 100_050)]
)
def test_a_comma_and_a_point_together_are_clear_when_one_comes_last(amount, cents):
    assert [line.cents for line in read(f'{SIMPLE}05/02/2026;X;"{amount}"\n').lines] == [cents]


def test_two_amounts_on_one_row_or_another_currency_are_not_guessed():
    both = read("Date;Libellé;Débit euros;Crédit euros;\n05/02/2026;X;1,00;2,00;\n05/02/2026;Y;1,00;0,00;\n")
    foreign = read(BANKS["revolut"][0].replace("EUR,-1234.00", "USD,-1234.00"))
    unknown = read(BANKS["qonto"][0].replace("declined", "dreamt"))

    assert [fault.reason_code for fault in both.faults] == ["two_amounts"]
    assert [line.cents for line in both.lines] == [-100]
    assert [fault.reason_code for fault in foreign.faults] == ["other_currency"]
    assert [fault.reason_code for fault in unknown.faults] == ["unknown_status"]


def test_a_file_cut_in_the_middle_of_a_row_says_it_and_invents_no_amount():
    whole = f"{SIMPLE}04/02/2026;AVANT;-1,00\n05/02/2026;PRLV ORANGE;-1234,56"
    ends = [whole[:-cut] for cut in range(1, len("PRLV ORANGE;-1234,56") + 11)]

    assert [line.cents for line in read(whole).lines] == [-100, -123_456]
    for text in ends:
        statement = read(text)
        assert [said(line) for line in statement.lines] == [(date(2026, 2, 4), "AVANT", -100)], text
        assert len(statement.faults) == 1


def test_a_cut_row_below_a_short_one_is_still_a_fault():
    statement = read("Libellé;Date;Montant\nAVANT;04/02/2026;-1,00\nTotal\nX;05/02/20")

    assert [line.label for line in statement.lines] == ["AVANT"]
    assert [(fault.row, fault.reason_code) for fault in statement.faults] == [(3, "empty"), (4, "cut")]


def test_a_file_put_twice_end_to_end_is_read_once():
    for bank, text in EXPORTS:
        once = [said(line) for line in read(text).lines]
        for twice in (text + text, text.rstrip() + text, text.rstrip() + "\ufeff" + text):
            statement = read(twice)
            assert [said(line) for line in statement.lines] == once, (bank, twice)
    assert read(BANKS["credit_agricole"][0] * 2).faults == ()


def test_two_equal_lines_of_one_day_stay_two():
    coffee = "05/02/2026;CAFE;-2,50\n"

    assert len(read(SIMPLE + coffee + coffee).lines) == 2
    assert len(read((SIMPLE + coffee + coffee) * 2).lines) == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"%PDF-1.7 Date;Libelle;Montant", "not_text"),
        (b"PK\x03\x04 Date;Libelle;Montant", "not_text"),
        (b"Bonjour\nCeci est une lettre.\n", "no_header"),
        (b"Date;Solde\n05/02/2026;10,00\n", "no_header"),
        (SIMPLE.encode() + b'05/02/2026;"X;-1,00\n' + b"06/02/2026;Y;-1,00\n" * 90, "unclosed_quote"),
        (b"Date;Libelle;Montant\n" + b"\n" * 50_001, "too_long"),
    ],
)
def test_only_a_structure_that_cannot_be_read_is_refused(content, code):
    with pytest.raises(NotAStatement) as refused:
        read_statement(content)
    assert refused.value.code == code


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(content):
    for given_bytes in (content, SIMPLE.encode() + content, SIMPLE.encode("utf-16") + content):
        with suppress(NotAStatement):
            read_statement(given_bytes)


@given(st.text(max_size=200), st.sampled_from([text for _, text in EXPORTS]))
def test_no_text_below_a_header_breaks_the_reader(garbage, export):
    with suppress(NotAStatement):
        read(export + garbage.encode(errors="ignore").decode())


@given(st.integers(min_value=-(10**11), max_value=10**11))
def test_every_amount_comes_back_to_the_cent_however_it_is_written(cents):
    whole, rest, sign = abs(cents) // 100, abs(cents) % 100, "-" if cents < 0 else ""
    grouped = f"{whole:,}"
    forms = [f"{sign}{whole},{rest:02}", f"{sign}{whole}.{rest:02}", f"{sign}{grouped}.{rest:02}"]
    forms += [f"{sign}{grouped.replace(',', space)},{rest:02} €" for space in (" ", "\u00a0", "\u202f")]
    rows = "".join(f'05/02/2026;X;"{form}"\n' for form in forms)

    assert [line.cents for line in read(SIMPLE + rows).lines] == [cents] * len(forms)


@pytest.mark.skipif(not REAL.exists(), reason="the shared cases are not on this machine")
@pytest.mark.parametrize(
    ("file", "bank", "cents"),
    [
        ("banque_populaire_2025.csv", "bpce", [-5, -3500, 250_000]),
        ("boursobank_2026.csv", "boursobank", [-56_813, -899, 171_870]),
    ],
)
def test_real_exports_are_read_whole(file, bank, cents):
    statement = read_statement((REAL / file).read_bytes())

    assert (statement.bank, [line.cents for line in statement.lines], statement.faults) == (bank, cents, ())
