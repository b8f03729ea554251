"""Founds the company of the hour, that is no sample: its mails leave; run inside the house, prints who signs in.

argv: how many of each person are at work, hence how many links each is given."""

import json
import sys
from datetime import date, time

import django

django.setup()

from django.urls import reverse  # noqa: E402 (Django is set up first)

from bench.hour.cast import PEOPLE, SLUG  # noqa: E402 (Django is set up first)
from pupitre.engines.attention.public import set_pattern  # noqa: E402 (Django is set up first)
from pupitre.foundation.access.links import SIGN_IN_LIFE, new_link  # noqa: E402 (Django is set up first)
from pupitre.foundation.access.models import Purpose  # noqa: E402 (Django is set up first)
from pupitre.foundation.accounts.models import User  # noqa: E402 (Django is set up first)
from pupitre.foundation.safekeeping.upgrade import bring_up_to_date  # noqa: E402 (Django is set up first)
from pupitre.foundation.tenancy.models import Clearance, Role  # noqa: E402 (Django is set up first)
from pupitre.foundation.tenancy.scope import working_for  # noqa: E402 (Django is set up first)
from pupitre.kernel.presence import Part, Shift  # noqa: E402 (Django is set up first)
from pupitre.modules.people.public import Founding, found_company, hire  # noqa: E402 (Django is set up first)

SHIFTS = {Part.MORNING: Shift(time(9), time(12, 30)), Part.AFTERNOON: Shift(time(13, 30), time(17))}

bring_up_to_date()
each = int(sys.argv[1])
director, *others = PEOPLE
founding = Founding(
    company="L’heure",
    slug=SLUG,
    person=director.name,
    email=director.email,
    site="Siège",
    roles=(Role.DIRECTOR,),
    clearances=(Clearance.HR, Clearance.DIRECTION),
    joined_on=date(2024, 1, 2),
)
sophie = found_company(founding)
with working_for(sophie.company):
    members = [sophie]
    for person in others:
        given = {"roles": (Role(person.role),), "joined_on": date(2024, 1, 2), "manager": sophie}
        members.append(hire(person.name, person.email, actor=sophie, **given))
    for member in members:
        if member.user is None:
            member.user = User.objects.create_user(member.email)
            member.save(update_fields=["user"])
        set_pattern(member, {(day, part): shift for day in range(7) for part, shift in SHIFTS.items()}, actor=sophie)
    links = {one.email: [new_link(Purpose.SIGN_IN, SIGN_IN_LIFE, one.user) for _ in range(each)] for one in members}
    refs = {member.email: member.ref for member in members}
addresses = {email: [reverse("sign_in_by_link", args=[token]) for token in mine] for email, mine in links.items()}
json.dump({"refs": refs, "links": addresses}, sys.stdout)
