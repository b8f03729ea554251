"""What the house may use of relay."""

from pupitre.engines.relay.actions import announce_absence, pass_relay, report_line
from pupitre.engines.relay.policies import can_pass
from pupitre.engines.relay.rules import Draft, Outcome, Passed, Sort

__all__ = ["Draft", "Outcome", "Passed", "Sort", "announce_absence", "can_pass", "pass_relay", "report_line"]
