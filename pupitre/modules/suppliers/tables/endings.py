"""The French of endings: the timeline, what waits, what a chase says, and until when each way of posting serves."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import quote

from pupitre.kernel.formatting import NO_BREAK, counted, day_full, day_near, day_short, ended
from pupitre.kernel.notice import Regime
from pupitre.modules.suppliers.models import Channel, Contract, Ending, EndingStep
from pupitre.modules.suppliers.models.endings import OUTCOMES, STEPS
from pupitre.modules.suppliers.queries import Standing
from pupitre.modules.suppliers.rules import Act
from pupitre.modules.suppliers.rules.endings import CHASED, Due, Followed, Mark, Outcome, Step, read_data
from pupitre.modules.suppliers.tables.words import by, the

STEP_LABELS = {str(value): label for value, label in STEPS}
OUTCOME_LABELS = {str(value): label for value, label in OUTCOMES}
TONES = {"": "act", Outcome.FINISHED: "fine", Outcome.ABANDONED: "plain", Outcome.RESUMED: "plain"}
CHANNELS = {str(value): label for value, label in Channel.choices}
MENTIONS = {
    Channel.REGISTERED: "Lettre recommandée avec accusé de réception",
    Channel.LRE: "Lettre recommandée électronique",
    Channel.BY_HAND: "Lettre remise en main propre contre décharge",
    Channel.EMAIL: "Par courriel",
}
TO_DO = {
    Step.LETTER: "Faire signer la lettre",
    Step.SENT: "Envoyer la lettre",
    Step.ACKNOWLEDGED: "Recevoir l’accusé de réception",
    Step.CONFIRMED: "Obtenir la confirmation écrite",
    Step.RETURNED: "Rendre accès, clés et matériel",
    Step.LAST_INVOICE: "Recevoir la dernière facture",
    Step.CREDIT_NOTE: "Recevoir l’avoir, s’il en est dû un",
}
GESTURES = {
    Step.LETTER: "Noter la signature",
    Step.ACKNOWLEDGED: "Noter l’accusé de réception",
    Step.CONFIRMED: "Noter la confirmation",
    Step.RETURNED: "Noter que tout est rendu",
    Step.LAST_INVOICE: "Noter la dernière facture",
    Step.CREDIT_NOTE: "Noter l’avoir",
}
WHY = {
    Step.ACKNOWLEDGED: "Sans accusé, la date de réception du préavis ne se prouve pas",
    Step.CONFIRMED: "Sans confirmation de la date de fin, le contrat peut être facturé comme s’il continuait",
    Step.RETURNED: "Ce qui n’est pas rendu au dernier jour est facturé, ou reste entre d’autres mains",
    Step.LAST_INVOICE: "Une facture d’après la fin se conteste tout de suite",
    Step.CREDIT_NOTE: "Ce qui a été payé d’avance au-delà de la fin se réclame",
}
ASKED = {
    Step.ACKNOWLEDGED: "Sauf erreur de notre part, nous n’avons pas reçu l’accusé de réception de cette lettre. "
    "Pouvez-vous nous confirmer par retour que vous l’avez bien reçue, et à quelle date ?",
    Step.CONFIRMED: "Pouvez-vous nous confirmer par écrit la résiliation et le dernier jour du contrat{last_day} ?",
    Step.LAST_INVOICE: "Pouvez-vous nous adresser la dernière facture, arrêtée au dernier jour du contrat{last_day} ?",
    Step.CREDIT_NOTE: "Une partie de ce que nous avons payé concerne la période d’après la fin du contrat{last_day}. "
    "Pouvez-vous nous adresser l’avoir correspondant ?",
}


@dataclass(frozen=True)
class StepLine:
    """A point of the timeline: `state` is done, needless, current or todo."""

    step: str
    label: str
    state: str
    on: str
    note: str
    proof: str
    by: str
    can_take_back: bool
    due: str


@dataclass(frozen=True)
class Posting:
    """Until when this way of sending is in time, and what to check of it."""

    label: str
    last_day: str
    words: str
    source: str
    is_to_be_checked: bool
    is_late: bool


def timeline(followed: Followed, rows: list[EndingStep], found: list[Due], on: date) -> list[StepLine]:
    held = {row.step: row for row in rows if row.mark != Mark.CHASED}
    waits, opened = {due.step: due for due in found}, followed.open_steps
    closed = followed.closed
    lines = []
    for step in followed.path:
        row, is_closed = held.get(step), step in closed
        stood_upon = any(followed.before(later) is step for later in closed)
        is_needless = is_closed and closed[step].mark is Mark.NOT_NEEDED
        state = ("needless" if is_needless else "done") if is_closed else "current" if step in opened else "todo"
        shown = row if is_closed else None
        lines.append(
            StepLine(
                step=str(step),
                label=STEP_LABELS[step],
                state=state,
                on=day_full(shown.happened_on) if shown and not is_needless else "Sans objet" if is_needless else "",
                note=shown.note if shown else "",
                proof=shown.proof if shown else "",
                by=shown.recorded_by.name if shown else "",
                can_take_back=is_closed and step not in (Step.DECIDED, Step.SENT) and not stood_upon,
                due=_due(waits[step], followed, on) if step in waits else "",
            )
        )
    return lines


def _due(due: Due, followed: Followed, on: date) -> str:
    chased = f", relancé {counted(due.chases, 'fois', 'fois')}" if due.chases else ""
    if due.step is Step.RETURNED:
        return f"au plus tard le dernier jour, {day_short(due.act_by)}"
    return (
        f"à relancer {the(day_near(due.act_by, on))} sans réponse{chased}" if due.act_by > on else f"à relancer{chased}"
    )


def state_of(ending: Ending, followed: Followed) -> tuple[str, str]:
    """Tone and words of an ending in a list."""
    if ending.outcome:
        return TONES[ending.outcome], OUTCOME_LABELS[ending.outcome]
    return TONES[""], STEP_LABELS[next(step for step in reversed(followed.path) if step in followed.closed)]


def chase_subject(contract: Contract) -> str:
    return f"Fin du contrat {contract.reference}"


def chase_text(contract: Contract, followed: Followed, step: Step, company: str) -> str:
    """What may be sent, by a person's own gesture."""
    sent = followed.closed.get(Step.SENT)
    told = f"Par lettre du {day_written(sent.happened_on)}, nous" if sent and sent.mark is Mark.DONE else "Nous"
    last_day = f", le {day_written(followed.ends_on)}" if followed.ends_on else ""
    greeting = f"Bonjour {contract.supplier.contact_name}," if contract.supplier.contact_name else "Bonjour,"
    ours = f"{told} avons mis fin au contrat « {contract.title} », référence {contract.reference}."
    again = counted(len(followed.chases(step)), "relance restée", "relances restées")
    unanswered = f" Ce message suit {again} sans réponse." if followed.chases(step) else ""
    asked = ASKED[step].format(last_day=last_day)
    return f"{greeting}\n\n{ours}{unanswered}\n\n{asked}\n\nCordialement,\n{company}"


def chaseable(followed: Followed) -> Step | None:
    return next((step for step in followed.open_steps if step in CHASED and step in ASKED), None)


def postings(standing: Standing, on: date) -> list[Posting]:
    """The window of the letter, as each way of sending meets it; a notice at any time has no last day."""
    act = standing.position.act or standing.position.to_note
    limit = act if act is not None and not act.is_review else None
    received = standing.facts.terms.is_received
    return [_posting(row, limit, received, on) for row in read_data("channels.csv")]


def _posting(row: dict[str, str], act: Act | None, received: bool, on: date) -> Posting:
    last = None
    if act is not None:
        last = act.act_by if row["lasts_until"] == "act_before" and received else act.lost_after or act.act_by
    return Posting(
        label=CHANNELS[row["channel"]],
        last_day=day_full(last) if last else "à tout moment, le préavis court de là",
        words=row["words"],
        source=row["source"],
        is_to_be_checked=row["confidence"] == "memory",
        is_late=last is not None and last < on,
    )


@lru_cache(maxsize=1)
def letters_by_regime() -> dict[str, dict[str, str]]:
    return {row["regime"]: row for row in read_data("letters.csv")}


def day_written(day: date) -> str:
    """As a letter says it: « 1er mars 2027 »."""
    return day_full(day).split(" ", 1)[1]


def _notice(said: str) -> str:
    """« du préavis de 3 mois », « du préavis légal de 6 mois » where the law says it and the contract nothing."""
    if not said or said == "aucun":
        return "du préavis"
    length = said.removesuffix(" (loi)")
    return f"du préavis{' légal' if length != said else ''} de {length}"


def letter_words(contract: Contract, ends_on: date | None, notice: str) -> tuple[str, str]:
    """Subject and body as proposed; the clause of notice is the contract's own."""
    row = letters_by_regime()[contract.regime]
    said = {
        "title": contract.title,
        "reference": contract.reference,
        "starts_on": day_written(contract.starts_on),
        "notice": _notice(notice),
        "ends_on": day_written(ends_on) if ends_on else "(dernier jour à compléter)",
    }
    paragraphs = [
        "Madame, Monsieur,",
        *(part.format(**said) for part in row["body"].split("|")),
        "Nous vous remercions de nous confirmer par écrit la réception de cette lettre et la date de fin retenue, "
        "et de cesser tout prélèvement et toute facturation au-delà de cette date.",
        "Veuillez agréer, Madame, Monsieur, nos salutations distinguées.",
    ]
    return row["subject"].format(**said), "\n\n".join(paragraphs)


def mailto(address: str, subject: str, text: str) -> str:
    """Opens the reader's own mail, written; nothing leaves from here. Empty when the supplier has no address."""
    if not address:
        return ""
    return f"mailto:{quote(address)}?subject={quote(subject)}&body={quote(text)}"


def missed(standing: Standing, followed: Followed) -> str:
    """A notice that is too late: until when the contract ties now, and the next way out."""
    now = standing.position.state
    if followed.is_sent or now.until is None:
        return ""
    way_out = f", prochaine sortie le {day_short(now.exit_on)}" if now.exit_on else ""
    if standing.contract.regime == Regime.LEASE:
        return f"Sans congé, le bail continue jusqu’au {day_short(now.until)} au moins{way_out}."
    return f"Sans lettre partie à temps{NO_BREAK}: reconduit jusqu’au {day_short(now.until)}{way_out}."


def next_line(followed: Followed, found: list[Due], on: date, standing: Standing | None = None) -> str:
    """The next gesture, with its date; `standing`: what is still to be posted, and by when."""
    opened = followed.open_steps
    if not opened:
        return ""
    due = found[0] if found else None
    when = f", {_due(due, followed, on)}" if due else ""
    act = standing.position.act if standing else None
    if standing is not None and standing.position.to_note is not None and not followed.is_sent:
        return "Noter l’envoi, si la lettre est partie à temps."
    if act is not None and not act.is_review and not followed.is_sent:
        when = f", à poster {by(act.act_by, on)}" if act.act_by >= on else ", la poste ne suffit plus"
    return ended(f"{TO_DO[due.step if due else opened[0]]}{when}")
