"""The sheet of contracts: identity is the reference when there is one, else supplier and title."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from pupitre.foundation.imports.sheets import LineError, Prepared, Preview, Row, Sheet
from pupitre.foundation.imports.taking_back import WayBack
from pupitre.foundation.tenancy.models import Member, Site
from pupitre.kernel.calendar import ONE_DAY, add_months
from pupitre.kernel.formatting import counted
from pupitre.kernel.notice import BadTerms, Regime
from pupitre.kernel.reading import Duration, fold
from pupitre.modules.suppliers import actions, queries
from pupitre.modules.suppliers.actions.bulk import Changed
from pupitre.modules.suppliers.actions.contracts import BAD_TERMS
from pupitre.modules.suppliers.actions.reckoning import DERIVED, reckon, values_of
from pupitre.modules.suppliers.actions.suppliers import changes
from pupitre.modules.suppliers.actions.suppliers import values_of as values_of_supplier
from pupitre.modules.suppliers.actions.taking_back import look_back
from pupitre.modules.suppliers.imports import preview
from pupitre.modules.suppliers.imports.cells import NEVER, Price, Renewal
from pupitre.modules.suppliers.imports.columns import COLUMNS, EXAMPLE
from pupitre.modules.suppliers.imports.suppliers import Known
from pupitre.modules.suppliers.models import Contract, Supplier, WindowDecision
from pupitre.modules.suppliers.rules import ContractDraft, SupplierDraft, category_of

A_YEAR = 12  # months
CULPRITS = {"ends_before_start": "ends_on", "no_term": "initial_months", "notice_longer_than_term": "notice"}
PLAIN = ("reference", "ends_on", "seats", "terminated_on", "notes", "is_received", "category", "renewal_months")


class Refused(Exception):
    """A line that cannot be taken: which field, and why in French."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.reason = column, reason


@dataclass
class Stored:
    """Everything a sheet is compared with, read once."""

    suppliers: Known = field(default_factory=Known)
    by_reference: dict[str, Contract] = field(default_factory=dict)
    by_title: dict[tuple[str, str], list[Contract]] = field(default_factory=lambda: defaultdict(list))
    decided: dict[int, list[WindowDecision]] = field(default_factory=lambda: defaultdict(list))
    members: list[tuple[str, frozenset[str], Member]] = field(default_factory=list)
    sites: dict[str, Site] = field(default_factory=dict)

    @classmethod
    def now(cls) -> "Stored":
        known = cls()
        for contract in queries.all_contracts():
            known.by_reference[contract.reference] = contract
            known.by_title[contract.supplier.ref, contract.folded_title].append(contract)
        for decision in WindowDecision.objects.order_by("pk"):
            known.decided[decision.contract_id].append(decision)
        known.members = [(row.email, frozenset(fold(row.name).split()), row) for row in Member.objects.all()]
        known.sites = {fold(site.name): site for site in Site.objects.all()}
        return known


@dataclass
class Batch:
    """What the lines read so far would write."""

    suppliers: dict[str, Supplier] = field(default_factory=dict)
    created: list[Contract] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    unchanged: int = 0
    lines: dict[tuple[str, ...], int] = field(default_factory=dict)
    titled: dict[tuple[str, str], int] = field(default_factory=dict)
    without_reference: dict[tuple[str, str], int] = field(default_factory=dict)
    supposed: Counter[str] = field(default_factory=Counter)
    understood: Preview = field(default_factory=Preview)

    def line_of(self, row: Row, key: tuple[str, ...], place: tuple[str, str]) -> int | None:
        """Where the same contract already stands; without a reference it is alone of its supplier and title."""
        same = self.without_reference if row.get("reference") else self.titled
        return self.lines.get(key) or same.get(place)

    def note(self, row: Row, key: tuple[str, ...], place: tuple[str, str]) -> None:
        self.lines[key] = self.titled[place] = row.line
        if not row.get("reference"):
            self.without_reference[place] = row.line


def prepare(rows: Sequence[Row], actor: Member) -> Prepared:
    """Everything that can be computed is computed here, before the transaction."""
    stored, batch = Stored.now(), Batch()
    errors: list[LineError] = []
    for row in rows:
        try:
            _one(row, stored, batch)
        except Refused as refused:
            errors.append(row.error(refused.column, refused.reason))
    used = {contract.supplier.ref for contract in batch.created}
    used |= {one.values["supplier"].ref for one in batch.changed if "supplier" in one.values}
    new = [supplier for supplier in batch.suppliers.values() if supplier.ref in used]
    found = Prepared(len(batch.created), len(batch.changed), batch.unchanged, len(new), errors)
    found.warnings, found.understood = _warnings(batch.supposed), batch.understood
    if batch.created or batch.changed:
        found.write = lambda: actions.import_contracts(new, batch.created, batch.changed, actor=actor)
    return found


def _one(row: Row, stored: Stored, batch: Batch) -> None:
    title = row.get("title") or row.get("category")
    if not title:
        raise Refused("title", "Il manque l’objet du contrat.")
    supplier = _supplier(row.values["supplier"], stored, batch)
    before = _find(row, supplier, title, stored)
    key = _key(row, supplier, title, before)
    place = (supplier.ref, fold(title)[:160])
    if twice := batch.line_of(row, key, place):
        column, hint = (
            ("reference", "") if row.get("reference") else ("title", " : s’il y en a deux, donnez la référence")
        )
        raise Refused(column, f"Ce contrat est déjà à la ligne {twice}{hint}.")
    values = _values(row, supplier, title, before, stored)
    batch.note(row, key, place)
    _keep(row.line, values, before, stored, batch)
    if before is None:
        batch.supposed.update(_supposed(row))


def _supposed(row: Row) -> list[str]:
    """What a new contract is given because its line does not say it."""
    price, length = row.get("price"), row.get("initial_months")
    is_known = row.get("renewal") or isinstance(length, Regime) or category_of(row.get("category", "")).regime
    checks = {
        "price_per": price and not (price.per or row.get("price_per")),
        "price_basis": price and not (price.basis or row.get("price_basis")),
        "regime": not is_known,
    }
    return [name for name, is_supposed in checks.items() if is_supposed]


def _warnings(supposed: Counter[str]) -> list[str]:
    said = {
        "price_per": counted(supposed["price_per"], "prix", "prix") + " sans période : compris par an.",
        "price_basis": counted(supposed["price_basis"], "prix", "prix") + " sans HT ni TTC : compris HT.",
        "regime": counted(supposed["regime"], "contrat")
        + " sans mode de reconduction : compris en tacite reconduction.",
    }
    return [sentence for name, sentence in said.items() if supposed[name]]


def _keep(line: int, values: dict[str, Any], before: Contract | None, stored: Stored, batch: Batch) -> None:
    if before is None:
        contract = Contract(**values)
        reckon(contract)
        batch.created.append(contract)
        preview.note_new(batch.understood, line, contract)
    elif differing := changes(before, values):
        trial = copy(before)
        for name, value in values.items():
            setattr(trial, name, value)
        reckon(trial, stored.decided[before.pk])
        batch.changed.append(Changed(before, {**differing, **_derived(trial)}))
        preview.note_changed(batch.understood, line, before, trial)
    else:
        batch.unchanged += 1


def _derived(contract: Contract) -> dict[str, Any]:
    return {name: getattr(contract, name) for name in DERIVED}


def _supplier(name: str, stored: Stored, batch: Batch) -> Supplier:
    """An unknown supplier is created with its contract, if at least one of its lines is good."""
    if (known := stored.suppliers.find(name)) is not None:
        return known
    key = fold(name)
    if key not in batch.suppliers:
        batch.suppliers[key] = Supplier(**values_of_supplier(SupplierDraft(name=name)))
    return batch.suppliers[key]


def _find(row: Row, supplier: Supplier, title: str, stored: Stored) -> Contract | None:
    if reference := row.get("reference"):
        return stored.by_reference.get(reference)
    same = stored.by_title.get((supplier.ref, fold(title)[:160]), [])
    if len(same) > 1:
        raise Refused("title", f"{len(same)} contrats de ce fournisseur ont ce nom : donnez la référence.")
    return same[0] if same else None


def _key(row: Row, supplier: Supplier, title: str, before: Contract | None) -> tuple[str, ...]:
    if before is not None:
        return (before.ref,)
    return (row.values["reference"],) if row.get("reference") else (supplier.ref, fold(title))


def _values(row: Row, supplier: Supplier, title: str, before: Contract | None, stored: Stored) -> dict[str, Any]:
    title = before.title if before and fold(before.title) == fold(title) else title  # written otherwise, no other title
    said = {"supplier": supplier, "title": title, **_said(row), **_people(row, stored)}
    kept = {name: getattr(before, name) for name in ContractDraft.__dataclass_fields__} if before else {}
    try:
        draft = ContractDraft(**_with_a_start({**kept, **_regime(row, before), **said}))
        _ = draft.terms
    except BadTerms as problem:
        reason = BAD_TERMS.get(problem.code, "Ces dates et ces durées ne vont pas ensemble.")
        raise Refused(CULPRITS.get(problem.code, "initial_months"), reason) from problem
    if draft.terminated_on and draft.is_start_known and draft.terminated_on < draft.starts_on:
        raise Refused("terminated_on", "Le contrat finit avant de commencer.")
    return {**values_of(draft), "reference": draft.reference or (before.reference if before else "")}


def _said(row: Row) -> dict[str, Any]:
    said = {name: row.values[name] for name in PLAIN if name in row.values}
    if isinstance(length := row.get("initial_months"), int):
        said["initial_months"] = length
    if isinstance(notice := row.get("notice"), Duration):
        said |= {"notice_months": notice.months, "notice_days": notice.days}
    if (negotiated := row.get("last_negotiated_on")) is not None:
        said |= {"is_never_negotiated": True} if negotiated == NEVER else {"last_negotiated_on": negotiated}
    if "starts_on" in row.values:
        said |= {"starts_on": row.values["starts_on"], "is_start_known": True}
    return {**said, **_price(row)}


def _price(row: Row) -> dict[str, Any]:
    """A period or a tax of its own column wins over the header's."""
    price: Price | None = row.get("price")
    said: dict[str, Any] = {} if price is None else {"price_cents": price.cents}
    if per := row.get("price_per") or (price.per if price else None):
        said["price_per"] = per
    if basis := row.get("price_basis") or (price.basis if price else None):
        said["price_basis"] = basis
    return said


def _regime(row: Row, before: Contract | None) -> dict[str, Any]:
    """What the sheet says, else what the category usually is."""
    renewal: Renewal | None = row.get("renewal")
    length = row.get("initial_months")
    if renewal is not None:
        months = {"renewal_months": renewal.months} if renewal.months else {}
        regime = length if renewal.regime is Regime.TACIT and isinstance(length, Regime) else renewal.regime
        return {"regime": regime, **months}
    if isinstance(length, Regime):
        return {"regime": length}
    usual = category_of(row.get("category", "")).regime
    return {} if before else {"regime": Regime(usual or Regime.TACIT)}


def _with_a_start(values: dict[str, Any]) -> dict[str, Any]:
    """A sheet often gives the end alone: the start is then supposed, and said to be."""
    if values.get("starts_on"):
        return values
    if not values.get("ends_on"):
        raise Refused("starts_on", "Il manque la date de début, ou la date de fin.")
    starts_on = add_months(values["ends_on"] + ONE_DAY, -(values.get("initial_months") or A_YEAR))
    return {**values, "starts_on": starts_on, "is_start_known": False}


def _people(row: Row, stored: Stored) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if typed := row.get("owner"):
        said["owner"] = _member(typed, stored)
    if typed := row.get("site"):
        if fold(typed) not in stored.sites:
            raise Refused("site", "Aucun site de l’entreprise ne porte ce nom.")
        said["site"] = stored.sites[fold(typed)]
    return said


def _member(typed: str, stored: Stored) -> Member:
    """By e-mail, else by name: a part of a name is enough when one person only has it."""
    words = frozenset(fold(typed).split())
    found = [row for email, _, row in stored.members if email and email == typed.lower()]
    found = found or [row for _, name, row in stored.members if words == name]
    found = found or [row for _, name, row in stored.members if words and words < name]
    if len(found) != 1:
        raise Refused(
            "owner", "Plusieurs personnes portent ce nom." if found else "Personne de l’entreprise ne porte ce nom."
        )
    return found[0]


CONTRACTS = Sheet(
    "contracts",
    "Contrats",
    COLUMNS,
    "suppliers.import_sheets",
    prepare,
    EXAMPLE,
    "suppliers:contract_list",
    back=WayBack(look_back, actions.take_back_sheet),
)
