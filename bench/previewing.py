"""What the preview of a very long sheet takes of a processor, for each sheet; run in the house measured, in JSON."""

import json
import sys
from time import process_time

import django

django.setup()

from bench.houses import COMPANY  # noqa: E402 (Django is set up first)
from bench.writing import LINES, lines  # noqa: E402 (Django is set up first)
from pupitre.foundation.imports.command import acting_member  # noqa: E402 (Django is set up first)
from pupitre.foundation.imports.running import rehearse  # noqa: E402 (Django is set up first)
from pupitre.foundation.tenancy.models import Company  # noqa: E402 (Django is set up first)
from pupitre.foundation.tenancy.scope import working_for  # noqa: E402 (Django is set up first)

TRIES = 2
PEOPLE = "Prénom;Nom;E-mail;Poste;Équipe;Responsable;Site;Date d’entrée"
SUPPLIERS = "Fournisseur;Catégorie;Contact;E-mail;Téléphone"


def sheets():
    persons = (
        f"Inès {n};Garnier {n};i{n}@exemple.fr;Cheffe de projet;Équipe {n % 40};;Siège;02/09/2024" for n in range(LINES)
    )
    firms = (f"Grand fournisseur {n};Nettoyage;Mme Diallo {n};c{n}@exemple.fr;01 23 45 67 89" for n in range(LINES))
    yield "contracts", lines(LINES)
    yield "people", [PEOPLE, *persons]
    yield "suppliers", [SUPPLIERS, *firms]


def spent_on(name, content, actor):
    began = process_time()
    report = rehearse(name, content, actor=actor)
    spent = process_time() - began
    assert (report.created, report.errors) == (LINES, []), name
    return spent


company = Company.objects.get(slug=COMPANY)
with working_for(company):
    actor = acting_member(company)
    found = {
        name: min(spent_on(name, "\n".join(rows).encode(), actor) for _ in range(TRIES)) for name, rows in sheets()
    }
json.dump(found, sys.stdout)
