"""Requests that wait at the neighbour’s, each with a link of its own; run inside the house, prints them as JSON."""

import json
import sys

import django

django.setup()

from django.core import signing  # noqa: E402 (Django is set up first)

from bench.houses import NEIGHBOUR  # noqa: E402 (Django is set up first)
from pupitre.engines.decisions.actions.links import link_for  # noqa: E402 (Django is set up first)
from pupitre.engines.decisions.actions.matrix import tune_decisions  # noqa: E402 (Django is set up first)
from pupitre.engines.decisions.public import Ask, request_decision  # noqa: E402 (Django is set up first)
from pupitre.engines.decisions.views.link import SALT, TOO_FAST  # noqa: E402 (Django is set up first)
from pupitre.foundation import clock  # noqa: E402 (Django is set up first)
from pupitre.foundation.tenancy.models import Company, Member, Role  # noqa: E402 (Django is set up first)
from pupitre.foundation.tenancy.scope import working_for  # noqa: E402 (Django is set up first)

company = Company.objects.get(slug=NEIGHBOUR)
shown = signing.dumps(int(clock.now().timestamp()) - TOO_FAST - 1, salt=SALT)  # it was read before it is answered
with working_for(company):
    people = Member.objects.select_related("company", "user")
    director = next(one for one in people.all() if one.has(Role.DIRECTOR))
    asker = people.exclude(pk=director.pk).first()
    tune_decisions(500_00, 10_000, actor=director)
    tokens = []
    for number in range(int(sys.argv[1])):
        ask = Ask(f"Une lampe, {number}", amount_cents=100_00, basis="ttc", payee_name=f"Marchand {number}")
        tokens.append(link_for(request_decision(ask, actor=asker), director))
json.dump({"shown": shown, "tokens": tokens}, sys.stdout)
