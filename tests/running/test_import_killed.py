"""An import whose worker is killed while it writes: nothing of it is there, then all of it, once."""

import sys

from tests.running.conftest import KILL, until

LINES = 4_000
INSIDE = """
from pupitre.foundation.imports.actions import ask_import
from pupitre.foundation.imports.jobs import enqueue_import
from pupitre.foundation.imports.models import ImportedRow, ImportRun
from pupitre.foundation.imports.running import check_file
from pupitre.foundation.tenancy.models import Company, Member
from pupitre.foundation.tenancy.scope import working_for
from pupitre.modules.suppliers.models import Supplier
with working_for(Company.objects.get()):
"""
ASK = f"""
    content = "Nom\\n" + "\\n".join(f"Fournisseur {{n}}" for n in range({LINES}))
    claire = Member.objects.get()
    ask_import(check_file("suppliers", content.encode(), "f.csv", actor=claire), enqueue_import, actor=claire)
"""
FAR = "    print(ImportRun.objects.get().progress)"
THERE = "    print(Supplier.objects.count(), ImportedRow.objects.count(), ImportRun.objects.get().is_dry_run)"
WHOLE, NOTHING = f"{LINES} {LINES} False", "0 0 True"


def test_it_is_whole_and_there_once(on_either):
    on_either.says(INSIDE + ASK)
    first = on_either.start(sys.executable, "-m", "config.work")
    until(lambda: int(on_either.says(INSIDE + FAR)) >= 20)
    first.send_signal(KILL)
    first.wait()
    assert on_either.says(INSIDE + THERE) in (NOTHING, WHOLE)  # a fast machine may have ended

    on_either.start(sys.executable, "-m", "config.work")
    until(lambda: on_either.says(INSIDE + THERE) == WHOLE, seconds=40)
