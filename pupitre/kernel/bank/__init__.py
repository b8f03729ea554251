"""What a company's bank knows: exports read to the cent, payees recognised, and what comes back found."""

from pupitre.kernel.bank.dictionary import Known, known_payee
from pupitre.kernel.bank.identity import identities
from pupitre.kernel.bank.labels import Payee, payee_of
from pupitre.kernel.bank.reading import read_statement
from pupitre.kernel.bank.recurring import Recurring, find_recurring
from pupitre.kernel.bank.rhythms import Rhythm
from pupitre.kernel.bank.values import Fault, Line, NotAStatement, Statement

__all__ = [
    "Fault",
    "Known",
    "Line",
    "NotAStatement",
    "Payee",
    "Recurring",
    "Rhythm",
    "Statement",
    "find_recurring",
    "identities",
    "known_payee",
    "payee_of",
    "read_statement",
]
