"""The job: one team for each name, a moment between the beginning and the end."""

import time

from django.db import transaction

from pupitre.foundation.jobs.background import job
from pupitre.foundation.jobs.effects import once
from pupitre.modules.people.models import Team

MOMENT = 0.02  # seconds


@job
def add_a_team(company, name):
    time.sleep(MOMENT)
    with transaction.atomic():
        once(f"bench:{name}", lambda: Team.objects.create(name=name), may_repeat=True)
        time.sleep(MOMENT)
    time.sleep(MOMENT)
