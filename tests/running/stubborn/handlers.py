"""One job, one handler: each adds a team, and says when it is half-way."""

import time
from pathlib import Path

from django.conf import settings
from django.db import transaction

from pupitre.foundation.events.dispatch import listen
from pupitre.foundation.jobs.background import job
from pupitre.foundation.jobs.effects import once
from pupitre.modules.people.events import PersonHired
from pupitre.modules.people.models import Team


@job
def add_a_team(company, name):
    with transaction.atomic():
        once("team", lambda: Team.objects.create(name=name), may_repeat=True)
        take_for_ever_once("job")


@listen(PersonHired)
def welcome(event):
    Team.objects.create(name=event.person)
    take_for_ever_once("handler")


def take_for_ever_once(what):
    trace = Path(settings.DATA) / f"{what} begun"
    if not trace.exists():
        trace.touch()
        time.sleep(60)
