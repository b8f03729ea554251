"""Passing the relay, saying what came of each line, and taking it back."""

from pupitre.engines.relay.actions.passing import (
    CannotPass,
    announce_absence,
    close_relay,
    pass_relay,
    withdraw_absence,
)
from pupitre.engines.relay.actions.reporting import CannotReport, report_line

__all__ = [
    "CannotPass",
    "CannotReport",
    "announce_absence",
    "close_relay",
    "pass_relay",
    "report_line",
    "withdraw_absence",
]
