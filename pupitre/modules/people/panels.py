"""What people show of themselves elsewhere: where a link to them leads, and what their journal says in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from pupitre.engines.attention.public import weekly_pattern
from pupitre.foundation import clock
from pupitre.foundation.audit.models import Entry
from pupitre.foundation.audit.queries import payload_of
from pupitre.foundation.registry import Found
from pupitre.foundation.tenancy.models import Company, Member
from pupitre.kernel.formatting import WEEKDAYS, clock_time, day_short
from pupitre.kernel.presence import Mode, Part, Shift
from pupitre.modules.people import queries


def find_person(actor: Member, ref: str) -> Found | None:
    person = queries.person_seen(actor, ref)
    return Found(str(person), reverse("people:person", args=[actor.company.slug, ref])) if person else None


def find_team(actor: Member, ref: str) -> Found | None:
    team = queries.teams_visible_to(actor).filter(ref=ref).first()
    return Found(str(team), reverse("people:teams", args=[actor.company.slug])) if team else None


LABELS = {
    "name": "nom",
    "email": "adresse e-mail",
    "staff_number": "matricule",
    "joined_on": "date d’entrée",
    "left_on": "date de sortie",
    "manager": "responsable",
    "site": "site",
    "job_title": "poste",
    "team": "équipe",
    "phone_work": "téléphone",
    "contract_type": "contrat",
    "weekly_hours": "horaires",
}
SAID = {
    "people.CompanyFounded": "Entreprise ouverte dans Pupitre",
    "people.PersonHired": "Fiche créée",
    "people.PersonEdited": "Fiche modifiée",
    "people.RolesGranted": "Droits modifiés",
    "people.MembershipEnded": "Départ noté",
    "people.PersonWelcomedBack": "Retour noté",
    "people.PersonInvited": "Invitation envoyée",
    "people.InvitationCancelled": "Invitation annulée",
    "people.InvitationAccepted": "Invitation acceptée",
    "people.AccessClosed": "Accès fermés",
    "people.EmergencyContactNoted": "Personne à prévenir notée",
    "people.EmergencyContactRead": "Personne à prévenir consultée",
    "people.PersonErased": "Personne effacée",
}


@dataclass(frozen=True)
class Line:
    when: str
    who: str
    what: str


def history_lines(entries: Iterable[Entry], company: Company, names: Mapping[str, str]) -> list[Line]:
    """The journal of a person in words; what was erased simply says less."""
    return [_line(entry, company, names) for entry in entries]


def _line(entry: Entry, company: Company, names: Mapping[str, str]) -> Line:
    payload = payload_of(entry)
    fields = ", ".join(LABELS[field] for field in payload.get("fields", ()) if field in LABELS)
    what = SAID.get(entry.event, "Fiche concernée")
    moment = clock.local(entry.at, company)
    when = f"{day_short(moment.date())}, {clock_time(moment.time())}"
    return Line(when, names.get(entry.actor, "Pupitre"), f"{what} : {fields}" if fields else what)


MODES = {Mode.REMOTE: " à distance"}


def presence(member: Member) -> list[tuple[str, str]]:
    """An ordinary week in words, the days without presence left out."""
    pattern = weekly_pattern(member)
    week = [
        (name, [pattern[(day, part)] for part in Part if (day, part) in pattern]) for day, name in enumerate(WEEKDAYS)
    ]
    return [(name.capitalize(), ", ".join(map(_half_day, shifts))) for name, shifts in week if shifts]


def _half_day(shift: Shift) -> str:
    return f"{clock_time(shift.starts)} – {clock_time(shift.ends)}{MODES.get(shift.mode, '')}"
