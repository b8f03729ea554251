"""What of suppliers needs somebody."""

from pupitre.modules.suppliers.attention.endings import endings_to_act_on
from pupitre.modules.suppliers.attention.windows import contracts_of_nobody, windows_to_act_on

__all__ = ["contracts_of_nobody", "endings_to_act_on", "windows_to_act_on"]
