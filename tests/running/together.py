"""What the tests of `test_together` have done by many processes at once; each prints what came out, as JSON."""

import json
import sys
from collections import Counter
from contextlib import suppress
from datetime import date
from random import Random

import django

django.setup()

from django.contrib.sessions.models import Session  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from pupitre.foundation.access.links import SIGN_IN_LIFE, new_link  # noqa: E402
from pupitre.foundation.access.models import Purpose  # noqa: E402
from pupitre.foundation.audit.models import Entry  # noqa: E402
from pupitre.foundation.audit.queries import first_broken_seq  # noqa: E402
from pupitre.foundation.tenancy.models import Company, Member, next_number  # noqa: E402
from pupitre.foundation.tenancy.scope import working_for  # noqa: E402
from pupitre.modules.people import actions  # noqa: E402
from pupitre.modules.people.models import Person, Team  # noqa: E402
from pupitre.modules.suppliers.public import SupplierDraft, add_supplier  # noqa: E402
from tests.running.crowd import at_once  # noqa: E402

EIGHT = 8
EACH = 6


def people():
    company = Company.objects.get()
    with working_for(company):
        return company, Member.objects.select_related("company", "user").get(name="Claire")


def sign_in():
    """Each has seen the form of the link; all send it."""
    _, claire = people()
    before = Session.objects.count()
    address = reverse("sign_in_by_link", args=[new_link(Purpose.SIGN_IN, SIGN_IN_LIFE, claire.user)])
    codes = at_once(EIGHT, lambda n: Client().post(address, headers={"host": "localhost"}).status_code)
    return {"codes": sorted(codes), "sessions": Session.objects.count() - before}


def stale_copy():
    """One departure, noted by eight people who all read the file before."""
    company, claire = people()
    with working_for(company):
        ana = Person.objects.select_related("member").get(member=actions.hire("Ana", actor=claire))

        def leave(n):
            actions.end_membership(ana, date(2027, 1, 1 + n), actor=claire)
            return "done"

        said = at_once(EIGHT, leave)
        return {"said": Counter(said), "told": told("people.MembershipEnded"), "broken": first_broken_seq()}


def one_form():
    """One form, sent eight times: its key makes one team."""
    company, claire = people()
    with working_for(company):
        refs = at_once(EIGHT, lambda n: actions.add_team("Studio", actor=claire, once="the key").ref)
        return {"refs": len(set(refs)), "teams": Team.objects.count(), "told": told("people.TeamAdded")}


def writers():
    """Different verbs, as on a busy morning."""
    company, claire = people()
    with working_for(company):
        before = Entry.objects.count()

        def write(n):
            for number in range(EACH):
                name = f"{n} {number}"
                actions.add_team(name, actor=claire)
                actions.hire(name, actor=claire)
                add_supplier(SupplierDraft(name=name), actor=claire)
            return "done"

        said = at_once(EIGHT, write)
        seqs = list(Entry.objects.order_by("seq").values_list("seq", flat=True))
        whole = seqs == list(range(1, len(seqs) + 1)) and first_broken_seq() is None
        return {"said": Counter(said), "told": len(seqs) - before, "whole": whole}


def numbers():
    """One in five is given up after it took its number."""
    company, _ = people()

    def take(n):
        chance, kept = Random(n), 0  # noqa: S311
        for turn in range(3 * EACH):
            gives_up = chance.random() < 0.2
            with suppress(GivenUp), transaction.atomic():
                team = Team.objects.create(name=f"{n} {turn}")
                team.name = f"N {next_number('essai'):04d}"
                team.save()
                if gives_up:
                    raise GivenUp
                kept += 1
        return kept

    with working_for(company):
        kept = sum(at_once(EIGHT, take))
        taken = sorted(Team.objects.filter(name__startswith="N ").values_list("name", flat=True))
        return {"kept": kept, "gapless": taken == [f"N {n:04d}" for n in range(1, kept + 1)]}


class GivenUp(Exception):
    pass


def told(event):
    return Entry.objects.filter(event=event).count()


print(json.dumps(globals()[sys.argv[1]]()))
