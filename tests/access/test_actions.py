"""What every action must do, whatever it does."""

from copy import copy

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import transaction

from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.audit.verbs import actions
from pupitre.foundation.tenancy.owned import OwnedByCompany
from tests.harness.rooms import all_cases, all_creations

CASES = all_cases()


def snapshot():
    owned = [model for model in apps.get_models() if issubclass(model, OwnedByCompany)]
    return {model: list(model.of_every_company.order_by("pk").values()) for model in owned}


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
