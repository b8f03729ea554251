"""A secret is planted of each kind; everybody then reads all that they can reach, and each meets only their own."""

import re
from datetime import date, time
from functools import cache

import pytest
from django.db import transaction
from django.urls import reverse

from pupitre.engines.attention.public import make_appointment, note_item
from pupitre.engines.decisions.public import Ask, Given, answer, request_decision
from pupitre.engines.relay.public import Draft, Passed, pass_relay
from pupitre.engines.routines.tests.factories import done, routine_of
from pupitre.engines.tasks.models import Task
from pupitre.engines.tasks.public import TaskDraft, add_task
from pupitre.foundation.events.dispatch import deliver
from pupitre.foundation.files.actions import attach_file
from pupitre.foundation.imports.actions import keep_file
from pupitre.foundation.tenancy.scope import working_for
from pupitre.modules.bank.tests.factories import read as read_statement
from pupitre.modules.people.actions import edit_person, note_emergency_contact
from pupitre.modules.people.models import Person
from pupitre.modules.people.tests.factories import file_of
from pupitre.modules.suppliers.actions import add_supplier, record_window_decision
from pupitre.modules.suppliers.actions.windows import Decided
from pupitre.modules.suppliers.models import Contract, Supplier
from pupitre.modules.suppliers.rules import Choice, Per, SupplierDraft
from pupitre.modules.suppliers.tests.factories import contract_with
from tests.access.test_every_page import ALL, WITH_REF, address
from tests.harness.crawl import crawl, without_spaces, words_of
from tests.harness.visitor import Visitor

CANARIES = {
    "price": "917 531",
    "price of Hugo's": "481 516",
    "emergency name": "CANARI-PROCHE",
    "emergency phone": "06 99 88 77 66",
    "hours of Léa": "CANARI-HORAIRES",
    "note of a contract": "CANARI-NOTE-CONTRAT",
    "note of a supplier": "CANARI-NOTE-FOURNISSEUR",
    "note of an item": "CANARI-NOTE-LIGNE",
    "reason": "CANARI-MOTIF",
    "file": "CANARI-FICHIER",
    "inside the file": "CANARI-DEDANS",
    "import": "CANARI-TABLEAU",
    "request": "CANARI-DEMANDE",
    "amount of the request": "735 241",
    "advice": "CANARI-AVIS",
    "request over a manager's head": "CANARI-PAR-DESSUS",
    "appointment of Léa": "CANARI-RENDEZ-VOUS",
    "question": "CANARI-QUESTION",
    "relay": "CANARI-RELAIS",
    "instructions": "CANARI-CONSIGNES",
    "task": "CANARI-BADGES",
    "private task": "CANARI-TACHE-PRIVEE",
    "note of a private task": "CANARI-NOTE-TACHE",
    "routine": "CANARI-ROUTINE",
    "note of a routine": "CANARI-MODE-D’EMPLOI",
    "proof of a routine": "CANARI-PREUVE",
    "neighbour's routine": "CANARI-HABITUDE-VOISINE",
    "person paid by transfer": "CANARI LAMBERT",  # nobody's to see
    "salary": "CANARI OUEDRAOGO",
    "neighbour's supplier": "CANARI-VOISIN",
    "neighbour's price": "654 321",
    "neighbour's file": "CANARI-PIECE-VOISINE",
    "inside the neighbour's file": "CANARI-CHEZ-LUI",
}
OF_CONTRACTS = {"price", "price of Hugo's", "note of a contract", "note of a supplier", "reason", "file"}
OF_CONTRACTS |= {"inside the file"}
EMERGENCY = {"emergency name", "emergency phone"}
OF_REQUESTS = {"request", "amount of the request", "advice", "question"}  # Claire asks, Sophie decides
OF_RELAYS = {"relay", "instructions"}  # Claire passes it to Hugo; the direction follows
OF_LEA = {"private task", "note of a private task"}  # she gave it to herself: not even the direction
OF_ROUTINES = {"routine", "note of a routine", "proof of a routine"}  # held by Claire; managers see them all
OF_LEAS_MANAGERS = {"hours of Léa", "appointment of Léa"}  # who keep her presence, and herself
NEIGHBOUR = {name for name in CANARIES if "neighbour's" in name}
OF_THE_OFFICE = OF_CONTRACTS | OF_REQUESTS | OF_RELAYS | OF_ROUTINES | OF_LEAS_MANAGERS | {"import", "task"}
ALLOWED = {
    "claire": OF_THE_OFFICE | {"note of an item"},  # she holds no HR clearance
    "sophie": OF_THE_OFFICE | EMERGENCY | {"request over a manager's head"},
    "hugo": OF_RELAYS
    | OF_ROUTINES
    | OF_LEAS_MANAGERS
    | {"price of Hugo's"},  # her manager, responsible for one contract
    "lea": EMERGENCY | OF_LEA | OF_LEAS_MANAGERS | {"request over a manager's head"},  # her own
    "nora": NEIGHBOUR,
    "anonymous": set(),
}


def a_contract(actor, cents, supplier, **more):
    add_supplier(SupplierDraft(name=supplier, notes=more.pop("about", "")), actor=actor)
    return contract_with(actor, supplier=supplier, price_cents=cents, price_per=Per.YEAR, **more)


def document_on(contract, name, inside, actor):
    given = {"kind": "suppliers.contract", "ref": contract.ref, "actor": actor}
    return attach_file(f"{name}.txt", [inside], **given)


def ours(cast):
    notes = {"notes": "CANARI-NOTE-CONTRAT", "about": "CANARI-NOTE-FOURNISSEUR"}
    dear = a_contract(cast.claire, 917_531_00, "Vigilor", title="Gardiennage", **notes)
    waiting = a_contract(cast.claire, 120_00, "Ondelia", title="Fontaine")
    a_contract(cast.claire, 481_516_00, "Hydrel", title="Plomberie", owner=cast.hugo)
    document = document_on(dear, "CANARI-FICHIER", b"CANARI-DEDANS", cast.claire)
    record_window_decision(dear, Decided(2, Choice.RENEGOTIATE, "CANARI-MOTIF"), actor=cast.claire)
    note_item(f"suppliers.notice:{waiting.ref}:2", text="CANARI-NOTE-LIGNE", actor=cast.claire)
    run = keep_file("people", "CANARI-TABLEAU.csv", b"Nom;E-mail\n", actor=cast.claire)
    ask = Ask("CANARI-DEMANDE", amount_cents=735_241_00, basis="ttc", recommendation="CANARI-AVIS")
    statement = read_statement(cast.claire)
    request = request_decision(ask, actor=cast.claire)
    answer(request, Given("question", "CANARI-QUESTION"), actor=cast.sophie)
    relay = pass_relay(cast.hugo, Draft(None, (Passed("CANARI-RELAIS"),), "CANARI-CONSIGNES"), actor=cast.claire)
    add_task(TaskDraft("CANARI-BADGES", owner=cast.claire), actor=cast.sophie)
    request_decision(Ask("CANARI-PAR-DESSUS"), actor=cast.lea)
    make_appointment(cast.lea, "CANARI-RENDEZ-VOUS", date(2026, 11, 24), time(10), time(11), actor=cast.lea)
    secret = TaskDraft("CANARI-TACHE-PRIVEE", note="CANARI-NOTE-TACHE", is_private=True)
    add_task(secret, actor=cast.lea)
    routine = routine_of(cast.claire, title="CANARI-ROUTINE", note="CANARI-MODE-D’EMPLOI")
    done(routine, 1, cast.claire, said="CANARI-PREUVE")
    lea = file_of(cast.lea)
    [file_of(member) for member in (cast.sophie, cast.hugo)]
    note_emergency_contact(lea, "CANARI-PROCHE", "06 99 88 77 66", actor=cast.lea)
    edit_person(lea, actor=cast.claire, weekly_hours="CANARI-HORAIRES")
    return [document.ref, run.ref, lea.ref, request.ref, relay.ref, routine.ref, statement.ref, cast.lea.ref]


def theirs(cast):
    dear = a_contract(cast.nora, 654_321_00, "CANARI-VOISIN", title="Gardiennage")
    routine = routine_of(cast.nora, title="CANARI-HABITUDE-VOISINE")
    return [document_on(dear, "CANARI-PIECE-VOISINE", b"CANARI-CHEZ-LUI", cast.nora).ref, routine.ref]


SEARCHED = (
    "canari",
    "canari+",
    "cannari",
    "917",
    "735",
    "gardiennage",
    "lambert",
)  # never a canary whole: it is echoed
AMOUNT = re.compile(r"\d[\d,]*€")
EXAMPLES = {"420€", "850€", "850,00€"}  # of an empty list, and of a line to type


@pytest.fixture(scope="module")
def cast(lasting_cast):
    return lasting_cast


@pytest.fixture(scope="module")
def refs(cast, lasting):
    with lasting():
        return refs_of(cast)


def refs_of(cast):
    """By company, of everything that has a page; what the neighbour asks by its ref is told apart by T-01."""
    found = {}
    for member, make in ((cast.claire, ours), (cast.nora, theirs)):
        with working_for(member.company):
            rows = (
                ref
                for model in (Contract, Supplier, Person, Task)
                for ref in model.objects.values_list("ref", flat=True)
            )
            found[member.company.slug] = [*make(cast), *rows]
        deliver(member.company)  # what is searched knows all of it
    return found


def everything(visitor, refs, member):
    """What is found by following links from the door, by asking every address, and by opening what is under key."""
    slug = member.company.slug if member else "atelier-lumen"
    routes = [(route, refs[slug] if route in WITH_REF else [""]) for route in ALL if route != "/gallery/"]
    known = [address(route, ref) for route, asked in routes for ref in asked]
    known += [f"/c/{slug}/search/{page}?q={asked}" for page in ("", "palette/") for asked in SEARCHED]
    seen = crawl(visitor, [url.replace("/c/atelier-lumen/", f"/c/{slug}/") for url in known], each=2)
    for ref in refs[slug] if member else ():
        opened = visitor.force("post", reverse("people:emergency", args=[slug, ref]))
        seen.words += without_spaces(words_of(opened))
    return seen


@pytest.fixture(scope="module")
def seen_by(cast, refs, lasting):
    """What somebody meets of it all, by name; walked once."""

    @cache
    def seen(who):
        member = getattr(cast, who, None)
        with lasting(), transaction.atomic():
            return everything(Visitor(member), refs, member)

    return seen


@pytest.mark.parametrize("who", ALLOWED)
def test_each_sees_only_what_is_theirs_to_see(db, seen_by, who):
    seen = seen_by(who)
    found = {name for name, said in CANARIES.items() if said in seen}
    assert found == ALLOWED[who]
    assert 500 not in seen.answers.values()


def test_an_employee_meets_no_amount_at_all(db, seen_by):
    """Not the price, and nothing made from it: a month of it, a share of it, what is at stake."""
    assert set(AMOUNT.findall(seen_by("lea").words)) <= EXAMPLES
