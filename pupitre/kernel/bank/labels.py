"""Who is paid, without what changes from one payment to the next: days, cards, references, words of the bank."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pupitre.kernel.bank.dictionary import Known, known_in
from pupitre.kernel.formatting import MONTHS
from pupitre.kernel.reading.text import fold, plain

LONGEST_KEY = 4  # words: what follows is seldom the name
LONGEST_LABEL = 300  # characters looked at: banks write a hundred and forty

CHANGING = [
    re.compile(pattern)
    for pattern in (
        r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b",
        r"\b[0-9]{1,2}[/.-][0-9]{1,2}(?:[/.-](?:[0-9]{4}|[0-9]{2}))?\b",
        r"\b[0-9]+[.,][0-9]{2} ?(?:eur|euros?|€)",
        r"\b(?:cb|carte|card|x)[*x ]*[0-9]{4,}",
        r"[*x]+[0-9]{3,}",
        r"\b(?:ref|rum|ics|mandat|mdt|icsid|eref|nosref|id emetteur|identifiant)\b[ :/.*]*(?=\S*[0-9])\S+",
        r"\b[a-z]{2}[0-9]{2}[a-z]{3}[0-9a-z]{4,}\b",
    )
]
OF_THE_BANK = {
    *("prlv", "prelevement", "prelevt", "prelev", "prel", "sepa", "vir", "virt", "virement", "inst", "instantane"),
    *("carte", "cb", "card", "paiement", "payment", "achat", "facture", "factures", "fact", "fac", "emis", "recu"),
    *("faveur", "europeen", "permanent", "core", "b2b", "rcur", "frst", "ooff", "tip", "echeance", "ech", "motif"),
    *("ref", "reference", "rum", "ics", "mandat", "mdt", "num", "numero", "no", "client", "contrat", "libelle", "web"),
    *("pour", "de", "du", "des", "le", "la", "les", "et", "en", "au", "fr", "fra", "eur", "euro", "euros", "via"),
    *("sa", "sas", "sasu", "sarl", "eurl", "mois", "trimestre", "semestre", "annuel", "internet", "sans", "contact"),
}
OF_THE_YEAR = {
    *(fold(month) for month in MONTHS),
    *("janv", "jan", "fevr", "fev", "mar", "avr", "juil", "jui", "sept", "sep", "oct", "nov", "dec"),
}
DIGITS = re.compile("[0-9]")
MOST_DIGITS = 1  # « g7 » is a name, « fr308j » is a reference


@dataclass(frozen=True)
class Payee:
    """`key` is the same for all payments to one payee; `known` when the shipped list has it."""

    key: str
    known: Known | None


@lru_cache(maxsize=16_384)
def payee_of(label: str) -> Payee:
    folded = fold(label[:LONGEST_LABEL])
    known = known_in(folded)
    if known and known.supplier:
        return Payee(fold(known.supplier), known)
    return Payee(_words(label) or folded, known)


def _words(label: str) -> str:
    text = plain(label[:LONGEST_LABEL])
    for changing in CHANGING:
        text = changing.sub(" ", text)
    kept = dict.fromkeys(word for word in fold(text).split() if _stays(word))
    return " ".join(list(kept)[:LONGEST_KEY])


def _stays(word: str) -> bool:
    if word in OF_THE_BANK or word in OF_THE_YEAR or len(word) < 2:
        return False
    digits = len(DIGITS.findall(word))
    return digits == 0 or (digits <= MOST_DIGITS and len(word) > digits)
