"""The two doors of an empty hub, and how they close."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from pupitre.foundation.access.links import SET_UP_LIFE, new_link
from pupitre.foundation.access.models import Purpose
from pupitre.foundation.registry import Room, rooms
from pupitre.foundation.tenancy.models import Company, Member, Role

MINE = {
    "door": "own",
    "company": "Ma Boîte",
    "zone": "metropole",
    "site": "Lyon",
    "person": "Inès Martin",
    "email": "ines@maboite.example",
    "password": "une phrase assez longue",
    "roles": ["office_manager"],
}


@pytest.fixture
def door(db):
    return reverse("setup", args=[new_link(Purpose.SET_UP, SET_UP_LIFE)])


def test_an_empty_hub_says_how_to_begin(db, as_):
    assert "make run" in as_().read("/")


def test_looking_changes_nothing(door, as_):
    visitor = as_()
    assert "Créer mon entreprise" in visitor.read(door)
    assert "Créer mon entreprise" in visitor.read(door)
    assert not Company.objects.exists()


def test_a_company_is_founded_and_its_founder_is_asked_for_her_days(door, as_):
    visitor = as_()

    answer = visitor.force("post", door, MINE)

    assert answer.url == "/c/ma-boite/presence/"
    assert "Quels jours êtes-vous là ?" in visitor.read(answer.url)
    founder = Member.of_every_company.get()
    assert (founder.name, founder.roles, founder.site.name) == ("Inès Martin", [Role.OFFICE_MANAGER], "Lyon")
    assert get_user_model().objects.get().check_password("une phrase assez longue")


def test_a_link_serves_once(door, as_):
    as_().force("post", door, MINE)

    answer = as_().force("post", door, {**MINE, "company": "Une autre", "email": "x@y.example"})

    assert answer.status_code == 410
    assert Company.objects.count() == 1


def test_a_link_nobody_made_opens_nothing(db, as_):
    assert as_().get("/setup/nothing/").status_code == 410
    assert as_().force("post", "/setup/nothing/", MINE).status_code == 410
    assert not Company.objects.exists()


def test_a_weak_password_is_refused_and_the_rest_is_kept(door, as_):
    page = as_().force("post", door, {**MINE, "password": "court"}).content.decode()

    assert 'value="Ma Boîte"' in page
    assert not Company.objects.exists()
    assert as_().get(door).status_code == 200  # the link still serves


def test_the_sample_company_is_played_and_entered(door, as_, monkeypatch):
    played = []

    def play(today):
        played.append(today)
        return get_user_model().objects.create_user("claire@pupitre.example")

    monkeypatch.setitem(rooms, "demo", Room(name="demo", plays=(play,)))

    answer = as_().force("post", door, {"door": "sample"})

    assert answer.url == "/"
    assert played == [datetime(2026, 11, 23, tzinfo=UTC).date()]


def test_once_a_company_lives_here_the_hub_asks_to_sign_in(cast, as_):
    assert as_().get("/").url == "/accounts/sign-in/"
    assert as_(cast.claire).get("/").url == "/c/atelier-lumen/"
