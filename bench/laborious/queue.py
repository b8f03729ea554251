"""Puts that many jobs in the queue."""

import sys

import django

django.setup()

from bench.houses import COMPANY  # noqa: E402 (Django is set up first)
from bench.laborious.handlers import add_a_team  # noqa: E402 (Django is set up first)
from pupitre.foundation.jobs.background import enqueue  # noqa: E402 (Django is set up first)
from pupitre.foundation.tenancy.queries import company_named  # noqa: E402 (Django is set up first)

company = company_named(COMPANY)
for number in range(int(sys.argv[1])):
    enqueue(add_a_team, company, f"Équipe {number}")
