"""Closing what somebody who left could still open: sessions, links, stand-ins. Other companies are untouched."""

from pupitre.engines.decisions.public import end_stand_ins_of, has_stand_ins
from pupitre.foundation import clock
from pupitre.foundation.access.links import close_links
from pupitre.foundation.access.models import Link, Purpose
from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.audit.verbs import action, locked, tell
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.web.sessions import close_sessions_of
from pupitre.modules.people import queries
from pupitre.modules.people.events import AccessClosed
from pupitre.modules.people.models import Person


class NothingOpen(Refusal):
    pass


@action
def close_access(person: Person, *, actor: None) -> Person:
    """By the clock, the day after a departure that was noted in advance or came with a sheet."""
    person = locked(person)
    member = person.member
    if not queries.is_over(member) or not queries.has_open_doors(member):
        raise NothingOpen("Tout est déjà fermé.")
    close_doors(member, None)
    tell(AccessClosed(person.ref, member.ref), person, {"name": member.name})
    return person


def close_doors(member: Member, actor: Member | None) -> None:
    """Within an action that tells of it. An account keeps its sessions while it opens another company."""
    Link.objects.filter(member=member, used_at=None).update(used_at=clock.now())
    if has_stand_ins(member):
        end_stand_ins_of(member, actor=actor)
    if member.user and not queries.opens_elsewhere(member):
        close_links(Purpose.SIGN_IN, user=member.user)
        close_sessions_of(member.user)
