"""Which files are on what, and who may open them."""

from collections import defaultdict
from collections.abc import Collection

from pupitre.foundation.files.models import Attachment
from pupitre.foundation.registry import resolve
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.prepared import Prepared


def attachments_of(kind: str, ref: str) -> list[Attachment]:
    """Ask only for a subject the reader may see."""
    return list(_attachments(kind, ref))


_attachments = Prepared(
    lambda kind, ref: (
        Attachment.objects.select_related("blob", "added_by")
        .filter(subject_kind=kind, subject_ref=ref, removed_at=None)
        .order_by("-added_at")
    )
)


def attachment_visible_to(actor: Member, ref: str) -> Attachment | None:
    """Absent and forbidden look alike."""
    attachment = Attachment.objects.select_related("blob").filter(ref=ref, removed_at=None).first()
    seen = attachment and resolve(actor, attachment.subject_kind, attachment.subject_ref)
    return attachment if seen else None


def subjects_of(refs: Collection[str]) -> list[tuple[str, str]]:
    """What these files are on, or were."""
    if not refs:
        return []
    return list(Attachment.objects.filter(ref__in=refs).values_list("subject_kind", "subject_ref"))


def names_on(kind: str, refs: Collection[str]) -> dict[str, str]:
    """The names of what is attached to each, one after another."""
    rows = Attachment.objects.filter(subject_kind=kind, subject_ref__in=refs, removed_at=None).order_by("pk")
    names: dict[str, list[str]] = defaultdict(list)
    for ref, name in rows.values_list("subject_ref", "name"):
        names[ref].append(name)
    return {ref: " ".join(said) for ref, said in names.items()}
