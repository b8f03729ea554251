"""The sheets of suppliers and of contracts."""

from pupitre.modules.suppliers.imports.contracts import CONTRACTS
from pupitre.modules.suppliers.imports.suppliers import SUPPLIERS

__all__ = ["CONTRACTS", "SUPPLIERS"]
