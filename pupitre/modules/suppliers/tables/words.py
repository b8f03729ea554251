"""The French of windows, states, regimes, durations and prices: one place for lists, pages and the desk."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pupitre.kernel.formatting import NO_BREAK, counted, day_near, day_short, euros_short, month_name
from pupitre.kernel.notice import Regime, Renewal
from pupitre.modules.suppliers.models import BASES, CHOICES, PERIODS, REGIMES, Contract
from pupitre.modules.suppliers.rules import Choice, Per, State, StateCode

REGIME_LABELS = {str(value): label for value, label in REGIMES}
PERIOD_LABELS = {str(value): label for value, label in PERIODS}
BASIS_LABELS = {str(value): label for value, label in BASES}
CHOICE_LABELS = {str(value): label for value, label in CHOICES}
DECIDED = {
    Choice.RENEW: "Reconduction décidée",
    Choice.RENEGOTIATE: "Renégociation décidée",
    Choice.TERMINATE: "Résiliation décidée",
    Choice.WITHDRAWN: "À décider",
}
DECIDED_OF_FIXED = {**DECIDED, Choice.RENEW: "Renouvellement décidé", Choice.TERMINATE: "Fin acceptée"}
TONES = {
    StateCode.DECIDE_BEFORE: "act",
    StateCode.POST_TODAY: "act",
    StateCode.LATE_STILL_POSSIBLE: "late",
    StateCode.RENEWED_UNTIL: "late",
    StateCode.GOES_ON_UNTIL: "late",
    StateCode.LETTER_TO_NOTE: "late",
    StateCode.DECIDED_RENEW: "fine",
    StateCode.NEGOTIATED: "fine",
    StateCode.DECIDED_RENEGOTIATE: "act",
    StateCode.DECIDED_TERMINATE_TO_SEND: "act",
}
PREPARE_BY_MONTH = 45  # days from which « dès janvier » is enough
YEAR, MONTHS_SAID = 12, 24
PAID_ONCE = "payé une fois"


@dataclass(frozen=True)
class Said:
    """A state as it is shown: a tone, doubled by words."""

    tone: str
    text: str


@lru_cache(maxsize=1024)
def said(state: State, today: date) -> Said:
    return Said(TONES.get(state.code, "plain"), _sentence(state, today))


def _sentence(state: State, today: date) -> str:
    on = day_near(state.on, today) if state.on else ""
    match state.code:
        case StateCode.NO_WINDOW:
            return "Sans échéance"
        case StateCode.PREPARE_FROM if state.on:
            return f"À préparer {since(state.on, today)}"
        case StateCode.DECIDE_BEFORE:
            return f"À décider {by(state.on, today)}" if state.on else ""
        case StateCode.POST_TODAY:
            return "À poster aujourd’hui"
        case StateCode.LATE_STILL_POSSIBLE:
            return (
                "Dernier jour pour prévenir"
                if state.on == today
                else f"À remettre en main propre au plus tard {the(on)}"
            )
        case StateCode.RENEWED_UNTIL if state.until:
            return f"Reconduit jusqu’au {day_short(state.until)}"
        case StateCode.GOES_ON_UNTIL if state.until:
            return f"Continue au moins jusqu’au {day_short(state.until)}"
        case StateCode.LETTER_TO_NOTE:
            return "Envoi de la lettre à noter"
        case StateCode.DECIDED_RENEW:
            return DECIDED[Choice.RENEW]
        case StateCode.NEGOTIATED:
            return "Renégocié"
        case StateCode.DECIDED_RENEGOTIATE if state.on:
            return f"À renégocier {by(state.on, today)}"
        case StateCode.DECIDED_TERMINATE_TO_SEND if state.on:
            return f"Lettre à poster {by(state.on, today)}"
        case StateCode.YEARLY_REVIEW if state.on:
            return f"À revoir {since(state.on, today)}"
        case StateCode.ENDING if state.on:
            return f"Se termine le {day_short(state.on)}"
    return f"Terminé le {day_short(state.on)}" if state.on else "Terminé"


def by(day: date, today: date) -> str:
    """« aujourd’hui », « au plus tard le 30 nov. », that day included; what is past is not a time limit any more."""
    if day <= today:
        return "aujourd’hui" if day == today else "sans attendre"
    return f"au plus tard {the(day_near(day, today))}"


def the(day: str) -> str:
    """« demain » and « jeudi 26 » as they are said, « le 30 nov. » with its article."""
    if day[:1].isdigit():
        return f"le{NO_BREAK}{day}"
    return day if day in ("hier", "aujourd’hui", "demain") else f"le{NO_BREAK}{day}"


def since(day: date, today: date) -> str:
    """« dès janvier », « dès juin 2027 », or the very day when it is near."""
    if (day - today).days <= PREPARE_BY_MONTH:
        return f"dès {the(day_near(day, today))}"
    return f"dès {month_name(day)}" if (day - today).days < 300 else f"dès {month_name(day)} {day.year}"


def within(title: str) -> str:
    """« Nettoyage » inside a sentence; « CRM » stays as it is."""
    return title if title[1:2].isupper() or not title[1:2] else title[0].lower() + title[1:]


def months(n: int) -> str:
    return (
        counted(n // YEAR, f"{NO_BREAK}an".strip(), "ans")
        if n % YEAR == 0 and n > MONTHS_SAID - 1
        else f"{n}{NO_BREAK}mois"
    )


def continuation(later: Renewal) -> str:
    """What comes of saying nothing: a lease does not renew, it goes on until its next way out."""
    until, again = day_short(later.ends_on), duration(later.months, later.days)
    if later.is_lease:
        return f"le bail continue {again} de plus, au moins jusqu’au {until}"
    return f"reconduction de {again} jusqu’au {until}"


def duration(n_months: int, days: int = 0) -> str:
    said = [months(n_months)] if n_months else []
    return " et ".join([*said, counted(days, "jour")] if days else said)


def price(contract: Contract) -> str:
    """« 420 € HT par mois », « 5 000 € HT, payé une fois »; an unknown price says so."""
    if contract.price_cents is None:
        return "Prix à renseigner"
    basis, per = BASIS_LABELS[contract.price_basis], PERIOD_LABELS[contract.price_per]
    if contract.price_per == Per.ONCE:
        return f"{euros_short(contract.price_cents)} {basis}, {PAID_ONCE}"
    return f"{euros_short(contract.price_cents)} {basis} {per}"


def notice(contract: Contract) -> str:
    said = duration(contract.notice_months, contract.notice_days)
    if said:
        return said
    usual = {Regime.LEASE: "6 mois (loi)", Regime.INSURANCE: "2 mois (loi)"}
    return usual.get(Regime(contract.regime), "aucun")


def received(contract: Contract) -> str:
    words = {True: "lettre reçue", False: "lettre postée", None: "clause muette, comptée comme lettre reçue"}
    return words[contract.is_received]


def renews(contract: Contract) -> str:
    label = REGIME_LABELS[contract.regime]
    every = contract.renewal_months or contract.initial_months
    return f"{label}, par périodes de {months(every)}" if contract.regime == Regime.TACIT and every else label
