"""The exports of the French banks, as they are, given on the page."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pupitre.kernel.tests.test_bank_reading import BANKS
from pupitre.modules.bank import actions
from pupitre.modules.bank.models import BankLine, Statement

STATEMENTS = "/c/atelier-lumen/bank/statements/"
CASES = Path(__file__).parents[5] / "shared" / "cases" / "bank" / "csv-fr"
SAMPLES = [
    (bank, sample, encoding)
    for bank, samples in BANKS.items()
    for sample in samples
    for encoding in ("utf-8", "cp1252")
]


def given_on_the_page(visitor, name, content):
    visitor.send(STATEMENTS, files=[SimpleUploadedFile(name, content)])
    statement = actions.read_received(Statement.objects.get(state="waiting"), actor=None)
    return statement, visitor.read(STATEMENTS)


@pytest.mark.parametrize(("bank", "sample", "encoding"), SAMPLES)
def test_each_bank_is_read_to_the_cent(lumen, as_, bank, sample, encoding):
    statement, page = given_on_the_page(as_(lumen.claire), f"{bank}.csv", sample.encode(encoding))
    assert (statement.state, statement.bank, statement.faults) == ("read", bank, [])
    assert set(BankLine.objects.values_list("cents", flat=True)) == {-1_234_50}
    assert "1 ligne lue" in page


@pytest.mark.skipif(not CASES.exists(), reason="the shared cases are not on this machine")
@pytest.mark.parametrize("name", ["banque_populaire_2025.csv", "boursobank_2026.csv"])
def test_real_exports_are_read_on_the_page(lumen, as_, name):
    statement, page = given_on_the_page(as_(lumen.claire), name, (CASES / name).read_bytes())
    assert (statement.lines_added, statement.faults) == (3, [])
    assert "3 lignes lues" in page


@pytest.mark.skipif(not CASES.exists(), reason="the shared cases are not on this machine")
def test_the_header_of_every_bank_we_know_of_is_found(lumen, as_):
    """With no line below it, the file is said to hold none; never that its header is unknown."""
    rows = (CASES / "HEADERS_FR_BANKS.txt").read_text(encoding="utf-8").splitlines()[1:]
    headers = [row.split(";", 1)[1].split("  ->")[0].split("[;")[0].replace(",...", "") for row in rows if row.strip()]
    claire = as_(lumen.claire)
    told = [given_on_the_page(claire, "releve.csv", f"{header}\n".encode())[0].refusal for header in headers]
    assert len(headers) == 10
    assert set(told) == {"no_lines"}
