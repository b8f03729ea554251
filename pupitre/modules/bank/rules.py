"""The plain part of discovering: who may be a person, how a payment is made, and which old finding a new one is."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from pupitre.kernel.bank import Known, Recurring, Rhythm, known_payee
from pupitre.kernel.calendar import add_months
from pupitre.kernel.reading import fold

FIRST_NAMES = Path(__file__).with_name("data") / "first_names.txt"
TRANSFER = {"vir", "virt", "vrt", "virement", "virements"}
CARD = {"cb", "carte", "card"}
DEBIT = {"prlv", "prelevement", "prelevt", "prelev", "prel", "tip"}
CIVILITY = {"m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle"}
LEGAL_FORMS = {
    *("sarl", "sas", "sasu", "eurl", "sa", "sci", "scp", "scm", "snc", "scop", "scic", "selarl", "selas", "gie"),
    *("gmbh", "ltd", "bv", "inc", "llc", "association", "asso", "cabinet", "societe", "ste", "ets", "groupe", "agence"),
    *("mutuelle", "syndic", "copropriete", "mairie", "regie", "etablissements", "cooperative"),
}
TRADES = {
    *("nettoyage", "proprete", "services", "service", "informatique", "conseil", "studio", "securite", "maintenance"),
    *("paysages", "logistique", "transport", "transports", "assurance", "assurances", "energie", "location"),
    "solutions",
    *("telecom", "formation", "immobilier", "immobiliere", "syndicat", "france", "europe", "international", "group"),
    *("technologies", "systemes", "hotel", "restaurant", "traiteur", "imprimerie", "editions", "media", "digital"),
}
LINKS = {"de", "du", "des", "d", "la", "le", "les", "l", "et"}  # a bank leaves them out
NAME_AND_SURNAME = (2, 3)  # words
OF_A_SUPPLIER = {"fact", "facture", "factures", "fac", "honoraires", "abonnement", "contrat"}
NEAR, MOST_OF = 2, 60  # days around the usual one, % of the payments that fall there
LONGEST_NAME, SHORTEST_NAME = 120, 4
MONTHS = 12  # of a year
PERIODS = {"monthly": "month", "quarterly": "quarter", "half_yearly": "half_year", "yearly": "year"}


class Means(StrEnum):
    DEBIT = "debit"
    CARD = "card"
    TRANSFER = "transfer"
    OTHER = "other"


class Group(StrEnum):
    CONTRACTS = "contracts"
    SUBSCRIPTIONS = "subscriptions"
    OTHERS = "others"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Kept:
    """A finding already stored, as the ones found now are compared with it."""

    pk: int
    payee: str
    rhythm: str
    lines: frozenset[int]


@dataclass(frozen=True)
class Letter:
    """What leaves by mail, and the figures the journal keeps of it."""

    subject: str
    text: str
    dates: int
    yearly_cents: int


@dataclass(frozen=True)
class Spending:
    """What came back to one payee, with what its lines say: `lines` are those of the statement, by index."""

    found: Recurring
    payee: str
    name: str
    means: Means
    usual_day: int | None


def means_of(label: str) -> Means:
    for word in fold(label).split():
        for means, words in ((Means.TRANSFER, TRANSFER), (Means.CARD, CARD), (Means.DEBIT, DEBIT)):
            if word in words:
                return means
    return Means.OTHER


def may_be_a_person(label: str, known: Known | None) -> bool:
    """The prudent reading: what might be paid to somebody is never listed, unless it is surely a company's."""
    if known and known.supplier:
        return False
    means, words = means_of(label), fold(label).split()
    if means in (Means.CARD, Means.DEBIT):
        return False
    if CIVILITY.intersection(words):
        return True
    if LEGAL_FORMS.intersection(words):
        return False
    if first_names().intersection(words):
        return True
    if known or TRADES.intersection(words) or OF_A_SUPPLIER.intersection(words):
        return False
    return means is Means.TRANSFER or (len(words) in NAME_AND_SURNAME and all(word.isalpha() for word in words))


def is_listed(found: Recurring, labels: Sequence[str]) -> bool:
    """Taxes, salaries, transfers between accounts and whatever may be a person stay out of every list."""
    return found.is_supplier and not any(may_be_a_person(label, known_payee(label)) for label in labels)


def name_of(found: Recurring, label: str) -> str:
    """Its well-known name, else the words the bank writes; empty when these say what it is for and not who is paid."""
    if found.supplier:
        return found.supplier
    if found.category and not set(fold(label).split()) & LEGAL_FORMS and means_of(label) is Means.TRANSFER:
        return ""
    return found.payee.title()[:LONGEST_NAME]


def usual_day(days: Sequence[int]) -> int | None:
    """Of the month; None when the payments fall anywhere."""
    day, _ = Counter(days).most_common(1)[0]
    near = sum(abs(one - day) <= NEAR for one in days)
    return day if near * 100 >= len(days) * MOST_OF else None


def group_of(is_stopped: bool, is_contract_probable: bool, means: str) -> Group:
    if is_stopped:
        return Group.STOPPED
    if not is_contract_probable:
        return Group.OTHERS
    return Group.SUBSCRIPTIONS if means == Means.CARD else Group.CONTRACTS


def paired(found: Sequence[Spending], kept: Sequence[Kept]) -> dict[int, int]:
    """For each found one that was known, its place → the key of the stored one.

    The one whose lines are most in common; when these are gone, one of the same payee and rhythm.
    """
    together = [
        (len(one.lines & set(new.found.line_indexes)), new.found.rhythm == one.rhythm, -one.pk, place)
        for place, new in enumerate(found)
        for one in kept
        if one.payee == new.payee
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for common, is_same_rhythm, minus_pk, place in sorted(together, reverse=True):
        if place not in pairs and -minus_pk not in taken and (common or is_same_rhythm):
            pairs[place] = -minus_pk
            taken.add(-minus_pk)
    return pairs


def followed(found: Sequence[tuple[int, int]], contracts: Sequence[tuple[str, int]]) -> dict[int, str]:
    """Of one supplier: which spending (key, cents a year) is which contract (ref, cents a year), nearest amounts first.

    Each contract answers for one spending: a second subscription with the same supplier is still proposed. As many of
    both are paired in order, since a contract tells its price without tax and a bank with it.
    """
    if len(found) == len(contracts):
        keys = sorted((yearly, key) for key, yearly in found)
        refs = sorted((price, ref) for ref, price in contracts)
        return {key: ref for (_, key), (_, ref) in zip(keys, refs, strict=True)}
    pairs: dict[int, str] = {}
    taken: set[str] = set()
    gaps = sorted((abs(yearly - price), key, ref) for key, yearly in found for ref, price in contracts)
    for _, key, ref in gaps:
        if key not in pairs and ref not in taken:
            pairs[key] = ref
            taken.add(ref)
    return pairs


def price_of(rhythm: str, usual_cents: int, yearly_cents: int) -> tuple[int, str]:
    """Cents and their period; what is paid each week is told by the year."""
    per = PERIODS.get(rhythm)
    return (usual_cents, per) if per else (yearly_cents, PERIODS[Rhythm.YEARLY])


def next_year_day(last_on: date, on: date) -> date:
    """Of what is paid each year: the first day on or after that one, however long ago a statement was read."""
    years = max(1, on.year - last_on.year)
    expected = add_months(last_on, MONTHS * years)
    return expected if expected >= on else add_months(last_on, MONTHS * (years + 1))


@lru_cache(maxsize=4096)  # asked again of the same suppliers at each page
def bare_name(name: str) -> str:
    """« Propnet SARL » and « propnet » are one supplier."""
    return " ".join(word for word in fold(name).split() if word not in LEGAL_FORMS | LINKS) or fold(name)


def supplier_named(name: str, known: Sequence[str]) -> str:
    """As the company already writes it; a name that nobody knows stays as it is."""
    bare = bare_name(name)
    exact = [one for one in known if bare_name(one) == bare]
    return next(iter(exact or [one for one in known if are_same(bare_name(one), bare)]), name)


def are_same(one: str, other: str) -> bool:
    """Two bare names of one supplier: « propnet » and « propnet nettoyage », what a bank writes and what one says."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    return one == other or (long.startswith(short) and len(short) >= SHORTEST_NAME and long[len(short)] == " ")


CATEGORIES: Mapping[str, str] = {
    "software": "Logiciel",
    "hosting": "Logiciel",
    "insurance": "Assurance",
    "health_insurance": "Mutuelle et prévoyance",
    "telecom": "Télécom",
    "energy": "Énergie",
    "leasing": "Location",
    "vehicle_leasing": "Véhicules",
    "meal_vouchers": "Restauration",
    "restaurant": "Restauration",
    "catering": "Restauration",
    "water": "Eau et assainissement",
    "water_fountain": "Fontaine à eau",
    "rent": "Bail commercial",
    "maintenance": "Maintenance",
    "cleaning": "Nettoyage",
    "copier": "Photocopieurs",
    "accounting": "Expertise comptable",
    "security": "Sécurité",
    "linen": "Linge",
    "franking": "Transport et coursier",
    "post": "Transport et coursier",
    "waste": "Déchets",
    "hygiene": "Hygiène",
    "recruitment": "Conseil",
    "advertising": "Publicité",
    "bank_fees": "Frais bancaires",
    "shopping": "Achats",
    "fuel": "Carburant",
    "travel": "Déplacements",
    "toll": "Péages",
    "parking": "Stationnement",
}

BANKS: Mapping[str, str] = {
    "bnp_paribas": "BNP Paribas",
    "societe_generale": "Société Générale",
    "credit_agricole": "Crédit Agricole",
    "bpce": "Banque Populaire ou Caisse d’Épargne",
    "credit_mutuel": "Crédit Mutuel ou CIC",
    "banque_postale": "La Banque Postale",
    "boursobank": "BoursoBank",
    "shine": "Shine",
    "qonto": "Qonto",
    "revolut": "Revolut",
}


@lru_cache(maxsize=1)
def first_names() -> frozenset[str]:
    return frozenset(FIRST_NAMES.read_text(encoding="utf-8").split())
