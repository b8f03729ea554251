"""Removes the bytes that no row speaks of any more, after two days."""

from django.conf import settings

from pupitre.foundation import clock
from pupitre.foundation.files.models import Attachment, Blob
from pupitre.foundation.files.store import path_of
from pupitre.foundation.tenancy.models import Company


def erase_what_was_removed(company: Company) -> int:
    """Attachments in the bin past their time, then blobs that nothing points to; returns how many blobs went."""
    now = clock.now()
    Attachment.objects.filter(removed_at__lt=now - settings.RETENTION["removed"]).delete()
    kept = Attachment.objects.values("blob")
    orphans = list(Blob.objects.filter(made_at__lt=now - settings.RETENTION["orphan_files"]).exclude(pk__in=kept))
    for blob in orphans:
        blob.delete()
        path_of(company, blob.sha256).unlink(missing_ok=True)
    return len(orphans)
