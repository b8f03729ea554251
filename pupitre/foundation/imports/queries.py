"""Which sheets there are, which runs a member may see, and the file of a run."""

from django.db.models import QuerySet

from pupitre.foundation.access.table import allows
from pupitre.foundation.files.queries import attachments_of
from pupitre.foundation.files.store import path_of
from pupitre.foundation.imports.models import ImportRun
from pupitre.foundation.imports.sheets import Sheet, UnreadableSheet
from pupitre.foundation.registry import offered
from pupitre.foundation.tenancy.models import Member

KIND = "imports.importrun"


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


def content_of(run: ImportRun) -> bytes:
    """Raises UnreadableSheet when the file is not kept any more."""
    attached = attachments_of(KIND, run.ref)
    path = path_of(run.company, attached[0].blob.sha256) if attached else None
    if path is None or not path.exists():
        raise UnreadableSheet("Le fichier de cet import n’est plus gardé : choisissez-le de nouveau.")
    return path.read_bytes()
