"""Adds suppliers one action at a time, and says each one aloud once it is written."""

import sys

import django

django.setup()

from bench.houses import COMPANY  # noqa: E402 (Django is set up first)
from pupitre.foundation.imports.command import acting_member  # noqa: E402 (Django is set up first)
from pupitre.foundation.tenancy.queries import company_named  # noqa: E402 (Django is set up first)
from pupitre.foundation.tenancy.scope import working_for  # noqa: E402 (Django is set up first)
from pupitre.modules.suppliers.public import SupplierDraft, add_supplier  # noqa: E402 (Django is set up first)

name, times = sys.argv[1], int(sys.argv[2])
company = company_named(COMPANY)
with working_for(company):
    actor = acting_member(company)
    for number in range(times):
        supplier = add_supplier(SupplierDraft(name=f"Fournisseur {name} {number}"), actor=actor)
        print(supplier.ref, flush=True)
