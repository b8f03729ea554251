"""Whatever happens to something changes what is found of it."""

from collections import defaultdict
from collections.abc import Sequence

from pupitre.foundation.audit.models import Entry
from pupitre.foundation.events.dispatch import follow
from pupitre.foundation.files.queries import subjects_of
from pupitre.foundation.search.index import FOLLOWER, bring_up_to_date

ATTACHMENT = "files.attachment"


@follow(FOLLOWER)
def index_what_changed(entries: Sequence[Entry]) -> None:
    """Told again, it writes the same: things are read as they are now, not as they were told."""
    touched: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        kind, _, ref = entry.subject.partition(":")
        touched[kind].add(ref)
    touched.pop("", None)
    for kind, ref in subjects_of(touched.pop(ATTACHMENT, ())):
        touched[kind].add(ref)
    for kind, refs in touched.items():
        bring_up_to_date(kind, refs)
