"""Nobody promises a half-day twice: refused to the person alone, who is the only one to know of both companies."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from pupitre.engines.attention.queries.elsewhere import half_days_elsewhere, half_days_of, other_memberships
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.accounts.models import User
from pupitre.foundation.tenancy.models import Member
from pupitre.kernel.formatting import NO_BREAK, day_short, weekday
from pupitre.kernel.periods import Period
from pupitre.kernel.presence import HalfDay, Part

AHEAD = timedelta(weeks=26)
FARTHEST = timedelta(days=730)
PARTS = {Part.MORNING: "matin", Part.AFTERNOON: "après-midi"}


class AlreadyPromised(Refusal):
    """The half-day is held in another company of the same person: its name is not said."""


@contextmanager
def not_promised_elsewhere(member: Member, actor: Member, until: date | None = None) -> Iterator[None]:
    """Around what is written: half-days that it adds and that are held elsewhere undo it.

    Somebody else who notes this presence learns nothing, not even by a refusal: the person finds the conflict on
    their own page. What was already twice promised is no reason to refuse the rest.
    """
    others = other_memberships(member) if actor.pk == member.pk else []
    if not others or member.user_id is None:
        yield
        return
    User.objects.select_for_update(no_key=True).get(pk=member.user_id)  # one change at a time, whatever the company
    today = clock.today(member.company)
    period = Period(today, min(max(today + AHEAD, until or today), today + FARTHEST))
    before = half_days_of(member, period)
    yield
    taken = (half_days_of(member, period) - before) & half_days_elsewhere(others, period)
    if taken:
        raise AlreadyPromised(_sentence(min(taken), until))


def _sentence(first: HalfDay, until: date | None) -> str:
    """A usual week is told by its weekday, what is dated by its day."""
    day = f"{weekday(first.day)} {PARTS[first.part]}"
    on = f" ({day_short(first.day)})" if until else ""
    held = "cette demi-journée est déjà prise par une autre de vos entreprises. Rien n’a changé."
    return f"{day.capitalize()}{on}{NO_BREAK}: {held}"
