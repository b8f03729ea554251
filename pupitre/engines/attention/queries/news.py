"""Since my last visit: what the journal says that happened, in sentences, to those who may know."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pupitre.engines.attention.rules import News
from pupitre.foundation.audit.models import Entry
from pupitre.foundation.audit.queries import details_of, entries_since, payload_of
from pupitre.foundation.audit.verbs import name_of
from pupitre.foundation.registry import rooms
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.prepared import Prepared

MOST = 200


@dataclass(frozen=True)
class Told:
    """A line of news: what, when, by whom."""

    news: News
    at: datetime
    by: str


_told_since = Prepared(lambda since, actor: entries_since(since).exclude(actor=actor)[:MOST])


def news_for(actor: Member, since: datetime, names: dict[str, str]) -> list[Told]:
    """Failures first, then the latest; what one did oneself is not news. `names` gives a member's name by ref."""
    told = list(_sentences(_told_since(since, actor.ref), actor, names))
    return sorted(told, key=lambda one: not one.news.is_failure)


def _sentences(entries: Iterable[Entry], actor: Member, names: dict[str, str]) -> Iterable[Told]:
    says = {name_of(event): say for room in rooms.values() for event, say in room.news.items()}
    for entry in entries:
        if entry.event not in says:
            continue
        news = says[entry.event](entry, payload_of(entry), details_of(entry), names)
        if news is not None and may_know(actor, news):
            yield Told(news, entry.at, names.get(entry.actor, ""))


def may_know(actor: Member, news: News) -> bool:
    return news.seen_by is None or actor.ref in news.seen_by or any(actor.has(role) for role in news.roles)
