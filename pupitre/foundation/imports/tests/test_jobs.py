"""An import is done by a job: once, whole, whatever happens in the middle."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_tasks_db.models import DBTaskResult

from pupitre.foundation import clock
from pupitre.foundation.accounts.models import Installation, epoch
from pupitre.foundation.imports import running
from pupitre.foundation.imports.actions import AlreadyFinished, CannotImport, ask_import
from pupitre.foundation.imports.jobs import import_sheets, resume
from pupitre.foundation.imports.models import ImportRun
from pupitre.foundation.imports.running import INTERRUPTED, NOT_ALLOWED, RESTORED, STOPPED, carry_out, check_file
from pupitre.foundation.imports.tests.sheets import written
from pupitre.foundation.tenancy.models import Company, Member

HOME = "/c/atelier-lumen/imports/"
SHEET = b"Plante;Prix\nFicus;12\nYucca;abc\n"


def nothing(run):
    """No job: the test is the worker."""


@pytest.fixture
def asked(plants):
    return ask_import(check_file("plants", SHEET, "p.csv", actor=plants.claire), nothing, actor=plants.claire)


def fresh(run):
    return ImportRun.objects.get(pk=run.pk)


def test_asking_leaves_a_job_and_a_page_that_says_so(plants, as_):
    claire = as_(plants.claire)
    claire.send(HOME, sheet="plants", file=SimpleUploadedFile("p.csv", SHEET))
    run = ImportRun.objects.get()
    said = claire.send(f"{HOME}{run.ref}/", to=f"{HOME}{run.ref}/import/").content.decode()
    assert "<progress" in said
    assert 'hx-trigger="every' in said
    assert "import en cours" in claire.read(HOME)
    job = DBTaskResult.objects.get()
    assert job.args_kwargs["args"] == [str(plants.lumen.uid), run.ref]

    import_sheets.func(*job.args_kwargs["args"])
    assert written == ["Ficus"]
    assert claire.get(f"{HOME}{run.ref}/progress/")["HX-Refresh"] == "true"
    assert "<progress" not in claire.read(f"{HOME}{run.ref}/")


def test_a_second_click_and_a_second_tab_are_refused_kindly(asked, plants, as_):
    with pytest.raises(AlreadyFinished, match="une fois"):
        ask_import(asked, nothing, actor=plants.claire)
    claire = as_(plants.claire)
    answer = claire.force("post", f"{HOME}{asked.ref}/import/")
    assert answer.status_code == 302
    assert "déjà en route" in claire.read(f"{HOME}{asked.ref}/")
    carry_out(fresh(asked))
    with pytest.raises(AlreadyFinished, match="déjà importé"):
        ask_import(asked, nothing, actor=plants.claire)


def test_nothing_to_import_is_not_asked(plants):
    run = check_file("plants", b"Plante;Prix\nFicus;abc\n", "p.csv", actor=plants.claire)
    with pytest.raises(CannotImport):
        ask_import(run, nothing, actor=plants.claire)


def test_started_again_after_it_was_done_it_does_nothing(asked):
    carry_out(fresh(asked))
    written.clear()
    carry_out(asked)
    assert written == []


def test_what_kills_its_worker_each_time_is_given_up_with_a_sentence(asked):
    ImportRun.objects.update(attempts=3)
    carry_out(fresh(asked))
    assert fresh(asked).failure == INTERRUPTED
    assert written == []


def test_a_lost_job_is_found_again_later_and_a_recent_one_is_left_alone(asked, plants):
    resume.func(str(plants.lumen.uid))
    assert written == []
    with clock.at(clock.now() + timedelta(minutes=20)):
        resume.func(str(plants.lumen.uid))
    assert written == ["Ficus"]


def test_what_waited_through_a_restore_writes_nothing_until_it_is_asked_again(asked, plants):
    Installation.objects.update(epoch=2)
    epoch.cache_clear()
    with clock.at(clock.now() + timedelta(minutes=20)):
        resume.func(str(plants.lumen.uid))
    assert (written, fresh(asked).failure, fresh(asked).queued_at) == ([], RESTORED, None)
    carry_out(ask_import(fresh(asked), nothing, actor=plants.claire))
    assert written == ["Ficus"]


def test_a_job_that_fails_says_what_happened_and_can_be_asked_again(asked, plants, as_, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(running, "read_table", lambda *given: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            carry_out(fresh(asked))
    assert fresh(asked).failure == STOPPED
    page = as_(plants.claire).read(f"{HOME}{asked.ref}/")
    assert "rien n’a été écrit" in page
    assert "Importer cette ligne" in page
    carry_out(ask_import(asked, nothing, actor=plants.claire))
    assert written == ["Ficus"]


def test_who_lost_the_right_meanwhile_imports_nothing(asked, plants):
    Member.objects.filter(pk=plants.claire.pk).update(roles=["employee"])
    carry_out(fresh(asked))
    assert fresh(asked).failure == NOT_ALLOWED
    assert written == []


def test_a_room_turned_off_meanwhile_is_written_no_more(asked, plants):
    Company.objects.filter(pk=plants.lumen.pk).update(modules_off=["plants"])
    carry_out(fresh(asked))
    assert (written, fresh(asked).failure) == ([], NOT_ALLOWED)


def test_how_far_it_is_is_told_while_it_reads(asked, monkeypatch):
    seen = []
    monkeypatch.setattr(running._Progress, "reach", lambda self, percent: seen.append(percent))
    monkeypatch.setattr(running, "STEP", 1)
    carry_out(fresh(asked))
    assert seen[0] == 20
    assert seen == sorted(seen)
    assert seen[-1] == 60
