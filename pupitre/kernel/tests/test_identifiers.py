"""Numbers of companies, of tax and of bank accounts."""

import pytest

from pupitre.kernel.identifiers import BadIdentifier, iban, siren, siret, vat_number


@pytest.mark.parametrize(
    ("read", "text", "number"),
    [
        (siren, "732829320", "732829320"),
        (siren, "404 833 048", "404833048"),
        (siren, "404.833.048", "404833048"),
        (siren, "404\u00a0833\u202f048", "404833048"),
        (siren, "732829320.0", "732829320"),
        (siret, "732 829 320 00074", "73282932000074"),
        (siret, "35600000000048", "35600000000048"),
        (siret, "356 000 000 49837", "35600000049837"),
        (vat_number, "FR 44 732 829 320", "FR44732829320"),
        (vat_number, "fr44732829320", "FR44732829320"),
        (vat_number, "44732829320", "FR44732829320"),
        (vat_number, "BE 0403.019.261", "BE0403019261"),
        (iban, "FR14 2004 1010 0505 0001 3M02 606", "FR1420041010050500013M02606"),
        (iban, "fr1420041010050500013m02606", "FR1420041010050500013M02606"),
    ],
)
def test_a_number_is_normalised(read, text, number):
    assert read(text) == number


@pytest.mark.parametrize(
    ("read", "text", "number"),
    [
        (siren, "5520218", "005520218"),
        (siret, "552021800016", "00552021800016"),
        (vat_number, "4404000309", "FR04404000309"),
    ],
)
def test_the_zeros_a_spreadsheet_lost_come_back(read, text, number):
    assert read(text) == number


@pytest.mark.parametrize(
    ("read", "text", "code"),
    [
        (siren, "404833047", "checksum"),
        (siren, "", "empty"),
        (siren, " . ", "empty"),
        (siren, "000 000 000", "empty"),
        (siren, "12345", "length"),
        (siren, "7.32829E+8", "format"),
        (siren, "40483304²", "format"),
        (siret, "73282932000079", "checksum"),
        (siret, "732829320", "length"),
        (siret, "35600000049838", "checksum"),
        (vat_number, "FR45732829320", "checksum"),
        (vat_number, "ZZ123", "format"),
        (vat_number, "", "empty"),
        (iban, "FR14 2004 1010 0505 0001 3M02 607", "checksum"),
        (iban, "n'importe quoi", "format"),
    ],
)
def test_a_wrong_number_is_refused_with_its_reason_and_as_it_was_typed(read, text, code):
    with pytest.raises(BadIdentifier) as refused:
        read(text)
    assert (refused.value.code, refused.value.value) == (code, text)
