"""How the cells of these sheets are read: regimes, durations, notices, prices, numbers of companies."""

import re
from collections.abc import Callable
from typing import NamedTuple

from pupitre.foundation.imports.readers import reason_of, text_of
from pupitre.foundation.imports.sheets import BadCell, Cell, ReadContext
from pupitre.kernel import identifiers
from pupitre.kernel.money import Basis
from pupitre.kernel.notice import Regime
from pupitre.kernel.reading import (
    Duration,
    Unreadable,
    find_duration,
    fold,
    plain,
    read_amount,
    read_bool,
    read_duration,
    read_price,
)
from pupitre.modules.suppliers.rules import Per

MOST_MONTHS, MOST_DAYS = 1200, 3650
MOST_DIGITS = 9
BARE_MONTHS = 24  # a bare number beyond that is days that forgot to say so
IMPLAUSIBLE = "Cette durée n’est pas vraisemblable."
NEVER = "never"
OPEN = ("indetermine", "sans terme", "sans duree", "cdi", "open ended", "illimite")
LEASE = ("3 6 9", "bail", "lease")
FIRM = r"expres|\b(?:non|no|not|pas|sans|jamais|ferme|fixe|aucune?|fixed|none)\b"
DECISIVE = re.compile(rf"(?P<firm>{FIRM})|tacit\w*|\b(?:auto\w*|oui|yes)\b")
RENEWED = re.compile("renouvel|reconduct|renew|rolling")
NOTICE_BESIDE = re.compile(r"preavis\W*(?:de )?(?:\w+ (?:mois|jours?))?|\w+ (?:mois|jours?) (?:de preavis|avant)")
REMARK = re.compile(r"\s*\([^)\d]*\)")
EACH = {  # months
    1: re.compile(r"\b(?:mensuel|monthly|(?:chaque|par|de) mois\b)"),
    3: re.compile(r"\b(?:trimestriel|quarterly|(?:chaque|par) trimestre)"),
    6: re.compile(r"\b(?:semestriel|(?:chaque|par) semestre)"),
    12: re.compile(r"\b(?:annuel|annual|yearly|(?:chaque|par) an(?:nee)?\b|d'annee en annee)"),
}
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
    """« tacite 12 mois », « expresse », « oui », « non », « 12 mois », « 12 »."""
    typed = fold(text_of(cell))
    for regime, words in (
        (Regime.OPEN_ENDED, OPEN),
        (Regime.LEASE, LEASE),
        (Regime.INSURANCE, ("assurance", "insurance")),
    ):
        if any(word in typed for word in words):
            return Renewal(regime)
    return _renewed(plain(text_of(cell)))


def _renewed(typed: str) -> Renewal:
    """The answer when there is one (« reconduction : non »), else the first word that decides."""
    if typed.isdecimal() and typed not in {"0", "1"}:
        return Renewal(Regime.TACIT, _plausible(int(typed[:MOST_DIGITS])))
    said, answer = NOTICE_BESIDE.sub("", typed), _answer(typed)
    decisive = DECISIVE.search(said)
    if answer is False or (answer is None and decisive and decisive["firm"]):
        return Renewal(Regime.EXPRESS)
    months = _every(said[decisive.end() :] if decisive else said) or _every(said)
    if months or decisive or answer or RENEWED.search(typed):
        return Renewal(Regime.TACIT, months)
    raise BadCell("On ne comprend pas la reconduction : écrivez « tacite 12 mois », « expresse », « oui » ou « non ».")


def _answer(typed: str) -> bool | None:
    try:
        return read_bool(typed.rpartition(":")[2])
    except Unreadable:
        return None


def _every(typed: str) -> int | None:
    """« annuelle » is 12 months, as « 12 mois » is; the first that is said."""
    said = [(found.start(), months) for months, words in EACH.items() if (found := words.search(typed))]
    if duration := find_duration(typed):
        if not duration[1].months:
            raise BadCell("Une reconduction se compte en mois ou en années.")
        said.append((duration[0], _plausible(duration[1].months)))
    return min(said)[1] if said else None


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
    if unit == "months" and typed.isdigit() and said.months > BARE_MONTHS and not re.search("mois|month", header):
        raise BadCell(f"{typed} quoi ? Écrivez « {typed} jours » ou « {typed} mois ».")
    if said.months > MOST_MONTHS or said.days > MOST_DAYS:
        raise BadCell(IMPLAUSIBLE)
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
    typed = REMARK.sub("", text_of(cell))
    if unit == "years" and typed.isdecimal():
        return Duration(months=12 * int(typed[:MOST_DIGITS]))
    try:
        return read_duration(typed, "days" if unit == "days" else "months")
    except Unreadable as error:
        raise BadCell(reason_of(error)) from error


def _plausible(n: int) -> int:
    if not 0 < n <= MOST_MONTHS:
        raise BadCell(IMPLAUSIBLE)
    return n
