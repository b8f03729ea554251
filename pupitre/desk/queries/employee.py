"""The first screen of everybody: what I owe, who is here, whom to ask."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from pupitre.desk.queries.day import heading, holiday, next_day_after, whereabouts
from pupitre.desk.queries.lines import said_day
from pupitre.desk.queries.mine import Mine, mine_of
from pupitre.desk.queries.news import Building, building_on
from pupitre.desk.queries.people import first_name, people_around
from pupitre.engines.attention.public import Agenda, Relay, agenda_of, items_of
from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Member
from pupitre.kernel.formatting import day_near, ended, initials
from pupitre.kernel.presence import Slot

AHEAD = 4  # days of presence shown


@dataclass(frozen=True)
class There:
    """A day somebody is there: « Jeudi 26 », « Sur place de 9 h à 17 h, Pantin »."""

    day: str
    where: str


@dataclass(frozen=True)
class Contact:
    """Where to ask: « Claire est là mardi 24 ; urgent ? voir Yanis »."""

    name: str
    initials: str
    sentence: str
    urgent: str
    days: tuple[There, ...] = ()


@dataclass(frozen=True)
class Everybody:
    title: str
    subtitle: str
    mine: Mine
    contacts: tuple[Contact, ...]
    building: Building


def everybody_of(actor: Member) -> Everybody:
    on = clock.today(actor.company)
    people = people_around(actor, on)
    building = building_on(people.here)
    contacts = tuple(_contact(member) for member in people.office_managers if member.pk != actor.pk)
    said = (holiday(actor, on), *(contact.sentence.removesuffix(".") for contact in contacts[:1]), building.count)
    return Everybody(
        title=heading(on),
        subtitle=" · ".join(filter(None, said)) or actor.company.name,
        mine=mine_of(actor, on, items_of(actor.company, on, people.here)),
        contacts=contacts,
        building=building,
    )


def _contact(member: Member) -> Contact:
    on = clock.today(member.company)
    agenda, horizon = agenda_of(member, on)
    slots = agenda.slots(horizon)
    ahead = [slot for slot in slots if slot.ends_at > clock.now()]
    name, letters = first_name(member), initials(member.name)
    if not ahead:
        return Contact(member.name, letters, "Pas de présence prévue.", _urgent(member))
    is_there = ahead[0].day == on
    sentence = f"{name} est là {said_day(ahead[0].day, on)}"
    back = next_day_after(slots, on)
    if is_there and back and back > on + timedelta(days=1):
        sentence = f"{sentence}, puis {said_day(back, on)}"
    return Contact(member.name, letters, ended(sentence), "" if is_there else _urgent(member), _days(ahead, agenda, on))


def _days(ahead: list[Slot], agenda: Agenda, on: date) -> tuple[There, ...]:
    """The coming days with their hours: the slots of one day are one line."""
    days = [(day, list(slots)) for day, slots in groupby(ahead, key=lambda slot: slot.day)][:AHEAD]
    return tuple(There(_capital(day_near(day, on)), whereabouts(slots, agenda)) for day, slots in days)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _urgent(member: Member) -> str:
    named = Relay.objects.select_related("relay").filter(member=member).first()
    return f"Urgent ? {named.relay.name} prend le relais." if named else ""
