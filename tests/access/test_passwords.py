"""What a password may be, and what is done with the one that was typed."""

import re
from datetime import timedelta

import pytest

from pupitre.foundation import clock

PASSWORD = "une phrase assez longue"
SIGN_IN, ACCOUNT = "/accounts/sign-in/", "/accounts/"
PASSWORD_FIELD = re.compile(r'<input[^>]*name="(?:password|current|new)"[^>]*>')


@pytest.fixture
def lea(cast):
    cast.lea.user.set_password(PASSWORD)
    cast.lea.user.save()
    return cast.lea


@pytest.fixture
def here(lea, as_):
    return as_(lea)


def is_now(member, password):
    member.user.refresh_from_db()
    return member.user.check_password(password)


def change(visitor, new, current=PASSWORD):
    visitor.send(ACCOUNT, current=current, new=new)


def test_a_password_has_twelve_characters_at_least(lea, here):
    change(here, "onze lettre")
    assert is_now(lea, PASSWORD)
    change(here, "douze lettre")
    assert is_now(lea, "douze lettre")


@pytest.mark.parametrize("usual", ["qwerty123456", "1q2w3e4r5t6y", "111222tianya"])
def test_one_of_those_that_everybody_tries_is_refused(lea, here, usual):
    change(here, usual)
    assert is_now(lea, PASSWORD)


@pytest.mark.parametrize("new", ["que des minuscules", "482915037264", "été à la plage 🙂 ça va", "x1" * 60])
def test_any_characters_make_one_and_long_ones_too(lea, here, new):
    change(here, new)
    assert is_now(lea, new)


def test_changing_it_asks_for_the_present_one(lea, here):
    change(here, "une autre phrase bien longue", current="pas celui-ci")
    assert is_now(lea, PASSWORD)


def test_it_is_taken_exactly_as_typed(lea, here, as_):
    odd = "  Deux espaces devant, un derrière "
    change(here, odd)
    assert is_now(lea, odd)
    assert as_().send(SIGN_IN, follow=False, email=lea.email, password=odd.strip()).status_code == 200
    assert as_().send(SIGN_IN, follow=False, email=lea.email, password=odd.lower()).status_code == 200
    assert as_().send(SIGN_IN, follow=False, email=lea.email, password=odd).status_code == 302


def test_one_of_three_years_ago_still_opens(lea, as_):
    with clock.at(clock.now() + timedelta(days=1100)):
        assert as_().send(SIGN_IN, follow=False, email=lea.email, password=PASSWORD).status_code == 302


def test_it_is_hidden_while_typed_and_left_to_a_keeper_of_passwords(here, as_):
    fields = PASSWORD_FIELD.findall(as_().read(SIGN_IN) + here.read(ACCOUNT))
    assert len(fields) == 3
    assert [field for field in fields if 'type="password"' not in field] == []
    assert [field for field in fields if not re.search(r'autocomplete="(current|new)-password"', field)] == []


def test_a_wrong_password_and_an_unknown_address_take_the_same_work(lea, as_, monkeypatch):
    from django.contrib.auth.hashers import get_hasher

    kind, worked = type(get_hasher()), []
    slow = kind.encode
    monkeypatch.setattr(kind, "encode", lambda self, *given, **more: worked.append(1) or slow(self, *given, **more))
    as_().send(SIGN_IN, email=lea.email, password="autre chose")
    known, worked[:] = len(worked), []
    as_().send(SIGN_IN, email="personne@example.org", password="autre chose")
    assert len(worked) == known > 0
