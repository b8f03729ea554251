"""What the database itself refuses, and what every table must have."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from pupitre.engines.attention.models import ItemState
from pupitre.foundation.tenancy.models import Member, next_number
from pupitre.foundation.tenancy.owned import OwnedByCompany
from pupitre.foundation.tenancy.same_company import SameCompany
from pupitre.foundation.tenancy.scope import OutsideAnyCompany, working_for

OWNED = [model for model in apps.get_models() if issubclass(model, OwnedByCompany)]
KEYS = [(m, f) for m in OWNED for f in m._meta.concrete_fields if f.is_relation]
INNER = [(model, field) for model, field in KEYS if issubclass(field.related_model, OwnedByCompany)]


def uniques(model):
    return [c.fields for c in model._meta.constraints if isinstance(c, models.UniqueConstraint)]


@pytest.mark.parametrize("model", OWNED, ids=str)
def test_nothing_is_read_without_a_company(db, model):
    with pytest.raises(OutsideAnyCompany):
        model.objects.count()


@pytest.mark.parametrize("model", OWNED, ids=str)
def test_nothing_was_lost_by_a_meta_of_its_own(model):
    assert model._meta.base_manager_name == "of_every_company"
    assert model._default_manager.name == "objects"
    assert ("company", "id") in uniques(model)


@pytest.mark.parametrize("model", OWNED, ids=str)
def test_a_unique_constraint_begins_with_the_company(model):
    assert all(fields[0] == "company" for fields in uniques(model))
    assert not [f for f in model._meta.concrete_fields if f.unique and not (f.primary_key or f.is_relation)]


@pytest.mark.parametrize(("model", "field"), KEYS, ids=str)
def test_nothing_disappears_with_what_it_points_to(model, field):
    assert field.remote_field.on_delete is models.PROTECT


@pytest.mark.parametrize(("model", "field"), INNER, ids=str)
def test_an_inner_key_is_held_to_its_company(model, field):
    assert any(isinstance(c, SameCompany) and c.field == field.name for c in model._meta.constraints)


@pytest.mark.parametrize("model", OWNED, ids=str)
def test_money_is_whole_cents(model):
    words = ("amount", "price", "total", "cost", "cents", "weight", "stake")
    decimals = [f.name for f in model._meta.concrete_fields if isinstance(f, models.DecimalField | models.FloatField)]
    assert not [name for name in decimals if any(word in name for word in words)]


@transaction.atomic
def commit(write):
    """The keys are deferred: what COMMIT would say is asked here, since a test never commits."""
    write()
    connection.check_constraints()


def refused_at_commit(write):
    with pytest.raises(IntegrityError):
        commit(write)


def test_the_database_refuses_a_neighbour_behind_a_key(lumen):
    refused_at_commit(lambda: ItemState.objects.create(key="x", member=lumen.nora))
    refused_at_commit(lambda: Member.objects.filter(pk=lumen.lea.pk).update(manager=lumen.nora))


def test_a_row_does_not_move_to_another_company(lumen):
    refused_at_commit(lambda: Member.objects.filter(pk=lumen.sophie.pk).update(company=lumen.voisins))


def test_numbers_follow_each_other_in_each_company(lumen):
    assert [next_number("contracts") for _ in range(3)] == [1, 2, 3]
    with working_for(lumen.voisins):
        assert next_number("contracts") == 1


def test_a_number_that_was_not_used_is_taken_again(lumen):
    with transaction.atomic():
        assert next_number("contracts") == 1
        transaction.set_rollback(True)
    assert next_number("contracts") == 1
