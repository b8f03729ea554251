"""The figures of a month, one function each: value, how it is known, target, and the rows that it counted."""

from pupitre.engines.decisions.public import Awaited
from pupitre.kernel.formatting import counted, day_short, euros_short, in_words
from pupitre.modules.mission.queries.month import Facts
from pupitre.modules.mission.rules import Figure, Row
from pupitre.modules.mission.tables.words import (
    MEASURED,
    amount,
    doubled_median,
    tenths,
)
from pupitre.modules.suppliers.public import Handled

WAIT_TARGET = 2  # working days, for half of the decisions
CONTRACT, TASK = "suppliers.contract", "tasks.task"
REQUEST, ROUTINE = "decisions.request", "routines.routine"
HANDLED = {
    Handled.IN_TIME: "traitée à temps",
    Handled.MISSED: "manquée",
    Handled.COMING: "à venir",
}
PLAN_HOW = (
    "Lignes prévues les jours de présence, chacune comptée une fois, au dernier jour où elle était au plan : faite, "
    "manquée, ou remise. Le coût d’une ligne manquée est ce que son contrat ou sa tâche mettait en jeu."
)
NOT_NAMED = "Demande à laquelle l’office manager n’a pas pris part"


def budget(facts: Facts) -> Figure:
    return Figure(
        "budget",
        "Budget de fonctionnement",
        "Pas encore suivi",
        "le budget n’est pas tenu dans Pupitre",
        tone="none",
        how="Réel contre prévu, cible ± 5 %. Aucun budget n’est encore tenu dans Pupitre : aucun chiffre n’est donné.",
    )


def satisfaction(facts: Facts) -> Figure:
    return Figure(
        "satisfaction",
        "Satisfaction de l’équipe",
        "Pas encore mesurée",
        "aucune enquête n’a été faite",
        tone="none",
        how="Moyenne des réponses à l’enquête. Aucune enquête n’est encore faite dans Pupitre : aucun chiffre.",
    )


def decisions(facts: Facts) -> Figure:
    waits = [one.waited for one in facts.taken if one.waited is not None]
    is_slow = bool(waits) and doubled_median(waits) > 2 * WAIT_TARGET
    said = _waited(waits) if waits else "aucune n’a attendu personne"
    return Figure(
        "decisions",
        "Décisions prises",
        str(len(facts.taken)),
        said if facts.taken else "aucune ce mois-ci",
        known=MEASURED,
        target=f"objectif : {WAIT_TARGET} jours ouvrés" if waits else "",
        how=(
            "Décisions du mois qui tiennent encore. Attente : jours ouvrés entre la demande et la réponse, les jours "
            "de question enlevés ; ce qui était délégué n’a pas attendu."
        ),
        number=len(facts.taken),
        tone="late" if is_slow else "plain",
        act="Régler qui décide de quoi" if is_slow else "",
        rows=tuple(
            Row(
                one.title or NOT_NAMED,
                day_short(one.on),
                "délégation" if one.waited is None else counted(one.waited, "jour ouvré", "jours ouvrés"),
                REQUEST if one.title else "",
                one.ref if one.title else "",
            )
            for one in facts.taken
        ),
    )


def _waited(waits: list[int]) -> str:
    doubled = doubled_median(waits)
    if not doubled:
        return "la moitié le jour même"
    return f"la moitié en {tenths(waits)} {'jours ouvrés' if doubled >= 4 else 'jour ouvré'} ou moins"


def waiting(facts: Facts) -> Figure:
    """By deadline; what silence costs is said with each."""
    late = overdue(facts)
    return Figure(
        "waiting",
        "Décisions attendues",
        str(len(facts.waiting)),
        _overdue_said(facts, len(late)),
        known=MEASURED,
        how="Demandes sans réponse à la fin du mois, ou maintenant si le mois n’est pas fini, par échéance.",
        number=len(facts.waiting),
        tone="late" if late else "plain",
        act="Ouvrir ce qui attend" if late else "",
        rows=tuple(
            Row(
                one.title or NOT_NAMED,
                _awaited(one.decide_by, one.consequence),
                amount(one.amount_cents, one.basis) if one.amount_cents else "",
                REQUEST if one.is_known else "",
                one.ref if one.is_known else "",
            )
            for one in facts.waiting
        ),
    )


def overdue(facts: Facts) -> list[Awaited]:
    """Of a month that is over, what its last day left behind; of the current one, what is behind today."""
    return [one for one in facts.waiting if one.decide_by is not None and one.decide_by < facts.told_on]


def _overdue_said(facts: Facts, late: int) -> str:
    if not facts.waiting:
        is_over = facts.told_on > facts.month.last
        return "rien n’attendait de réponse à la fin du mois" if is_over else "rien n’attend de réponse"
    if not late:
        return "aucune n’a dépassé sa date"
    passed = "ont dépassé leur date" if late > 1 else "a dépassé sa date"
    return f"dont {in_words(late, is_feminine=True)} {passed}"


def _awaited(decide_by: object, consequence: str) -> str:
    when = f"avant le {day_short(decide_by)}" if decide_by else "sans date"  # type: ignore[arg-type]
    return f"{when} · {consequence}" if consequence else when


def windows(facts: Facts) -> Figure:
    by = {state: sum(one.handled is state for one in facts.windows) for state in Handled}
    missed = by[Handled.MISSED]
    said = [counted(missed, "manquée", "manquées")]
    said += [f"{by[Handled.COMING]} à venir"] if by[Handled.COMING] else []
    return Figure(
        "windows",
        "Échéances de contrat traitées à temps",
        f"{by[Handled.IN_TIME]} sur {len(facts.windows)}",
        ", ".join(said),
        known=MEASURED,
        target="objectif : aucune manquée",
        how="Derniers jours de préavis tombés dans le mois. À temps : décidé avant, et la lettre partie s’il en faut.",
        number=missed,
        tone="late" if missed else "plain",
        act="Voir les contrats" if missed else "",
        rows=tuple(
            Row(f"{one.title}, {one.supplier}", day_short(one.on), HANDLED[one.handled], CONTRACT, one.ref)
            for one in facts.windows
        ),
    )


def plan(facts: Facts) -> Figure:
    planned, done = sum(day.planned for day in facts.kept), sum(day.done for day in facts.kept)
    missed, cents = sum(day.missed for day in facts.kept), sum(day.missed_cents for day in facts.kept)
    if not facts.kept:
        return Figure(
            "plan", "Plan tenu", "Pas encore mesuré", "aucun jour de présence n’a été clos", tone="none", how=PLAN_HOW
        )
    cost = f"{euros_short(cents)} en jeu (estimé)" if cents else ""
    return Figure(
        "plan",
        "Plan tenu",
        f"{done} sur {planned}",
        _ended_otherwise(missed, planned - done - missed),
        cost,
        known=MEASURED,
        target="objectif : aucune manquée",
        how=PLAN_HOW,
        number=missed,
        tone="late" if missed else "plain",
        act="Voir le plan du jour" if missed else "",
        rows=tuple(
            Row(day_short(day.day), f"{day.done} sur {day.planned}", counted(day.missed, "manquée", "manquées"))
            for day in facts.kept
        ),
    )


def _ended_otherwise(missed: int, put_off: int) -> str:
    said = counted(missed, "ligne manquée", "lignes manquées")
    return f"{said}, {counted(put_off, 'remise', 'remises')}" if put_off else said


def tasks(facts: Facts) -> Figure:
    return Figure(
        "tasks",
        "Tâches finies",
        str(len(facts.tasks)),
        "sans les tâches privées",
        known=MEASURED,
        how="Tâches terminées dans le mois, de toute l’entreprise ; une tâche privée n’est comptée nulle part.",
        number=len(facts.tasks),
        rows=tuple(Row(one.title, day_short(one.on), one.owner, TASK, one.ref) for one in facts.tasks),
    )


def routines(facts: Facts) -> Figure:
    proofs = sum(one.has_proof for one in facts.done)
    late = sum(not one.is_in_time for one in facts.done)
    return Figure(
        "routines",
        "Routines tenues",
        str(len(facts.done)),
        f"{counted(proofs, 'avec sa preuve', 'avec leur preuve')}, {late} en retard",
        known=MEASURED,
        how="Passages faits dans le mois. Une preuve est un mot, un chiffre ou un fichier que la routine exige.",
        number=len(facts.done),
        rows=tuple(
            Row(
                one.title,
                day_short(one.on),
                f"{'avec preuve' if one.has_proof else 'sans preuve exigée'}{'' if one.is_in_time else ', en retard'}",
                ROUTINE,
                one.ref,
            )
            for one in facts.done
        ),
    )


def silent(facts: Facts) -> Figure:
    return Figure(
        "silent",
        "Routines sans preuve ni passage",
        str(len(facts.silent)),
        "laissées passer au moins une fois" if facts.silent else "rien n’a été laissé passer",
        known=MEASURED,
        target="objectif : aucune",
        how="Routines dont au moins un passage attendu n’a pas eu lieu, telles qu’elles sont au jour où l’on compte.",
        number=len(facts.silent),
        tone="late" if facts.silent else "plain",
        act="Ouvrir les routines" if facts.silent else "",
        rows=tuple(
            Row(
                one.routine.title,
                f"depuis le {day_short(one.next_on)}" if one.next_on else "",
                counted(one.missed, "passage", "passages"),
                ROUTINE,
                one.routine.ref,
            )
            for one in facts.silent
        ),
    )
