"""The figures of the portfolio, and how many questions each page asks of the database."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pupitre.foundation import clock
from pupitre.kernel.money import Basis
from pupitre.modules.suppliers import actions, queries
from pupitre.modules.suppliers.models import Contract
from pupitre.modules.suppliers.public import contracts_as_json
from pupitre.modules.suppliers.queries.portfolio import views
from pupitre.modules.suppliers.rules import Per
from pupitre.modules.suppliers.tables.contracts import SORTS, VIEWS, Asked, first_page
from pupitre.modules.suppliers.tests.factories import contract_with

TODAY = date(2026, 11, 23)
LIST = "/c/atelier-lumen/suppliers/contracts/"


def figures(view="upcoming"):
    return queries.portfolio(queries.all_contracts(), views(TODAY)[view], TODAY)


def test_amounts_with_and_without_tax_never_add_up(lumen):
    contract_with(lumen.claire)
    contract_with(lumen.claire, title="A", price_basis=Basis.TTC)
    contract_with(lumen.claire, title="B", price_cents=None)
    contract_with(lumen.claire, title="C", price_per=Per.ONCE)
    found = figures()
    assert (found.running, found.yearly_ht, found.yearly_ttc, found.unpriced) == (4, 5_040_00, 5_040_00, 1)


def test_an_ended_contract_costs_nothing_more(lumen):
    actions.end_contract(contract_with(lumen.claire), date(2026, 11, 22), actor=lumen.claire)
    assert (figures().running, figures().yearly_ht, figures("ended").kept) == (0, 0, 1)


@pytest.mark.parametrize(
    ("second", "count"),
    [
        ({"supplier": "Propnet", "category": ""}, 2),
        ({"supplier": "Autre", "category": "Nettoyage", "title": "Vitres"}, 2),
        ({"supplier": "Autre", "category": "Logiciel", "title": "Vitres"}, 0),
        ({"supplier": "Autre", "category": "Nettoyage", "title": "Vitres", "site": True}, 0),
    ],
)
def test_what_may_be_paid_twice(lumen, second, count):
    contract_with(lumen.claire)
    here = {"site": lumen.pantin} if second.pop("site", False) else {}
    contract_with(lumen.claire, **second, **here)
    assert figures().counts["duplicates"] == count


def test_what_was_never_renegotiated(lumen):
    contract_with(lumen.claire)
    contract_with(lumen.claire, title="Récent", starts_on=date(2026, 10, 1))
    contract_with(lumen.claire, title="Su", starts_on=date(2026, 10, 1), is_never_negotiated=True)
    contract_with(lumen.claire, title="Négocié", last_negotiated_on=date(2024, 12, 1))
    assert figures().counts["never"] == 2


def test_what_was_not_renegotiated_for_two_years(lumen):
    contract_with(lumen.claire)
    contract_with(lumen.claire, title="Négocié il y a longtemps", last_negotiated_on=date(2024, 11, 23))
    contract_with(lumen.claire, title="Négocié depuis", last_negotiated_on=date(2024, 11, 24))
    contract_with(lumen.claire, title="Récent", starts_on=date(2026, 10, 1), is_never_negotiated=True)
    assert figures().counts["old"] == 2


def test_what_lacks_a_price_an_owner_a_category_or_a_start_is_to_complete(lumen, as_):
    whole = {"owner": lumen.hugo, "category": "Nettoyage"}
    contract_with(lumen.claire, title="Complet", **whole)
    contract_with(lumen.claire, title="Sans responsable", category="Nettoyage")
    contract_with(lumen.claire, title="Sans prix", **whole, price_cents=None)
    assert figures().counts["incomplete"] == 2
    page = as_(lumen.claire).read("/c/atelier-lumen/suppliers/contracts/?view=incomplete")
    assert "complets à 33" in page
    assert page.count('class="table__name"') == 2


def test_a_window_missed_last_year_hides_nothing_of_the_next_one(lumen):
    with clock.at(clock.now().replace(year=2025, month=12)):
        contract_with(lumen.claire, title="Vu après sa date limite")
    assert Contract.objects.get().notice_on == date(2025, 11, 28)
    assert figures().counts["soon"] == 1


@pytest.mark.parametrize(("url", "most"), [(LIST, 8), ("/c/atelier-lumen/suppliers/directory/", 8)])
def test_a_list_asks_as_much_for_one_as_for_thirty(lumen, as_, url, most):
    contract_with(lumen.claire)
    claire = as_(lumen.claire)
    with CaptureQueriesContext(connection) as few:
        claire.get(url)
    for n in range(29):
        contract_with(lumen.claire, supplier=f"Fournisseur {n}", title=f"Contrat {n}", owner=lumen.hugo)
    with CaptureQueriesContext(connection) as many:
        claire.get(url)
    assert len(few) == len(many) <= most


def test_a_contract_asks_twelve_questions_at_most(lumen, as_):
    contract = contract_with(lumen.claire)
    for n in range(5):
        actions.record_negotiation(contract, date(2026, 11, n + 1), actor=lumen.claire)
    claire = as_(lumen.claire)
    with CaptureQueriesContext(connection) as asked:
        claire.get(f"{LIST}{contract.ref}/")
    assert len(asked) <= 12


def test_contracts_as_figures(lumen):
    contract_with(lumen.claire, price_cents=100_05)
    contract_with(lumen.claire, title="Sans prix", price_cents=None)
    one, two = contracts_as_json(lumen.lumen, TODAY)
    assert (one["reference"], one["yearly_eur"], two["yearly_eur"]) == ("C-0101", 1200.6, None)
    assert one["windows"][0] == {
        "term_ends_on": "2027-02-28",
        "notice_on": "2026-11-28",
        "act_before": "2026-11-24",
    }
    assert (len(one["windows"]), one["regime"], one["supplier"]) == (6, "tacit", "Propnet")


@pytest.mark.parametrize("view", VIEWS)
def test_a_ready_made_view_is_the_same_whether_its_question_was_kept_or_not(lumen, view):
    contract_with(lumen.claire, owner=lumen.claire)
    contract_with(lumen.claire, title="Gardiennage", price_cents=None)
    for owner in [(), (lumen.claire.pk,)]:
        seen, kept = queries.contracts_of(*owner), Asked(view=view).condition(TODAY)
        assert queries.portfolio_of_view(owner, view, TODAY) == queries.portfolio(seen, kept, TODAY)
        for sort in [name for key in SORTS for name in (key, f"-{key}")]:
            asked = Asked(view=view, sort=sort)
            assert first_page(asked, owner, TODAY) == list(seen.filter(kept).order_by(*asked.order))
