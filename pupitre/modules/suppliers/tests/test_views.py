"""Pages of suppliers: what they show, to whom, and what they change."""

from datetime import date

import pytest

from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.scope import working_for
from pupitre.kernel.notice import Regime
from pupitre.modules.suppliers import panels
from pupitre.modules.suppliers.models import Contract, Supplier
from pupitre.modules.suppliers.tests.factories import contract_with, propnet

HOME = "/c/atelier-lumen/suppliers/"
pytestmark = pytest.mark.usefixtures("contexts")
LIST = f"{HOME}contracts/"
NEW = f"{LIST}new/"
TYPED = {
    "supplier": "Otis",
    "title": "Ascenseur",
    "regime": "tacit",
    "starts_on": "1/3/2024",
    "initial_months": "1 an",
    "notice": "3 mois",
    "price_cents": "1 240,50",
    "price_basis": "ht",
    "price_per": "quarter",
}


def test_the_list_says_what_to_do_of_each_contract(lumen, as_):
    contract_with(lumen.claire)
    page = as_(lumen.claire).read(LIST)
    assert "À décider aujourd’hui" in page
    assert "5\u202f040,00" in page
    assert "1 contrat, 5\u202f040\u00a0€ HT par an, soit 1\u202f260\u00a0€ par personne" in page


def test_an_empty_list_teaches_and_offers_to_import(lumen, as_):
    assert "Importer un tableau" in as_(lumen.claire).read(LIST)


@pytest.mark.parametrize("asked", ["view=all", "sort=price", "colour=red", "regime=x", "page=0", "page=9", "page=x"])
def test_what_the_list_does_not_know_is_refused(lumen, as_, asked):
    assert as_(lumen.claire).get(f"{LIST}?{asked}").status_code == 400


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("", ["Nettoyage des bureaux", "Vitres"]),
        ("?sort=-title", ["Vitres", "Nettoyage des bureaux"]),
        ("?q=ménage", []),
        ("?q=VITRE+prop", ["Vitres"]),
        ("?view=to_decide", ["Nettoyage des bureaux"]),
        ("?view=unowned", ["Nettoyage des bureaux"]),
        ("?view=ended", []),
    ],
)
def test_views_search_and_sorts(lumen, as_, asked, titles):
    contract_with(lumen.claire)
    contract_with(lumen.claire, title="Vitres", starts_on=date(2026, 10, 1), owner=lumen.hugo, category="")
    lines = as_(lumen.claire).get(LIST + asked).context["lines"]
    assert [line.title for line in lines] == titles


def test_the_list_is_narrowed_by_category_owner_and_site(lumen, as_):
    contract_with(lumen.claire, owner=lumen.hugo)
    contract_with(lumen.claire, title="CRM", category="Logiciel", site=lumen.pantin, supplier="Sellsy")
    claire = as_(lumen.claire)

    def titles(asked):
        return [line.title for line in claire.get(f"{LIST}?{asked}").context["lines"]]

    assert titles("category=Logiciel") == ["CRM"]
    assert titles(f"owner={lumen.hugo.ref}") == ["Nettoyage des bureaux"]
    assert titles(f"site={lumen.pantin.ref}") == ["CRM"]
    page = claire.read(f"{LIST}?category=Logiciel&sort=-yearly")
    assert '<option value="Logiciel" selected>' in page
    assert "?view=soon&amp;category=Logiciel&amp;sort=-yearly" in page


def test_the_list_asks_as_much_of_the_database_for_one_contract_as_for_twenty(
    lumen, as_, django_assert_max_num_queries
):
    claire = as_(lumen.claire)
    for n in range(20):
        contract_with(lumen.claire, title=f"Contrat {n}", owner=lumen.hugo, site=lumen.pantin)
    with django_assert_max_num_queries(10):  # session, account, memberships, then the page
        claire.read(LIST)


def test_the_direction_reads_what_is_engaged_each_figure_opening_on_its_rows(lumen, as_, django_assert_num_queries):
    contract_with(lumen.claire)
    contract_with(lumen.claire, title="Bail", regime=Regime.LEASE, price_cents=6_000_00, starts_on=date(2024, 1, 1))
    sophie = Member.objects.select_related("company").get(pk=lumen.sophie.pk)
    with django_assert_num_queries(2):
        tiles = panels.for_direction(sophie)
    assert "77\u202f040\u00a0€" in tiles  # 12 × 6 000 and 12 × 420
    assert "à décider sous 30 jours, 5\u202f040\u00a0€ HT par an" in tiles
    page = as_(lumen.sophie).read("/c/atelier-lumen/")
    assert f'href="{LIST}?view=soon"' in page
    assert [line.title for line in as_(lumen.sophie).get(f"{LIST}?view=soon").context["lines"]] == [
        "Nettoyage des bureaux"
    ]
    assert panels.for_direction(lumen.lea) is None


def test_htmx_receives_the_rows_alone(lumen, as_):
    contract_with(lumen.claire)
    headers = {"HX-Request": "true", "HX-Target": "contracts"}
    page = as_(lumen.claire).get(LIST, headers=headers).content.decode()
    assert "Nettoyage des bureaux" in page
    assert "<html" not in page


def test_each_comes_in_by_their_own_door(lumen, as_):
    assert as_(lumen.claire).get(HOME).url == LIST
    assert as_(lumen.lea).get(HOME).url == f"{HOME}directory/"


def test_an_employee_finds_whom_to_call_and_no_price(lumen, as_):
    contract = contract_with(lumen.claire, supplier=propnet(lumen.claire, phone="01 23 45 67 89"))
    page = as_(lumen.lea).read(f"{HOME}directory/{contract.supplier.ref}/")
    assert "01 23 45 67 89" in page
    assert "5\u202f040" not in page
    assert "Contrat enregistré" not in page
    assert as_(lumen.lea).get(f"{LIST}{contract.ref}/").status_code == 404


def test_a_contract_is_typed_as_the_french_write(lumen, as_):
    page = as_(lumen.claire).send(NEW, **TYPED)
    assert "Contrat enregistré." in page.content.decode()
    contract = Contract.objects.get()
    assert (contract.supplier.name, contract.initial_months, contract.yearly_cents) == ("Otis", 12, 4_962_00)


def test_two_clicks_make_one_contract(lumen, as_):
    claire = as_(lumen.claire)
    for _ in range(2):
        claire.send(NEW, **TYPED, once="the-same-key")
    assert Contract.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"notice": "2 ans"}, "Le préavis est plus long"),
        ({"ends_on": "1/1/2020"}, "finit avant de commencer"),
        ({"price_cents": "1,234"}, "Milliers ou centimes"),
        ({"starts_on": "31/2/2024"}, "n’existe pas"),
        ({"notice": "9999 ans"}, "an"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(lumen, as_, wrong, sentence):
    response = as_(lumen.claire).send(NEW, **{**TYPED, **wrong})
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert 'value="Ascenseur"' in page
    assert not Contract.objects.exists()


def test_the_windows_appear_while_one_types(lumen, as_):
    terms = {"regime": "tacit", "starts_on": "1/3/2024", "initial_months": "12", "notice": "3 mois"}
    page = as_(lumen.claire).get(f"{LIST}preview/", terms).content.decode()
    assert "24 nov. 2026" in page
    assert "Donnez la prise d’effet" in as_(lumen.claire).get(f"{LIST}preview/", {"regime": "tacit"}).content.decode()


def test_somebody_who_saved_meanwhile_is_not_overwritten(lumen, as_):
    contract = contract_with(lumen.claire)
    url = f"{LIST}{contract.ref}/edition/"
    as_(lumen.claire).send(url, **TYPED)
    other_tab = {**TYPED, "title": "Monte-charge", "initial_months": "12 mois", "reference": "C-0101"}
    other_tab["owner"] = lumen.hugo.ref
    response = as_(lumen.sophie).send(url, **other_tab, version="1")
    page = response.content.decode()
    assert response.status_code == 409
    assert 'value="Monte-charge"' in page
    assert [(one.label, one.typed, one.stored) for one in response.context["differences"]] == [
        ("Objet", "Monte-charge", "Ascenseur"),
        ("Responsable", "Hugo", "Personne"),
    ]
    assert "Ce qui est enregistré" in page
    assert Contract.objects.get().title == "Ascenseur"
    as_(lumen.sophie).send(url, **other_tab, version=str(response.context["version"]))
    assert Contract.objects.get().title == "Monte-charge"


def test_two_tabs_on_one_supplier_show_what_each_says(lumen, as_):
    url = f"{HOME}directory/{propnet(lumen.claire).ref}/edition/"
    as_(lumen.claire).send(url, name="Propnet", phone="01 02 03 04 05")
    response = as_(lumen.sophie).send(url, name="Propnet", phone="06 07 08 09 10", version="1")
    assert response.status_code == 409
    assert [(one.label, one.typed, one.stored) for one in response.context["differences"]] == [
        ("Téléphone", "06 07 08 09 10", "01 02 03 04 05")
    ]
    assert Supplier.objects.get().phone == "01 02 03 04 05"


def test_several_contracts_are_given_to_somebody_at_once(lumen, as_):
    refs = [contract_with(lumen.claire, title=f"Contrat {n}").ref for n in range(3)]
    page = as_(lumen.claire).send(LIST, to=f"{LIST}owners/", ref=refs, owner=lumen.hugo.ref).content.decode()
    assert "3 contrats confiés à Hugo." in page
    assert set(Contract.objects.values_list("owner__name", flat=True)) == {"Hugo"}


def test_exports_hold_what_is_filtered_and_run_no_formula(lumen, as_):
    contract_with(lumen.claire, supplier="=cmd|' /C calc'!A0")
    contract_with(lumen.claire, title="Vitres")
    text = as_(lumen.claire).get(f"{LIST}csv/?q=bureaux").content.decode()
    assert "'=cmd|" in text
    assert "Vitres" not in text
    assert "420,00" in text
    assert as_(lumen.claire).get(f"{LIST}xlsx/").content[:2] == b"PK"


def test_a_supplier_is_added_with_its_numbers_checked(lumen, as_):
    url = f"{HOME}directory/new/"
    assert "clé de contrôle" in as_(lumen.claire).send(url, name="Otis", siren="732829321").content.decode()
    as_(lumen.claire).send(url, name="Otis", siret="732 829 320 00074")
    assert Supplier.objects.get().siren == "732829320"


def test_the_neighbour_sees_nothing_of_it(cast, as_):
    with working_for(cast.lumen):
        ref = contract_with(cast.claire).ref
    nora = as_(cast.nora)
    assert "Aucun contrat pour l’instant" in nora.read("/c/voisins/suppliers/contracts/")
    assert nora.get(f"/c/voisins/suppliers/contracts/{ref}/").status_code == 404


def test_an_employee_is_told_of_their_own_contracts_alone(lumen, as_):
    assert "Aucun contrat ne vous est confié." in as_(lumen.lea).read(LIST)
    contract_with(lumen.claire, title="Vitres")
    contract_with(lumen.claire, title="Fontaine", owner=lumen.lea)
    page = as_(lumen.lea).read(LIST)
    assert "1 contrat, 5\u202f040\u00a0€ HT par an" in page
    assert "par personne" not in page
