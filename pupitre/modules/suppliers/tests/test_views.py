"""Pages of suppliers: what they show, to whom, and what they change."""


from pupitre.modules.suppliers.tests.factories import contract_with

LIST = "/c/atelier-lumen/suppliers/contracts/"


def test_the_list_says_what_to_do_of_each_contract(lumen, as_):
    contract_with(lumen.claire)
    page = as_(lumen.claire).read(LIST)
    assert "Nettoyage des bureaux" in page
    assert "5\u202f040,00" in page


def test_the_page_of_a_contract(lumen, as_):
    contract = contract_with(lumen.claire)
    page = as_(lumen.claire).read(f"{LIST}{contract.ref}/")
    assert "Pourquoi ces dates" in page
