"""What a file gave, and why a row of it could not be read."""

from collections.abc import Iterable
from dataclasses import dataclass

from pupitre.kernel.formatting import counted, day_short, number
from pupitre.modules.bank.models import Statement
from pupitre.modules.bank.rules import BANKS

REFUSALS = {
    "empty": "Ce fichier est vide.",
    "not_text": "Ce n’est pas un fichier CSV : à la banque, choisissez l’export CSV, et non PDF ou Excel.",
    "too_long": "Ce fichier a plus de 50 000 lignes : exportez une période plus courte.",
    "no_header": "Aucune ligne d’en-tête ne dit où sont la date, le libellé et le montant.",
    "unclosed_quote": "Un guillemet s’ouvre et ne se ferme jamais : le fichier est coupé. Exportez-le de nouveau.",
    "stopped": "La lecture s’est arrêtée sur une erreur de Pupitre : rien n’en est gardé. Déposez-le de nouveau.",
    "no_lines": "Aucune ligne de ce fichier n’a pu être lue.",
}
REASONS = {
    "cut": "la fin de la ligne manque : le fichier est coupé ici",
    "empty": "cette case est vide",
    "other_currency": "une autre devise que l’euro",
    "two_amounts": "un débit et un crédit sur la même ligne",
    "unknown_status": "un état que Pupitre ne connaît pas",
    "no_year": "une date sans année",
    "not_a_date": "ce n’est pas une date",
    "no_such_date": "ce jour n’existe pas",
    "wrong_weekday": "ce jour n’est pas ce jour de la semaine",
    "not_an_amount": "ce n’est pas un montant",
    "ambiguous": "un point ou une virgule qui se lit de deux façons",
    "too_many_decimals": "plus de deux décimales",
    "too_large": "un montant trop grand pour être vrai",
    "with_tax": "un montant et une taxe dans la même case",
}
UNREADABLE = "illisible"


@dataclass(frozen=True)
class StatementLine:
    ref: str
    name: str
    account: str
    period: str
    told: str
    tone: str
    state: str


def statement_lines(rows: Iterable[Statement]) -> list[StatementLine]:
    return [_line(row) for row in rows]


def _line(row: Statement) -> StatementLine:
    tone, state = _state(row)
    return StatementLine(
        ref=row.ref,
        name=row.file_name,
        account=row.account.label if row.account else BANKS.get(row.bank, ""),
        period=period(row),
        told=told(row),
        tone=tone,
        state=state,
    )


def _state(row: Statement) -> tuple[str, str]:
    if row.state == Statement.State.WAITING:
        return "plain", "En cours de lecture"
    if row.state == Statement.State.REFUSED:
        return "late", "Non lu"
    return (
        ("act", counted(row.faults_count, "ligne à revoir", "lignes à revoir")) if row.faults_count else ("fine", "Lu")
    )


def period(row: Statement) -> str:
    if row.first_on is None or row.last_on is None:
        return ""
    return f"{day_short(row.first_on)} – {day_short(row.last_on)}"


def told(row: Statement) -> str:
    """« 245 lignes lues : 240 ajoutées, 5 déjà connues »."""
    if row.state == Statement.State.WAITING:
        return "Rien n’est encore écrit"
    if row.state == Statement.State.REFUSED:
        return REFUSALS.get(row.refusal, UNREADABLE).removesuffix(".")
    parts = [_counted(row.lines_added, "ajoutée"), _counted(row.lines_known, "déjà connue", "déjà connues")]
    parts += [_counted(row.lines_unsettled, "refusée ou en attente à la banque", "refusées ou en attente à la banque")]
    parts += [_counted(row.lines_old, "trop ancienne, laissée de côté", "trop anciennes, laissées de côté")]
    return f"{counted(row.lines_read, 'ligne lue', 'lignes lues')} : {', '.join(filter(None, parts)) or 'aucune'}"


def _counted(n: int, one: str, many: str = "") -> str:
    return f"{number(n)} {(many or one + 's') if n > 1 else one}" if n else ""


def faults_of(row: Statement) -> list[dict[str, object]]:
    return [
        {
            **fault,
            "reason": REASONS.get(fault["reason"], UNREADABLE),
            "without": "non gardée" if fault["reason"] == "cut" else "vide",
        }
        for fault in row.faults
    ]
