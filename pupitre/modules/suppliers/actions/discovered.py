"""Suppliers and contracts that another room found: added at once, taken back unless somebody changed them since."""

from collections.abc import Sequence
from itertools import zip_longest

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import require
from pupitre.foundation.audit.verbs import action, tell
from pupitre.foundation.tenancy.models import Member
from pupitre.kernel.money import Basis
from pupitre.kernel.notice import Regime
from pupitre.kernel.reading import fold
from pupitre.modules.suppliers import policies
from pupitre.modules.suppliers.actions.bulk import import_contracts
from pupitre.modules.suppliers.actions.contracts import CannotChange, named
from pupitre.modules.suppliers.actions.reckoning import reckon
from pupitre.modules.suppliers.actions.reckoning import values_of as values_of_contract
from pupitre.modules.suppliers.actions.suppliers import values_of as values_of_supplier
from pupitre.modules.suppliers.events import ContractRemoved, SupplierRemoved
from pupitre.modules.suppliers.models import Contract, Supplier
from pupitre.modules.suppliers.rules import ContractDraft, SupplierDraft
from pupitre.modules.suppliers.rules.discovered import Added, Discovered, Made

ONCE = 1  # the version of a row that nobody changed since it was added


@action
def add_discovered(found: Sequence[Discovered], *, actor: Member) -> Added:
    """A supplier whose name is known is that one; a contract is born with its price, its terms still to complete."""
    require(policies.can_edit_contracts(actor) and policies.can_edit_suppliers(actor))
    names = {fold(one.supplier)[:120] for one in found}
    known = {row.folded_name: row for row in Supplier.objects.filter(folded_name__in=names).order_by("-pk")}
    fresh: dict[str, Supplier] = {}
    contracts: list[Contract | None] = []
    for one in found:
        name = fold(one.supplier)[:120]
        supplier = known.get(name) or fresh.setdefault(name, _supplier(one))
        contracts.append(_contract(one, supplier) if one.title else None)
    import_contracts(list(fresh.values()), [one for one in contracts if one], [], actor=actor)
    made = [
        Made((known.get(name) or fresh[name]).ref, contract.ref if contract else "")
        for name, contract in zip_longest((fold(one.supplier)[:120] for one in found), contracts)
    ]
    return Added(made, [supplier.ref for supplier in fresh.values()])


@action
def take_back_discovered(contracts: Sequence[str], suppliers: Sequence[str], *, actor: Member) -> set[str]:
    """The refs of what was taken back: what nobody changed, decided of or wrote about since."""
    require(policies.can_edit_contracts(actor) and policies.can_edit_suppliers(actor))
    asked = {"ref__in": contracts, "version": ONCE, "decisions": None, "notices": None}
    rows = list(Contract.objects.filter(**asked).select_for_update(of=("self",)).select_related("supplier"))
    now = clock.now()
    Contract.objects.filter(pk__in=[row.pk for row in rows]).update(removed_at=now, version=ONCE + 1)
    for row in rows:
        tell(ContractRemoved(row.ref), row, named(row))
    alone = Supplier.objects.filter(ref__in=suppliers, version=ONCE).select_for_update()
    gone = list(alone.exclude(contracts__in=Contract.objects.all()))
    Supplier.objects.filter(pk__in=[row.pk for row in gone]).update(removed_at=now, version=ONCE + 1)
    for supplier in gone:
        tell(SupplierRemoved(supplier.ref), supplier, {"name": supplier.name})
    if not rows and not gone:
        raise CannotChange("Tout a été complété ou modifié depuis : rien n’a été annulé.")
    return {row.ref for row in (*rows, *gone)}


def _supplier(one: Discovered) -> Supplier:
    return Supplier(**values_of_supplier(SupplierDraft(name=one.supplier, category=one.category)))


def _contract(one: Discovered, supplier: Supplier) -> Contract:
    """Open-ended until somebody says how it ends: a statement tells no term and no notice."""
    draft = ContractDraft(
        supplier=supplier,
        title=one.title,
        starts_on=one.since,
        regime=Regime.OPEN_ENDED,
        category=one.category,
        is_start_known=False,
        price_cents=one.price_cents,
        price_basis=Basis.TTC,
        price_per=one.price_per,
    )
    contract = Contract(**values_of_contract(draft))
    reckon(contract)
    return contract
