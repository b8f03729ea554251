"""The manager of a team on their own screen: who is away, a request decided from there, the tasks of one person."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import faults_of
from tests.browser.test_stories import press_on, said

pytestmark = pytest.mark.browser

DESK = "/c/atelier-lumen/"
TEAM = f"{DESK}team/"


def test_the_manager_sees_who_is_away_decides_and_opens_the_tasks_of_one_person(lively, visit):
    page = visit(lively, "yanis", DESK)
    press_on(page, page.get_by_role("main").get_by_role("link", name="Mon équipe"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Mon équipe")
    week = page.locator("section[aria-labelledby=changes]")
    expect(week.locator(".line", has_text="Fatou Ndiaye")).to_contain_text("Absence jusqu’à jeudi 26")
    expect(week.locator(".line", has_text="Adrien Faure")).to_contain_text("Arrive le 7 déc.")
    assert "Omar Diallo" not in page.content()  # of another team

    page.get_by_role("link", name=re.compile("^Répondre : Six paires de gants")).click()
    page.get_by_label("Accepter").check()
    page.get_by_role("button", name="Répondre").click()
    said(page, "accepté")
    page.goto(TEAM)
    expect(page.get_by_role("main")).not_to_contain_text("Six paires de gants")

    tasks = page.locator("section[aria-labelledby=loads] tr", has_text="Mathilde Kerbrat")
    press_on(page, tasks.get_by_role("link", name="1 en retard"))
    expect(page.locator("a.table__name")).to_have_text(["Contrôler le lot de suspensions de la Canopée"])


@pytest.mark.parametrize("who", ["yanis", "sophie", "claire"])
def test_the_screen_of_a_team_is_for_everybody_at_any_width(standing, visit, who):
    page = visit(standing, who, TEAM)
    sizes = [(width, scheme) for width in (1440, 768, 360) for scheme in ("light", "dark")]
    assert [fault for width, scheme in sizes for fault in faults_of(page, TEAM, width, scheme)] == []
