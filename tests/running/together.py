"""What the tests of `test_together` have done by many processes at once; each prints what came out, as JSON."""

import json
import sys
from collections import Counter
from contextlib import suppress
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from random import Random
from time import sleep

import django

django.setup()

from django.contrib.sessions.models import Session  # noqa: E402 (Django is set up first)
from django.db import transaction  # noqa: E402 (Django is set up first)
from django.test import Client  # noqa: E402 (Django is set up first)
from django.urls import reverse  # noqa: E402 (Django is set up first)
from django_tasks_db.models import DBTaskResult  # noqa: E402 (Django is set up first)

from pupitre.engines.decisions.actions.links import decide_by_link, link_for  # noqa: E402 (Django is set up first)
from pupitre.engines.decisions.models import Answer, DecisionRequest  # noqa: E402 (Django is set up first)
from pupitre.engines.decisions.public import (  # noqa: E402 (Django is set up first)
    Ask,
    Given,
    PowerDraft,
    add_power,
    decide,
    request_decision,
)
from pupitre.foundation import clock  # noqa: E402 (Django is set up first)
from pupitre.foundation.access.links import SIGN_IN_LIFE, new_link, open_link  # noqa: E402 (Django is set up first)
from pupitre.foundation.access.models import Purpose  # noqa: E402 (Django is set up first)
from pupitre.foundation.audit.models import Entry  # noqa: E402 (Django is set up first)
from pupitre.foundation.audit.queries import chain_head, first_broken_seq  # noqa: E402 (Django is set up first)
from pupitre.foundation.files.actions import attach_file  # noqa: E402 (Django is set up first)
from pupitre.foundation.files.models import Blob  # noqa: E402 (Django is set up first)
from pupitre.foundation.jobs.clock import due_slot, tick  # noqa: E402 (Django is set up first)
from pupitre.foundation.jobs.models import Tick  # noqa: E402 (Django is set up first)
from pupitre.foundation.registry import offered  # noqa: E402 (Django is set up first)
from pupitre.foundation.safekeeping.backup import backup  # noqa: E402 (Django is set up first)
from pupitre.foundation.tenancy.models import Company, Member, next_number  # noqa: E402 (Django is set up first)
from pupitre.foundation.tenancy.scope import working_for  # noqa: E402 (Django is set up first)
from pupitre.modules.people import actions  # noqa: E402 (Django is set up first)
from pupitre.modules.people.models import Person, Team  # noqa: E402 (Django is set up first)
from pupitre.modules.suppliers.public import SupplierDraft, add_supplier  # noqa: E402 (Django is set up first)
from tests.running.crowd import at_once  # noqa: E402 (Django is set up first)

EIGHT = 8
EACH = 6
WRITERS = 4


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


def decisions():
    """One request: four deciders' pages and four POSTs of one link, saying yes and no at the same instant."""
    company, claire = people()
    with working_for(company):
        ana = actions.hire("Ana", actor=claire, roles=("employee",))
        ana.company = company
        request = request_decision(Ask("Une chaise", amount_cents=100_00, basis="ttc"), actor=ana)
        token = link_for(request, claire)
        link = open_link(token, Purpose.DECISION)

        def answer(n):
            given = Given("yes" if n % 2 else "no")
            if n < EIGHT // 2:
                decide(request, given, actor=claire)
            else:
                decide_by_link(token, link, request, given)
            return "done"

        said = Counter(at_once(EIGHT, answer))
        return {"said": said, "answers": Answer.objects.count(), "told": told("decisions.DecisionTaken")}


def halves():
    """Two orders of 300 € at one supplier, asked at the same instant by somebody who may spend 500 €."""
    company, claire = people()
    with working_for(company):
        ana = actions.hire("Ana", actor=claire, roles=("employee",))
        ana.company = company
        add_power(PowerDraft(holder=ana, up_to_cents=500_00), actor=claire)
        ask = Ask("Nettoyage", amount_cents=300_00, basis="ttc", payee_name="Propnet")
        at_once(2, lambda n: request_decision(ask, actor=ana).ref)
        return {"waiting": DecisionRequest.objects.filter(closed_at=None, together_cents=600_00).count()}


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
        chance, kept = Random(n), 0  # noqa: S311 (a seed, no secret)
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


def tickers():
    """Eight clocks that all find the same slots due, three times; what each company's work was enqueued as."""
    company, _ = people()
    neighbour = Company.objects.create(name="Voisins", slug="voisins")

    def beat(n):
        for _ in range(3):
            tick()
        return "done"

    with clock.at(datetime(2026, 11, 23, 22, 50, tzinfo=UTC)):  # whatever has an hour is due
        said = at_once(EIGHT, beat)
        due = {
            each.uid: sum(bool(due_slot(one, each)) for one in offered("schedules")) for each in (company, neighbour)
        }
    enqueued = Counter(
        (row.task_path, *row.args_kwargs["args"]) for row in DBTaskResult.objects.exclude(task_path="no.such.job")
    )
    per_company = Counter(uid for _, uid in enqueued)
    return {
        "said": Counter(said),
        "most": max(enqueued.values()),
        "each": sorted(per_company.values()) == sorted(due.values()),
        "ticks": Tick.of_every_company.count() == sum(due.values()),
        "jobs": len(enqueued),
    }


def busy_backup():
    """Four write and attach files until the backup, begun among them, is whole."""
    company, claire = people()
    target, done = Path(sys.argv[2]), Path(sys.argv[2]).with_suffix(".done")

    def work(n):
        if n == WRITERS:
            sleep(0.3)  # they have begun
            backup(target)
            done.touch()
            return "backup"
        with working_for(company):
            for turn in count():
                if done.exists() or turn == 400:
                    return turn
                supplier = add_supplier(SupplierDraft(name=f"{n} {turn}"), actor=claire)
                content = f"{n} {turn} ".encode() * 5000
                attach_file(f"{turn}.txt", [content], kind="suppliers.supplier", ref=supplier.ref, actor=claire)

    turns = at_once(WRITERS + 1, work)
    with working_for(company):
        return {"turns": turns, "head": chain_head()[0], "files": Blob.objects.count(), "broken": first_broken_seq()}


class GivenUp(Exception):
    pass


def told(event):
    return Entry.objects.filter(event=event).count()


print(json.dumps(globals()[sys.argv[1]]()))
