"""Writing a routine: the form that foretells its dates, and the catalogue."""

from pupitre.engines.routines.models import Routine
from pupitre.engines.routines.rules import Kind, Nature, Proof, rhythm_of, shipped_routines

HOME = "/c/atelier-lumen/routines/"
TYPED = {
    "title": "Relever le compteur",
    "starts_on": "1/11/2026",
    "kind": "month_day",
    "day": "31",
    "every": "1",
    "nature": "to_do",
    "minutes": "5",
    "criticality": "2",
    "dimension": "places",
    "proof": "none",
}


def page_of(routine):
    return f"{HOME}{routine.ref}/"


def test_written_from_the_form_and_edited(lumen, as_):
    claire = as_(lumen.claire)
    claire.send(f"{HOME}new/", owner=lumen.hugo.ref, **TYPED)
    routine = Routine.objects.get()
    assert (routine.rhythm, routine.owner) == (rhythm_of(Kind.MONTH_DAY, day=31), lumen.hugo)
    claire.send(f"{page_of(routine)}edition/", **TYPED | {"kind": "weekday", "weekday": "4", "owner": lumen.hugo.ref})
    assert Routine.objects.get().rhythm == rhythm_of(Kind.WEEKDAY, weekday=4)


def test_a_day_that_the_month_has_not_is_said_at_its_field(lumen, as_):
    typed = TYPED | {"kind": "year_day", "day": "31", "month": "4", "owner": lumen.claire.ref}
    answer = as_(lumen.claire).force("post", f"{HOME}new/", typed)
    assert answer.status_code == 422
    assert "Ce mois n’a pas ce jour" in answer.content.decode()
    assert "Relever le compteur" in answer.content.decode()


def test_a_proof_in_figures_says_of_what(lumen, as_):
    answer = as_(lumen.claire).force("post", f"{HOME}new/", TYPED | {"proof": "figure", "owner": lumen.claire.ref})
    assert "Dites de quoi est le chiffre" in answer.content.decode()


def test_the_form_foretells_five_dates_while_one_types(lumen, as_):
    asked = f"{HOME}preview/?kind=last_working_day&every=1&starts_on=1/11/2026"
    page = as_(lumen.claire).get(asked, headers={"HX-Target": "foretold", "HX-Request": "true"}).content.decode()
    assert "Le dernier jour ouvré du mois" in page
    assert page.count("<li>") == 5
    assert "jeudi 31 déc." in page


def test_a_new_form_opens_on_the_usual_rhythm_with_its_dates(lumen, as_):
    page = as_(lumen.claire).read(f"{HOME}new/")
    assert "Le 1er de chaque mois" in page
    assert "mardi 1er déc." in page


def test_another_kind_brings_its_own_fields(lumen, as_):
    asked = f"{HOME}preview/?kind=weekday&starts_on=1/11/2026"
    page = as_(lumen.claire).get(asked, headers={"HX-Target": "rhythm", "HX-Request": "true"}).content.decode()
    assert 'name="weekday"' in page
    assert page.count("<li>") == 5
    assert "Chaque lundi" in page
    assert 'name="month"' not in page


def test_the_catalogue_adds_in_one_click_and_once(lumen, as_):
    claire = as_(lumen.claire)
    page = claire.send(f"{HOME}catalogue/", name="accounting").content.decode()
    assert "lundi 30 nov." in page
    routine = Routine.objects.get()
    assert (routine.owner, routine.catalogue, routine.proof) == (lumen.claire, "accounting", Proof.TEXT)
    assert "Déjà\u00a0là" in claire.read(f"{HOME}catalogue/")
    assert claire.force("post", f"{HOME}catalogue/", {"name": "nothing"}).status_code == 404
    assert as_(lumen.hugo).get(f"{HOME}catalogue/").status_code == 403


def test_every_shipped_routine_can_be_added(lumen, as_):
    claire = as_(lumen.claire)
    for name in shipped_routines():
        claire.force("post", f"{HOME}catalogue/", {"name": name})
    assert Routine.objects.count() == len(shipped_routines())
    assert Routine.objects.filter(nature=Nature.EXPECTED).count() == 3


def test_what_the_law_says_keeps_its_source_on_the_page(lumen, as_):
    claire = as_(lumen.claire)
    assert "R4227-39" in claire.send(f"{HOME}catalogue/", name="evacuation").content.decode()
    page = claire.read(f"{HOME}catalogue/")
    assert "R134-6" in page
    assert "à vérifier" in page
