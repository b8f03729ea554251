"""The cast: two companies, always both, so that every test can ask what the neighbour sees."""

import gc
import logging
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.template import Template
from django.test import override_settings
from django.test.utils import _TestState, instrumented_test_render
from hypothesis import settings

from pupitre.foundation import clock
from pupitre.foundation.accounts.models import epoch
from pupitre.foundation.tenancy.models import Clearance, Company, Member, Role, Site
from pupitre.foundation.tenancy.scope import working_for
from tests.harness.kept import Kept, Tables
from tests.harness.visitor import Visitor

settings.register_profile("house", deadline=None)
settings.load_profile("house")

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


def pytest_collection_finish():
    """What the house is made of stays until the end: looking through it for rubbish, again and again, is an eighth
    of the time of the tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


@pytest.fixture(autouse=True, scope="session")
def _in_a_place_of_its_own(tmp_path_factory):
    """Nothing a test does touches ./var; passwords are hashed fast here, and only here."""
    place = tmp_path_factory.mktemp("var")
    (place / "static").mkdir()
    with override_settings(
        DATA=place,
        FILES=place / "files",
        STATIC_ROOT=place / "static",
        KEYS_FILE=place / "keys" / "keyring.json",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
    ):
        yield


@pytest.fixture(autouse=True, scope="session")
def _nothing_noted(django_test_environment):
    """Neither the log of ./var, nor Django's copy of all that each template is given: `contexts` asks for these."""
    root, noting = logging.getLogger(), Template._render
    log = next(handler for handler in root.handlers if handler.name == "house")
    root.removeHandler(log)
    Template._render = _TestState.saved_data.template_render
    yield
    Template._render = noting
    root.addHandler(log)


@pytest.fixture
def contexts(monkeypatch):
    """For a test that reads `.context` of an answer."""
    monkeypatch.setattr(Template, "_render", instrumented_test_render)


@pytest.fixture(autouse=True)
def _monday():
    epoch.cache_clear()
    with clock.at(MONDAY):
        yield


def hire(company, site, name, *roles, manager=None, clearances=()):
    email = f"{name.lower().replace('é', 'e')}@example.org"
    user = get_user_model().objects.create_user(f"{company.slug}.{email}" if company.slug == "voisins" else email)
    identity = {"user": user, "name": name, "email": user.email, "roles": list(roles), "manager": manager}
    with working_for(company):
        return Member.objects.create(joined_on=date(2026, 1, 1), site=site, clearances=list(clearances), **identity)


def found(name, slug):
    company = Company.objects.create(name=name, slug=slug)
    with working_for(company):
        site = Site.objects.create(name="Siège", time_zone=company.time_zone, zone=company.zone)
    return company, site


@pytest.fixture(scope="session")
def _tables(request, tmp_path_factory):
    cache = getattr(request.config, "cache", None)  # none with `-p no:cacheprovider`
    return Tables(cache.mkdir("tables") if cache else tmp_path_factory.mktemp("tables"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, _tables):
    """pytest-django makes the database of the process right after this."""
    with _tables.brought():
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, _tables, django_db_blocker):
    with django_db_blocker.unblock():
        _tables.keep()


@pytest.fixture
def cast(db):
    return gathered()


def _gathered():
    lumen, pantin = found("Atelier Lumen", "atelier-lumen")
    voisins, elsewhere = found("Voisins", "voisins")
    both = [Clearance.HR, Clearance.DIRECTION]
    sophie = hire(lumen, pantin, "Sophie", Role.DIRECTOR, clearances=both)
    people = SimpleNamespace(
        lumen=lumen,
        voisins=voisins,
        pantin=pantin,
        sophie=sophie,
        claire=hire(lumen, pantin, "Claire", Role.OFFICE_MANAGER, manager=sophie),
        hugo=hire(lumen, pantin, "Hugo", Role.MANAGER, manager=sophie),
        nora=hire(voisins, elsewhere, "Nora", Role.DIRECTOR, Role.OFFICE_MANAGER, clearances=both),
    )
    people.lea = hire(lumen, pantin, "Léa", Role.EMPLOYEE, manager=people.hugo)
    return people


gathered = Kept(_gathered)


@pytest.fixture(scope="module")
def lasting(django_db_setup, django_db_blocker):
    """What a whole file of tests finds in the database is made once, in a transaction around theirs: each takes back
    only what it did itself, and nothing of it stays for the next file."""

    @contextmanager
    def room():
        with django_db_blocker.unblock(), clock.at(MONDAY):
            yield

    around = transaction.atomic()
    around._from_testcase = True  # as Django marks its own: what must be the outermost transaction still may be
    with room():
        around.__enter__()
    yield room
    with room():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture(scope="module")
def lasting_cast(lasting):
    with lasting():
        return gathered()


@pytest.fixture
def lumen(cast):
    """The cast, working at the Atelier."""
    with working_for(cast.lumen):
        yield cast


@pytest.fixture
def as_():
    return Visitor


@pytest.fixture
def tuesdays_and_thursdays(lumen):
    """Claire is there on Tuesdays and Thursdays, on site, from 9 to 12:30 and from 13:30 to 17."""
    from pupitre.engines.attention.models import Presence

    for weekday in (1, 3):
        for part, starts, ends in (("am", time(9), time(12, 30)), ("pm", time(13, 30), time(17))):
            Presence.objects.create(
                member=lumen.claire, weekday=weekday, part=part, starts=starts, ends=ends, site=lumen.pantin
            )
    return lumen
