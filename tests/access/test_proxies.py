"""Behind proxies: the address of a visitor is what the trusted ones added, never what the visitor wrote."""

import pytest

from pupitre.foundation.web.middleware import address_of

SIGN_IN = "/accounts/sign-in/"


def asked(rf, forwarded=None):
    more = {"headers": {"X-Forwarded-For": forwarded}} if forwarded else {}
    return address_of(rf.get("/", REMOTE_ADDR="127.0.0.1", **more))


def test_without_a_proxy_nothing_forwarded_is_believed(rf, settings):
    settings.PROXIES = 0
    assert asked(rf, "203.0.113.9") == "127.0.0.1"


def test_what_the_visitor_wrote_before_the_proxy_is_not_believed(rf, settings):
    settings.PROXIES = 1
    assert asked(rf, "203.0.113.9") == "203.0.113.9"
    assert asked(rf, "198.51.100.1, 203.0.113.9") == "203.0.113.9"
    settings.PROXIES = 2
    assert asked(rf, "198.51.100.1, 203.0.113.9, 10.0.0.2") == "203.0.113.9"


def test_fewer_addresses_than_proxies_is_the_address_of_the_connection(rf, settings):
    settings.PROXIES = 2
    assert asked(rf, "198.51.100.1") == "127.0.0.1"
    assert asked(rf) == "127.0.0.1"


@pytest.mark.django_db
def test_another_forged_address_each_time_gives_no_more_tries(as_, settings):
    settings.PROXIES = 1
    visitor = as_()
    statuses = []
    for nth in range(7):
        visitor.defaults["HTTP_X_FORWARDED_FOR"] = f"198.51.100.{nth}, 203.0.113.9"
        statuses.append(visitor.send(SIGN_IN, email="lea@example.org", password="non").status_code)
    assert statuses == [200] * 5 + [429] * 2


def test_what_is_sent_without_its_token_is_refused(cast, as_):
    for visitor, path in ((as_(), SIGN_IN), (as_(cast.lea), "/accounts/"), (as_(cast.lea), "/accounts/sign-out/")):
        assert visitor.post(path, {"email": "x@example.org", "password": "y"}).status_code == 403
    assert as_(cast.lea).post("/accounts/", {"csrfmiddlewaretoken": "x" * 64, "new": "z" * 20}).status_code == 403
