"""A mail that could not leave is no secret: whoever hosts is told, and the person it was for, and nobody else."""

import pytest

from pupitre.foundation.notifications.jobs import send_mails
from pupitre.foundation.notifications.posting import post
from pupitre.foundation.notifications.transport import NotTaken
from pupitre.foundation.safekeeping.check import findings
from pupitre.foundation.tenancy.scope import working_for

SAID = "ne vous est pas parvenu"


@pytest.fixture
def lost(cast, monkeypatch):
    """A mail to Claire, whose address does not exist."""

    def refuses(message, *, is_demo):
        raise NotTaken("adresse refusée par le serveur (550)", is_final=True)

    monkeypatch.setattr("pupitre.foundation.notifications.jobs.hand_over", refuses)
    with working_for(cast.lumen):
        mail = post(cast.claire, key="x", subject="Une décision vous attend", text="CANARI-LETTRE", is_immediate=True)
        send_mails.func(str(cast.lumen.uid), mail.ref)
    return cast


def about_mails():
    return [finding.says for finding in findings() if finding.about == "mails"]


def test_check_says_how_many_and_why_without_any_name(lost):
    (said,) = about_mails()
    assert "550" in said
    assert not [word for word in ("Claire", "claire@", "CANARI") if word in said]


def test_check_says_nothing_while_all_goes_well(cast):
    assert about_mails() == []


def test_the_person_reads_it_on_their_account_and_nobody_else_does(lost, as_):
    readers = [
        who for who in ("claire", "lea", "sophie", "nora") if SAID in as_(getattr(lost, who)).read("/accounts/mail/")
    ]
    assert readers == ["claire"]
