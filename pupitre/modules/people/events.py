"""What happened to the company, its sites, its teams and its people: refs and figures, never a name."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CompanyFounded:
    founder: str
    site: str


@dataclass(frozen=True)
class CompanyEdited:
    fields: tuple[str, ...]


@dataclass(frozen=True)
class SiteOpened:
    site: str


@dataclass(frozen=True)
class SiteEdited:
    site: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class TeamAdded:
    team: str


@dataclass(frozen=True)
class TeamEdited:
    team: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class PersonHired:
    person: str
    member: str
    joined_on: str


@dataclass(frozen=True)
class PersonEdited:
    person: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class RolesGranted:
    person: str
    roles: tuple[str, ...]
    clearances: tuple[str, ...]


@dataclass(frozen=True)
class MembershipEnded:
    person: str
    member: str
    left_on: str


@dataclass(frozen=True)
class PersonWelcomedBack:
    person: str
    member: str


@dataclass(frozen=True)
class PersonInvited:
    person: str


@dataclass(frozen=True)
class InvitationCancelled:
    person: str


@dataclass(frozen=True)
class InvitationAccepted:
    person: str
    member: str


@dataclass(frozen=True)
class AccessClosed:
    """The last day is over: sessions, links and stand-ins went with it."""

    person: str
    member: str


@dataclass(frozen=True)
class EmergencyContactNoted:
    person: str


@dataclass(frozen=True)
class EmergencyContactRead:
    person: str


@dataclass(frozen=True)
class PersonErased:
    person: str
    member: str


@dataclass(frozen=True)
class PeopleImported:
    created: int
    changed: int


@dataclass(frozen=True)
class PersonTakenBack:
    """Came with a sheet that was taken back."""

    person: str
    member: str


@dataclass(frozen=True)
class PeopleTakenBack:
    restored: int
    removed: int
