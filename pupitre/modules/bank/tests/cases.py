"""What every action of bank is tried with: done twice from a stale copy, the second changes nothing."""

from pupitre.foundation import clock
from pupitre.modules.bank import actions
from pupitre.modules.bank.models import Finding
from pupitre.modules.bank.rules import Letter
from pupitre.modules.bank.tests.factories import csv_of, moves, office_manager, read, received
from pupitre.modules.suppliers.public import take_back_discovered
from tests.harness.cases import Case

CREATIONS = {"bank.receive_statement", "suppliers.add_discovered"}
LETTER = Letter("Six dates que personne ne surveillait", "Texte", 6, 12_000_00)


def waiting(cast):
    return received(cast.claire, csv_of(moves(3)))


def read_once(cast):
    return read(cast.claire, csv_of(moves(3)))


def found(cast):
    read(cast.claire, csv_of(moves(4)))
    return Finding.objects.filter(is_contract_probable=True).order_by("pk").first()


def accepted(cast):
    [row] = actions.accept_findings([found(cast).ref], actor=cast.claire)
    return row


def ignored(cast):
    [row] = actions.ignore_findings([found(cast).ref], actor=cast.claire)
    return row


def forgotten(it, cast):
    with clock.at(clock.now().replace(year=2030)):
        actions.forget_old_lines(actor=None)


CASES = {
    "bank.read_received": Case(waiting, lambda it, cast: actions.read_received(it, actor=None)),
    "bank.give_up_reading": Case(waiting, lambda it, cast: actions.give_up_reading(it, actor=None)),
    "bank.remove_statement": Case(read_once, lambda it, cast: actions.remove_statement(it, actor=cast.claire)),
    "bank.forget_old_lines": Case(read_once, forgotten),
    "bank.accept_findings": Case(found, lambda it, cast: actions.accept_findings([it.ref], actor=cast.claire)),
    "bank.undo_acceptance": Case(
        accepted, lambda it, cast: actions.undo_acceptance([it.ref], [it.supplier_ref], actor=cast.claire)
    ),
    "bank.ignore_findings": Case(found, lambda it, cast: actions.ignore_findings([it.ref], actor=cast.claire)),
    "bank.resume_findings": Case(ignored, lambda it, cast: actions.resume_findings([it.ref], actor=cast.claire)),
    "bank.send_report": Case(
        lambda cast: cast.sophie, lambda it, cast: actions.send_report(it, LETTER, actor=cast.claire)
    ),
    "suppliers.take_back_discovered": Case(
        accepted, lambda it, cast: take_back_discovered([it.contract_ref], [it.supplier_ref], actor=cast.claire)
    ),
}


def plant(member):
    """Statements of somebody who may: one read, with what it proves."""
    statement = read(office_manager(), csv_of(moves(4)))
    return [statement.ref, Finding.objects.order_by("pk").first().ref]


PLANT = [plant]
