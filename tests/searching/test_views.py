"""What the pages of the search show, and what the palette offers to whom."""

import pytest

from pupitre.engines.tasks.tests.factories import task_of
from pupitre.foundation.events.dispatch import deliver
from pupitre.foundation.registry import offered
from pupitre.foundation.search.actions import keep_synonym
from pupitre.foundation.search.models import Missed
from pupitre.foundation.search.palette import gestures_open_to
from pupitre.foundation.tenancy.scope import working_for
from pupitre.modules.suppliers.tests.factories import contract_with, propnet
from pupitre.ui.addresses import url_of

PAGE, PALETTE, WORDS = (f"/c/atelier-lumen/search/{end}" for end in ("", "palette/", "words/"))


@pytest.fixture
def indexed(lumen):
    propnet(lumen.claire, category="Nettoyage")
    contract_with(lumen.claire)
    task_of(lumen.claire, "Commander les badges")
    deliver(lumen.lumen)
    with working_for(lumen.voisins):
        propnet(lumen.nora, "Propnet Voisins")
    deliver(lumen.voisins)
    return lumen


def test_a_page_answers_with_groups_the_best_first(indexed, as_):
    said = as_(indexed.claire).get(PAGE, {"q": "nettoyage"}).content.decode()
    assert said.index("Contrats") < said.index("Nettoyage des bureaux") < said.index(">Fournisseurs</h2>")
    assert "Propnet Voisins" not in said
    assert "badges" not in said


def test_only_the_results_come_back_while_one_types(indexed, as_):
    claire = as_(indexed.claire)
    piece = claire.get(PAGE, {"q": "badges"}, headers={"HX-Request": "true", "HX-Target": "found"}).content.decode()
    assert "Commander les badges" in piece
    assert "<h1" not in piece


def test_a_kind_narrows_and_an_unknown_one_does_not(indexed, as_):
    claire = as_(indexed.claire)
    narrowed = claire.get(PAGE, {"q": "propnet", "kind": "suppliers.supplier"}).content.decode()
    assert "directory/" in narrowed
    assert "Nettoyage des bureaux" not in narrowed
    assert "Nettoyage des bureaux" in claire.get(PAGE, {"q": "propnet", "kind": "nothing"}).content.decode()


def test_nothing_found_teaches_and_can_be_told_without_a_name(indexed, as_):
    lea = as_(indexed.lea)
    assert "Signaler que cela manque" in lea.get(PAGE, {"q": "Titres restaurant ?"}).content.decode()
    for _ in range(2):
        lea.force("post", WORDS.replace("words", "missed"), {"q": "Titres restaurant ?"})
    missed = Missed.objects.get()
    assert (missed.said, missed.times) == ("titres restaurant", 2)
    assert "titres restaurant" in as_(indexed.claire).get(WORDS).content.decode()
    assert lea.get(WORDS).status_code == 403


def test_a_word_of_the_company_is_learned_used_and_taken_back(indexed, as_):
    claire = as_(indexed.claire)
    claire.force("post", WORDS, {"said": "Balayage", "means": "nettoyage"})
    assert "Nettoyage des bureaux" in claire.get(PAGE, {"q": "balayage"}).content.decode()
    with working_for(indexed.voisins):
        keep_synonym("balayage", "autre chose", actor=indexed.nora)  # theirs is theirs
    again = claire.force("post", WORDS, {"said": "balayage", "means": "propnet"})
    assert again.status_code == 422
    assert "a déjà son équivalent" in again.content.decode()


def test_the_palette_offers_places_gestures_and_things(indexed, as_):
    claire = as_(indexed.claire)
    bare = claire.get(PALETTE).content.decode()
    assert "Aujourd’hui" in bare
    assert bare.count("Nouveau contrat") == 1
    typed = claire.get(PALETTE, {"q": "netoyage"}).content.decode()
    assert "Nettoyage des bureaux" in typed
    assert "Poser une question à décider" in claire.get(PALETTE, {"q": "decider"}).content.decode()
    assert "Noter une absence" in claire.get(PALETTE, {"q": "poser un congé"}).content.decode()


def test_the_palette_offers_nobody_what_is_not_theirs(indexed, as_):
    lea = as_(indexed.lea)
    for asked in ("", "contrat", "ajouter", "nettoyage"):
        said = lea.get(PALETTE, {"q": asked}).content.decode()
        assert "Nouveau contrat" not in said
        assert "Nettoyage des bureaux" not in said
        assert "Entreprise<" not in said


def test_what_is_off_is_neither_found_nor_offered(indexed, as_):
    indexed.lumen.modules_off = ["suppliers", "bank"]
    indexed.lumen.save()
    claire = as_(indexed.claire)
    for page in (PAGE, PALETTE):
        for asked in ("propnet", "nouveau contrat", "netoyage"):
            said = claire.get(page, {"q": asked}).content.decode()
            assert "suppliers" not in said
            assert "Nettoyage des bureaux" not in said


def test_a_search_costs_as_many_questions_whatever_is_found(indexed, as_, django_assert_num_queries):
    claire = as_(indexed.claire)
    claire.get(PAGE, {"q": "nettoyage badges"})
    with django_assert_num_queries(11):
        claire.get(PAGE, {"q": "nettoyage badges"})
    for number in range(12):
        contract_with(indexed.claire, title=f"Nettoyage {number}")
        task_of(indexed.claire, f"Badges {number}")
    deliver(indexed.lumen)
    with django_assert_num_queries(11):
        claire.get(PAGE, {"q": "nettoyage badges"})


@pytest.mark.parametrize("asked", ["' OR 1=1 --", "%", "_", "\\", "’", "a" * 500, "🙂", "İ" * 60, "²", "<script>"])
def test_no_question_breaks_the_search(indexed, as_, asked):
    claire = as_(indexed.claire)
    for page in (PAGE, PALETTE):
        assert claire.get(page, {"q": asked}).status_code == 200


def test_each_gesture_opens_for_whoever_it_is_offered_to(indexed, as_):
    offered = 0
    for member in (indexed.claire, indexed.sophie, indexed.hugo, indexed.lea, indexed.nora):
        visitor = as_(member)
        with working_for(member.company):
            gestures = [(one.label, url_of(one.url_name, member.company.slug)) for one in gestures_open_to(member)]
        assert [label for label, url in gestures if visitor.get(url).status_code != 200] == []
        offered += len(gestures)
    assert offered > 30


def test_a_key_of_the_rail_opens_one_place_alone(indexed, as_):
    """« m » was the page of the month and the team of whoever leads one."""
    for member in (indexed.claire, indexed.sophie, indexed.hugo, indexed.lea):
        keys = [door.split('"')[0] for door in as_(member).get(PAGE).content.decode().split('data-key="')[1:]]
        keys = [key for key in keys if key != "/"]
        assert len(keys) == len(set(keys))
    named = {link.key: link.url_name for link in offered("menu") if link.key}
    assert all(named[link.key] == link.url_name for link in offered("menu") if link.key)
