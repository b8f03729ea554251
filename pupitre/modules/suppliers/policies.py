"""Who may do what with suppliers and contracts."""

from pupitre.foundation.access.table import allows, may_somewhere
from pupitre.foundation.tenancy.models import Member
from pupitre.modules.suppliers.models import Contract

SEE_CONTRACTS = "suppliers.see_contracts"
EDIT_CONTRACTS = "suppliers.edit_contract"
DECIDE_WINDOWS = "suppliers.decide_window"
EDIT_SUPPLIERS = "suppliers.edit_supplier"
IMPORT = "suppliers.import_sheets"


def can_see_all_contracts(actor: Member) -> bool:
    return allows(actor, SEE_CONTRACTS)


def can_see_contracts(actor: Member) -> bool:
    """Some of them at least: everybody may be made responsible for one."""
    return may_somewhere(actor, SEE_CONTRACTS)


def can_edit_contracts(actor: Member) -> bool:
    return allows(actor, EDIT_CONTRACTS)


def can_decide(actor: Member, contract: Contract) -> bool:
    """Its owner may decide, and say what was sent or negotiated."""
    return allows(actor, DECIDE_WINDOWS, of=contract.owner)


def can_edit_suppliers(actor: Member) -> bool:
    return allows(actor, EDIT_SUPPLIERS)


def can_import(actor: Member) -> bool:
    return allows(actor, IMPORT)
