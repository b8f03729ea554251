"""The words of decisions, as pages, mails and items say them."""

from collections.abc import Mapping
from datetime import date

from pupitre.engines.decisions.models import BASES, CODES, MODES, Answer, DecisionRequest, Power, StandIn
from pupitre.engines.decisions.queries.requests import UnknownKind, kind_named
from pupitre.engines.decisions.rules import Way
from pupitre.foundation.tenancy.models import Role
from pupitre.kernel.formatting import counted, day_near, day_short, euros, euros_short
from pupitre.kernel.reading.text import fold

BASIS_WORDS: Mapping[str, str] = {str(code): words for code, words in BASES}
CODE_WORDS: Mapping[str, str] = {str(code): words for code, words in CODES}
MODE_WORDS: Mapping[str, str] = {str(code): words for code, words in MODES}


def amount_of(request: DecisionRequest) -> str:
    """« 2 480 € HT », empty without an amount."""
    if request.amount_cents is None:
        return ""
    return f"{euros_short(request.amount_cents)} {BASIS_WORDS[request.basis]}"


def to_day(day: date, today: date) -> str:
    """« à demain », « au 4 déc. »"""
    near = day_near(day, today)
    return f"au {near}" if near[0].isdigit() else f"à {near}"


def of(name: str) -> str:
    """« de Claire », « d’Alice »"""
    return f"d’{name}" if fold(name)[:1] in "aeiouyh" else f"de {name}"


def said_of(request: DecisionRequest) -> str:
    """What becomes of a request that was just made."""
    if request.is_open:
        return "La demande est partie : elle attend qui décide."
    if request.asker.has(Role.DIRECTOR):
        return "C’est votre propre décision : elle est inscrite au registre, et marquée."
    return "C’est dans votre délégation : accepté tout de suite, et inscrit au registre."


def asked_words(request: DecisionRequest) -> str:
    return f"Demandé par {request.asker.name}"


def on_day(day: date, today: date) -> str:
    """« hier », « jeudi 19 », « le 19 nov. »"""
    near = day_near(day, today)
    return f"le {near}" if near[0].isdigit() else near


def told(answer: Answer, kind_name: str) -> str:
    """What was answered, in words: an option of the kind, or one of the common ones."""
    try:
        option = kind_named(kind_name).option(answer.code)
    except UnknownKind:
        option = None
    if option is not None and answer.is_yes is not None:
        return option.told[:1].upper() + option.told[1:]
    return CODE_WORDS.get(answer.code, answer.code)


def by_whom(answer: Answer) -> str:
    """« Sophie Lacombe, pour Hugo Martin, à l’oral, noté par Claire Roy »."""
    parts = [answer.by.name]
    if answer.on_behalf_of is not None:
        parts.append(f"pour {answer.on_behalf_of.name}")
    if answer.way != Way.PAGE:
        parts.append(answer.get_way_display())
    if answer.recorded_by_id != answer.by_id:
        parts.append(f"noté par {answer.recorded_by.name}")
    return ", ".join(parts)


def holder_of(power: Power) -> str:
    return power.holder.name if power.holder else Role(power.holder_role).label


def limit_of(power: Power) -> str:
    if power.up_to_cents is None:
        return "quel que soit le montant"
    return f"jusqu’à {euros(power.up_to_cents)} {BASIS_WORDS[power.basis]}"


def domain_of(power: Power) -> str:
    """What the line is about: everything, or one kind of request, a category, the requests of one person."""
    try:
        label = kind_named(power.domain).label if power.domain else "Toutes les demandes"
    except UnknownKind:
        label = power.domain
    whose = f" {of(power.asker.name)}" if power.asker else ""
    return f"{label}{whose}" + (f" · {power.category}" if power.category else "")


def signature_of(power: Power, on: date) -> str:
    """« signe, jusqu’au 31 déc. 2026 »; the register of powers."""
    said = ["signe" if power.may_sign else "ne signe pas"]
    if power.ends_on is not None:
        said.append(f"{'fini le' if power.ends_on < on else 'jusqu’au'} {day_short(power.ends_on)}")
    return ", ".join(said)


def escalation_of(power: Power) -> str:
    if power.escalates_after is None:
        return ""
    return f"sans réponse après {counted(power.escalates_after, 'jour ouvré', 'jours ouvrés')}, niveau suivant"


def when_of(found: StandIn) -> str:
    if found.starts_on is None:
        return "à chaque absence"
    if found.ends_on is None:
        return f"depuis le {day_short(found.starts_on)}, sans fin"
    return f"du {day_short(found.starts_on)} au {day_short(found.ends_on)}"
