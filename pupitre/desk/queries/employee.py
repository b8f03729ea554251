"""The first screen of everybody: what I owe, who is here, whom to ask."""

from dataclasses import dataclass
from datetime import timedelta

from pupitre.desk.queries.day import heading, holiday, next_day_after
from pupitre.desk.queries.mine import Mine, mine_of
from pupitre.desk.queries.news import Building, building_on
from pupitre.desk.queries.people import first_name, people_around
from pupitre.engines.attention.public import Relay, agenda_of
from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Member
from pupitre.kernel.formatting import day_near, initials


@dataclass(frozen=True)
class Contact:
    """Where to ask: « Claire est là mardi 24 ; urgent ? voir Yanis »."""

    name: str
    initials: str
    sentence: str
    urgent: str


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
    building = building_on(on)
    return Everybody(
        title=heading(on),
        subtitle=holiday(actor, on) or building.count.capitalize() or actor.company.name,
        mine=mine_of(actor, on),
        contacts=tuple(_contact(member) for member in people.office_managers if member.pk != actor.pk),
        building=building,
    )


def _contact(member: Member) -> Contact:
    on = clock.today(member.company)
    agenda, horizon = agenda_of(member, on)
    slots = agenda.slots(horizon)
    ahead = [slot for slot in slots if slot.ends_at > clock.now()]
    name = first_name(member)
    if not ahead:
        return Contact(member.name, initials(member.name), "Pas de présence prévue.", _urgent(member))
    if ahead[0].day == on:
        back = next_day_after(slots, on)
        later = f", puis {day_near(back, on)}" if back and back > on + timedelta(days=1) else ""
        return Contact(member.name, initials(member.name), f"{name} est là aujourd’hui{later}.", "")
    return Contact(member.name, initials(member.name), f"{name} est là {day_near(ahead[0].day, on)}.", _urgent(member))


def _urgent(member: Member) -> str:
    named = Relay.objects.select_related("relay").filter(member=member).first()
    return f"Urgent ? {named.relay.name} prend le relais." if named else ""
