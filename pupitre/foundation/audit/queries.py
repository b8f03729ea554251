"""Is the journal what was written, and what does it say?"""

import json
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from pupitre.foundation.audit.journal import kind_and_ref
from pupitre.foundation.audit.models import Details, Entry, Head, digest, link
from pupitre.foundation.tenancy.prepared import Prepared

SHOWN, MOST = 8, 500


def first_broken_seq(head: tuple[int, str] | None = None) -> int | None:
    """The first entry that was edited, removed, inserted or moved; with a published head, a cut tail is seen too."""
    prev, seq, links = "", 0, {}
    for seq, entry in enumerate(Entry.objects.select_related("details").iterator(), start=1):
        if (entry.seq, entry.prev, entry.link) != (seq, prev, link(prev, entry.header)) or not _details_hold(entry):
            return seq
        prev = entry.link
        links[seq] = prev
    if chain_head() != (seq, prev):  # a head that was taken away is the head of nothing
        return seq + 1
    return head[0] if head and links.get(head[0]) != head[1] else None


def _details_hold(entry: Entry) -> bool:
    """Details may have been erased, never changed."""
    details: Details | None = getattr(entry, "details", None)
    try:
        return details is None or json.loads(entry.header)["details"] == digest(details.salt, details.text)
    except (ValueError, KeyError, TypeError):  # a header that was forged says nothing of its details
        return False


def chain_head() -> tuple[int, str]:
    head = Head.objects.first()
    return (head.seq, head.link) if head else (0, "")


def entries_since(moment: datetime) -> QuerySet[Entry]:
    return Entry.objects.select_related("details").filter(at__gt=moment).order_by("-seq")


def history_of(subject: Any) -> QuerySet[Entry]:
    """Everything that happened to a row, last first; ask only for a row the reader may see."""
    return Entry.objects.select_related("details").filter(subject=kind_and_ref(subject)).order_by("-seq")


def last_of(subject: Any) -> list[Entry]:
    """The latest of its history: as many as a page shows, and one more when there are more."""
    return list(_last_of(kind_and_ref(subject)))


_last_of = Prepared(
    lambda subject: (
        Entry.objects.select_related("details")
        .only("at", "event", "actor", "header", "details__text")
        .filter(subject=subject)
        .order_by("-seq")[: SHOWN + 1]
    )
)


def payload_of(entry: Entry) -> dict[str, Any]:
    payload: dict[str, Any] = json.loads(entry.header)["payload"]
    return payload


def details_of(entry: Entry) -> dict[str, Any]:
    details: Details | None = getattr(entry, "details", None)
    return json.loads(details.text) if details else {}
