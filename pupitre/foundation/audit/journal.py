"""Writing the journal: the header is hashed as it is stored, the details are apart, and the head's lock comes last."""

import json
import secrets
from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from typing import Any

from pupitre.foundation import clock
from pupitre.foundation.audit.models import Details, Entry, Head, digest, link
from pupitre.foundation.tenancy.prepared import Prepared

SCHEMA = 1
BATCH = 500

through: ContextVar[str] = ContextVar("through", default="")  # "ligne de commande", "import", …
request_id: ContextVar[str] = ContextVar("request_id", default="")


_head = Prepared(lambda: Head.objects.select_for_update())


@dataclass(frozen=True)
class Told:
    name: str
    event: Any
    subject: Any
    details: dict[str, Any]


def write(actor: Any, verb: str, told: Iterable[Told]) -> None:
    """One entry for each thing told, chained in the order of commits."""
    head = _head.first() or Head.objects.select_for_update().get_or_create()[0]
    written = [_entry(head, actor, verb, one) for one in told]
    Entry.objects.bulk_create([entry for entry, _ in written], batch_size=BATCH)
    kept = [details for _, details in written if details]
    Details.objects.bulk_create(kept, batch_size=BATCH)
    head.save(update_fields=["seq", "link"])


def _entry(head: Head, actor: Any, verb: str, told: Told) -> tuple[Entry, Details | None]:
    text = json.dumps(told.details, ensure_ascii=False, default=str) if told.details else ""
    salt = secrets.token_hex(16) if text else ""
    head.seq, prev = head.seq + 1, head.link
    now = clock.now()
    said = {
        "v": SCHEMA,
        "seq": head.seq,
        "at": now.isoformat(),
        "actor": actor.ref if actor else "",
        "through": through.get(),
        "verb": verb,
        "event": told.name,
        "subject": kind_and_ref(told.subject),
        "payload": asdict(told.event),
        "request": request_id.get(),
        "details": digest(salt, text) if text else "",
    }
    header = json.dumps(said, ensure_ascii=False, default=str)
    head.link = link(prev, header)
    named = {"event": told.name, "actor": said["actor"], "subject": said["subject"]}
    entry = Entry(seq=head.seq, at=now, header=header, prev=prev, link=head.link, **named)
    return entry, Details(entry=entry, salt=salt, text=text) if text else None


def kind_and_ref(subject: Any) -> str:
    """A contract -> 'suppliers.contract:7K2M9QX4T1BC'."""
    return f"{subject._meta.label_lower}:{subject.ref}" if subject is not None else ""
