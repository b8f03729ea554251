"""One line, previewed: what is understood, what is asked, to whom, and that nothing is written."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from conftest import hire
from pupitre.desk.tables.capture import preview_of
from pupitre.foundation.registry import Room, rooms
from pupitre.foundation.registry.captures import Capture, Landing
from pupitre.foundation.tenancy.models import Role
from pupitre.foundation.tenancy.scope import working_for
from pupitre.modules.suppliers.models import Contract, Supplier
from tests.harness.naughty import OURS, big_list

COULD_BE_CODE = re.compile(r"<|.\".")
PAGE = "/c/atelier-lumen/capture/"


@pytest.fixture(autouse=True)
def _contracts_and_requests_only(monkeypatch, contexts):
    for name, room in list(rooms.items()):
        if name not in ("suppliers", "decisions"):
            monkeypatch.setitem(rooms, name, replace(room, captures=()))


def preview(visitor, line):
    return visitor.get(PAGE, {"line": line}).context["preview"]


WHOLE = "contrat nettoyage chez Propnet 420 € HT/mois tacite préavis 3 mois à partir du 1/3/2024 fin 31/12 @hugo"


def test_a_whole_line_fills_the_form_and_writes_nothing(lumen, as_):
    claire = as_(lumen.claire)
    found = preview(claire, WHOLE)
    assert dict(found.rows) == {
        "Ce sera": "Contrat",
        "Fournisseur": "Propnet (nouveau)",
        "Prix": "420,00\u00a0€ HT par mois",
        "Reconduction": "tacite reconduction",
        "Préavis": "3\u00a0mois",
        "Prise d’effet": "vendredi 1er mars 2024",
        "Fin écrite": "jeudi 31 déc. 2026",
        "Responsable": "Hugo",
        "Objet": "Nettoyage",
    }
    assert (found.asked, found.missing) == ((), ())
    assert "".join(part.words for part in found.parts) == WHOLE
    form = claire.get(found.url).context["form"]
    shown = {name: form[name].value() for name in ("supplier", "title", "price_cents", "price_per", "regime", "notice")}
    assert shown == {
        "supplier": "Propnet",
        "title": "Nettoyage",
        "price_cents": "420,00",
        "price_per": "month",
        "regime": "tacit",
        "notice": "3\u00a0mois",
    }
    assert (form["owner"].value(), form["ends_on"].value()) == (lumen.hugo.ref, "31/12/2026")
    assert not Contract.objects.exists()
    assert not Supplier.objects.exists()


def test_the_filled_form_is_saved_by_the_rooms_own_action(lumen, as_):
    claire = as_(lumen.claire)
    url = preview(claire, WHOLE).url
    form = claire.get(url).context["form"]
    typed = {field.name: field.value() for field in form if field.value() not in (None, False)}
    assert claire.force("post", url, typed).status_code == 302
    contract = Contract.objects.get()
    assert (contract.title, contract.supplier.name, contract.price_cents, contract.owner) == (
        "Nettoyage",
        "Propnet",
        420_00,
        lumen.hugo,
    )


def test_what_is_in_doubt_fills_nothing_and_stays_in_the_title(lumen, as_):
    found = preview(as_(lumen.claire), "contrat nettoyage 420 €/mois 3 mois lundi")
    assert found.url.endswith("?title=Nettoyage+420+%E2%82%AC%2Fmois+3+mois+lundi")
    assert [one.words for one in found.asked] == ["420 €/mois", "3 mois", "lundi"]
    assert found.missing == ("Fournisseur", "Prise d’effet", "Reconduction", "Durée ou fin écrite")


@pytest.mark.parametrize(
    "line", ["contrat vitres chez Propnet 420 €/mois 3 mois fin mars", "demande store 850 € mardi 3"]
)
def test_each_answer_leads_to_a_line_with_one_question_less(lumen, as_, line):
    claire = as_(lumen.claire)
    found = preview(claire, line)
    assert found.asked
    for one in found.asked:
        for link in one.links:
            after = claire.get(link.url).context["preview"]
            assert one.words not in [each.words for each in after.asked]
            assert len(after.asked) <= len(found.asked)


def test_a_day_said_twice_is_asked_not_chosen(lumen, as_):
    claire = as_(lumen.claire)
    found = preview(claire, "demande store avant vendredi ou d’ici le 4/12")
    (asked,) = found.asked
    assert "Réponse utile avant le" not in dict(found.rows)
    kept = claire.get(asked.links[1].url).context["preview"]
    assert dict(kept.rows)["Réponse utile avant le"] == "vendredi 4 déc. 2026"
    assert dict(kept.rows)["Objet"] == "Store avant vendredi ou"


def test_a_known_supplier_is_found_by_its_whole_name_and_never_the_neighbours(lumen, as_):
    with working_for(lumen.voisins):
        Supplier.objects.create(name="Nettoyage Voisin", folded_name="nettoyage voisin")
    Supplier.objects.create(name="Hygiène & Fils", folded_name="hygiene fils")
    claire = as_(lumen.claire)
    assert dict(preview(claire, "contrat vitres hygiène & fils").rows)["Fournisseur"] == "Hygiène & Fils"
    assert "Fournisseur" not in dict(preview(claire, "contrat nettoyage voisin").rows)
    likely = preview(claire, "contrat vitres Hygiène").asked[0]
    assert [link.label for link in likely.links] == ["Hygiène & Fils", "Laisser ces mots"]
    left = claire.get(likely.links[1].url).context["preview"]
    assert (left.asked, dict(left.rows)["Objet"]) == ((), "Vitres Hygiène")
    chosen = claire.get(likely.links[0].url).context["preview"]
    assert dict(chosen.rows)["Fournisseur"] == "Hygiène & Fils"


def test_the_name_that_is_said_stops_where_a_known_supplier_does(lumen, as_):
    Supplier.objects.create(name="Propnet", folded_name="propnet")
    claire = as_(lumen.claire)
    assert dict(preview(claire, "contrat chez Propnet Vitres").rows)["Objet"] == "Vitres"
    assert dict(preview(claire, "contrat chez Otis Vitres").rows)["Fournisseur"] == "Otis Vitres (nouveau)"
    quoted = preview(claire, 'contrat vitres fournisseur "Dupont & Fils"')
    assert dict(quoted.rows) == {"Ce sera": "Contrat", "Fournisseur": "Dupont & Fils (nouveau)", "Objet": "Vitres"}


def test_nobody_of_the_neighbours_is_named(lumen, as_):
    found = preview(as_(lumen.claire), "contrat vitres @nora")
    assert [one.words for one in found.asked] == ["@nora"]
    assert [link.label for link in found.asked[0].links] == ["Laisser ces mots"]


@pytest.mark.parametrize("line", ["congé Léa 12-16/8", "Congés : lundi", "panne imprimante 2e", "note de frais 12 €"])
def test_what_comes_later_is_refused_kindly_with_what_can_be_done_today(lumen, as_, line):
    found = preview(as_(lumen.claire), line)
    assert "pas encore" in found.refused.title
    assert found.url == ""
    assert found.doors


@pytest.mark.parametrize("line", ["congélateur en panne", "contratuel", "zorglub", "?", "«"])
def test_a_first_word_that_is_unknown_is_asked(lumen, as_, line):
    found = preview(as_(lumen.claire), line)
    assert found.is_unknown
    assert [kind.label for kind in found.kinds] == ["Demande", "Contrat"]


def test_a_line_without_a_known_first_word_is_of_the_default_kind(lumen, as_, monkeypatch):
    def read(line, head):
        return Landing({"title": line.rest([head])}, ())

    memo = Capture("memo", "Mémo", ("mémo",), "mémo", form="decisions:new", read=read, may=bool, is_default=True)
    monkeypatch.setitem(rooms, "memos", Room(name="memos", captures=(memo,)))
    claire = as_(lumen.claire)
    assert preview(claire, "rappeler Propnet").rows == (("Ce sera", "Mémo"), ("Objet", "rappeler Propnet"))
    assert preview(claire, "mémo rappeler").rows[1] == ("Objet", "rappeler")
    later = preview(claire, "congé Léa 12-16/8")
    assert [door.label for door in later.doors] == ["Noter une absence", "Noter comme mémo"]
    assert claire.get(later.doors[1].url).context["preview"].rows[1] == ("Objet", "congé Léa 12-16/8")


def test_each_sees_only_what_they_may_create(lumen, as_):
    assert [kind.label for kind in preview(as_(lumen.lea), "vitres").kinds] == ["Demande"]
    assert preview(as_(lumen.lea), WHOLE).is_unknown
    lumen.lumen.modules_off = ["suppliers"]
    lumen.lumen.save()
    assert [kind.label for kind in preview(as_(lumen.claire), "vitres").kinds] == ["Demande"]
    assert len(preview(as_(lumen.claire), "").examples) == 1


def test_who_may_create_nothing_has_neither_the_page_nor_its_door(lumen, as_):
    ana = as_(hire(lumen.lumen, lumen.pantin, "Ana"))
    assert ana.get(PAGE).status_code == 403
    assert PAGE not in ana.read("/c/atelier-lumen/")
    assert PAGE in as_(lumen.lea).read("/c/atelier-lumen/")


def test_the_fragment_alone_is_sent_while_typing(lumen, as_):
    answer = as_(lumen.claire).get(PAGE, {"line": WHOLE}, headers={"HX-Request": "true"}).content.decode()
    assert "Propnet (nouveau)" in answer
    assert "<html" not in answer


def test_a_line_too_long_is_kept_and_said(lumen, as_):
    line = "contrat " + "x" * 300
    page = as_(lumen.claire).read(f"{PAGE}?line={line.replace(' ', '+')}")
    assert "trop longue" in page
    assert line in page


@pytest.mark.parametrize("word", ["", "contrat ", "demande "])
def test_nothing_typed_breaks_the_page_nor_the_form_it_leads_to(lumen, word):
    anybody = Client()  # ours would refuse a page that quotes what code looks like
    anybody.force_login(lumen.claire.user)
    for said in OURS:
        pages = [anybody.get(PAGE, {"line": word + said})]
        found = pages[0].context.get("preview")
        pages += [anybody.get(found.url)] if found and found.url else []
        for page in pages:
            assert page.status_code == (400 if "\x00" in said else 200), said
            assert not (COULD_BE_CODE.search(said) and said in page.content.decode()), said


@pytest.mark.parametrize("word", ["contrat ", "demande "])
def test_nothing_in_the_big_list_of_naughty_strings_is_lost(lumen, word):
    for said in (word + one for one in big_list()):
        found = preview_of(lumen.claire, said)
        assert "".join(part.words for part in found.parts) == said


@pytest.mark.parametrize("size", [0, 40])
def test_the_page_asks_as_much_whatever_the_company(lumen, as_, size, django_assert_num_queries):
    for number in range(size):
        Supplier.objects.create(name=f"Maison {number}", folded_name=f"maison {number}")
        hire(lumen.lumen, lumen.pantin, f"Personne {number}", Role.EMPLOYEE)
    claire = as_(lumen.claire)
    claire.get(PAGE)
    with django_assert_num_queries(4):
        claire.get(PAGE, {"line": WHOLE})
