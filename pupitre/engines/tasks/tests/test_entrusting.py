"""« Confier à Claire »: words or a photograph, in her plan at once, and followed by whoever gave it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pupitre.engines.attention.public import items_for
from pupitre.engines.tasks import actions
from pupitre.engines.tasks.actions import CannotChange
from pupitre.engines.tasks.models import Task
from pupitre.engines.tasks.rules import TaskDraft
from pupitre.foundation.files.models import Attachment

URL = "/c/atelier-lumen/tasks/entrust/"
PHOTO = b"\xff\xd8\xff\xe0 a photograph"


def test_a_few_words_are_in_her_plan_at_once(lumen, as_):
    words = "Trouver une salle\nPour trente, en mars"
    as_(lumen.sophie).force("post", URL, {"words": words, "owner": lumen.claire.ref})
    task = Task.objects.get()
    assert (task.title, task.note, task.owner, task.created_by) == (
        "Trouver une salle",
        "Pour trente, en mars",
        lumen.claire,
        lumen.sophie,
    )
    assert "Trouver une salle" in [item.title for item in items_for(lumen.claire)]


def test_a_photograph_alone_is_enough(lumen, as_):
    sent = SimpleUploadedFile("fuite.jpg", PHOTO, content_type="image/jpeg")
    as_(lumen.sophie).force("post", URL, {"words": "", "owner": lumen.claire.ref, "file": sent})
    assert Task.objects.get().title == "À voir en photo"
    assert Attachment.objects.get().subject_ref == Task.objects.get().ref


def test_nothing_said_and_nothing_shown_is_a_sentence(lumen, as_):
    answer = as_(lumen.sophie).force("post", URL, {"words": "  ", "owner": lumen.claire.ref})
    assert (answer.status_code, Task.objects.count()) == (422, 0)
    assert "Quelques mots, ou une photo" in answer.content.decode()


def test_a_long_first_line_loses_nothing(lumen, as_):
    words = "mot " * 60
    as_(lumen.sophie).force("post", URL, {"words": words, "owner": lumen.claire.ref})
    task = Task.objects.get()
    assert len(task.title) <= 160
    assert task.note == words.strip()


def test_a_double_click_entrusts_once(lumen, as_):
    for _ in range(2):
        as_(lumen.sophie).force("post", URL, {"words": "Un mot", "owner": lumen.claire.ref, "once": "k"})
    assert Task.objects.count() == 1


def test_it_says_when_whoever_receives_it_is_there_and_where_it_stands(lumen, as_):
    sophie = as_(lumen.sophie)
    sophie.force("post", URL, {"words": "Un mot", "owner": lumen.claire.ref})
    page = sophie.read(URL)
    assert [words for words in ("Ce que j’ai confié", "Un mot", "À faire") if words not in page] == []
    assert "Un mot" not in as_(lumen.hugo).read(URL)


def test_nobody_entrusts_to_themselves(lumen):
    with pytest.raises(CannotChange):
        actions.entrust_task(TaskDraft("Un mot", owner=lumen.sophie), actor=lumen.sophie)
    assert not Task.objects.exists()
