"""Signing in, staying signed in, and being kept out."""

import pytest

PASSWORD = "une phrase assez longue"
SIGN_IN = "/accounts/sign-in/"


@pytest.fixture
def lea(cast):
    cast.lea.user.set_password(PASSWORD)
    cast.lea.user.save()
    return cast.lea


def test_one_signs_in_with_a_real_form(lea, as_):
    visitor = as_()
    assert visitor.send(SIGN_IN, follow=False, email=lea.email, password=PASSWORD).url == "/c/atelier-lumen/"


def test_the_address_is_read_without_regard_to_case(lea, as_):
    assert as_().send(SIGN_IN, follow=False, email=lea.email.upper(), password=PASSWORD).status_code == 302


def test_a_wrong_password_and_an_unknown_address_read_the_same(lea, as_):
    wrong = as_().send(SIGN_IN, email=lea.email, password="autre chose").content
    unknown = as_().send(SIGN_IN, email="personne@example.org", password="autre chose").content
    assert "ne vont pas ensemble" in wrong.decode()
    assert len(wrong) - len(lea.email) == len(unknown) - len("personne@example.org")


def test_the_sixth_wrong_password_waits(lea, as_):
    visitor = as_()
    for _ in range(5):
        assert visitor.send(SIGN_IN, email=lea.email, password="non").status_code == 200
    assert visitor.send(SIGN_IN, email=lea.email, password=PASSWORD).status_code == 429


def test_a_stranger_who_tries_does_not_lock_the_person_out(lea, as_):
    stranger = as_()
    for _ in range(6):
        stranger.send(SIGN_IN, email=lea.email, password="non")
    here = as_()
    here.defaults["REMOTE_ADDR"] = "192.0.2.7"
    assert here.send(SIGN_IN, follow=False, email=lea.email, password=PASSWORD).status_code == 302


def test_signing_in_goes_nowhere_else(lea, as_):
    for elsewhere in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        visitor = as_()
        url = visitor.send(SIGN_IN, follow=False, email=lea.email, password=PASSWORD, next=elsewhere).url
        assert url == "/c/atelier-lumen/"


def test_changing_the_password_closes_the_other_sessions(lea, as_):
    here, elsewhere = as_(lea), as_(lea)
    here.send("/accounts/", current=PASSWORD, new="une autre phrase bien longue")
    assert here.get("/accounts/").status_code == 200
    assert elsewhere.get("/accounts/").status_code == 302


def test_other_sessions_are_closed_on_demand(lea, as_):
    here, elsewhere = as_(lea), as_(lea)
    here.send("/accounts/", to="/accounts/sessions/")
    assert here.get("/accounts/").status_code == 200
    assert elsewhere.get("/accounts/").status_code == 302


def test_a_session_lasts_fourteen_days(lea, as_):
    assert as_(lea).session.get_expiry_age() == 14 * 24 * 3600
