"""Attaching a file to something, and taking it away."""

import unicodedata
from collections.abc import Iterable

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.audit.verbs import action, locked, offer_undo, tell
from pupitre.foundation.files.events import FileAttached, FileRemoved
from pupitre.foundation.files.models import Attachment
from pupitre.foundation.files.store import store
from pupitre.foundation.registry import resolve
from pupitre.foundation.tenancy.models import Member

SHOWN_INLINE = {"application/pdf"}
KNOWN = {
    b"%PDF-": "application/pdf",
    b"PK\x03\x04": "application/zip",
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}


class CannotAttach(Refusal):
    pass


@action
def attach_file(name: str, chunks: Iterable[bytes], *, kind: str, ref: str, actor: Member) -> Attachment:
    if resolve(actor, kind, ref) is None:
        raise CannotAttach("Ce à quoi joindre le fichier n’existe plus.")
    content = b"".join(chunks)
    blob = store([content])
    said = {"name": clean_name(name), "content_type": type_of(content), "subject_kind": kind, "subject_ref": ref}
    attachment = Attachment.objects.create(blob=blob, added_by=actor, added_at=clock.now(), **said)
    tell(FileAttached(attachment.ref, blob.sha256), attachment, {"name": attachment.name})
    return attachment


@action
def remove_file(attachment: Attachment, *, actor: Member) -> Attachment:
    attachment = locked(attachment)
    if attachment.removed_at or resolve(actor, attachment.subject_kind, attachment.subject_ref) is None:
        raise CannotAttach("Ce fichier n’est plus là.")
    attachment.removed_at = clock.now()
    attachment.save(update_fields=["removed_at"])
    tell(FileRemoved(attachment.ref), attachment)
    offer_undo(f"« {attachment.name} » retiré", restore_file, ref=attachment.ref)
    return attachment


@action
def restore_file(ref: str, *, actor: Member) -> Attachment:
    attachment = locked(Attachment.objects.get(ref=ref))
    if attachment.removed_at is None:
        raise CannotAttach("Ce fichier est déjà là.")
    attachment.removed_at = None
    attachment.save(update_fields=["removed_at"])
    tell(FileAttached(attachment.ref, attachment.blob.sha256), attachment)
    return attachment


def put_away(kind: str, ref: str) -> None:
    """Within the action that erases a row: what was attached to it goes to the bin, and from there for good."""
    there = Attachment.objects.filter(subject_kind=kind, subject_ref=ref, removed_at=None)
    there.update(removed_at=clock.now())


def clean_name(name: str) -> str:
    """The last part of a name, without anything that could move or disguise it."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C")
    return plain.strip(". ")[-150:] or "fichier"


def type_of(content: bytes) -> str:
    """By its first bytes, never by its name; what is not known is downloaded as bytes."""
    return next((kind for magic, kind in KNOWN.items() if content.startswith(magic)), "application/octet-stream")
