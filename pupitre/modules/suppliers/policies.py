"""Who may do what with suppliers and contracts."""

from pupitre.engines.decisions.public import decides_alone, is_matrix_set
from pupitre.foundation.access.table import allows, may_somewhere
from pupitre.foundation.tenancy.models import Member
from pupitre.modules.suppliers.models import Contract
from pupitre.modules.suppliers.rules import WINDOW


def can_see_all_contracts(actor: Member) -> bool:
    return allows(actor, "suppliers.see_contracts")


def can_see_contracts(actor: Member) -> bool:
    """Some of them at least: everybody may be made responsible for one."""
    return may_somewhere(actor, "suppliers.see_contracts")


def can_edit_contracts(actor: Member) -> bool:
    return allows(actor, "suppliers.edit_contract")


def can_decide(actor: Member, contract: Contract) -> bool:
    """Its owner may decide, and say what was sent or negotiated."""
    return allows(actor, "suppliers.decide_window", of=contract.owner)


def is_within_powers(actor: Member, contract: Contract) -> bool:
    """The matrix says it, once the direction has written one; before, whoever may record may decide."""
    if not is_matrix_set():
        return True
    return decides_alone(actor, WINDOW, contract.yearly_cents, contract.price_basis, contract.category)


def can_edit_suppliers(actor: Member) -> bool:
    return allows(actor, "suppliers.edit_supplier")


def can_import(actor: Member) -> bool:
    return allows(actor, "suppliers.import_sheets")
