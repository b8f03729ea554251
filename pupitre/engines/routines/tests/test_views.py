"""Pages of routines: each as its reader may see it, and nothing typed is lost."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pupitre.engines.routines import actions
from pupitre.engines.routines.models import Occurrence, Routine
from pupitre.engines.routines.rules import Proof
from pupitre.engines.routines.tests.factories import DAILY, MONDAYS, done, expected_of, routine_of, with_proof
from pupitre.foundation import clock
from tests.harness.crawl import cells_of

HOME = "/c/atelier-lumen/routines/"


def page_of(routine):
    return f"{HOME}{routine.ref}/"


def test_the_list_says_when_how_often_by_whom_and_how_well(lumen, as_):
    routine = routine_of(lumen.claire, rhythm=MONDAYS)
    done(routine, 1, lumen.claire)
    page = as_(lumen.claire).read(HOME)
    for words in ("Pièces au cabinet", "chaque lundi", "lundi 30 nov.", "aujourd’hui", "1 sur 1", "Claire"):
        assert words in page


def test_an_empty_list_leads_to_the_catalogue(lumen, as_):
    assert "Choisir dans le catalogue" in as_(lumen.claire).read(HOME)
    assert "Aucune routine ne vous est confiée" in as_(lumen.lea).read(HOME)


def test_views_and_filters_are_in_the_address(lumen, as_):
    routine_of(lumen.claire, title="Relances", rhythm=MONDAYS, dimension="finance")
    actions.pause_routine(routine_of(lumen.claire, title="Ancienne"), actor=lumen.claire)
    claire = as_(lumen.claire)
    assert "Ancienne" not in claire.read(HOME)
    assert "Ancienne" in claire.read(f"{HOME}?view=paused")
    assert "Relances" in claire.read(f"{HOME}?dimension=finance&view=week")
    assert "Relances" not in claire.read(f"{HOME}?q=ancienne")
    assert claire.get(f"{HOME}?view=everything").status_code == 400


def test_somebody_sees_their_own_and_the_outside_sees_none(lumen, as_):
    hers, other = routine_of(lumen.claire, owner=lumen.lea, title="La sienne"), routine_of(lumen.claire)
    lea = as_(lumen.lea)
    assert "La sienne" in lea.read(HOME)
    assert other.title not in lea.read(HOME)
    assert lea.get(page_of(other)).status_code == 404
    assert lea.force("post", f"{page_of(hers)}edition/").status_code == 403
    lumen.hugo.roles = ["accountant"]
    lumen.hugo.save()
    assert as_(lumen.hugo).get(HOME).status_code == 403
    assert as_(lumen.hugo).get(page_of(hers)).status_code == 404


def test_one_routine_shows_the_next_five_dates(lumen, as_):
    page = as_(lumen.claire).read(page_of(routine_of(lumen.claire)))
    for day in ("lundi 30 nov.", "jeudi 31 déc.", "vendredi 29 janv. 2027", "vendredi 26 févr. 2027"):
        assert day in page


def test_the_next_presences_of_its_owner(tuesdays_and_thursdays, as_):
    lumen = tuesdays_and_thursdays
    page = as_(lumen.claire).read(page_of(routine_of(lumen.claire, rhythm=DAILY)))
    assert "demain" in page
    assert "jeudi 26 nov." in page


def test_done_from_the_page_with_its_word(lumen, as_):
    routine = with_proof(lumen.claire)
    claire = as_(lumen.claire)
    refused = claire.send(page_of(routine), f"{page_of(routine)}done/", on="20/11/2026")
    assert refused.status_code == 422
    assert "écrivez ce qui a été fait" in refused.content.decode()
    assert 'value="20/11/2026"' in refused.content.decode()
    page = claire.send(page_of(routine), f"{page_of(routine)}done/", said="Envoyé à Nadia").content.decode()
    assert "Envoyé à Nadia" in page
    assert "jeudi 31 déc." in page


def test_a_figure_may_be_a_loss(lumen, as_):
    routine = with_proof(lumen.claire, Proof.FIGURE)
    page = as_(lumen.claire).send(page_of(routine), f"{page_of(routine)}done/", figure="-1 240,5").content.decode()
    assert "-1\u202f240,50\u00a0kWh" in page


def test_what_a_leaver_held_is_found_and_handed_over(lumen, as_):
    routine = routine_of(lumen.claire, owner=lumen.hugo)
    lumen.hugo.left_on = date(2026, 11, 20)
    lumen.hugo.save()
    claire = as_(lumen.claire)
    assert routine.title in claire.read(f"{HOME}?view=unowned")
    page = claire.send(page_of(routine), f"{page_of(routine)}owner/", owner=lumen.lea.ref).content.decode()
    assert "Confiée à Léa" in page
    assert "Sans responsable" not in claire.read(HOME)


def test_paused_resumed_and_removed_from_the_page(lumen, as_):
    routine = routine_of(lumen.claire)
    claire = as_(lumen.claire)
    assert "rien n’en est demandé" in claire.send(page_of(routine), f"{page_of(routine)}pause/").content.decode()
    assert "lundi 30 nov." in claire.send(page_of(routine), f"{page_of(routine)}resumption/").content.decode()
    claire.send(page_of(routine), f"{page_of(routine)}removal/")
    assert not Routine.objects.exists()


def test_a_file_is_the_proof_and_is_handed_to_who_sees_the_routine(lumen, as_):
    routine = with_proof(lumen.claire, Proof.FILE)
    claire = as_(lumen.claire)
    file = SimpleUploadedFile("carnet.pdf", b"%PDF-1.7")
    page = claire.send(page_of(routine), f"{page_of(routine)}done/", file=file).content.decode()
    url = page[page.index("/c/atelier-lumen/files/") :].split('"')[0]
    assert as_(lumen.sophie).get(url).status_code == 200
    assert as_(lumen.lea).get(url).status_code == 404


def test_done_from_the_desk_in_one_tap_and_twice_kindly(lumen, as_):
    url = f"{page_of(routine_of(lumen.claire))}done/?number=1"
    claire = as_(lumen.claire)
    assert claire.force("post", url).url == "/c/atelier-lumen/"
    again = claire.get(claire.force("post", url).url)
    assert "C’est déjà fait" in again.content.decode()
    assert Occurrence.objects.count() == 1


@pytest.mark.parametrize("number", ["", "abc", "-1", "99999999999999999999", "2"])
def test_a_number_that_does_not_wait_does_nothing(lumen, as_, number):
    url = f"{page_of(routine_of(lumen.claire))}done/?number={number}"
    assert as_(lumen.claire).force("post", url).status_code in (302, 422)
    assert not Occurrence.objects.exists()


def test_skipped_and_moved_from_the_page(lumen, as_):
    routine = routine_of(lumen.claire)
    claire = as_(lumen.claire)
    page = claire.send(page_of(routine), f"{page_of(routine)}move/", on="3/12/2026").content.decode()
    assert "jeudi 3 déc." in page
    page = claire.send(page_of(routine), f"{page_of(routine)}skip/", why="Cabinet fermé").content.decode()
    assert "Cabinet fermé" in page
    assert "déplacée du 30 nov. 2026" in page


def test_what_is_late_is_no_next_date(lumen, as_):
    routine = routine_of(lumen.claire)
    with clock.at(clock.now().replace(year=2027, month=2, day=2)):
        page = as_(lumen.claire).read(page_of(routine))
    assert "3 mois sans" in page
    assert "Celle du 29 janv. 2027\u00a0; 2 non faites avant, depuis le 30 nov. 2026" in page
    assert "<li>vendredi 29 janv." not in page


def test_the_export_says_what_the_list_says(lumen, as_):
    routine_of(lumen.claire, title="=Formule")
    text = as_(lumen.claire).get(f"{HOME}export/csv").content.decode("utf-8-sig")
    assert "'=Formule;le dernier jour ouvré du mois;à faire;Organisation;Claire;30/11/2026" in text
    book = cells_of(as_(lumen.claire).get(f"{HOME}export/xlsx").content)
    assert "le dernier jour ouvré du mois" in book
    assert as_(lumen.claire).get(f"{HOME}export/pdf").status_code == 404


def test_the_pages_ask_as_much_for_one_routine_as_for_twenty(lumen, as_):
    claire = as_(lumen.claire)

    def asked(url):
        with CaptureQueriesContext(connection) as made:
            assert claire.get(url).status_code == 200
        return len(made)

    def lived(n):
        routine = routine_of(lumen.claire, title=f"Lundi {n}", rhythm=MONDAYS)
        done(routine, 1, lumen.claire, said="fait")
        return routine

    first = lived(0)
    asked(HOME)
    few, one = asked(HOME), asked(page_of(first))
    for n in range(1, 20):
        lived(n)
    with clock.at(clock.now().replace(year=2027, month=3)):
        for number in range(2, 12):
            done(Routine.objects.get(pk=first.pk), number, lumen.claire, on=date(2027, 3, 1))
    assert asked(HOME) == few <= 8
    assert asked(page_of(first)) <= one <= 12


def test_the_rail_shows_routines_to_whoever_has_one(lumen, as_):
    """An employee without any has no door to an empty room; the address still opens."""
    door = f'href="{HOME}"'
    assert door in as_(lumen.claire).read("/c/atelier-lumen/")
    assert door not in as_(lumen.lea).read("/c/atelier-lumen/")
    assert as_(lumen.lea).get(HOME).status_code == 200
    routine_of(lumen.claire, owner=lumen.lea)
    assert door in as_(lumen.lea).read("/c/atelier-lumen/")


def test_moving_a_day_makes_nobody_punctual(lumen, as_):
    routine = routine_of(lumen.claire, rhythm=MONDAYS)
    actions.move_occurrence(routine, 1, date(2026, 11, 26), actor=lumen.claire)
    with clock.at(clock.now() + timedelta(days=3)):
        done(routine, 1, lumen.claire)
        assert "0 sur 1" in as_(lumen.claire).read(HOME)


def test_what_was_late_stays_counted_while_it_waits_elsewhere(lumen, as_):
    """Three Mondays let go by, then the last one moved: moved or not, none was done in time."""
    routine = routine_of(lumen.claire, rhythm=MONDAYS)
    with clock.at(clock.now() + timedelta(days=15)):
        rate = as_(lumen.claire).read(HOME)
        assert "0 sur 3" in rate
        actions.move_occurrence(routine, 3, date(2026, 12, 11), actor=lumen.claire)
        assert "0 sur 3" in as_(lumen.claire).read(HOME)
    with clock.at(clock.now() + timedelta(days=19)):
        assert "0 sur 3" in as_(lumen.claire).read(HOME)


def test_what_did_not_come_is_not_called_undone(lumen, as_):
    """Nobody has failed to do what somebody else should have sent."""
    routine = expected_of(lumen.claire)
    with clock.at(clock.now() + timedelta(days=60)):
        claire = as_(lumen.claire)
        page = claire.read(page_of(routine))
        assert "1 non reçue avant, depuis le 5 déc. 2026" in page
        assert "non faite" not in page
        told = claire.send(page_of(routine), to=f"{page_of(routine)}done/").content.decode()
        assert "Reçu\u00a0: Facture d’électricité, 1 non reçue avant." in told
        assert "Ce qui est arrivé" in told
