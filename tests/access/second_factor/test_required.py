"""A company may ask a second factor of some roles; the others, and the other companies, are as before."""

import pytest

from pupitre.foundation.tenancy.models import Role
from pupitre.foundation.tenancy.scope import working_for
from pupitre.modules.people import actions
from tests.access.second_factor.codes_of import CONFIRM, LUMEN, SECURITY, code_of, told


@pytest.fixture
def demanding(cast):
    """The Atelier asks it of its direction; Sophie also has a place at the neighbours’."""
    with working_for(cast.lumen):
        actions.edit_company(cast.lumen, actor=cast.claire, second_factor_for=[Role.DIRECTOR])
    return cast


def at_the_neighbours(cast, member):
    with working_for(cast.voisins):
        return type(member).objects.create(
            name=member.name, email=member.email, user=member.user, roles=[Role.DIRECTOR], joined_on=member.joined_on
        )


def test_whoever_has_the_role_and_no_factor_is_led_to_turn_it_on(demanding, as_):
    sophie = as_(demanding.sophie)
    for page in (LUMEN, f"{LUMEN}people/", f"{LUMEN}people/company/"):
        assert sophie.get(page).url == SECURITY
    assert "Atelier Lumen" in sophie.read(SECURITY)


def test_nothing_is_written_there_meanwhile(demanding, as_):
    answer = as_(demanding.sophie).force("post", f"{LUMEN}people/teams/new/", {"name": "Pirates"})
    assert answer.url == SECURITY
    assert told(demanding.lumen) == ["people.CompanyEdited"]


def test_a_piece_of_page_sends_the_whole_page_there(demanding, as_):
    answer = as_(demanding.sophie).get(LUMEN, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == SECURITY


def test_whoever_has_another_role_enters_as_before(demanding, as_):
    assert as_(demanding.claire).get(LUMEN).status_code == 200
    assert as_(demanding.lea).get(LUMEN).status_code == 200


def test_the_other_companies_stay_open(demanding, as_):
    at_the_neighbours(demanding, demanding.sophie)
    sophie = as_(demanding.sophie)
    assert sophie.get("/c/voisins/").status_code == 200
    assert 'href="/c/voisins/"' in sophie.read(SECURITY)


def test_once_it_is_on_the_company_opens(demanding, as_):
    sophie = as_(demanding.sophie)
    sophie.send(SECURITY, to=f"{SECURITY}begin/")
    shown = sophie.send(CONFIRM, code=code_of(demanding.sophie.user)).content.decode()
    assert f'href="{LUMEN}"' in shown
    assert sophie.get(LUMEN).status_code == 200


def test_a_stranger_is_not_told_what_a_company_asks(demanding, as_):
    assert as_(demanding.nora).get(LUMEN).status_code == 404


def test_the_company_says_on_its_page_whom_it_asks(cast, as_):
    claire, page = as_(cast.claire), f"{LUMEN}people/company/"
    claire.send(page, to=f"{page}second-factor/", roles=[Role.DIRECTOR, Role.MANAGER])
    cast.lumen.refresh_from_db()
    cast.voisins.refresh_from_db()
    assert (cast.lumen.second_factor_for, cast.voisins.second_factor_for) == (["director", "manager"], [])


def test_whoever_may_not_change_the_company_does_not_change_whom_it_asks(cast, as_):
    assert as_(cast.lea).force("post", f"{LUMEN}people/company/second-factor/", {"roles": []}).status_code == 403


def test_a_role_that_does_not_exist_is_refused(cast, as_):
    answer = as_(cast.claire).force("post", f"{LUMEN}people/company/second-factor/", {"roles": ["emperor"]})
    assert answer.status_code == 400
    with working_for(cast.lumen), pytest.raises(actions.company.CannotChangeCompany):
        actions.edit_company(cast.lumen, actor=cast.claire, second_factor_for=["emperor"])
