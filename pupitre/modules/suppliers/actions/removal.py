"""The bin: what was removed goes for good after its time, but for what a decision or a letter still tells of."""

from django.conf import settings

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import require
from pupitre.foundation.audit.verbs import action, tell
from pupitre.foundation.files.actions import put_away
from pupitre.foundation.tenancy.models import Member
from pupitre.modules.suppliers.actions.contracts import CannotChange
from pupitre.modules.suppliers.events import BinEmptied
from pupitre.modules.suppliers.models import Contract, Supplier


@action
def empty_bin(*, actor: Member | None) -> int:
    """By the clock. A contract with decisions or letters stays hidden: they are never erased, so neither is it."""
    require(actor is None)
    old = {"removed_at__lt": clock.now() - settings.RETENTION["removed"]}
    contracts = list(
        Contract.with_removed.filter(**old, decisions=None, notices=None, endings=None).select_for_update(of=("self",))
    )
    for contract in contracts:
        put_away("suppliers.contract", contract.ref)
        contract.delete()
    suppliers = list(Supplier.with_removed.filter(**old, contracts=None).select_for_update(of=("self",)))
    for supplier in suppliers:
        put_away("suppliers.supplier", supplier.ref)
        supplier.delete()
    if not contracts and not suppliers:
        raise CannotChange("Rien n’attendait d’être effacé.")
    tell(BinEmptied(len(contracts), len(suppliers)))
    return len(contracts) + len(suppliers)
