"""All my companies: counts and half-days on one page, one company at a time everywhere else."""

import re
from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import found
from pupitre.desk.queries.companies import across
from pupitre.desk.queries.today import day_of
from pupitre.engines.attention.models import Presence
from pupitre.engines.attention.public import allow_titles
from pupitre.foundation.tenancy.models import Member, Role
from pupitre.foundation.tenancy.scope import working_for

TODAY = date(2026, 11, 23)  # a Monday
HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/c/atelier-lumen/"}


def works_at(company, user, *half_days):
    """The same person, in another company, on these half-days of the week."""
    with working_for(company):
        given = {"user": user, "roles": [Role.OFFICE_MANAGER], "joined_on": date(2026, 1, 1)}
        member = Member.objects.create(name="Claire", email=f"claire@{company.slug}.example", **given)
        for weekday, part in half_days:
            hours = {"starts": time(9), "ends": time(12)} if part == "am" else {"starts": time(14), "ends": time(17)}
            Presence.objects.create(member=member, weekday=weekday, part=part, **hours)
        return member


@pytest.fixture
def both(tuesdays_and_thursdays, cast):
    cast.there = works_at(cast.voisins, cast.claire.user, (0, "am"), (4, "am"))
    return cast


def text(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def cards(page):
    return re.findall(r'<li class="house.*?</li>', page, re.S)


def test_each_company_is_counts_and_never_titles(both, as_, offer):
    offer("late", both.claire, title="Facture Otis", act_by=date(2026, 11, 20))
    offer("soon", both.claire, title="Bail de Pantin", act_by=TODAY)

    page = as_(both.claire).read("/")

    assert "Facture Otis" not in page
    assert "Bail de Pantin" not in page
    atelier = next(card for card in cards(page) if "Atelier Lumen" in card)
    assert "2 sujets à faire avant demain" in text(atelier)
    assert re.search(r"en retard\s+1 ", text(atelier))


def test_what_burns_comes_first(both, as_, offer):
    assert "Atelier" in cards(as_(both.claire).read("/"))[0]  # by the next presence: Monday is the neighbours'
    offer("fire", both.there, title="Sinistre", act_by=TODAY, criticality=5)

    first, second = cards(as_(both.claire).read("/"))

    assert "Voisins" in first
    assert "dont 1 sans attendre" in first
    assert "Atelier" in second


def test_three_weeks_of_half_days_each_with_its_company(both, as_):
    page = as_(both.claire).read("/")

    assert page.count('title="Atelier Lumen"') == 12
    assert page.count('title="Voisins"') == 6
    assert "is-clash" not in page


def test_a_half_day_promised_twice_is_told_to_the_person_alone(both, as_):
    with working_for(both.voisins):
        Presence.objects.create(member=both.there, weekday=1, part="am", starts=time(9), ends=time(12))

    page = as_(both.claire).read("/")

    assert "Mardi matin (demain," in page
    assert "Atelier" not in as_(both.nora).read(f"/c/voisins/presence/{both.there.ref}/")


def test_a_company_may_let_its_titles_out_and_take_them_back(both, as_, offer):
    offer("bill", both.claire, title="Facture Otis", act_by=TODAY)
    with working_for(both.lumen):
        allow_titles(is_allowed=True, actor=both.sophie)
    assert "Facture Otis" in as_(both.claire).read("/")

    with working_for(both.lumen):
        allow_titles(is_allowed=False, actor=both.sophie)
    assert "Facture Otis" not in as_(both.claire).read("/")


def test_titles_are_let_out_by_the_direction_and_nobody_else(both, as_):
    here = "/c/atelier-lumen/calendars/"
    assert "Autoriser les titres" not in as_(both.claire).read(here)
    assert as_(both.claire).force("post", here, {"what": "titles", "allow": "yes"}).status_code == 403

    as_(both.sophie).force("post", here, {"what": "titles", "allow": "yes"})

    assert "Ne plus autoriser les titres" in as_(both.sophie).read(here)


def test_a_company_that_asks_for_a_second_factor_tells_nothing_without_one(both, as_, offer):
    offer("bill", both.claire, act_by=TODAY)
    both.lumen.second_factor_for = [Role.OFFICE_MANAGER]
    both.lumen.save()

    page = as_(both.claire).read("/")
    listed = as_(both.claire).get("/companies/", headers=HTMX).content.decode()

    atelier = next(card for card in cards(page) if "Atelier Lumen" in card)
    assert "second facteur demandé" in atelier
    assert "house__counts" not in atelier
    assert "à traiter" not in listed


def test_more_half_days_than_one_has_is_said(both, as_):
    claire = as_(both.claire)
    assert "promises" not in claire.read("/")

    claire.send("/", to="/companies/", half_days="4")

    assert "6 demi-journées promises par semaine, pour 4 disponibles." in text(claire.read("/"))
    assert claire.force("post", "/companies/", {"half_days": "40"}).status_code == 422


def test_the_list_of_the_rail_has_a_digit_and_a_count_for_each(both, as_, offer):
    offer("bill", both.claire, act_by=TODAY)

    page = as_(both.claire).get("/companies/", headers=HTMX).content.decode()

    assert re.search(r'href="/c/atelier-lumen/" data-digit="1" aria-current="true"', page)
    assert re.search(r'href="/c/voisins/" data-digit="2">', page)
    assert re.findall(r'class="count">(\d+)', page) == ["1"]


def test_without_a_script_the_list_is_the_page_of_all_companies(both, as_):
    assert as_(both.claire).get("/companies/").url == "/"


def test_no_page_of_a_company_names_another(both, as_):
    claire = as_(both.claire)

    assert "Voisins" not in claire.read("/c/atelier-lumen/")
    assert 'data-key="w"' in claire.read("/c/atelier-lumen/")
    assert 'data-key="w"' not in as_(both.sophie).read("/c/atelier-lumen/")


def test_a_half_day_held_elsewhere_is_refused_and_what_was_typed_stays(both, as_):
    here, week = "/c/voisins/presence/", {"what": "week", "1am": "on", "1am_starts": "10 h", "1am_ends": "12 h"}

    refused = as_(both.claire).force("post", here, week)

    assert refused.status_code == 422
    page = refused.content.decode()
    assert "déjà prise par une autre de vos entreprises" in page
    assert re.search(r'name="1am"[^>]*checked', page)
    assert "Atelier" not in page


def test_the_director_who_notes_it_is_told_nothing(both, as_):
    here = f"/c/voisins/presence/{both.there.ref}/"
    said = as_(both.nora).force("post", here, {"what": "week", "1am": "on", "1am_starts": "10 h", "1am_ends": "12 h"})

    assert said.url == here
    assert "Mardi matin (demain," in as_(both.claire).read("/")


def test_the_counts_are_those_of_the_desk_of_each_company(both, as_, offer):
    """Wherever she is today, by the plan that its own desk shows."""
    offer("late", both.claire, title="Facture Otis", act_by=date(2026, 11, 20))
    offer("soon", both.claire, title="Bail", act_by=date(2026, 11, 24))
    offer("long", both.claire, title="Inventaire", act_by=TODAY, minutes=2000)
    offer("there", both.there, title="Sinistre", act_by=TODAY)
    offer("never", both.there, title="Archives", act_by=TODAY, minutes=2000)
    seen = []
    for one in across([both.claire, both.there]).held:
        with working_for(one.member.company):
            day = day_of(one.member)
        if one.is_there:
            assert one.today == day.score.count
        assert one.arbitrate == len(day.arbitration.choices)
        seen.append(one.arbitrate)
    assert any(seen)


def queries_of(visitor, path):
    visitor.get(path)
    with CaptureQueriesContext(connection) as asked:
        visitor.get(path)
    return len(asked)


def test_my_day_over_five_companies_costs_less_than_five_desks(both, as_):
    claire = as_(both.claire)
    desk, of_two = queries_of(claire, "/c/atelier-lumen/"), queries_of(claire, "/")
    for n in range(3):
        works_at(found(f"Client {n}", f"client-{n}")[0], both.claire.user, (2, "am"))

    of_five = queries_of(claire, "/")

    assert of_five <= 5 * desk
    assert of_five - of_two <= 3 * desk
