"""What the tests of every action and of every address need of imports."""

from pupitre.foundation import clock
from pupitre.foundation.imports.actions import (
    ask_import,
    choose_columns,
    finish_import,
    forget_columns,
    give_up,
    keep_file,
    take_back,
    write_import,
)
from pupitre.foundation.imports.models import ImportRun, RememberedColumn
from pupitre.foundation.imports.reading import Layout
from pupitre.foundation.imports.running import check_file, run_import
from pupitre.foundation.imports.sheets import Report
from pupitre.foundation.tenancy.models import Role
from pupitre.foundation.tenancy.queries import members_on
from pupitre.foundation.tenancy.scope import working_for
from tests.harness.cases import Case

SUPPLIERS = b"Nom;Surnom\nHorlogerie du Nord;Tic\n"
LAYOUT = Layout(["Nom", "Surnom"], {0: "name"}, 1, separator=";", samples=[["Horlogerie du Nord"], ["Tic"]])


def _kept(member):
    return keep_file("people", "équipe.csv", b"Nom;E-mail\n", actor=member)


def _checked(cast):
    return check_file("suppliers", SUPPLIERS, "f.csv", actor=cast.claire)


def _asked(cast):
    return ask_import(_checked(cast), lambda run: None, actor=cast.claire)


def _imported(cast):
    report = run_import("suppliers", SUPPLIERS, "f.csv", actor=cast.claire, dry_run=False)
    return ImportRun.objects.get(ref=report.run)


def _remembered(cast):
    return RememberedColumn.objects.create(sheet="suppliers", header="surnom", field="contact_name")


CREATIONS = {"imports.keep_file"}
CASES = {
    "imports.finish_import": Case(
        lambda cast: _kept(cast.claire), lambda it, cast: finish_import(it, Report(created=1), actor=cast.claire)
    ),
    "imports.choose_columns": Case(
        _checked, lambda it, cast: choose_columns(it, LAYOUT, Report(created=1), it.version, actor=cast.claire)
    ),
    "imports.forget_columns": Case(
        _remembered, lambda it, cast: forget_columns(it.sheet, [it.header], actor=cast.claire)
    ),
    "imports.ask_import": Case(_checked, lambda it, cast: ask_import(it, lambda run: None, actor=cast.claire)),
    "imports.write_import": Case(
        _asked,
        lambda it, cast: write_import(it, Report(created=1, is_dry_run=False), LAYOUT, None, actor=cast.claire),
    ),
    "imports.give_up": Case(_asked, lambda it, cast: give_up(it, "Pas cette fois.", actor=cast.claire)),
    "imports.take_back": Case(_imported, lambda it, cast: take_back(it, actor=cast.claire)),
}


def plant(member):
    """A run has pages in each of its states: made by whoever may import in that company."""
    with working_for(member.company):
        here = members_on(clock.today(member.company))
        importer = next(one for one in here if one.has(Role.OFFICE_MANAGER) or one.has(Role.DIRECTOR))
        RememberedColumn.objects.get_or_create(sheet="suppliers", header="surnom", field="contact_name")
        checked = check_file("suppliers", SUPPLIERS, "fournisseurs.csv", actor=importer)
        asked = check_file("suppliers", SUPPLIERS, "en cours.csv", actor=importer)
        ask_import(asked, lambda run: None, actor=importer)
        report = run_import("suppliers", SUPPLIERS, "faits.csv", actor=importer, dry_run=False)
        return [checked.ref, asked.ref, report.run]


PLANT = [plant]
