"""What every verb begins with, and how it answers."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from config.arguments import Parser
from config.memory import hush, settle

if TYPE_CHECKING:
    from pupitre.foundation.tenancy.models import Company

COMMAND_LINE = "ligne de commande"
WRONG = 1
YEARS = range(1970, 2101)
MOST = 1000


def open_house(*, up_to_date: bool = True) -> None:
    """Django, then the data brought to the code; every verb but `serve` begins here."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    hush()
    import django

    django.setup()
    settle(is_short=True)
    from pupitre.foundation.audit.journal import through

    through.set(COMMAND_LINE)
    if up_to_date:
        from pupitre.foundation.safekeeping.upgrade import bring_up_to_date

        bring_up_to_date()


@contextmanager
def inside(slug: str) -> "Iterator[Company]":
    """In the scope of the company named."""
    open_house()
    from pupitre.foundation.access.refusals import Refusal
    from pupitre.foundation.tenancy.models import Company
    from pupitre.foundation.tenancy.scope import working_for

    company = Company.objects.filter(slug=slug).first()
    if company is None:
        there = ", ".join(Company.objects.order_by("slug").values_list("slug", flat=True)) or "aucune"
        raise Refusal(f"« {slug} » n’est pas une entreprise d’ici (il y a : {there}).")
    with working_for(company):
        yield company


def print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def day(text: str) -> date:
    from argparse import ArgumentTypeError

    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"« {text} » n’est pas une date écrite AAAA-MM-JJ.") from None
    if found.year not in YEARS:
        raise ArgumentTypeError(f"l’année {found.year} n’est pas vraisemblable.")
    return found


def count(text: str) -> int:
    if not text.isdecimal() or not 1 <= len(text) <= 9 or not 1 <= int(text) <= MOST:
        from argparse import ArgumentTypeError

        raise ArgumentTypeError(f"« {text} » n’est pas un nombre entier de 1 à {MOST}.")
    return int(text)


def asks_file(parser: Parser) -> None:
    parser.add_argument("file", metavar="FICHIER", type=Path)


def asks_json(parser: Parser) -> None:
    parser.add_argument("--json", action="store_true", help="pour une machine")


def asks_company(parser: Parser) -> None:
    parser.add_argument("--company", metavar="SLUG", required=True, help="l’entreprise, comme dans son adresse")
