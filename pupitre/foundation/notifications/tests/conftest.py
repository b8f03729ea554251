"""A mail server, a quick way to do what the worker would do, and an outbox of one's own."""

import pytest
from django_tasks_db.models import DBTaskResult

from pupitre.foundation.notifications.jobs import send_mails
from pupitre.foundation.notifications.models import Mail
from pupitre.foundation.notifications.posting import post
from pupitre.foundation.notifications.tests.server import Server


@pytest.fixture
def server(settings):
    with Server() as server:
        settings.MAIL_SERVER = server.settings
        yield server


@pytest.fixture
def outbox(settings, tmp_path):
    settings.MAIL_SERVER, settings.DATA = None, tmp_path
    return tmp_path / "outbox"


@pytest.fixture
def letter():
    """Post a mail to somebody, about nothing."""

    def write(member, key="decision:7K2M:v1", **more):
        said = {"subject": "Une décision vous attend", "text": "Une décision vous attend.", "is_immediate": True}
        return post(member, key=key, **{**said, **more})

    return write


@pytest.fixture
def send():
    def send(mail):
        send_mails.func(str(mail.company.uid), mail.ref)
        return Mail.objects.get(pk=mail.pk)

    return send


@pytest.fixture
def waiting_jobs():
    def rows():
        return [row for row in DBTaskResult.objects.order_by("enqueued_at") if row.task_path.endswith("send_mails")]

    return rows
