"""The manifest of imports."""

from typing import Any

from django.urls import reverse

from pupitre.foundation.imports import jobs
from pupitre.foundation.imports.cleaning import forget_files
from pupitre.foundation.imports.queries import KIND, runs_visible_to, sheets_for
from pupitre.foundation.registry import Found, Link, Room, Schedule, register


def find_run(actor: Any, ref: str) -> Found | None:
    run = runs_visible_to(actor).filter(ref=ref).first()
    return Found(f"Import de {run.file_name}", reverse("imports:run", args=[actor.company.slug, ref])) if run else None


def may_import(actor: Any) -> bool:
    """At least one of the sheets of the house."""
    return bool(sheets_for(actor))


register(
    Room(
        name="imports",
        label="Imports",
        menu=(Link("Importer", "imports:start", "file-up", group=2, is_open=may_import),),
        kinds={KIND: find_run},
        schedules=(Schedule("imports.forget", jobs.forget, hour="04:30"), Schedule("imports.resume", jobs.resume)),
        erases=(forget_files,),
    )
)
