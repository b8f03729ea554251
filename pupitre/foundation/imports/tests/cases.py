"""What the tests of every action and of every address need of imports."""

from pupitre.foundation import clock
from pupitre.foundation.imports.actions import finish_import, keep_file
from pupitre.foundation.imports.sheets import Report
from pupitre.foundation.tenancy.models import Role
from pupitre.foundation.tenancy.queries import members_on
from pupitre.foundation.tenancy.scope import working_for
from tests.harness.cases import Case


def _kept(member):
    return keep_file("people", "équipe.csv", b"Nom;E-mail\n", actor=member)


CREATIONS = {"imports.keep_file"}
CASES = {
    "imports.finish_import": Case(
        lambda cast: _kept(cast.claire), lambda it, cast: finish_import(it, Report(created=1), actor=cast.claire)
    )
}


def plant(member):
    """A run has a page: made by whoever may import in that company."""
    with working_for(member.company):
        here = members_on(clock.today(member.company))
        importer = next(one for one in here if one.has(Role.OFFICE_MANAGER) or one.has(Role.DIRECTOR))
        run = _kept(importer)
        finish_import(run, Report(created=1, mapping={"Nom": "last_name"}), actor=importer)
        return [run.ref]


PLANT = [plant]
