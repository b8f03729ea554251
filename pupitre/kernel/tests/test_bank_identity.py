"""A period read twice adds nothing."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pupitre.kernel.bank import Line, identities, read_statement

START = date(2026, 2, 1)
DAYS = 12
LINES = st.builds(
    Line,
    on=st.integers(0, DAYS - 1).map(lambda n: START + timedelta(days=n)),
    label=st.sampled_from(["CAFE", "Café", "PRLV ORANGE", "CARTE 05/02 CAFE"]),
    cents=st.sampled_from([-250, -251, 300]),
    account=st.sampled_from(["", "1"]),
)


@given(st.lists(LINES, max_size=40), st.integers(0, DAYS), st.integers(0, DAYS))
def test_two_exports_that_overlap_are_together_the_whole(lines, one, other):
    lines = sorted(lines, key=lambda line: line.on)
    from_day, until_day = (START + timedelta(days=n) for n in sorted((one, other)))
    first = [line for line in lines if line.on <= until_day]
    second = [line for line in lines if line.on >= from_day]

    assert set(identities(first)) | set(identities(second)) == set(identities(lines))
    assert len(set(identities(lines))) == len(lines)


@given(st.lists(LINES, max_size=40))
def test_the_order_of_the_export_changes_no_key(lines):
    assert sorted(identities(lines)) == sorted(identities(lines[::-1]))


def test_two_coffees_of_one_day_are_two_and_another_account_is_another_line():
    coffee = Line(START, "CAFE", -250)
    elsewhere = Line(START, "CAFE", -250, account="2")

    assert len(set(identities([coffee, coffee, elsewhere]))) == 3
    assert identities([coffee])[0] == identities([coffee, coffee])[0]


def test_a_key_does_not_depend_on_the_row_the_reference_or_the_accents():
    one = Line(START, "CARTE Café", -250, row=3, reference="A")
    again = Line(START, "carte  CAFE", -250, row=900)

    assert identities([one]) == identities([again])


def test_the_same_export_in_another_encoding_adds_nothing():
    text = "Date;Libellé;Montant\n05/02/2026;Café;-2,50\n05/02/2026;Café;-2,50\n"
    keys = [identities(read_statement(text.encode(one)).lines) for one in ("utf-8", "cp1252", "utf-16")]

    assert keys[0] == keys[1] == keys[2]
    assert len(set(keys[0])) == 2
