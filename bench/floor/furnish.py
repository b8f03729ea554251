"""Makes the floor's database and prints the session of somebody who is signed in."""

from datetime import date, timedelta

import django

django.setup()

from django.contrib.auth.models import User  # noqa: E402 (Django is set up first)
from django.core.management import call_command  # noqa: E402 (Django is set up first)
from django.db import connection  # noqa: E402 (Django is set up first)
from django.test import Client  # noqa: E402 (Django is set up first)

from bench.floor.models import Absence, Team  # noqa: E402 (Django is set up first)

call_command("migrate", verbosity=0)
with connection.schema_editor() as editor:
    editor.create_model(Team)
    editor.create_model(Absence)
teams = [Team.objects.create(name=f"Équipe {number}") for number in range(10)]
first = date(2026, 1, 5)
Absence.objects.bulk_create(
    Absence(
        team=teams[number % 10],
        title=f"Congé n° {number}",
        starts_on=first + timedelta(days=number),
        ends_on=first + timedelta(days=number + 3),
        cents=number * 1234,
        state=["demandé", "accordé", "refusé"][number % 3],
    )
    for number in range(2000)
)
client = Client()
client.force_login(User.objects.create_user("claire"))
print(client.cookies["sessionid"].value)
