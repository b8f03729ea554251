"""A sheet of suppliers is written once and whole, even when its worker dies in the middle."""

import pytest

from pupitre.foundation.imports.actions import ask_import
from pupitre.foundation.imports.models import ImportedRow, ImportRun
from pupitre.foundation.imports.running import carry_out, check_file
from pupitre.modules.suppliers.models import Supplier


def nothing(run):
    """No job: the test is the worker."""


def fresh(run):
    return ImportRun.objects.get(pk=run.pk)


def test_killed_while_it_writes_it_leaves_nothing_and_is_done_once_afterwards(lumen, monkeypatch):
    content = b"Nom\nKappa\nLambda\n"
    run = ask_import(check_file("suppliers", content, "s.csv", actor=lumen.claire), nothing, actor=lumen.claire)

    def dies(*args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("pupitre.foundation.imports.actions.remembering.learn", dies)
        with pytest.raises(KeyboardInterrupt):
            carry_out(fresh(run))
    assert not Supplier.objects.exists()
    assert not ImportedRow.objects.exists()
    assert fresh(run).is_dry_run

    carry_out(fresh(run))
    carry_out(fresh(run))
    assert Supplier.objects.count() == ImportedRow.objects.count() == 2
    assert fresh(run).queued_at is None
