"""Amounts of a line: only with their currency, never a number alone."""

from pupitre.kernel.capture.values import Around, Meaning, Price, Rule, Text, Unsure, Why
from pupitre.kernel.money import Basis
from pupitre.kernel.reading import Unreadable, read_amount
from pupitre.kernel.reading.amounts import PER

THOUSAND = 1000
LEADS_TO_AMOUNT = ("prix", "montant", "budget", "total", "cout", "loyer", "tarif", "soit", "environ", "a")
NUMBER = r"[0-9]{1,3}(?:[ .'][0-9]{3})+(?:,[0-9]{1,2})?|[0-9]{1,13}(?:[.,][0-9]{1,3})?"
CURRENCY = r"(?:€|euros?(?!\w)|eur(?!\w))"
NOUNS = "mois|trimestre|semestre|annee|an"
ADJECTIVES = "mensuelle|mensuels?|trimestrielle|trimestriel|annuelle|annuels?|en une fois|une fois"
TAX = r"(?:h\.?t|t\.?t\.?c)(?!\w)\.?"
EACH = r" */ *| +par +| +chaque +| +tous +les +(?=mois)| *l'"
PERIOD = rf"(?:(?:{EACH})(?P<noun>{NOUNS})|(?: +)(?P<after>{ADJECTIVES}))(?!\w)"
SOME_TIMES = r"(?:tous|toutes) +les|chaque|l[ea] +(?:mois|semaine|jour)(?! +(?:prochain|derni))"
TIMES = rf" +(?:{SOME_TIMES}|bimestriel|bimensuel|hebdo)"
OTHER_UNIT = rf"(?=(?P<other> */ *\w|(?: +et)? +par +\w| +l'\w|{TIMES})?)"

PRICE = (
    rf"(?<![\w.,'/-])(?:(?P<before>{ADJECTIVES})(?: +de)? +)?(?P<number>{NUMBER}) *(?P<kilo>k *)?{CURRENCY}"
    rf"(?: *(?P<tax>{TAX}))?(?:{PERIOD})?(?: *(?P<late>{TAX}))?{OTHER_UNIT}"
)
BETWEEN = rf"(?:x|×|\*|a|et|ou|/|-|(?:k *)?{CURRENCY} *-)"
SEVERAL = rf"(?<![\w.,'/-])(?:{NUMBER}) *{BETWEEN} *(?:{NUMBER}) *(?:k *)?{CURRENCY}"
NOT_THE_AMOUNT = "plus|moins|remise|rabais|reduction|economie|acompte|caution|depot"
LED = rf"(?:{NOT_THE_AMOUNT}) +(?:de +|d')?(?:{NUMBER}) *(?:k *)?{CURRENCY}"
FOLLOWED = rf"(?<![\w.,'/-])(?:{NUMBER}) *(?:k *)?{CURRENCY} +(?:de +|d')(?:{NOT_THE_AMOUNT})(?!\w)"


def price(said: dict[str, str], around: Around) -> Meaning:
    """« 420 €/jour » is known by its number only: what it is per is not."""
    per = PER.get(said["noun"] or said["after"] or said["before"])
    if said["tax"] and said["late"]:
        return None
    tax = (said["tax"] or said["late"]).replace(".", "")
    basis = Basis(tax) if tax else None
    factor = THOUSAND if said["kilo"] else 1
    try:
        cents = read_amount(said["number"]) * factor
    except Unreadable as problem:
        if problem.code != "ambiguous" or said["kilo"]:
            return Text()
        whole = read_amount(said["number"].replace(".", "").replace(",", ""))
        return Unsure(Why.THOUSANDS, (Price(whole, per, basis),))
    if said["other"]:
        return Unsure(Why.PER_WHAT, (Price(cents, per, basis),))
    if not said["before"] and (shorter := _shorter(said["number"], around.before)):
        return Unsure(Why.THOUSANDS, tuple(Price(one, per, basis) for one in (cents, *(n * factor for n in shorter))))
    return Price(cents, per, basis)


def _shorter(number: str, before: str) -> list[int]:
    """« lot 12 420 € » may be lot 12, at 420 €: what is left of the number without its first groups."""
    words = before.split()
    if " " not in number or not words or not words[-1][-1].isalnum() or words[-1] in LEADS_TO_AMOUNT:
        return []
    groups = number.split(" ")
    rests = [groups[n:] for n in range(1, len(groups))]
    return [read_amount(" ".join(rest)) for rest in rests if not rest[0].startswith("0")]


def several(said: dict[str, str], around: Around) -> Meaning:
    """« 400 à 500 € », « 2 x 420 € », « 10 € de remise »: not the amount, or more than one."""
    return Text()


RULES = (Rule(PRICE, price), *(Rule(pattern, several) for pattern in (SEVERAL, LED, FOLLOWED)))
