"""Every field of people says who may read it, and what is sealed lives apart."""

import pytest
from django.apps import apps

from pupitre.foundation.tenancy.owned import Addressable, Versioned
from pupitre.foundation.tenancy.sealing import SealedTextField

TAGS = {"public", "team", "hr", "direction", "sealed"}
BASE = {field.name for model in (Addressable, Versioned) for field in model._meta.fields} | {"id"}
MODELS = list(apps.get_app_config("people").get_models())


@pytest.mark.parametrize("model", MODELS)
def test_every_field_is_tagged(model):
    own = {field.name for field in model._meta.concrete_fields} - BASE
    assert own == set(model.sensitivity)
    assert set(model.sensitivity.values()) <= TAGS


@pytest.mark.parametrize("model", MODELS)
def test_what_is_tagged_sealed_is_sealed(model):
    sealed = {name for name, tag in model.sensitivity.items() if tag == "sealed"}
    assert sealed == {field.name for field in model._meta.concrete_fields if isinstance(field, SealedTextField)}


@pytest.mark.parametrize("model", MODELS)
def test_a_private_field_is_not_on_a_public_model(model):
    tags = set(model.sensitivity.values()) - {"hr"}
    assert not ({"sealed", "direction"} & tags and {"public", "team"} & tags)
