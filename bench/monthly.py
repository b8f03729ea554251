"""What the paper of a month's page takes, the page computed beforehand and the process warm; in the house measured."""

import json
import sys
from datetime import date
from time import perf_counter

import django

django.setup()

from bench.houses import COMPANY  # noqa: E402 (Django is set up first)
from pupitre.foundation.tenancy.models import Company  # noqa: E402 (Django is set up first)
from pupitre.foundation.tenancy.scope import working_for  # noqa: E402 (Django is set up first)
from pupitre.modules.mission.public import month_of, page_of, paper_of  # noqa: E402 (Django is set up first)

TRIES = 5


def spent(work):
    began = perf_counter()
    made = work()
    return made, (perf_counter() - began) * 1000


company = Company.objects.get(slug=COMPANY)
with working_for(company):
    month = month_of(date.today()).before  # noqa: DTZ011 (any month will do: the sample company is of today)
    page, page_ms = spent(lambda: page_of(month, company))
    papers = [spent(lambda: paper_of(page, None)) for _ in range(TRIES)]
json.dump({"first": papers[0][1], "paper": sorted(ms for _, ms in papers)[TRIES // 2], "page": page_ms}, sys.stdout)
