"""Every field of mission says who may read it; what was issued is sealed."""

import pytest
from django.apps import apps

from pupitre.foundation.tenancy.owned import Addressable, Versioned
from pupitre.foundation.tenancy.sealing import SealedTextField

BASE = {field.name for model in (Addressable, Versioned) for field in model._meta.fields} | {"id"}
MODELS = list(apps.get_app_config("mission").get_models())


@pytest.mark.parametrize("model", MODELS)
def test_every_field_is_tagged(model):
    own = {field.name for field in model._meta.concrete_fields} - BASE
    assert own == set(model.sensitivity)
    assert set(model.sensitivity.values()) <= {"direction", "sealed"}


@pytest.mark.parametrize("model", MODELS)
def test_what_is_tagged_sealed_is_sealed(model):
    sealed = {name for name, tag in model.sensitivity.items() if tag == "sealed"}
    assert sealed == {field.name for field in model._meta.concrete_fields if isinstance(field, SealedTextField)}
