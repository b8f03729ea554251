"""Adding, editing and removing suppliers."""

from dataclasses import asdict
from typing import Any

from django.db.models import Model, Q

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.audit.verbs import action, locked, offer_undo, save, tell
from pupitre.foundation.tenancy.models import Member
from pupitre.kernel.reading import fold
from pupitre.modules.suppliers import policies
from pupitre.modules.suppliers.events import SupplierAdded, SupplierEdited, SupplierRemoved, SupplierRestored
from pupitre.modules.suppliers.models import Supplier
from pupitre.modules.suppliers.rules import SupplierDraft, category_of


class CannotKeep(Refusal):
    pass


@action
def add_supplier(draft: SupplierDraft, *, actor: Member) -> Supplier:
    require(policies.can_edit_suppliers(actor))
    supplier = Supplier(**values_of(draft))
    _refuse_a_double(supplier)
    supplier.save(force_insert=True)
    tell(SupplierAdded(supplier.ref), supplier, {"name": supplier.name})
    return supplier


@action
def edit_supplier(supplier: Supplier, draft: SupplierDraft, version: int | None = None, *, actor: Member) -> Supplier:
    supplier = locked(supplier, version)
    require(policies.can_edit_suppliers(actor))
    changed = changes(supplier, values_of(draft))
    if not changed:
        raise CannotKeep("Rien n’a changé sur cette fiche.")
    apply(supplier, changed)
    _refuse_a_double(supplier)
    save(supplier, *changed)
    tell(SupplierEdited(supplier.ref), supplier, {"name": supplier.name, "fields": sorted(changed)})
    return supplier


@action
def remove_supplier(supplier: Supplier, version: int | None = None, *, actor: Member) -> Supplier:
    supplier = still_there(supplier, version)
    require(policies.can_edit_suppliers(actor))
    if supplier.contracts.filter(removed_at=None).exists():
        raise CannotKeep("Ce fournisseur a des contrats : retirez-les d’abord, ou gardez sa fiche.")
    supplier.removed_at = clock.now()
    save(supplier, "removed_at")
    tell(SupplierRemoved(supplier.ref), supplier, {"name": supplier.name})
    offer_undo(f"{supplier.name} retiré", restore_supplier, ref=supplier.ref)
    return supplier


@action
def restore_supplier(ref: str, *, actor: Member) -> Supplier:
    require(policies.can_edit_suppliers(actor))
    supplier: Supplier = Supplier.with_removed.select_for_update().get(ref=ref)
    if supplier.removed_at is None:
        raise CannotKeep("Ce fournisseur est déjà là.")
    _refuse_a_double(supplier)
    supplier.removed_at = None
    save(supplier, "removed_at")
    tell(SupplierRestored(supplier.ref), supplier, {"name": supplier.name})
    return supplier


def values_of(draft: SupplierDraft) -> dict[str, object]:
    category = category_of(draft.category).name
    return {**asdict(draft), "folded_name": fold(draft.name)[:120], "category": category}


def changes(row: Any, values: dict[str, object]) -> dict[str, object]:
    """What differs from the row; a related row is told by its key, and is not read for that."""
    now = {name: getattr(row, row._meta.get_field(name).attname) for name in values}
    return {
        name: value for name, value in values.items() if now[name] != (value.pk if isinstance(value, Model) else value)
    }


def apply(row: object, values: dict[str, object]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def still_there(row: Supplier, version: int | None) -> Supplier:
    if not Supplier.objects.filter(pk=row.pk).exists():
        raise CannotKeep("Cette fiche vient d’être retirée.")
    return locked(row, version)


def _refuse_a_double(supplier: Supplier) -> None:
    same = Q(siren=supplier.siren) if supplier.siren else Q(siren="", folded_name=supplier.folded_name)
    if (other := Supplier.objects.filter(same).exclude(pk=supplier.pk).first()) is not None:
        number = " avec ce SIREN" if supplier.siren else ""
        raise CannotKeep(f"{other.name} existe déjà{number}.")
