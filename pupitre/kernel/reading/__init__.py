"""What people type or paste, understood or refused: text, dates, durations, amounts."""

from pupitre.kernel.reading.amounts import Price, read_amount, read_price
from pupitre.kernel.reading.dates import read_date
from pupitre.kernel.reading.durations import Duration, find_duration, read_duration
from pupitre.kernel.reading.text import Unreadable, fold, plain, read_bool

__all__ = [
    "Duration",
    "Price",
    "Unreadable",
    "find_duration",
    "fold",
    "plain",
    "read_amount",
    "read_bool",
    "read_date",
    "read_duration",
    "read_price",
]
