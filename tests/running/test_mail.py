"""A worker killed between the message and the server's answer: the mail leaves again, and is recognised as the same."""

import sys

import pytest

from pupitre.foundation.notifications.tests.server import Server
from tests.running.conftest import KILL, until

POST = """
from django.db import transaction
from pupitre.foundation.notifications.models import Mail
from pupitre.foundation.notifications.posting import post
from pupitre.foundation.tenancy.models import Company, Member
from pupitre.foundation.tenancy.scope import working_for
about = {"key": "decision:7K2M", "subject": "Une décision vous attend", "text": "."}
with working_for(Company.objects.get()):
"""
ONE = "    post(Member.objects.get(), **about, is_immediate=True)"
STATES = "    print(*Mail.objects.values_list('state', flat=True))"


@pytest.fixture
def server():
    with Server() as server:
        yield server


def test_a_mail_cut_by_kill_9_arrives_twice_at_most_under_one_name(on_either, server):
    address = {"PUPITRE_SMTP_URL": f"smtp://127.0.0.1:{server.settings['port']}"}
    command = [sys.executable, "-m", "config.work"]
    server.silent = True
    on_either.says(POST + ONE, **address)
    first = on_either.start(*command, **address)
    until(server.heard.is_set)
    first.send_signal(KILL)
    first.wait()
    assert on_either.says(POST + STATES, **address) == "sending"

    server.silent = False
    on_either.start(*command, **address)
    until(lambda: on_either.says(POST + STATES, **address) == "sent")
    assert len(server.mails) == 2
    assert len({mail["Message-ID"] for mail in server.mails}) == 1


def test_a_house_without_a_mail_server_says_where_its_mails_are(furnished):
    process, _ = furnished.serve()
    said = next(line for line in process.stdout if "courrier" in line)
    assert f"{furnished.data}/outbox" in said
