"""Whoever was erased stays erased: when older data come back, the erasures they do not know are done again."""

import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import connection

from pupitre.foundation.audit.journal import through
from pupitre.foundation.audit.verbs import name_of
from pupitre.foundation.registry import rooms
from pupitre.foundation.safekeeping import databases
from pupitre.foundation.safekeeping.disk import settled, sync
from pupitre.foundation.tenancy.models import Company
from pupitre.foundation.tenancy.scope import working_for

THROUGH = "reprise d’une sauvegarde"
Erasure = dict[str, Any]  # company: uid, event: its name, payload: refs
log = logging.getLogger("pupitre.erasures")


def _file() -> Path:
    return Path(settings.DATA) / "erased.json"


def are_kept() -> bool:
    return _file().exists()


def keep() -> None:
    """Before data are replaced: what their journal says was erased, after what was kept already."""
    found = _kept()
    found += [erasure for erasure in _told() if erasure not in found]
    if found:
        with settled(_file()) as draft:
            draft.write_text(json.dumps(found, indent=1))


def replay() -> None:
    """In the data that came back, before anybody sees them; the file goes once all of it is done."""
    again = _again()
    for erasure in _kept():
        company = Company.objects.filter(uid=UUID(erasure["company"])).first()
        if company and erasure["event"] in again:
            _do_again(company, *again[erasure["event"]], erasure["payload"])
    databases.empty_the_journal()
    _file().unlink()
    sync(_file().parent)


def _do_again(company: Company, event: type, erase: Callable[[Any], None], payload: dict[str, Any]) -> None:
    token = through.set(THROUGH)
    try:
        with working_for(company):
            erase(event(**payload))
    finally:
        through.reset(token)
    log.info("an erasure of %s was done again", company.uid)


def _kept() -> list[Erasure]:
    return list(json.loads(_file().read_text())) if are_kept() else []


def _again() -> dict[str, tuple[type, Callable[[Any], None]]]:
    offered = (item for room in rooms.values() for item in room.erases_again.items())
    return {name_of(event): (event, erase) for event, erase in offered}


def _told() -> Iterator[Erasure]:
    """Read as it is on the disk: these data may be of an older shape, or of none."""
    entry, company = (apps.get_model(label)._meta.db_table for label in ("audit.Entry", "tenancy.Company"))
    if entry not in connection.introspection.table_names():
        return
    names = ", ".join(f"'{name}'" for name in _again())
    rows = databases.ask(
        f"SELECT uid, event, header FROM {entry} JOIN {company} ON {company}.id = {entry}.company_id "  # noqa: S608 (names of ours)
        f"WHERE event IN ({names}) ORDER BY {entry}.company_id, seq"
    )
    for uid, event, header in rows:
        yield {"company": str(UUID(str(uid))), "event": event, "payload": json.loads(header)["payload"]}
