"""How the cells of these sheets are read: regimes, durations, notices, prices, numbers of companies."""

import re
from collections.abc import Callable
from typing import NamedTuple

from pupitre.foundation.imports.readers import reason_of, text_of
from pupitre.foundation.imports.sheets import BadCell, Cell, ReadContext
from pupitre.kernel import identifiers
from pupitre.kernel.money import Basis
from pupitre.kernel.notice import Regime
from pupitre.kernel.reading import Duration, Unreadable, fold, read_amount, read_bool, read_duration, read_price
from pupitre.modules.suppliers.rules import Per

MOST_MONTHS = 1200
BARE_MONTHS = 24  # a bare number beyond that is days that forgot to say so
NEVER = "never"
DURATION = re.compile(r"(?:\d+|une?|deux|trois|six|douze) ?(?:mois|ans?|annees?|trimestres?|semestres?)\b")
OPEN = ("indetermine", "sans terme", "sans duree", "cdi", "open ended", "illimite")
LEASE = ("3 6 9", "bail", "lease")
FIRM = ("expres", "non", "no", "sans", "ferme", "fixe", "aucun", "aucune", "fixed", "pas de", "none")
TACIT = ("tacit", "auto", "oui", "yes", "renouvel", "reconduct", "renew", "rolling")
PER_WORDS = {
    Per.MONTH: ("mois", "mensuel", "mensuelle", "mensuelles", "mensualite", "monthly", "month"),
    Per.QUARTER: ("trimestre", "trimestriel", "trimestrielle", "quarterly", "quarter"),
    Per.HALF_YEAR: ("semestre", "semestriel", "semestrielle"),
    Per.YEAR: ("an", "annee", "annuel", "annuelle", "annuels", "yearly", "annual", "year"),
    Per.ONCE: ("unique", "ponctuel", "une fois", "once", "comptant"),
}
TAX = re.compile(r"\b(h\.?t\.?|t\.?t\.?c\.?)(?=\W|$)", re.I)


class Renewal(NamedTuple):
    regime: Regime
    months: int | None = None


class Price(NamedTuple):
    cents: int
    per: Per | None
    basis: Basis | None


def renewal(cell: Cell, context: ReadContext) -> Renewal:
    """« tacite 12 mois », « expresse », « oui », « non », « 12 mois »."""
    typed = fold(text_of(cell))
    if isinstance(cell, int | float) and not isinstance(cell, bool) and str(typed).isdigit() and int(typed) > 1:
        return Renewal(Regime.TACIT, int(typed))
    found = DURATION.search(typed)
    months = read_duration(found[0]).months if found else None
    for regime, words in (
        (Regime.OPEN_ENDED, OPEN),
        (Regime.LEASE, LEASE),
        (Regime.INSURANCE, ("assurance", "insurance")),
    ):
        if any(word in typed for word in words):
            return Renewal(regime)
    if any(re.search(rf"\b{word}\b" if len(word) < 6 else word, typed) for word in FIRM):
        return Renewal(Regime.EXPRESS)
    if months or any(word in typed for word in TACIT) or typed in {"o", "y", "x", "1"}:
        return Renewal(Regime.TACIT, months)
    raise BadCell("On ne comprend pas la reconduction : écrivez « tacite 12 mois », « expresse », « oui » ou « non ».")


def term(cell: Cell, context: ReadContext) -> int | Regime:
    """Months; or the regime that a duration names by itself: « indéterminée », « 3-6-9 »."""
    typed = fold(text_of(cell))
    if any(word in typed for word in OPEN):
        return Regime.OPEN_ENDED
    if "3 6 9" in typed:
        return Regime.LEASE
    said = _duration(
        cell, "days" if "jour" in fold(context.header) else "years" if _counts_years(context) else "months"
    )
    if said.days and not said.months:
        raise BadCell("La durée d’un contrat se compte en mois ou en années.")
    return _plausible(said.months)


def months(cell: Cell, context: ReadContext) -> int:
    said = _duration(cell, "years" if _counts_years(context) else "months")
    if said.days:
        raise BadCell("Cette durée se compte en mois ou en années.")
    return _plausible(said.months)


def notice(cell: Cell, context: ReadContext) -> Duration:
    """A bare number is in the unit of the header, else in months."""
    header, typed = fold(context.header), fold(text_of(cell))
    if typed in {"aucun", "sans", "non", "neant", "none", "sans preavis"}:
        return Duration()
    unit = "days" if "jour" in header or "days" in header else "months"
    said = _duration(cell, unit)
    if unit == "months" and typed.isdigit() and said.months > BARE_MONTHS and "mois" not in header:
        raise BadCell(f"{typed} quoi ? Écrivez « {typed} jours » ou « {typed} mois ».")
    return said


def price(cell: Cell, context: ReadContext) -> Price:
    """The period and the tax are said by the value, else by the header."""
    typed = text_of(cell)
    tax = TAX.search(typed) or TAX.search(context.header)
    basis = None if tax is None else Basis.HT if tax[1].lower().startswith("h") else Basis.TTC
    bare = TAX.sub("", typed).strip()
    try:
        said = read_price(bare) if isinstance(cell, str) else None
        cents = said.cents if said else read_amount(typed)
    except Unreadable as error:
        raise BadCell(reason_of(error)) from error
    if cents < 0:
        raise BadCell("Un prix n’est pas négatif.")
    return Price(cents, Per(said.per) if said and said.per else period_in(context.header), basis)


def per(cell: Cell, context: ReadContext) -> Per:
    found = period_in(text_of(cell))
    if found is None:
        raise BadCell("On ne comprend pas la période : écrivez mois, trimestre, semestre, an ou une fois.")
    return found


def period_in(text: str) -> Per | None:
    words = f" {fold(text)} "
    return next((per for per, said in PER_WORDS.items() if any(f" {word} " in words for word in said)), None)


def basis(cell: Cell, context: ReadContext) -> Basis:
    found = TAX.search(text_of(cell))
    if found is None:
        raise BadCell("Écrivez HT ou TTC.")
    return Basis.HT if found[1].lower().startswith("h") else Basis.TTC


def seats(cell: Cell, context: ReadContext) -> int:
    found = re.fullmatch(
        r"(\d{1,6})(?: (?:postes?|licences?|sieges?|utilisateurs?|users?|seats?))?", fold(text_of(cell))
    )
    if found is None:
        raise BadCell("Écrivez un nombre de postes.")
    return int(found[1])


def yes_or_no(cell: Cell, context: ReadContext) -> bool:
    try:
        return read_bool(text_of(cell))
    except Unreadable as error:
        raise BadCell(reason_of(error)) from error


def negotiated(read_day: Callable[[Cell, ReadContext], object]) -> Callable[[Cell, ReadContext], object]:
    def read(cell: Cell, context: ReadContext) -> object:
        return NEVER if fold(text_of(cell)) in {"jamais", "never", "non", "aucune"} else read_day(cell, context)

    return read


def number_of(read: Callable[[str], str], label: str) -> Callable[[Cell, ReadContext], str]:
    """A SIREN, a SIRET, a VAT number, as its rule has it."""

    def checked(cell: Cell, context: ReadContext) -> str:
        try:
            return read(text_of(cell))
        except identifiers.BadIdentifier as error:
            why = {"length": "il n’a pas le bon nombre de chiffres", "checksum": "sa clé de contrôle est fausse"}
            raise BadCell(f"Ce {label} n’est pas valable : {why.get(error.code, 'ce n’est pas sa forme')}.") from error

    return checked


def _counts_years(context: ReadContext) -> bool:
    words = f" {fold(context.header)} "
    return any(f" {word} " in words for word in ("ans", "annees", "years"))


def _duration(cell: Cell, unit: str) -> Duration:
    typed = text_of(cell)
    if unit == "years" and typed.isdigit():
        return Duration(months=12 * int(typed))
    try:
        return read_duration(typed, "days" if unit == "days" else "months")
    except Unreadable as error:
        raise BadCell(reason_of(error)) from error


def _plausible(n: int) -> int:
    if not 0 < n <= MOST_MONTHS:
        raise BadCell("Cette durée n’est pas vraisemblable.")
    return n
