"""Which column says what: the headers of ten banks, then the usual names of any other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pupitre.kernel.reading.text import fold

OTHER = "other"


@dataclass(frozen=True)
class Layout:
    """Names are folded; in each tuple the first one that is filled is taken. `required` tells this bank from others."""

    bank: str
    required: frozenset[str]
    on: tuple[str, ...]
    label: tuple[str, ...]
    amount: tuple[str, ...] = ()
    debit: tuple[str, ...] = ()
    credit: tuple[str, ...] = ()
    account: tuple[str, ...] = ()
    reference: tuple[str, ...] = ()
    currency: tuple[str, ...] = ()
    status: tuple[str, ...] = ()


@dataclass(frozen=True)
class Columns:
    """A layout found in a header: for each role, the positions that may say it, the best first."""

    bank: str
    header: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def name(self, position: int) -> str:
        return self.header[position] if position < len(self.header) else ""


ROLES = ("on", "label", "amount", "debit", "credit", "account", "reference", "currency", "status")


def _bank(code: str, required: str, **names: tuple[str, ...]) -> Layout:
    return Layout(code, frozenset(required.split("|")), **names)


BANKS = (
    _bank(
        "bnp_paribas",
        "date operation|libelle court|type operation|libelle operation|montant operation en euro",
        on=("date operation",),
        label=("libelle operation", "libelle court"),
        amount=("montant operation en euro",),
    ),
    _bank(
        "societe_generale",
        "date de l operation|libelle|detail de l ecriture|montant de l operation",
        on=("date de l operation",),
        label=("detail de l ecriture", "libelle"),
        amount=("montant de l operation",),
        currency=("devise",),
    ),
    _bank(
        "credit_agricole",
        "date|libelle|debit euros|credit euros",
        on=("date",),
        label=("libelle",),
        debit=("debit euros",),
        credit=("credit euros",),
    ),
    _bank(
        "bpce",
        "date de comptabilisation|libelle simplifie|libelle operation|debit|credit",
        on=("date de comptabilisation",),
        label=("libelle operation", "libelle simplifie"),
        debit=("debit",),
        credit=("credit",),
        reference=("reference",),
    ),
    _bank(
        "credit_mutuel",
        "date|date de valeur|debit|credit|libelle|solde",
        on=("date",),
        label=("libelle",),
        debit=("debit",),
        credit=("credit",),
    ),
    _bank(
        "credit_mutuel",
        "date|date de valeur|montant|libelle|solde",
        on=("date",),
        label=("libelle",),
        amount=("montant",),
    ),
    _bank(
        "banque_postale",
        "date|libelle|montant euros",
        on=("date",),
        label=("libelle",),
        amount=("montant euros",),
    ),
    _bank(
        "boursobank",
        "dateop|dateval|label|amount|accountnum",
        on=("dateop",),
        label=("label",),
        amount=("amount",),
        account=("accountnum",),
    ),
    _bank(
        "shine",
        "transaction id|date de la valeur|debit|credit|libelle|nom de la contrepartie",
        on=("date d operation", "date de la valeur"),
        label=("nom de la contrepartie", "libelle"),
        debit=("debit",),
        credit=("credit",),
        reference=("transaction id",),
    ),
    _bank(
        "qonto",
        "status|operation date utc|total amount incl vat|counterparty name|transaction id",
        on=("operation date utc", "settlement date utc"),
        label=("counterparty name", "reference"),
        amount=("total amount incl vat",),
        reference=("transaction id",),
        currency=("currency",),
        status=("status",),
    ),
    _bank(
        "revolut",
        "date started utc|date completed utc|state|description|amount",
        on=("date completed utc", "date started utc"),
        label=("description", "reference"),
        amount=("total amount", "amount"),
        account=("account",),
        reference=("id",),
        currency=("payment currency",),
        status=("state",),
    ),
)

ANY = Layout(
    OTHER,
    frozenset(),
    on=(
        *("date", "date operation", "date de l operation", "date d operation", "date comptable"),
        *("date de comptabilisation", "date de l ecriture", "dateop", "operation date", "booking date"),
        *("transaction date", "date transaction", "date de transaction", "date valeur", "date de valeur", "value date"),
    ),
    label=(
        *("libelle", "libelle operation", "libelle de l operation", "libelle complet", "libelle de l ecriture"),
        *("operation", "intitule", "description", "designation", "detail", "details", "label", "contrepartie"),
        *("nature de l operation", "communication", "motif", "counterparty name", "payee"),
    ),
    amount=(
        *("montant", "montant euros", "montant eur", "montant en euros", "montant en euro", "montant de l operation"),
        *("montant operation", "montant ttc", "amount", "total amount", "amount eur", "somme"),
    ),
    debit=("debit", "debits", "debit euros", "debit eur", "montant debit", "debit en euros", "depense", "money out"),
    credit=(
        "credit",
        "credits",
        "credit euros",
        "credit eur",
        "montant credit",
        "credit en euros",
        "recette",
        "money in",
    ),
    account=("compte", "numero de compte", "n de compte", "num compte", "account", "account number", "accountnum"),
    reference=("reference", "ref", "reference operation", "numero d operation", "transaction id"),
    currency=("devise", "currency"),
)


def columns_in(cells: Sequence[str]) -> Columns | None:
    """What this record says if it is a header; None when a day, a label or an amount has no column."""
    folded = [fold(cell) for cell in cells]
    named = set(folded)
    layout = next((one for one in BANKS if one.required <= named), ANY)
    places = {role: _places(folded, getattr(layout, role)) for role in ROLES}
    has_amount = places["amount"] or (places["debit"] and places["credit"])
    if not (places["on"] and places["label"] and has_amount):
        return None
    return Columns(layout.bank, tuple(cell.strip() for cell in cells), places)


def _places(folded: Sequence[str], names: Sequence[str]) -> tuple[int, ...]:
    return tuple(folded.index(name) for name in names if name in folded)
