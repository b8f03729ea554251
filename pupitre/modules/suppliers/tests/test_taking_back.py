"""A sheet of suppliers or contracts is taken back: what nobody changed since, and nothing else."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied

from pupitre.foundation import clock
from pupitre.foundation.files.actions import attach_file
from pupitre.foundation.imports.actions import CannotTakeBack, take_back
from pupitre.foundation.imports.models import ImportedRow, ImportRun
from pupitre.foundation.imports.queries import written_by
from pupitre.foundation.imports.running import run_import
from pupitre.foundation.imports.taking_back import CHANGED_SINCE
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.scope import working_for
from pupitre.modules.suppliers import actions
from pupitre.modules.suppliers.actions.taking_back import SOMETHING_STANDS, TARGET_IS_GONE, look_back
from pupitre.modules.suppliers.models import Contract, Supplier
from pupitre.modules.suppliers.rules import SupplierDraft
from pupitre.modules.suppliers.tests.factories import contract_with, propnet

HEADER = "Fournisseur;Objet;Référence;Date de début;Durée;Reconduction;Préavis;Montant HT;Responsable\n"
CLEANING = "Propnet;Nettoyage;C-0114;01/03/2024;12 mois;tacite 12 mois;3 mois;420 €/mois;\n"
LIFT = "Otis;Ascenseur;A-2;15/02/2025;12 mois;tacite 12 mois;2 mois;1 860,50 €/an;\n"
DERIVED_TOO = ("version", "reckoned_on")


def imported(cast, text, sheet="contracts"):
    report = run_import(sheet, text.encode(), f"{sheet}.csv", actor=cast.claire, dry_run=False)
    return ImportRun.objects.get(ref=report.run)


def values(model):
    return [{k: v for k, v in row.items() if k not in DERIVED_TOO} for row in model.objects.order_by("pk").values()]


def reasons(run):
    return [(one["name"], one["reason"]) for one in run.undone["left"]]


def test_new_contracts_go_to_the_bin_with_the_suppliers_made_by_the_way(lumen):
    run = take_back(imported(lumen, HEADER + CLEANING + LIFT), actor=lumen.claire)
    assert (run.undone["removed"], run.undone["restored"], run.undone["stayed"]) == (4, 0, 0)
    assert not Contract.objects.exists()
    assert not Supplier.objects.exists()
    assert Contract.with_removed.count() == Supplier.with_removed.count() == 2


def test_a_changed_contract_is_exactly_as_before_its_dates_too(lumen):
    imported(lumen, HEADER + CLEANING)
    before = values(Contract)
    other = CLEANING.replace("420", "450").replace("3 mois", "1 mois").replace("Propnet", "Kappa")
    run = imported(lumen, HEADER + other.replace(";\n", ";Hugo\n"))
    assert values(Contract) != before
    run = take_back(run, actor=lumen.claire)
    assert values(Contract) == before
    assert (run.undone["restored"], run.undone["removed"]) == (1, 1)
    assert [supplier.name for supplier in Supplier.objects.all()] == ["Propnet"]


def test_what_somebody_changed_since_stays_and_says_who_and_when(lumen, as_):
    run = imported(lumen, HEADER + CLEANING + LIFT)
    contract = Contract.objects.get(reference="C-0114")
    actions.assign_contract(contract, lumen.hugo, actor=lumen.sophie)

    page = as_(lumen.claire).read(f"/c/atelier-lumen/imports/{run.ref}/undo/")
    assert "modifiée depuis par Sophie" in page
    assert "2 fiches à retirer, 2 restent comme elles sont" in page
    run = take_back(run, actor=lumen.claire)
    assert reasons(run) == [(str(contract), CHANGED_SINCE), ("Propnet", SOMETHING_STANDS)]
    assert Contract.objects.get().owner == lumen.hugo


def test_what_carries_a_document_or_a_task_stays(lumen):
    run = imported(lumen, HEADER + CLEANING + LIFT)
    cleaning, otis = Contract.objects.get(reference="C-0114"), Supplier.objects.get(name="Otis")
    attach_file("contrat.pdf", [b"signed"], kind="suppliers.contract", ref=cleaning.ref, actor=lumen.claire)
    task = {"title": "Rappeler", "owner": lumen.claire, "created_by": lumen.claire}
    about = {"subject_kind": "suppliers.supplier", "subject_ref": otis.ref}
    apps.get_model("tasks.Task").objects.create(**task, **about, created_at=clock.now(), touched_at=clock.now())
    run = take_back(run, actor=lumen.claire)
    assert reasons(run) == [(one, SOMETHING_STANDS) for one in (str(cleaning), "Otis", "Propnet")]
    assert list(Contract.objects.all()) == [cleaning]


def test_a_supplier_made_by_the_way_stays_when_another_contract_stands_on_it(lumen):
    run = imported(lumen, HEADER + CLEANING)
    contract_with(lumen.claire, title="Vitres")
    take_back(run, actor=lumen.claire)
    assert [contract.title for contract in Contract.objects.all()] == ["Vitres"]
    assert Supplier.objects.get().name == "Propnet"


def test_a_contract_does_not_go_back_to_a_supplier_that_was_removed(lumen):
    imported(lumen, HEADER + CLEANING)
    run = imported(lumen, HEADER + CLEANING.replace("Propnet", "Kappa"))
    actions.remove_supplier(Supplier.objects.get(name="Propnet"), actor=lumen.claire)
    assert [one.reason for one in look_back(written_by(run)).left] == [TARGET_IS_GONE, SOMETHING_STANDS]


def test_suppliers_come_back_as_they_were_and_new_ones_go(lumen):
    propnet(lumen.claire, phone="01 23 45 67 89")
    before = values(Supplier)
    run = imported(lumen, "Nom;Téléphone;SIREN\nPropnet;06 00 00 00 00;552100554\nKappa;;\n", "suppliers")
    run = take_back(run, actor=lumen.claire)
    assert values(Supplier) == before
    assert (run.undone["restored"], run.undone["removed"]) == (1, 1)


def test_what_comes_back_doubles_nobody_and_otherwise_nothing_moves(lumen, as_):
    propnet(lumen.claire)
    run = imported(lumen, "Nom;SIREN\nPropnet;552100554\n", "suppliers")
    actions.add_supplier(SupplierDraft(name="Propnet"), actor=lumen.claire)
    url = f"/c/atelier-lumen/imports/{run.ref}/undo/"
    claire = as_(lumen.claire)
    assert "rien n’a été annulé" in claire.send(url).content.decode()
    assert ImportRun.objects.get(pk=run.pk).undone_at is None
    assert Supplier.objects.filter(siren="552100554").exists()


def test_it_is_refused_twice_after_thirty_days_and_to_who_may_not_import(lumen):
    run = imported(lumen, HEADER + CLEANING)
    with pytest.raises(PermissionDenied):
        take_back(run, actor=lumen.lea)
    with clock.at(clock.now() + timedelta(days=31)), pytest.raises(CannotTakeBack, match="30"):
        take_back(run, actor=lumen.claire)
    take_back(run, actor=lumen.claire)
    with pytest.raises(CannotTakeBack, match="déjà annulé"):
        take_back(run, actor=lumen.claire)


def test_the_neighbour_takes_nothing_back(lumen):
    run = imported(lumen, HEADER + CLEANING)
    with working_for(lumen.voisins), pytest.raises(ImportRun.DoesNotExist):
        take_back(run, actor=lumen.nora)
    assert Contract.objects.exists()


def test_the_page_asks_before_and_says_what_came_of_it(lumen, as_):
    run = imported(lumen, HEADER + CLEANING)
    claire = as_(lumen.claire)
    assert "Annuler cet import" in claire.read(f"/c/atelier-lumen/imports/{run.ref}/")
    said = claire.send(f"/c/atelier-lumen/imports/{run.ref}/undo/").content.decode()
    assert "2 fiches retirées" in said
    assert "Rien n’est resté" in said
    assert [words for words in ("Nettoyage", "Voir ce qui est resté") if words in said] == []
    assert "importé, puis annulé" in claire.read("/c/atelier-lumen/imports/")
    assert "Annuler cet import</button>" not in claire.read(f"/c/atelier-lumen/imports/{run.ref}/undo/")


def test_looking_does_not_ask_more_of_a_longer_sheet(lumen, django_assert_num_queries):
    few = imported(lumen, HEADER + CLEANING)
    many = HEADER + "".join(LIFT.replace("A-2", f"A-{n}").replace("Otis", f"Otis {n}") for n in range(3, 40))
    lines = [written_by(few), written_by(imported(lumen, many))]
    look_back(lines[0])
    for rows in lines:
        with django_assert_num_queries(9):
            look_back(rows)


def test_what_was_replaced_goes_with_the_erasure_of_somebody(lumen):
    from pupitre.foundation.imports.cleaning import forget_files

    imported(lumen, HEADER + CLEANING)
    run = imported(lumen, HEADER + CLEANING.replace("420", "450"))
    assert ImportedRow.objects.filter(run=run).exclude(was=None).exists()
    forget_files(Member.objects.first())
    assert not ImportedRow.objects.exists()
    with pytest.raises(CannotTakeBack, match="plus gardé"):
        take_back(run, actor=lumen.claire)
