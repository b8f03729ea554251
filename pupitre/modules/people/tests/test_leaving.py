"""Whoever leaves opens nothing any more here, by any link, session or stand-in; elsewhere nothing changes."""

from datetime import date, timedelta

import pytest

from pupitre.engines.decisions.models import StandIn
from pupitre.engines.decisions.public import PowerDraft, add_power, name_stand_in
from pupitre.foundation import clock
from pupitre.foundation.access.links import SIGN_IN_LIFE, any_link, new_link, open_link
from pupitre.foundation.access.models import Purpose
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.scope import working_for
from pupitre.modules.people import actions
from pupitre.modules.people.jobs import close_doors
from pupitre.modules.people.tests.factories import file_of

GONE, FRIDAY = date(2026, 11, 20), date(2026, 11, 27)
HERE, THERE = "/c/atelier-lumen/", "/c/voisins/"


@pytest.fixture
def links(lumen):
    """Every kind of link that speaks for Claire."""
    week = timedelta(days=7)
    of_member = {
        purpose: new_link(purpose, week, member=lumen.claire) for purpose in (Purpose.DECISION, Purpose.INVITATION)
    }
    return of_member | {Purpose.SIGN_IN: new_link(Purpose.SIGN_IN, SIGN_IN_LIFE, lumen.claire.user)}


def opening(links):
    return {purpose for purpose, token in links.items() if open_link(token, purpose)}


def also_at_the_neighbours(cast, member):
    with working_for(cast.voisins):
        return Member.objects.create(name=member.name, user=member.user, joined_on=date(2026, 1, 1))


def leave(cast, on=GONE):
    actions.end_membership(file_of(cast.claire), on, actor=cast.sophie)


def test_sessions_and_every_link_close_at_once(lumen, links, as_):
    claire = as_(lumen.claire)
    assert claire.get(HERE).status_code == 200
    leave(lumen)
    assert opening(links) == set()
    assert claire.get(HERE).url.startswith("/accounts/sign-in/")
    assert claire.get("/accounts/").status_code == 302
    for url in (
        f"/d/{links[Purpose.DECISION]}/",
        f"/i/{links[Purpose.INVITATION]}/",
        f"/accounts/sign-in/{links[Purpose.SIGN_IN]}/",
    ):
        assert as_().get(url).status_code == 410


def test_signing_in_again_finds_nothing_here(lumen, as_):
    leave(lumen)
    assert as_(lumen.claire).get(HERE).status_code == 404


def test_an_account_that_opens_another_company_stays_signed_in_there(lumen, links, as_):
    there = also_at_the_neighbours(lumen, lumen.claire)
    with working_for(lumen.voisins):
        decision = new_link(Purpose.DECISION, timedelta(days=1), member=there)
    claire = as_(lumen.claire)
    leave(lumen)
    assert claire.get(HERE).status_code == 404
    assert claire.get(THERE).status_code == 200
    assert opening(links) == {Purpose.SIGN_IN}
    assert any_link(decision, Purpose.DECISION).used_at is None


def test_the_others_stay_signed_in(lumen, links, as_):
    lea, nora = as_(lumen.lea), as_(lumen.nora)
    leave(lumen)
    assert (lea.get(HERE).status_code, nora.get(THERE).status_code) == (200, 200)


def test_nobody_stands_in_for_them_nor_they_for_anybody(lumen):
    for member, stand_in in ((lumen.claire, lumen.hugo), (lumen.sophie, lumen.claire), (lumen.lea, lumen.hugo)):
        name_stand_in(member, stand_in, actor=lumen.sophie)
    leave(lumen)
    assert [(one.member, one.stand_in) for one in StandIn.objects.all()] == [(lumen.lea, lumen.hugo)]


def test_an_office_manager_ends_a_membership_with_its_stand_ins(lumen):
    name_stand_in(lumen.lea, lumen.hugo, actor=lumen.lea)
    actions.end_membership(file_of(lumen.lea), GONE, actor=lumen.claire)
    assert not StandIn.objects.exists()


def test_until_the_last_day_everything_opens_and_the_night_after_nothing(lumen, links, as_):
    claire = as_(lumen.claire)
    leave(lumen, on=FRIDAY)
    close_doors.func(str(lumen.lumen.uid))
    assert claire.get(HERE).status_code == 200
    assert Purpose.DECISION in opening(links)
    with clock.at(clock.now() + timedelta(days=5)):
        close_doors.func(str(lumen.lumen.uid))
        assert opening(links) == set()
        assert claire.get("/accounts/").status_code == 302
        close_doors.func(str(lumen.lumen.uid))


def test_the_lines_of_the_matrix_in_their_name_ask_who_takes_over(lumen, as_):
    add_power(PowerDraft(holder=lumen.hugo, up_to_cents=300_00), actor=lumen.sophie)
    page = f"{HERE}people/{file_of(lumen.hugo).ref}/"
    assert "Qui reprend" not in as_(lumen.sophie).read(page)
    actions.end_membership(file_of(lumen.hugo), FRIDAY, actor=lumen.sophie)
    assert "1 ligne de la matrice est à son nom" in as_(lumen.sophie).read(page)
    assert "Qui reprend" not in as_(lumen.lea).read(page)
