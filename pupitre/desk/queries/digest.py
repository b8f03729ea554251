"""The mail of the morning: what waits where most waits, what happened there, and how much waits elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from pupitre.desk.queries.lines import now_or_never, page_of, said_day
from pupitre.engines.attention.public import Item, away_all_day, by_urgency, news_for, presence_of, sort_items
from pupitre.engines.decisions.public import link_about
from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.scope import working_for
from pupitre.kernel.formatting import counted, day_long, ended
from pupitre.kernel.periods import Period

SHOWN, HEARD = 8, 5


@dataclass(frozen=True)
class Line:
    title: str
    said: str
    url: str


@dataclass(frozen=True)
class Digest:
    """Titles of one company; of the others, a number."""

    day: str
    company: str
    url: str
    waiting: int
    lines: tuple[Line, ...]
    news: tuple[Line, ...]
    elsewhere: int
    others: int
    hub: str

    @property
    def says_something(self) -> bool:
        return bool(self.waiting or self.news or self.elsewhere)

    @property
    def subject(self) -> str:
        """No name, no title: it is read over a shoulder."""
        total = self.waiting + self.elsewhere
        if not total:
            return "Votre récapitulatif : du nouveau depuis le dernier"
        return f"Votre récapitulatif : {counted(total, 'sujet')} {'vous attendent' if total > 1 else 'vous attend'}"

    @property
    def more(self) -> int:
        return self.waiting - len(self.lines)

    @property
    def said_more(self) -> str:
        return f"Et {counted(self.more, 'autre sujet', 'autres sujets')}" if self.more else ""

    @property
    def said_elsewhere(self) -> str:
        where = "une autre entreprise" if self.others == 1 else f"{self.others} autres entreprises"
        return f"{counted(self.elsewhere, 'sujet')} dans {where}" if self.elsewhere else ""


def digest_of(
    member: Member,
    of_the_day: Iterable[Item],
    waiting_elsewhere: dict[int, int],
    since: datetime,
    names: dict[str, str],
) -> Digest:
    """`waiting_elsewhere`: how much waits for the same account, by membership, in its other companies."""
    company, on = member.company, clock.today(member.company)
    items = sorted(_to_act_upon(member, on, of_the_day), key=by_urgency)
    told = news_for(member, since, names)[:HEARD]
    busy = [count for count in waiting_elsewhere.values() if count]
    return Digest(
        day=day_long(on).capitalize(),
        company=company.name,
        url=absolute(company.address),
        waiting=len(items),
        lines=tuple(Line(item.title, _when(item, on), _address(item, member)) for item in items[:SHOWN]),
        news=tuple(Line(one.news.sentence, one.by, absolute(one.news.url or company.address)) for one in told),
        elsewhere=sum(busy),
        others=len(busy),
        hub=absolute("/"),
    )


def waiting_for(member: Member) -> int:
    """How much waits for somebody in their company, whatever it is."""
    with working_for(member.company):
        return len(sort_items(member, clock.today(member.company)).candidates)


def is_there(member: Member, day: date) -> bool:
    """One of their days of presence."""
    with working_for(member.company):
        return bool(presence_of(member, day, day).slots(Period(day, day)))


def is_noted_away(member: Member, day: date) -> bool:
    """Away that whole day, as noted; why is not known."""
    with working_for(member.company):
        return member.pk in away_all_day(day)


def _address(item: Item, member: Member) -> str:
    """A decision is answered from the mail; the rest is opened in the house."""
    return link_about(item.key, member) or absolute(page_of(item, member.company))


def absolute(address: str) -> str:
    return f"{settings.URL}{address}"


def _to_act_upon(member: Member, on: date, of_the_day: Iterable[Item]) -> list[Item]:
    return [line.item for line in sort_items(member, on, of_the_day).candidates]


def _when(item: Item, on: date) -> str:
    if item.act_by is None or item.act_by <= on:
        return now_or_never(item, on)
    return ended(f"Avant {said_day(item.act_by, on)}")
