"""A session: begun with a new key, over for good, and worth nothing to who kept its cookie."""

import pytest
from django.contrib.sessions.models import Session

PASSWORD = "une phrase assez longue"
SIGN_IN, ACCOUNT, COOKIE = "/accounts/sign-in/", "/accounts/", "pupitre_session"


@pytest.fixture
def lea(cast):
    cast.lea.user.set_password(PASSWORD)
    cast.lea.user.save()
    return cast.lea


def key_of(visitor):
    return visitor.cookies[COOKIE].value


def holding(as_, key):
    visitor = as_()
    visitor.cookies[COOKIE] = key
    return visitor


def test_signing_in_makes_a_new_key_and_forgets_the_one_before(lea, as_):
    visitor = as_(lea)
    before = key_of(visitor)
    visitor.send(SIGN_IN, email=lea.email, password=PASSWORD)
    assert key_of(visitor) != before
    assert holding(as_, before).get(ACCOUNT).status_code == 302


def test_a_key_that_somebody_chose_is_not_taken(lea, as_):
    visitor = holding(as_, "chosenbysomebodyelse0123456789ab")
    visitor.send(SIGN_IN, email=lea.email, password=PASSWORD)
    assert key_of(visitor) != "chosenbysomebodyelse0123456789ab"
    assert visitor.get(ACCOUNT).status_code == 200


def test_signed_out_the_cookie_kept_aside_opens_nothing(lea, as_):
    visitor = as_(lea)
    kept = key_of(visitor)
    assert holding(as_, kept).get(ACCOUNT).status_code == 200
    visitor.force("post", "/accounts/sign-out/")
    assert holding(as_, kept).get(ACCOUNT).status_code == 302
    assert not Session.objects.filter(pk=kept).exists()


def test_a_key_is_long_and_never_twice_the_same(lea, as_):
    keys = {key_of(as_(lea)) for _ in range(50)}
    assert len(keys) == 50
    assert {len(key) for key in keys} == {32}  # of 36 signs: 165 bits
