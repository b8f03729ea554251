"""A right that was given is told to the whole direction at once, by a mail that no office manager can stop."""

from collections.abc import Collection

from django.conf import settings
from django.urls import reverse

from pupitre.foundation import clock
from pupitre.foundation.notifications.posting import post
from pupitre.foundation.tenancy.models import Clearance, Member, Role
from pupitre.modules.people import queries
from pupitre.modules.people.models import Person

SUBJECT = "Des droits viennent d’être donnés dans Pupitre"


def tell_the_direction(person: Person, rights: Collection[str], actor: Member) -> None:
    """Whoever gave them is told too: that may have been done in their name."""
    company = actor.company
    page = settings.URL + reverse("people:person", args=[company.slug, person.ref])
    text = (
        f"{company.name}\n\n"
        f"{actor.name} vient de donner à {person.member.name} :\n{_named(rights)}\n\n"
        f"Si ce n’est pas voulu, retirez ces droits sur sa fiche :\n{page}\n"
    )
    for member in queries.direction_on(clock.today(company)):
        key = f"people.granted:{person.ref}:{person.version}:{member.ref}"
        post(member, key=key, subject=SUBJECT, text=text, is_immediate=True)


def _named(rights: Collection[str]) -> str:
    roles = [f"- rôle « {role.label} »" for role in Role if role in rights]
    return "\n".join(roles + [f"- habilitation « {one.label} »" for one in Clearance if one in rights])
