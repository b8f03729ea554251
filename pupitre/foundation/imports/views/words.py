"""An import in words: what it would do, what it did, how far it is, and what came of taking it back."""

from typing import Any

from django.urls import reverse

from pupitre.foundation import clock
from pupitre.foundation.imports import queries
from pupitre.foundation.imports.models import ImportRun
from pupitre.kernel.formatting import clock_time, counted, day_short, number

WRITING = 60  # percent


def address(request: Any, name: str, *given: str) -> str:
    return reverse(f"imports:{name}", args=[request.actor.company.slug, *given])


def verb(ready: int) -> str:
    return f"Importer ces {counted(ready, 'ligne')}" if ready > 1 else "Importer cette ligne"


def summary(report: dict[str, Any], is_dry_run: bool) -> str:
    """« 58 lignes à ajouter, 2 à modifier, 3 laissées de côté. »"""
    words = (("à ajouter", "à ajouter"), ("à modifier", "à modifier"))
    done = (("ajoutée", "ajoutées"), ("modifiée", "modifiées"))
    told = dict(zip(("created", "changed"), words if is_dry_run else done, strict=True))
    told["unchanged"] = ("déjà à jour", "déjà à jour")
    said = [(report[key], *forms) for key, forms in told.items() if report.get(key)]
    lines = len({error["line"] for error in report.get("errors", []) if error["line"]})
    said += [(lines, "laissée de côté", "laissées de côté")] if lines else []
    if not said:
        refused = next((error["reason"] for error in report.get("errors", []) if not error["line"]), "")
        return refused or "Aucune ligne dans ce fichier."
    beside = report.get("also_created", 0)
    return f"{_counted_in_turn(said, 'ligne')}{_beside(beside, is_dry_run) if beside else ''}."


def taken_back(undone: dict[str, Any], *, is_plan: bool = False) -> str:
    """« 12 lignes retirées, 2 remises comme avant, 3 restent. »"""
    words = (
        ("removed", "à retirer" if is_plan else "retirée", "à retirer" if is_plan else "retirées"),
        ("restored", "à remettre comme avant" if is_plan else "remise comme avant", ""),
        ("stayed", "reste comme elle est", "restent comme elles sont"),
    )
    plural = {"restored": "à remettre comme avant" if is_plan else "remises comme avant"}
    said = [(undone[key], one, plural.get(key, many)) for key, one, many in words if undone.get(key)]
    return f"{_counted_in_turn(said, 'fiche')}." if said else "Aucune fiche ne peut revenir."


def understood(report: dict[str, Any], is_dry_run: bool) -> list[tuple[str, list[dict[str, Any]], int]]:
    """What changes first: it is what nobody would see afterwards."""
    lines = report.get("understood", [])
    titles = ("À modifier", "À ajouter") if is_dry_run else ("Modifié", "Ajouté")
    found = []
    for title, key, is_new in ((titles[0], "changed", False), (titles[1], "created", True)):
        shown = [one for one in lines if one["is_new"] == is_new]
        if shown:
            found.append((title, shown, max(0, report.get(key, 0) - len(shown))))
    return found


def mapping(run: ImportRun) -> list[tuple[str, str]]:
    """Each column of the file with what it was taken for."""
    labels = {column.field: column.label for column in queries.sheet_named(run.sheet).columns}
    known = [(header, labels.get(field, field)) for header, field in run.report.get("mapping", {}).items()]
    return known + [(header, "") for header in run.report.get("ignored", [])]


def progress(run: ImportRun) -> dict[str, Any]:
    """The bar stops while the sheet is written, which nobody sees from outside: the words say so."""
    if not run.attempts:
        return {"value": None, "words": "en attente de son tour"}
    if run.progress < WRITING:
        return {"value": run.progress, "words": "lecture et comparaison"}
    lines = run.report.get("created", 0) + run.report.get("changed", 0)
    return {"value": run.progress, "words": f"écriture de {counted(lines, 'ligne')}"}


def line(request: Any, run: ImportRun) -> dict[str, str]:
    return {
        "name": run.file_name,
        "url": address(request, "run", run.ref),
        "when": when(request, run),
        "who": run.through or run.member.name,
        "outcome": _outcome(run),
    }


def when(request: Any, run: ImportRun) -> str:
    moment = clock.local(run.imported_at or run.started_at, request.actor.company)
    return f"{day_short(moment.date())}, {clock_time(moment.time())}"


def last_day_to_undo(request: Any, run: ImportRun) -> str:
    until = queries.undoable_until(run)
    return day_short(clock.local(until, request.actor.company).date()) if until else ""


def _outcome(run: ImportRun) -> str:
    report = run.report
    written = report.get("created", 0) + report.get("changed", 0)
    wrong = len(report.get("errors", []))
    if run.queued_at:
        return "import en cours"
    if run.undone_at:
        return "importé, puis annulé"
    if run.failure:
        return "import arrêté, rien n’a été écrit"
    outcome = "vérifié" if run.is_dry_run else f"importé, {counted(written, 'ligne')}"
    return f"{outcome}, {counted(wrong, 'erreur')}" if wrong else outcome


def _counted_in_turn(said: list[tuple[int, str, str]], noun: str) -> str:
    first, *others = said
    return ", ".join(
        [f"{counted(first[0], noun)} {first[2 if first[0] > 1 else 1]}"]
        + [f"{number(n)} {many if n > 1 else one}" for n, one, many in others]
    )


def _beside(n: int, is_dry_run: bool) -> str:
    """What the lines name and nobody knows yet: the supplier of a contract, the team of a person."""
    done = "à créer" if is_dry_run else "créées" if n > 1 else "créée"
    return f" ; avec {counted(n, 'fiche')} {done} au passage"
