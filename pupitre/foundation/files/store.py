"""Bytes on disk: files/<company>/ab/<sha256>, written whole before any row speaks of them."""

import os
import secrets
import shutil
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.files.models import Blob
from pupitre.foundation.tenancy.scope import current_company

RESERVE = 200 * 1024 * 1024  # bytes that stay free on the disk


class CannotStore(Refusal):
    """The file was not kept; nothing else was lost."""


def store(chunks: Iterable[bytes]) -> Blob:
    """Keep these bytes; the same bytes twice are one file of the company, never shared with a neighbour."""
    company = current_company()
    folder = settings.FILES / str(company.uid)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if shutil.disk_usage(folder).free < RESERVE:
        raise CannotStore(
            "Le disque du serveur est presque plein : le fichier n’a pas été gardé, le reste n’a pas bougé."
        )
    draft = folder / f".{secrets.token_hex(8)}"
    try:
        digest, size = _write(draft, chunks)
        _settle(draft, path_of(company, digest))
    finally:
        draft.unlink(missing_ok=True)
    blob, _ = Blob.objects.get_or_create(sha256=digest, defaults={"size": size, "made_at": clock.now()})
    return blob


def path_of(company: Any, digest: str) -> Path:
    path: Path = settings.FILES / str(company.uid) / digest[:2] / digest
    return path


def _write(draft: Path, chunks: Iterable[bytes]) -> tuple[str, int]:
    seen, size = sha256(), 0
    with draft.open("xb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > settings.LARGEST_FILE:
                raise CannotStore(f"Le fichier dépasse {settings.LARGEST_FILE >> 20} Mo : il n’a pas été gardé.")
            seen.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return seen.hexdigest(), size


def _settle(draft: Path, path: Path) -> None:
    path.parent.mkdir(mode=0o700, exist_ok=True)
    os.replace(draft, path)
