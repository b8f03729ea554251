"""A house open to the Internet: what Django says of its settings, and what its answers carry."""

import http.client
import os
import re
import subprocess
import sys

import pytest

from tests.running.conftest import HOUSE

PRODUCTION = {"PUPITRE_URL": "https://pupitre.example", "PUPITRE_PROXIES": "1"}
BEHIND = {"Host": "pupitre.example", "X-Forwarded-Proto": "https"}
SIGN_IN = "/accounts/sign-in/"
SILENCED = re.compile(r'"([\w.]+\.W\d+)",( +# \w.{20,})?')


@pytest.mark.parametrize("proxies", ["0", "1"])
def test_django_finds_nothing_to_say_of_a_house_in_production(tmp_path, proxies):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PUPITRE_")}
    house = {"PYTHONPATH": str(HOUSE), "DJANGO_SETTINGS_MODULE": "config.settings", "PUPITRE_DATA": str(tmp_path)}
    asked = {**kept, **house, "PUPITRE_URL": "https://pupitre.example", "PUPITRE_PROXIES": proxies}
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, env=asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_each_check_that_is_silenced_says_why():
    text = (HOUSE / "config/settings.py").read_text().split("SILENCED_SYSTEM_CHECKS")[1]
    found = SILENCED.findall(text)
    assert found
    assert [name for name, reason in found if not reason] == []


@pytest.fixture
def ask(furnished):
    _, port = furnished.serve(**PRODUCTION)

    def ask(method, path, **headers):
        door = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        door.request(
            method, path, headers={**BEHIND, **{name.replace("_", "-"): said for name, said in headers.items()}}
        )
        answer = door.getresponse()
        answer.body = answer.read()
        door.close()
        return answer

    return ask


def test_each_answer_tells_a_browser_what_it_may_do_with_it(ask):
    for path in ("/health/", SIGN_IN, "/", "/nothing-here", "/c/nobody/"):
        answer = ask("GET", path)
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000", path
        assert answer.headers["X-Content-Type-Options"] == "nosniff", path
        assert answer.headers["Referrer-Policy"] == "same-origin", path
        assert {"object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"} <= policy(answer), path
        assert answer.headers["Access-Control-Allow-Origin"] is None, path


def policy(answer):
    return set(answer.headers["Content-Security-Policy"].split("; "))


def test_what_has_a_body_says_its_type_and_its_encoding(ask):
    answers = [ask("GET", path) for path in ("/health/", SIGN_IN, "/nothing-here")]
    kinds = [answer.headers["Content-Type"] for answer in answers if answer.body]
    assert kinds == ["application/json", "text/html; charset=utf-8", "text/html; charset=utf-8"]


def test_a_cookie_is_of_this_host_alone_and_no_script_reads_it(ask):
    cookie = ask("GET", SIGN_IN).headers["Set-Cookie"]
    assert cookie.startswith("__Host-csrf=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_another_host_a_traced_request_and_a_folder_are_refused(ask):
    assert ask("GET", SIGN_IN, Host="evil.example").status == 400
    assert ask("TRACE", SIGN_IN).status in {400, 405, 501}
    for path in ("/.git/config", "/.git/HEAD", "/static/", "/config/settings.py", "/var/keys/secret_key"):
        assert ask("GET", path).status == 404, path


def test_an_error_says_no_version_and_nothing_of_the_inside(ask):
    answer = ask("GET", "/c/%00/")
    assert answer.status in {400, 404}
    assert not re.search(rb"Traceback|Django|Python/|granian/\d", answer.body + str(answer.headers).encode())
