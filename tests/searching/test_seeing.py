"""Who finds what: never more than they may see, nor a word of what they may not."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import hire
from pupitre.engines.decisions.tests.factories import asked
from pupitre.engines.tasks.models import Task
from pupitre.engines.tasks.tests.factories import task_of
from pupitre.foundation.events.dispatch import deliver
from pupitre.foundation.search.index import write
from pupitre.foundation.search.models import SearchGram
from pupitre.foundation.search.queries import kinds_open_to, search
from pupitre.foundation.tenancy.models import Role
from pupitre.foundation.tenancy.scope import working_for
from pupitre.kernel.search import folded_words
from pupitre.modules.suppliers.tests.factories import contract_with, propnet

WORDS = ("licenciement", "propnet", "nettoyage", "badges", "écran", "voisinage", "fusion", "recrutement")


@pytest.fixture
def house(lumen):
    """Each word stands somewhere: with everybody, with one person, with the neighbour."""
    propnet(lumen.claire, category="Nettoyage")
    contract_with(lumen.claire, title="Recrutement et nettoyage")
    task_of(lumen.claire, "Préparer la fusion", is_private=True)
    task_of(lumen.lea, "Commander les badges")
    asked(lumen.claire, title="Un écran pour Léa")
    deliver(lumen.lumen)
    with working_for(lumen.voisins):
        task_of(lumen.nora, "Licenciement au voisinage")
        propnet(lumen.nora, "Licenciement et fils")
    deliver(lumen.voisins)
    return lumen


def visible(actor):
    """What each room itself shows this reader, of everything there is."""
    seen = {}
    for one in kinds_open_to(actor):
        documents = {document.ref: document for document in one.documents(None)}
        seen |= {(one.kind, ref): documents[ref] for ref in one.found(actor, list(documents))}
    return seen


def words_of(documents):
    return {word for one in documents for word in folded_words(f"{one.title} {one.body}")}


@pytest.mark.parametrize("role", Role)
def test_nobody_finds_nor_is_offered_more_than_they_see(house, role):
    """Results are among what is visible; a word that is suggested stands in it."""
    actor = hire(house.lumen, house.pantin, "Zoé", role)
    seen = visible(actor)
    for word in WORDS:
        for typed in (word, f"{word[:3]}x{word[3:]}", word[:4], word[:-1]):
            found = search(actor, typed)
            assert {(hit.kind.kind, hit.ref) for hit in found.hits} <= set(seen)
            assert {piece for meant in found.meant.values() for piece in folded_words(meant)} <= words_of(seen.values())


def test_a_typo_never_offers_a_word_of_what_is_hidden(house):
    """F7: « licensiement » said what stands only with the neighbour, « fuson » what stands in somebody's secret."""
    for typed in ("licensiement", "fuzion", "recrutemment", "ecrran"):
        assert search(house.lea, typed).meant == {}
        assert not search(house.lea, typed).hits
    told = {gram.word.word for gram in SearchGram.objects.select_related("word")}
    assert "propnet" in told
    assert told.isdisjoint({"fusion", "recrutement", "ecran", "badges", "licenciement"})


def test_a_hidden_word_is_corrected_like_one_that_nowhere_stands(house):
    """Otherwise asking for « fusion » and seeing no correction would say that it stands somewhere."""
    propnet(house.claire, "Fusionic")
    deliver(house.lumen)
    hidden = search(house.lea, "fusion ")
    write("tasks.task", list(Task.objects.filter(is_private=True).values_list("ref", flat=True)), ())
    nowhere = search(house.lea, "fusion ")
    assert (hidden.meant, [hit.ref for hit in hidden.hits]) == (nowhere.meant, [hit.ref for hit in nowhere.hits])
    assert hidden.meant == {"fusion": "fusionic"}


def test_whoever_may_read_the_word_is_not_corrected(house):
    propnet(house.claire, "Fusionic")
    deliver(house.lumen)
    found = search(house.claire, "fusion ")
    assert found.hits[0].found.title == "Préparer la fusion"
    assert found.meant == {}


def test_what_many_hide_does_not_hide_what_is_mine(house):
    """Candidates are looked through until those that may be shown are found."""
    for number in range(120):
        task_of(house.claire, f"Badges badges {number}")
    deliver(house.lumen)
    assert [hit.found.title for hit in search(house.lea, "badges").hits] == ["Commander les badges"]


TASKS = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(["claire", "hugo", "lea", "sophie"]), st.booleans()), max_size=8
)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TASKS, st.sampled_from(WORDS))
def test_results_are_what_is_visible_and_says_the_word(lumen, tasks, word):
    """Whoever owns what, private or not: each finds all that they see of it, and nothing else."""
    with transaction.atomic():
        for said, owner, is_private in tasks:
            task_of(getattr(lumen, owner), f"Noter {said}", is_private=is_private)
        deliver(lumen.lumen)
        for actor in (lumen.claire, lumen.hugo, lumen.lea, lumen.sophie):
            expected = {key for key, one in visible(actor).items() if word in words_of([one])}
            assert {(hit.kind.kind, hit.ref) for hit in search(actor, f"{word} ").hits} == expected
        transaction.set_rollback(True)


def test_the_neighbour_finds_their_own(house):
    with working_for(house.voisins):
        found = search(house.nora, "propnet badges écran licenciement")
    assert {hit.found.title for hit in found.hits} == {"Licenciement et fils", "Licenciement au voisinage"}
