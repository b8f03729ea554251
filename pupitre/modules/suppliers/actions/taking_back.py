"""Taking a sheet of suppliers or contracts back: only what nobody changed since."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import require
from pupitre.foundation.audit.verbs import action, tell
from pupitre.foundation.imports.taking_back import (
    CHANGED_SINCE,
    REMOVED_SINCE,
    SOMETHING_STANDS,
    TARGET_IS_GONE,
    Left,
    TakenBack,
    Written,
    left_erased,
    lost_targets,
    named_in,
    pointed_at,
    put_values,
)
from pupitre.foundation.tenancy.models import Member
from pupitre.modules.suppliers import policies
from pupitre.modules.suppliers.actions.contracts import CannotChange, named
from pupitre.modules.suppliers.actions.reckoning import DERIVED, reckon
from pupitre.modules.suppliers.events import ContractEdited, ContractRemoved, SupplierEdited, SupplierRemoved
from pupitre.modules.suppliers.models import Contract, Supplier
from pupitre.modules.suppliers.queries import decisions_of

BATCH = 400
KINDS: tuple[type[Supplier] | type[Contract], ...] = (Contract, Supplier)


@dataclass
class _Plan:
    """By model: what goes back, with its values of before, and what goes to the bin."""

    back: dict[type, list[tuple[Any, dict[str, Any]]]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    gone: dict[type, list[Any]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    left: list[Left] = field(default_factory=list)

    def said(self) -> TakenBack:
        return TakenBack(_total(self.back), _total(self.gone), self.left)

    def leave(self, row: Any, reason: str) -> None:
        self.left.append(Left(row._meta.label_lower, row.ref, str(row), reason))


def look_back(rows: Sequence[Written]) -> TakenBack:
    return _planned(rows).said()


@action
def take_back_sheet(rows: Sequence[Written], *, actor: Member) -> TakenBack:
    """Rows of before come back, new ones go to the bin; what was changed since, or is stood upon, stays."""
    require(policies.can_import(actor))
    plan = _planned(rows, is_locked=True)
    if not (plan.said().restored or plan.said().removed):
        raise CannotChange("Rien ne peut revenir : tout a changé ou sert encore.")
    for kind in KINDS:
        _remove(kind, plan.gone[kind])
    _restore_suppliers(plan.back[Supplier])
    _restore_contracts(plan.back[Contract])
    return plan.said()


def _planned(rows: Sequence[Written], *, is_locked: bool = False) -> _Plan:
    plan = _Plan()
    for kind in KINDS:
        _sort_out(kind, [one for one in rows if one.kind == kind._meta.label_lower], plan, is_locked)
    _keep_what_lost_its_target(plan)
    _keep_what_is_stood_upon(plan)
    return plan


def _sort_out(kind: Any, rows: Sequence[Written], plan: _Plan, is_locked: bool) -> None:
    found = kind.with_removed.filter(ref__in=[one.ref for one in rows])
    found = found.select_related("supplier", "owner") if kind is Contract else found
    there = {row.ref: row for row in (found.select_for_update(of=("self",)) if is_locked else found)}
    for one in rows:
        row = there.get(one.ref)
        if row is None:
            plan.left.append(left_erased(one))
        elif row.removed_at or row.version != one.version:
            plan.leave(row, REMOVED_SINCE if row.removed_at else CHANGED_SINCE)
        elif one.was is None:
            plan.gone[kind].append(row)
        else:
            plan.back[kind].append((row, one.was))


def _keep_what_lost_its_target(plan: _Plan) -> None:
    """A contract does not go back to a supplier that is in the bin, nor to somebody who is not there any more."""
    lost = lost_targets(Contract, [was for _, was in plan.back[Contract]])
    kept = []
    for row, was in plan.back[Contract]:
        if any(was.get(name) in keys for name, keys in lost.items()):
            plan.leave(row, TARGET_IS_GONE)
        else:
            kept.append((row, was))
    plan.back[Contract] = kept


def _keep_what_is_stood_upon(plan: _Plan) -> None:
    for kind in KINDS:
        named = named_in(kind, [row.ref for row in plan.gone[kind]])
        _stay(plan, kind, {row.pk for row in plan.gone[kind] if row.ref in named})
    leaving = {row.pk for row in plan.gone[Contract]}
    leaving |= {row.pk for row, was in plan.back[Contract] if "supplier" in was}
    pks = {row.pk for row in plan.gone[Supplier]}
    stood_upon = pointed_at(Supplier, pks, {(Contract, "supplier"): leaving}, bin_counts=False)
    _stay(plan, Supplier, stood_upon)


def _stay(plan: _Plan, kind: type, pks: Collection[int]) -> None:
    for row in plan.gone[kind]:
        if row.pk in pks:
            plan.leave(row, SOMETHING_STANDS)
    plan.gone[kind] = [row for row in plan.gone[kind] if row.pk not in pks]


def _remove(kind: Any, rows: Sequence[Any]) -> None:
    for row in rows:
        row.removed_at, row.version = clock.now(), row.version + 1
        if kind is Contract:
            tell(ContractRemoved(row.ref), row, named(row))
        else:
            tell(SupplierRemoved(row.ref), row, {"name": row.name})
    _write(kind, rows, {"removed_at"})


def _restore_suppliers(rows: Sequence[tuple[Supplier, dict[str, Any]]]) -> None:
    for row, was in rows:
        put_values(row, was)
        row.version += 1
        tell(SupplierEdited(row.ref), row, {"name": row.name, "fields": sorted(was)})
    _write(Supplier, [row for row, _ in rows], {name for _, was in rows for name in was})


def _restore_contracts(rows: Sequence[tuple[Contract, dict[str, Any]]]) -> None:
    decided: dict[int, list[Any]] = {row.pk: [] for row, _ in rows}
    for decision in decisions_of([row for row, _ in rows]):
        decided[decision.contract_id].append(decision)
    for row, was in rows:
        before = row.yearly_cents
        put_values(row, was)
        reckon(row, decided[row.pk])
        row.version += 1
        details = {**named(row), "fields": sorted(was)}
        tell(ContractEdited(row.ref, before, row.yearly_cents), row, details)
    _write(Contract, [row for row, _ in rows], {name for _, was in rows for name in was} | set(DERIVED))


def _write(kind: Any, rows: Sequence[Any], fields: Collection[str]) -> None:
    if rows:
        written = sorted({*fields, "version"})
        kind.with_removed.bulk_create(rows, BATCH, update_conflicts=True, unique_fields=["pk"], update_fields=written)


def _total(sorted_out: dict[type, list[Any]]) -> int:
    return sum(map(len, sorted_out.values()))
