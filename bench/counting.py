"""How many queries each page asks; run inside the house measured, prints JSON."""

import json
import re
import sys

import django

django.setup()

from django.db import connection  # noqa: E402 (Django is set up first)
from django.test import Client  # noqa: E402 (Django is set up first)
from django.test.utils import CaptureQueriesContext  # noqa: E402 (Django is set up first)

from bench.houses import COMPANY, OM  # noqa: E402 (Django is set up first)
from pupitre.foundation.accounts.models import User  # noqa: E402 (Django is set up first)
from pupitre.foundation.registry import offered  # noqa: E402 (Django is set up first)
from pupitre.foundation.tenancy.queries import memberships_of  # noqa: E402 (Django is set up first)

CONTRACTS = f"/c/{COMPANY}/suppliers/contracts/"


def queries(client, path):
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.get(path)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return len(asked)


client = Client(SERVER_NAME="localhost")
client.force_login(User.objects.get(email=OM))
contract = re.search(re.escape(CONTRACTS) + r"[0-9A-Z]{12}/", client.get(CONTRACTS).content.decode())[0]
pages = {"desk": f"/c/{COMPANY}/", "companies": "/", "list": CONTRACTS, "object": contract}
found = {name: queries(client, path) for name, path in pages.items()}
houses = len(memberships_of(User.objects.get(email=OM)))
json.dump({**found, "houses": houses, "providers": len([*offered("attention")])}, sys.stdout)
