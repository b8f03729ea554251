"""What every action must do, whatever it does."""

from copy import copy
from functools import cache

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import transaction

from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.audit.verbs import actions
from pupitre.foundation.tenancy.owned import OwnedByCompany
from pupitre.foundation.tenancy.prepared import Prepared
from tests.harness.rooms import all_cases, all_creations

CASES = all_cases()


def snapshot():
    """Every row of every company, by table."""
    owned = [model for model in apps.get_models() if issubclass(model, OwnedByCompany)]
    return {model: [dict(zip(columns_of(model), row, strict=True)) for row in rows_of(model)()] for model in owned}


def columns_of(model):
    return [field.attname for field in model._meta.concrete_fields]


@cache
def rows_of(model):
    """A question prepared once: it is asked sixty times before each action, and sixty times after."""
    return Prepared(lambda: model.of_every_company.order_by("pk").values_list(*columns_of(model)), is_of_company=False)


def test_every_action_has_its_case():
    assert set(actions) == set(CASES) | all_creations()


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_stale_copy_changes_nothing(lumen, case):
    stale = case.prepare(lumen)
    case.act(copy(stale), lumen)
    before = snapshot()

    with pytest.raises((Refusal, PermissionDenied)), transaction.atomic():
        case.act(stale, lumen)
    assert snapshot() == before
