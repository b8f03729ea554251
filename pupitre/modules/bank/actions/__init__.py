"""Every change to statements, and to what was found in them."""

from pupitre.modules.bank.actions.findings import (
    CannotAnswer,
    accept_findings,
    ignore_findings,
    resume_findings,
    undo_acceptance,
)
from pupitre.modules.bank.actions.reports import CannotSend, send_report
from pupitre.modules.bank.actions.statements import (
    CannotRead,
    forget_old_lines,
    give_up_reading,
    read_received,
    receive_statement,
    remove_statement,
)

__all__ = [
    "CannotAnswer",
    "CannotRead",
    "CannotSend",
    "accept_findings",
    "forget_old_lines",
    "give_up_reading",
    "ignore_findings",
    "read_received",
    "receive_statement",
    "remove_statement",
    "resume_findings",
    "send_report",
    "undo_acceptance",
]
