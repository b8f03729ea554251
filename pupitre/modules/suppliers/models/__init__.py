"""Suppliers, their contracts, what was decided of them, and how they end."""

from pupitre.modules.suppliers.models.contracts import (
    BASES,
    CHOICES,
    PERIODS,
    REGIMES,
    Channel,
    Contract,
    NoticeSent,
    Supplier,
    WindowDecision,
)
from pupitre.modules.suppliers.models.endings import (
    Ending,
    EndingLetter,
    EndingStep,
    EndingTuning,
    ThingToReturn,
)

__all__ = [
    "BASES",
    "CHOICES",
    "PERIODS",
    "REGIMES",
    "Channel",
    "Contract",
    "Ending",
    "EndingLetter",
    "EndingStep",
    "EndingTuning",
    "NoticeSent",
    "Supplier",
    "ThingToReturn",
    "WindowDecision",
]
