"""What people type or paste, understood or refused: text, dates, durations, amounts."""

from pupitre.kernel.reading.amounts import Price, read_amount, read_price
from pupitre.kernel.reading.dates import read_date
from pupitre.kernel.reading.durations import Duration, read_duration
from pupitre.kernel.reading.text import Unreadable, fold, read_bool

__all__ = [
    "Duration",
    "Price",
    "Unreadable",
    "fold",
    "read_amount",
    "read_bool",
    "read_date",
    "read_duration",
    "read_price",
]
