"""Who may do what with contracts: a table."""

import pytest

from pupitre.modules.suppliers import policies, queries
from pupitre.modules.suppliers.tests.factories import contract_with

EVERYBODY = ["claire", "sophie", "hugo", "lea"]


@pytest.mark.parametrize(
    ("policy", "allowed"),
    [
        (policies.can_see_all_contracts, {"claire", "sophie"}),
        (policies.can_see_contracts, {"claire", "sophie", "hugo", "lea"}),
        (policies.can_edit_contracts, {"claire", "sophie"}),
        (policies.can_edit_suppliers, {"claire", "sophie"}),
        (policies.can_import, {"claire", "sophie"}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_who_may(lumen, policy, allowed):
    assert {name for name in EVERYBODY if policy(getattr(lumen, name))} == allowed


def test_the_owner_decides_of_a_contract_and_no_other_employee(lumen):
    contract = contract_with(lumen.claire, owner=lumen.hugo)
    assert {name for name in EVERYBODY if policies.can_decide(getattr(lumen, name), contract)} == {
        "claire",
        "sophie",
        "hugo",
    }


def test_each_sees_what_is_theirs_to_follow(lumen):
    contract_with(lumen.claire, owner=lumen.hugo)
    seen = {name: queries.contracts_visible_to(getattr(lumen, name)).count() for name in EVERYBODY}
    assert seen == {"claire": 1, "sophie": 1, "hugo": 1, "lea": 0}
