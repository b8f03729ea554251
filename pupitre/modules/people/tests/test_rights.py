"""« Qui voit cette page » : at the foot of every page, and naming, from the one table, whoever may see its things."""

import re

import pytest

from pupitre.foundation.access.table import NONE, widest_scope
from pupitre.foundation.registry import rooms
from pupitre.foundation.tenancy.models import Clearance, Member
from pupitre.modules.people import actions

HOME = "/c/atelier-lumen/"
RIGHTS = f"{HOME}people/rights/"
FOOT = re.compile(r'<footer class="page__foot not-printed"><a href="([^"]+)">Qui voit cette page</a>')


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("", ""),
        ("people/", "?room=people"),
        ("people/rights/", "?room=people"),
        ("suppliers/contracts/", "?room=suppliers"),
        ("decisions/", "?room=decisions"),
    ],
)
def test_every_page_leads_to_the_rights_of_its_room(lumen, files, as_, page, asked):
    assert FOOT.search(as_(lumen.claire).read(HOME + page))[1] == RIGHTS + asked


def line_about(page, says):
    """What the page says after that sentence, until the next one."""
    return page.split(says)[1].split('class="line"')[0]


def test_the_page_of_a_room_names_whoever_sees(lumen, files, as_):
    said = as_(lumen.lea).read(f"{RIGHTS}?room=people")
    private = line_about(said, "Voir et noter la personne à prévenir")
    assert "Sophie" in private
    assert not any(name in private for name in ("Claire", "Hugo", "Léa", "Nora"))
    details = line_about(said, "Voir le type de contrat")
    assert re.search(r"Tout.*Claire.*Sophie.*à son équipe.*Hugo.*à soi.*Léa", details, re.S)


def test_a_clearance_that_goes_takes_the_name_away(lumen, files, as_):
    Member.objects.filter(pk=lumen.sophie.pk).update(clearances=[Clearance.DIRECTION])
    said = as_(lumen.lea).read(f"{RIGHTS}?room=people")
    assert "Personne aujourd’hui" in line_about(said, "Voir et noter la personne à prévenir")


def test_every_room_names_exactly_those_the_table_lets_in(lumen, files, as_):
    lea = as_(lumen.lea)
    for room in (room for room in rooms.values() if room.permissions):
        page = lea.read(f"{RIGHTS}?room={room.name}")
        for row in room.permissions:
            said = line_about(page, row.says[1:].replace("'", "&#x27;"))
            for member in (lumen.sophie, lumen.claire, lumen.hugo, lumen.lea):
                assert (f"{member.name} (" in said) == (widest_scope(member, row.name) != NONE), row.name


def test_who_left_is_no_longer_named(lumen, files, as_):
    from datetime import date

    actions.end_membership(files.hugo, date(2026, 11, 20), actor=lumen.claire)
    assert "Hugo" not in as_(lumen.lea).read(f"{RIGHTS}?room=suppliers")


@pytest.mark.parametrize("room", ["", "nothing", "desk", "../etc", "audit"])
def test_a_room_without_rights_of_its_own_shows_the_whole_table(lumen, files, as_, room):
    assert "Qui tient quel rôle" in as_(lumen.lea).read(f"{RIGHTS}?room={room}")


def test_the_foot_of_a_page_asks_nothing_of_the_database(lumen, files, as_, django_assert_num_queries):
    from types import SimpleNamespace

    from pupitre.foundation.web.shell import Shell

    request = SimpleNamespace(actor=lumen.claire, resolver_match=SimpleNamespace(namespace="people"))
    with django_assert_num_queries(0):
        assert Shell(request).rights_url.endswith("?room=people")
