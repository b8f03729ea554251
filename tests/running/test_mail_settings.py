"""How the mail server is said in one address, and what is refused in one sentence that repeats no password."""

import pytest

from config.environment import BadSetting, mail_server, sender

NAME = "PUPITRE_SMTP_URL"


@pytest.mark.parametrize(
    ("said", "scheme", "port"),
    [
        ("smtp+starttls://claire%40x:s%2Fcret@mail.example", "smtp+starttls", 587),
        ("smtps://claire%40x:s%2Fcret@mail.example", "smtps", 465),
        ("smtp://claire%40x:s%2Fcret@mail.example:2525", "smtp", 2525),
    ],
)
def test_one_address_says_it_all(monkeypatch, said, scheme, port):
    monkeypatch.setenv(NAME, said)
    given = {"host": "mail.example", "user": "claire@x", "password": "s/cret"}
    assert mail_server(NAME) == {"scheme": scheme, "port": port, **given}


def test_nothing_said_is_no_server(monkeypatch):
    monkeypatch.delenv(NAME, raising=False)
    assert mail_server(NAME) is None


@pytest.mark.parametrize("said", ["http://a:SECRET@b", "smtp://", "smtp://a:SECRET@b:port", "mail.example"])
def test_what_means_nothing_is_refused_without_repeating_it(monkeypatch, said):
    monkeypatch.setenv(NAME, said)
    with pytest.raises(BadSetting) as refused:
        mail_server(NAME)
    assert NAME in str(refused.value)
    assert "SECRET" not in str(refused.value)


@pytest.mark.parametrize("said", ["Pupitre", "a@b.example\r\nBcc: c@d.example"])
def test_a_sender_is_an_address_on_one_line(monkeypatch, said):
    monkeypatch.setenv("PUPITRE_MAIL_FROM", said)
    with pytest.raises(BadSetting):
        sender("PUPITRE_MAIL_FROM", "x@y.example")
