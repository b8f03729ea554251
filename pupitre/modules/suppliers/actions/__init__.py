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
from pupitre.modules.suppliers.actions.ending_steps import (
    follow_ending,
    record_ending_chase,
    record_ending_step,
    resume_contract,
    take_back_ending_step,
)
from pupitre.modules.suppliers.actions.followed import CannotFollow
from pupitre.modules.suppliers.actions.removal import empty_bin
from pupitre.modules.suppliers.actions.returns import await_thing, list_thing, return_thing, tune_ending_delays
from pupitre.modules.suppliers.actions.signing import keep_letter, ratify_letter
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
    "CannotFollow",
    "add_supplier",
    "assign_contract",
    "assign_contracts",
    "await_thing",
    "carry_out_decision",
    "categorise_contracts",
    "edit_contract",
    "edit_supplier",
    "empty_bin",
    "end_contract",
    "follow_ending",
    "import_contracts",
    "import_suppliers",
    "keep_letter",
    "list_thing",
    "ratify_letter",
    "reckon_contracts",
    "record_ending_chase",
    "record_ending_step",
    "record_negotiation",
    "record_notice_sent",
    "record_window_decision",
    "remove_contract",
    "remove_supplier",
    "reopen_contract",
    "restore_contract",
    "restore_supplier",
    "resume_contract",
    "return_thing",
    "roll_contracts",
    "sign_contract",
    "take_back_ending_step",
    "take_back_sheet",
    "tune_ending_delays",
    "undo_bulk",
    "undo_decision",
    "withdraw_decision",
]
