"""The index follows the house: what is noted is found, what is gone is not, and what went wrong is mended at night."""

from datetime import date

import pytest
from django.apps import apps

from pupitre.engines.tasks.actions import edit_task
from pupitre.engines.tasks.rules import TaskDraft
from pupitre.engines.tasks.tests.factories import task_of
from pupitre.foundation.events import dispatch
from pupitre.foundation.events.models import Cursor, Parked
from pupitre.foundation.files.actions import attach_file, remove_file
from pupitre.foundation.search import index, jobs
from pupitre.foundation.search.actions import report_missed
from pupitre.foundation.search.models import Missed, SearchDocument, SearchGram, SearchPosting, SearchWord
from pupitre.foundation.search.queries import search
from pupitre.foundation.tenancy.same_company import SameCompany
from pupitre.foundation.tenancy.scope import working_for
from pupitre.modules.people.actions import end_membership, erase_person
from pupitre.modules.people.tests.factories import file_of
from pupitre.modules.suppliers.actions import edit_supplier, remove_contract, restore_contract
from pupitre.modules.suppliers.rules import SupplierDraft
from pupitre.modules.suppliers.tests.factories import contract_with, propnet


def titles(actor, asked):
    dispatch.deliver(actor.company)
    return [hit.found.title for hit in search(actor, asked).hits]


def rows():
    """The whole index, whatever its keys are."""
    return (
        sorted(SearchDocument.objects.values_list("kind", "ref", "is_everybodys")),
        sorted(SearchWord.objects.values_list("word", "root", "documents", "everybodys")),
        sorted(SearchPosting.objects.values_list("document__ref", "word__word", "weight")),
        sorted(SearchGram.objects.values_list("word__word", "gram")),
    )


def test_what_is_noted_is_found_and_what_is_changed_is_found_otherwise(lumen):
    task = task_of(lumen.claire, "Commander les badges", steps=["Compter les arrivants"])
    assert titles(lumen.claire, "arrivants") == ["Commander les badges"]
    edit_task(task, TaskDraft("Commander des cartes"), task.version, actor=lumen.claire)
    assert titles(lumen.claire, "cartes") == ["Commander des cartes"]
    assert titles(lumen.claire, "badges") == []


def test_a_contract_follows_the_name_of_its_supplier_and_its_way_to_the_bin_and_back(lumen):
    supplier = propnet(lumen.claire)
    contract = contract_with(lumen.claire)
    assert "Nettoyage des bureaux" in titles(lumen.claire, "propnet")
    edit_supplier(supplier, SupplierDraft(name="Clair et Net"), actor=lumen.claire)
    assert titles(lumen.claire, "propnet") == []
    assert "Nettoyage des bureaux" in titles(lumen.claire, "clair")
    remove_contract(contract, actor=lumen.claire)
    assert titles(lumen.claire, "bureaux") == []
    restore_contract(contract.ref, actor=lumen.claire)
    assert titles(lumen.claire, "bureaux") == ["Nettoyage des bureaux"]


def test_a_file_is_found_by_its_name_on_what_it_is_attached_to(lumen):
    task = task_of(lumen.claire)
    file = attach_file("plan-evacuation.pdf", [b"%PDF-"], kind="tasks.task", ref=task.ref, actor=lumen.claire)
    assert titles(lumen.claire, "évacuation") == ["Commander les badges"]
    remove_file(file, actor=lumen.claire)
    assert titles(lumen.claire, "évacuation") == []


def test_whoever_is_erased_is_found_no_more_at_once_and_leaves_no_word(lumen):
    dispatch.deliver(lumen.lumen)
    person = file_of(lumen.lea)
    end_membership(person, date(2026, 11, 20), actor=lumen.sophie)
    assert titles(lumen.claire, "léa")
    erase_person(person, actor=lumen.sophie)
    assert SearchWord.objects.filter(word="lea").count() == 0
    assert not search(lumen.claire, "léa").hits
    assert titles(lumen.claire, "léa") == []


def test_told_again_nothing_changes_and_each_way_there_is_the_same(lumen):
    """Entry by entry, all over again, or compared at night: one index."""
    propnet(lumen.claire, category="Nettoyage")
    contract_with(lumen.claire)
    task_of(lumen.claire)
    file_of(lumen.lea)
    dispatch.deliver(lumen.lumen)
    index.rebuild()
    first = rows()
    Cursor.objects.filter(handler=index.FOLLOWER).update(seq=0)
    dispatch.deliver(lumen.lumen)
    assert rows() == first
    for table in (SearchGram, SearchPosting, SearchWord, SearchDocument):
        table.objects.all().delete()
    assert index.rebuild() == len(first[0])
    assert rows() == first
    assert index.rebuild() == 0


def test_the_night_mends_what_is_wrong_and_forgets_old_searches(lumen):
    task_of(lumen.claire)
    dispatch.deliver(lumen.lumen)
    SearchPosting.objects.all().delete()
    SearchDocument.objects.filter(kind="tasks.task").update(digest="")
    SearchDocument.objects.create(kind="tasks.task", ref="GONE", digest="")
    SearchDocument.objects.create(kind="old.room", ref="GONE", digest="")
    report_missed("cantine", actor=None)
    Missed.objects.update(last_on=date(2026, 1, 1))
    jobs.check.func(str(lumen.lumen.uid))
    assert [hit.found.title for hit in search(lumen.claire, "badges").hits] == ["Commander les badges"]
    assert not SearchDocument.objects.filter(ref="GONE").exists()
    assert not Missed.objects.exists()


def test_the_index_of_the_neighbour_is_theirs(lumen):
    task_of(lumen.claire)
    with working_for(lumen.voisins):
        task_of(lumen.nora, "Commander chez nous")
    dispatch.deliver(lumen.lumen)
    dispatch.deliver(lumen.voisins)
    assert titles(lumen.claire, "commander") == ["Commander les badges"]
    with working_for(lumen.voisins):
        assert [hit.found.title for hit in search(lumen.nora, "commander").hits] == ["Commander chez nous"]
        jobs.check.func(str(lumen.voisins.uid))
    assert titles(lumen.claire, "commander") == ["Commander les badges"]


def test_a_follower_that_fails_sets_aside_the_one_entry_at_fault(lumen, monkeypatch):
    told = []

    def follower(entries):
        if any(entry.event == "tasks.TaskEdited" for entry in entries):
            raise ValueError("no")
        told.extend(entry.event for entry in entries)

    monkeypatch.setattr(dispatch, "followers", {"test": follower})
    task = task_of(lumen.claire)
    edit_task(task, TaskDraft("Autre"), task.version, actor=lumen.claire)
    task_of(lumen.claire, "Après")
    for _ in range(dispatch.PATIENCE + 3):
        dispatch.deliver(lumen.lumen)
    assert told == ["tasks.TaskAdded", "tasks.TaskAdded"]
    assert [parked.handler for parked in Parked.objects.all()] == ["test"]


@pytest.mark.parametrize("text", ["", "   ", "?", "de la"])
def test_a_thing_without_words_is_no_trouble(lumen, text):
    index.write("tasks.task", ["REF"], [index.Document("REF", text)])
    assert SearchDocument.objects.filter(ref="REF").exists()
    index.write("tasks.task", ["REF"], [])
    assert not SearchDocument.objects.filter(ref="REF").exists()


def test_no_key_of_the_house_goes_through_a_whole_table_when_what_it_points_to_is_removed():
    """Each has an index of its own, or leaves the check to the one that begins with the company."""
    keys = [one for model in apps.get_models() for one in model._meta.local_concrete_fields if one.is_relation]
    slow = [str(one) for one in keys if one.db_constraint and not (one.db_index or one.unique)]
    unchecked = [str(one) for one in keys if not one.db_constraint and not _is_of_company(one)]
    assert (slow, unchecked) == ([], [])


def _is_of_company(key):
    return any(isinstance(one, SameCompany) and one.field == key.name for one in key.model._meta.constraints)
