"""What a member may capture today, and who may be named in a line."""

from collections.abc import Sequence

from pupitre.foundation import clock
from pupitre.foundation.registry import offered
from pupitre.foundation.registry.captures import Capture
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.queries import names_on


def captures_of(actor: Member) -> list[Capture]:
    """Those whose form this member may open, the default one first."""
    found = [one for one in offered("captures", frozenset(actor.company.modules_off)) if one.may(actor)]
    return sorted(found, key=lambda one: not one.is_default)


def can_capture(actor: Member) -> bool:
    return bool(captures_of(actor))


def people_named(actor: Member) -> Sequence[tuple[str, str]]:
    return [(one.ref, one.name) for one in names_on(clock.today(actor.company))]
