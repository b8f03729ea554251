"""What happened to an ending, in sentences, for news and histories."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from pupitre.kernel.formatting import NO_BREAK, counted, day_short
from pupitre.modules.suppliers import events
from pupitre.modules.suppliers.rules.endings import Mark, Step
from pupitre.modules.suppliers.tables.endings import TO_DO
from pupitre.modules.suppliers.tables.words import within

Said = Mapping[str, Any]
DONE = {
    Step.DECIDED: "Fin du contrat suivie",
    Step.LETTER: "Lettre de résiliation signée",
    Step.ACKNOWLEDGED: "Résiliation accusée",
    Step.CONFIRMED: "Résiliation confirmée par le fournisseur",
    Step.RETURNED: "Accès, clés et matériel rendus",
    Step.LAST_INVOICE: "Dernière facture reçue",
    Step.CREDIT_NOTE: "Avoir reçu",
}
HOW = {"returned": "rendu", "needless": "sans objet", "awaited": "encore à rendre"}


def step_noted(payload: Said, names: Mapping[str, str]) -> str:
    step = Step(payload["step"])
    if payload["mark"] == Mark.NOT_NEEDED:
        return f"Sans objet{NO_BREAK}: {within(TO_DO[step])}"
    last = f", dernier jour le {_day(payload['ends_on'])}" if payload["ends_on"] else ""
    return f"{DONE[step]} le {_day(payload['on'])}{last}"


def step_taken_back(payload: Said, names: Mapping[str, str]) -> str:
    return f"Étape reprise{NO_BREAK}: {within(TO_DO[Step(payload['step'])])}"


def chased(payload: Said, names: Mapping[str, str]) -> str:
    return f"{counted(payload['count'], 'relance')} faite pour {within(TO_DO[Step(payload['step'])])}"


def letter_made(payload: Said, names: Mapping[str, str]) -> str:
    signs = names.get(payload["signatory"], "quelqu’un qui n’est plus là")
    return f"Lettre de résiliation préparée, version {payload['number']}, à signer par {signs}"


def lacks_power(payload: Said, names: Mapping[str, str]) -> str:
    signed = names.get(payload["signatory"], "quelqu’un qui n’est plus là")
    return f"Lettre partie le {_day(payload['sent_on'])}, signée sans pouvoir valable par {signed}"


def ratified(payload: Said, names: Mapping[str, str]) -> str:
    return "Lettre de résiliation ratifiée"


def finished(payload: Said, names: Mapping[str, str]) -> str:
    last = f", dernier jour le {_day(payload['ends_on'])}" if payload["ends_on"] else ""
    return f"Résiliation menée à son terme{last}"


def abandoned(payload: Said, names: Mapping[str, str]) -> str:
    return "Résiliation abandonnée avant l’envoi"


def resumed(payload: Said, names: Mapping[str, str]) -> str:
    return f"Le contrat continue, accord du fournisseur du {_day(payload['on'])}"


def thing_returned(payload: Said, names: Mapping[str, str]) -> str:
    return f"{payload.get('thing_label', 'À rendre')}{NO_BREAK}: {HOW[payload['how']]}"


def thing_listed(payload: Said, names: Mapping[str, str]) -> str:
    return f"À rendre aussi{NO_BREAK}: {payload.get('thing_label', 'une ligne effacée depuis')}"


SENTENCES: Mapping[type, Callable[[Said, Mapping[str, str]], str]] = {
    events.EndingStepNoted: step_noted,
    events.EndingStepTakenBack: step_taken_back,
    events.EndingChased: chased,
    events.EndingLetterMade: letter_made,
    events.LetterLacksPower: lacks_power,
    events.LetterRatified: ratified,
    events.EndingFinished: finished,
    events.EndingAbandoned: abandoned,
    events.ContractResumed: resumed,
    events.ThingReturned: thing_returned,
    events.ThingListed: thing_listed,
}


def _day(text: str) -> str:
    return day_short(date.fromisoformat(text))
