"""A calendar is followed by a secret address, one for each member; and whether titles may leave the company."""

from datetime import timedelta
from typing import Any

from pupitre.engines.attention import events, policies
from pupitre.engines.attention.models import Tuning
from pupitre.foundation.access.links import close_links, new_link
from pupitre.foundation.access.models import Purpose
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.audit.verbs import action, locked, save, tell
from pupitre.foundation.tenancy.models import Member

CALENDAR_LIFE = timedelta(days=730)


class NoSuchCalendar(Refusal):
    """Nothing is open there any more."""


@action
def open_calendar(calendar: str, *, actor: Member) -> str:
    """The token, told once; the address before it no longer opens."""
    about: dict[str, Any] = {"member": actor, "subject": calendar}
    close_links(Purpose.CALENDAR, **about)
    token = new_link(Purpose.CALENDAR, CALENDAR_LIFE, **about)
    tell(events.CalendarOpened(actor.ref, calendar), actor)
    return token


@action
def close_calendar(calendar: str, *, actor: Member) -> str:
    if not close_links(Purpose.CALENDAR, member=actor, subject=calendar):
        raise NoSuchCalendar("Cette adresse est déjà révoquée.")
    tell(events.CalendarClosed(actor.ref, calendar), actor)
    return calendar


@action
def allow_titles(*, is_allowed: bool, actor: Member) -> Tuning:
    """May the office manager's own page and calendar across her companies show titles of this one?"""
    require(policies.can_allow_titles(actor))
    tuning = locked(Tuning.objects.get_or_create()[0])
    if tuning.has_titles_elsewhere == is_allowed:
        raise Refusal("C’est déjà le cas.")
    tuning.has_titles_elsewhere = is_allowed
    save(tuning, "has_titles_elsewhere")
    tell(events.TitlesAllowed(is_allowed))
    return tuning
