"""The verbs that speak of one company: build an example, read a sheet, give the plan and the contracts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from config.arguments import Parser
from config.verbs import asks_company, asks_file, asks_json, count, day, inside, open_house, print_json

if TYPE_CHECKING:
    from pupitre.foundation.tenancy.models import Company, Member

SHEETS = ["people", "suppliers", "contracts"]
ANSWER = ("created", "changed", "unchanged", "also_created", "errors", "mapping")


def demo(options: Any) -> int:
    open_house()
    from pupitre.demo.build import build

    build(today=options.today, scale=options.scale, replace=options.replace)
    print(
        "Atelier Lumen, Studio Verdier et Voisins sont prêts. Pour entrer : bin/pupitre signin claire@pupitre.example"
    )
    return 0


def import_(options: Any) -> int:
    with inside(options.company) as company:
        from pupitre.foundation.access.refusals import Refusal
        from pupitre.foundation.imports.command import NobodyToActFor, import_file
        from pupitre.foundation.imports.sheets import UnreadableSheet
        from pupitre.foundation.safekeeping.disk import reason_of

        try:
            report = import_file(options.sheet, options.file, company.slug, dry_run=options.dry_run)
        except (UnreadableSheet, NobodyToActFor) as reason:
            raise Refusal(str(reason)) from None
        except OSError as problem:
            raise Refusal(f"{options.file} ne peut pas être lu ({reason_of(problem)}).") from None
    said = asdict(report)
    if options.json:
        unknown = {header: None for header in said["ignored"] if header not in said["mapping"]}
        print_json({name: said[name] for name in ANSWER} | {"mapping": said["mapping"] | unknown})
    else:
        _print_report(said, is_dry=options.dry_run)
    return 0


def _print_report(said: dict[str, Any], *, is_dry: bool) -> None:
    from pupitre.kernel.formatting import counted

    figures = (
        counted(said["created"], "nouveau", "nouveaux"),
        counted(said["changed"], "modifié"),
        counted(said["unchanged"], "inchangé"),
        counted(said["also_created"], "créé au passage", "créés au passage"),
        counted(len({error["line"] for error in said["errors"]}), "ligne laissée", "lignes laissées"),
    )
    print(f"{'À blanc' if is_dry else 'Fait'} : {', '.join(figures)}.")
    for header in said["ignored"]:
        print(f"  colonne « {header} » : inconnue, laissée de côté")
    for warning in said["warnings"]:
        print(f"  {warning}")
    for error in said["errors"]:
        print(
            f"  ligne {error['line']}, {error['column'] or 'ligne entière'}, « {error['value']} » : {error['reason']}"
        )


def plan(options: Any) -> int:
    with inside(options.company) as company, _seen_from(company, options.on):
        from pupitre.engines.attention.public import plan_as_json, plan_for

        member = _member(company, options.member)
        print_json(plan_as_json(plan_for(member, options.on, options.weeks)))
    return 0


def contracts(options: Any) -> int:
    with inside(options.company) as company, _seen_from(company, options.on):
        from pupitre.foundation import clock
        from pupitre.modules.suppliers.public import contracts_as_json

        print_json(contracts_as_json(company, clock.today(company)))
    return 0


@contextmanager
def _seen_from(company: "Company", on: date | None) -> Iterator[None]:
    """Another day is seen from its first minute, so that the hour of the question never changes the answer."""
    from pupitre.foundation import clock

    if on is None:
        yield
        return
    with clock.at(datetime.combine(on, time(), ZoneInfo(company.time_zone))):
        yield


def _member(company: "Company", email: str | None) -> "Member":
    """The one named, else in whose name the command line acts."""
    from pupitre.foundation.access.refusals import Refusal
    from pupitre.foundation.imports.command import NobodyToActFor, acting_member
    from pupitre.foundation.tenancy.models import Member

    if email is None:
        try:
            return acting_member(company)
        except NobodyToActFor:
            raise Refusal(f"Personne n’est office manager ni à la direction de {company.name} ce jour-là.") from None
    member = Member.objects.select_related("company").filter(email__iexact=email.strip()).first()
    if member is None:
        raise Refusal(f"Personne dans {company.name} n’a l’adresse « {email} ».")
    return member


def asks_demo(parser: Parser) -> None:
    parser.add_argument("--today", metavar="AAAA-MM-JJ", type=day, help="le jour dont tout est daté (aujourd’hui)")
    parser.add_argument("--scale", metavar="N", type=count, default=1, help="multiplie l’histoire passée (1)")
    parser.add_argument("--replace", action="store_true", help="refait les entreprises d’exemple qui sont déjà là")


def asks_import(parser: Parser) -> None:
    parser.add_argument("sheet", choices=SHEETS, metavar="|".join(SHEETS))
    asks_file(parser)
    asks_company(parser)
    parser.add_argument("--dry-run", action="store_true", help="dit ce qui serait fait, et n’écrit rien")
    asks_json(parser)


def asks_plan(parser: Parser) -> None:
    asks_company(parser)
    _asks_on(parser)
    parser.add_argument("--weeks", metavar="N", type=count, default=6, help="combien de semaines (6)")
    parser.add_argument("--member", metavar="EMAIL", help="de qui (l’office manager)")
    asks_json(parser)


def asks_contracts(parser: Parser) -> None:
    asks_company(parser)
    _asks_on(parser)
    asks_json(parser)


def _asks_on(parser: Parser) -> None:
    parser.add_argument("--on", metavar="AAAA-MM-JJ", type=day, help="vu de ce jour (aujourd’hui)")
