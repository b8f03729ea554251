"""Amounts and prices as people write them, to the cent and without guessing."""

import re
from typing import NamedTuple

from pupitre.kernel.reading.text import Unreadable, plain

LONGEST = 13  # digits before the cents: a database counts cents on eighteen

CURRENCY = "(?:€|euros?|eur)?"
TAX = r"(?: ?(?P<tax>ht|h\.t\.?|ttc|t\.t\.c\.?))?"
SHAPE = re.compile(
    rf"(?P<sign>[-+]?) ?{CURRENCY} ?(?P<minus>-?) ?(?P<number>[0-9][0-9 .,']*?) ?{CURRENCY}{TAX} ?(?P<last>-?)"
)

AMBIGUOUS = re.compile("[1-9][0-9]{0,2}[.,][0-9]{3}")
FORMS = [
    re.compile(rf"(?P<whole>{whole})(?:{point}(?P<decimals>[0-9]+))?")
    for whole, point in (
        ("[0-9]+", "[.,]"),
        ("[0-9]{1,3}(?: [0-9]{3})+", "[.,]"),
        ("[0-9]{1,3}(?:'[0-9]{3})+", "[.,]"),
        (r"[0-9]{1,3}(?:\.[0-9]{3})+", ","),
        ("[0-9]{1,3}(?:,[0-9]{3})+", r"\."),
    )
]

PERIODS = {
    "month": ("mois", "mensuel", "mensuelle", "mensuels"),
    "quarter": ("trimestre", "trimestriel", "trimestrielle"),
    "half_year": ("semestre", "semestriel", "semestrielle"),
    "year": ("an", "annee", "annuel", "annuelle", "annuels"),
    "once": ("une fois", "en une fois", "une seule fois", "unique", "ponctuel"),
}
PER = {word: period for period, words in PERIODS.items() for word in words}
PRICE = re.compile(rf"(?P<amount>.*?[^ /])(?: ?/ ?| par | )(?P<per>{'|'.join(PER)})(?P<after> (?:ht|ttc))?")


class Price(NamedTuple):
    cents: int
    per: str | None  # month, quarter, half_year, year, once; None when it is not said


def read_amount(text: str) -> int:
    """Cents. Raises Unreadable: empty, not_an_amount, ambiguous, too_many_decimals, too_large, with_tax."""
    typed = plain(text)
    if not typed:
        raise Unreadable("empty")
    is_bracketed = typed.startswith("(") and typed.endswith(")")
    shape = SHAPE.fullmatch(typed[1:-1].strip() if is_bracketed else typed)
    if shape is None:
        raise Unreadable("not_an_amount")
    if (shape["tax"] or "").startswith("t"):
        raise Unreadable("with_tax")
    return _sign(shape, is_bracketed) * _cents(shape["number"].strip())


def read_price(text: str) -> Price:
    """What it costs and how often: « 420 €/mois », « 1 200 € par an ». Raises Unreadable as amounts do."""
    if found := PRICE.fullmatch(plain(text)):
        return Price(read_amount(found["amount"] + (found["after"] or "")), PER[found["per"]])
    return Price(read_amount(text), None)


def _sign(shape: re.Match[str], is_bracketed: bool) -> int:
    """One way at a time of saying that an amount is negative."""
    signs = [sign for sign in (shape["sign"], shape["minus"], shape["last"]) if sign] + ["-"] * is_bracketed
    if len(signs) > 1:
        raise Unreadable("not_an_amount")
    return -1 if signs == ["-"] else 1


def _cents(number: str) -> int:
    if AMBIGUOUS.fullmatch(number):
        raise Unreadable("ambiguous")
    found = next((found for form in FORMS if (found := form.fullmatch(number))), None)
    if found is None:
        raise Unreadable("not_an_amount")
    whole, decimals = (re.sub("[^0-9]", "", found["whole"]), (found["decimals"] or "").rstrip("0"))
    if len(decimals) > 2:
        raise Unreadable("too_many_decimals")
    if len(whole.lstrip("0")) > LONGEST:
        raise Unreadable("too_large")
    return int(whole) * 100 + int(decimals.ljust(2, "0"))
