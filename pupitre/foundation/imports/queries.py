"""Which sheets there are, which runs a member may see, the file of a run, and what can be taken back of it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet

from pupitre.foundation import clock
from pupitre.foundation.access.table import allows
from pupitre.foundation.audit.models import Entry
from pupitre.foundation.files.queries import attachments_of
from pupitre.foundation.files.store import path_of
from pupitre.foundation.imports.models import ImportedRow, ImportRun
from pupitre.foundation.imports.sheets import Sheet, UnreadableSheet
from pupitre.foundation.imports.taking_back import CHANGED_SINCE, Left, Written
from pupitre.foundation.registry import offered
from pupitre.foundation.tenancy.models import Member
from pupitre.kernel.formatting import day_short

KIND = "imports.importrun"
LOST_AFTER = timedelta(minutes=15)


class UnknownSheet(LookupError):
    """No room of the house imports that."""


def all_sheets() -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in offered("sheets")}


def sheet_named(name: str) -> Sheet:
    try:
        return all_sheets()[name]
    except KeyError:
        raise UnknownSheet(name) from None


def sheets_for(actor: Member) -> list[Sheet]:
    offered_here: list[Sheet] = list(offered("sheets", frozenset(actor.company.modules_off)))
    return [sheet for sheet in offered_here if allows(actor, sheet.permission)]


def runs_visible_to(actor: Member) -> QuerySet[ImportRun]:
    """Those of the sheets one may import oneself."""
    names = [sheet.name for sheet in sheets_for(actor)]
    runs: QuerySet[ImportRun] = ImportRun.objects.select_related("member").filter(sheet__in=names)
    return runs.order_by("-started_at", "-pk")


def interrupted() -> list[ImportRun]:
    """Asked long ago and still not done: the job of any of them is over by now."""
    long_ago = clock.now() - LOST_AFTER
    return list(ImportRun.objects.select_related("queued_by__company").filter(queued_at__lt=long_ago).order_by("pk"))


def content_of(run: ImportRun) -> bytes:
    """Raises UnreadableSheet when the file is not kept any more."""
    attached = attachments_of(KIND, run.ref)
    path = path_of(run.company, attached[0].blob.sha256) if attached else None
    if path is None or not path.exists():
        raise UnreadableSheet("Le fichier de cet import n’est plus gardé : choisissez-le de nouveau.")
    return path.read_bytes()


def written_by(run: ImportRun) -> list[Written]:
    rows = ImportedRow.objects.filter(run=run).order_by("pk")
    return [Written(*row) for row in rows.values_list("kind", "ref", "row_version", "was")]


def why_it_stays(run: ImportRun) -> str:
    """Why this import cannot be taken back, in French; empty when it can."""
    if run.imported_at is None:
        return "Ce fichier n’a pas été importé."
    if run.undone_at:
        return "Cet import est déjà annulé."
    kept = settings.RETENTION["undo_imports"]
    if clock.now() > run.imported_at + kept:
        return f"Un import s’annule pendant {kept.days} jours : ce délai est passé."
    if sheet_named(run.sheet).back is None or not ImportedRow.objects.filter(run=run).exists():
        return "Ce que cet import a remplacé n’est plus gardé : il ne s’annule plus."
    return ""


def undoable_until(run: ImportRun) -> datetime | None:
    return run.imported_at + settings.RETENTION["undo_imports"] if run.imported_at else None


def reasons_of(left: list[Left], actor: Member) -> list[tuple[str, str]]:
    """Each row that stays with why, « modifiée depuis par Claire le 3 décembre » being read in the journal."""
    subjects = [f"{one.kind}:{one.ref}" for one in left if one.reason == CHANGED_SINCE]
    entries = Entry.objects.filter(subject__in=subjects).order_by("seq").values_list("subject", "actor", "at")
    last = {subject: (who, at) for subject, who, at in entries}
    names = dict(Member.objects.filter(ref__in={who for who, _ in last.values()}).values_list("ref", "name"))
    return [(one.name, _reason(one, last.get(f"{one.kind}:{one.ref}"), names, actor)) for one in left]


def _reason(one: Left, last: tuple[str, datetime] | None, names: dict[str, str], actor: Member) -> str:
    if one.reason != CHANGED_SINCE:
        return one.reason
    if last is None:
        return "modifiée depuis"
    by = f" par {names[last[0]]}" if last[0] in names else ""
    return f"modifiée depuis{by} le {day_short(clock.local(last[1], actor.company).date())}"
