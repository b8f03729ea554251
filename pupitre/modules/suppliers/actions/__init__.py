"""Everything that changes suppliers and contracts. One function, one verb, one transaction."""

from pupitre.modules.suppliers.actions.bulk import (
    assign_contract,
    assign_contracts,
    categorise_contracts,
    import_contracts,
    import_suppliers,
    roll_contracts,
    undo_bulk,
)
from pupitre.modules.suppliers.actions.calendars import reckon_contracts
from pupitre.modules.suppliers.actions.contracts import (
    CannotChange,
    edit_contract,
    record_negotiation,
    remove_contract,
    restore_contract,
    sign_contract,
)
from pupitre.modules.suppliers.actions.removal import empty_bin
from pupitre.modules.suppliers.actions.suppliers import (
    add_supplier,
    edit_supplier,
    remove_supplier,
    restore_supplier,
)
from pupitre.modules.suppliers.actions.taking_back import take_back_sheet
from pupitre.modules.suppliers.actions.windows import (
    CannotDecide,
    carry_out_decision,
    end_contract,
    record_notice_sent,
    record_window_decision,
    reopen_contract,
    undo_decision,
    withdraw_decision,
)

__all__ = [
    "CannotChange",
    "CannotDecide",
    "add_supplier",
    "assign_contract",
    "assign_contracts",
    "carry_out_decision",
    "categorise_contracts",
    "edit_contract",
    "edit_supplier",
    "empty_bin",
    "end_contract",
    "import_contracts",
    "import_suppliers",
    "reckon_contracts",
    "record_negotiation",
    "record_notice_sent",
    "record_window_decision",
    "remove_contract",
    "remove_supplier",
    "reopen_contract",
    "restore_contract",
    "restore_supplier",
    "roll_contracts",
    "sign_contract",
    "take_back_sheet",
    "undo_bulk",
    "undo_decision",
    "withdraw_decision",
]
