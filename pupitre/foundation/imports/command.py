"""What `bin/pupitre import` calls."""

from pathlib import Path

from pupitre.foundation import clock
from pupitre.foundation.audit.journal import through
from pupitre.foundation.imports.running import rehearse, run_import
from pupitre.foundation.imports.sheets import Report
from pupitre.foundation.tenancy.models import Company, Member, Role
from pupitre.foundation.tenancy.queries import company_named, members_on
from pupitre.foundation.tenancy.scope import working_for

COMMAND_LINE = "ligne de commande"


class NobodyToActFor(LookupError):
    """No such company, or nobody in it who could import."""


def import_file(sheet: str, path: Path, company_slug: str, dry_run: bool = False) -> Report:
    """The journal says « ligne de commande », for the first office manager of the company, else the first director.

    A dry run leaves no trace, not even of the file.
    Raises UnreadableSheet (exit 2, nothing written), UnknownSheet, NobodyToActFor.
    """
    company = company_named(company_slug)
    if company is None:
        raise NobodyToActFor(f"Aucune entreprise ne s’appelle « {company_slug} ».")
    token = through.set(COMMAND_LINE)
    try:
        with working_for(company):
            actor = acting_member(company)
            if dry_run:
                return rehearse(sheet, path, actor=actor)
            return run_import(sheet, path, path.name, actor=actor, dry_run=False)
    finally:
        through.reset(token)


def acting_member(company: Company) -> Member:
    """In whose name the command line acts; the scope of the company is open."""
    here = members_on(clock.today(company))
    for role in (Role.OFFICE_MANAGER, Role.DIRECTOR):
        for member in here:
            if member.has(role):
                return member
    raise NobodyToActFor(f"Personne dans « {company.name} » ne peut importer.")
