"""What the house may use of bank: the verbs that play a demonstration."""

from pupitre.modules.bank.actions import accept_findings, read_received, receive_statement
from pupitre.modules.bank.models import Finding
from pupitre.modules.bank.queries import open_findings

__all__ = ["Finding", "accept_findings", "open_findings", "read_received", "receive_statement"]
