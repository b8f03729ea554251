"""What the journal says that happened, in sentences: since my last visit, to those who may know; of one thing."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from pupitre.engines.attention.rules import News
from pupitre.foundation import clock
from pupitre.foundation.audit.models import Entry
from pupitre.foundation.audit.queries import details_of, entries_since, payload_of
from pupitre.foundation.audit.verbs import name_of
from pupitre.foundation.registry import rooms
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.prepared import Prepared
from pupitre.foundation.tenancy.scope import current_company
from pupitre.kernel.formatting import day_near

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


@dataclass(frozen=True)
class Happened:
    """A line of a history: when, who, what."""

    on: str
    by: str
    text: str
    detail: str


def in_sentences(
    entries: Iterable[Entry], names: Mapping[str, str], on: date, say: Callable[[Entry], tuple[str, str] | None]
) -> list[Happened]:
    """`say` gives the sentence of an entry and its detail, or nothing."""
    company = current_company()
    return [
        Happened(day_near(clock.local(entry.at, company).date(), on), names.get(entry.actor, "Pupitre"), *said)
        for entry in entries
        if (said := say(entry)) is not None
    ]
