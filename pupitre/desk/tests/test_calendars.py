"""Calendars followed from outside: what they hold, to whom they open, and until when."""

import re
from datetime import date, datetime, time, timedelta

import pytest
from icalendar import Calendar

from pupitre.desk.queries.calendars import DATES, MY_DAY, RENEWALS
from pupitre.desk.tests.test_companies import works_at
from pupitre.desk.views import calendars as views
from pupitre.engines.attention.public import (
    allow_titles,
    close_calendar,
    note_presence_change,
    open_calendar,
)
from pupitre.foundation import clock
from pupitre.foundation.access.links import new_link
from pupitre.foundation.access.models import Link, Purpose
from pupitre.foundation.accounts.models import Installation, epoch
from pupitre.foundation.tenancy.models import Role
from pupitre.foundation.tenancy.scope import working_for
from pupitre.foundation.web.pace import Pace
from pupitre.kernel.periods import Period
from pupitre.modules.suppliers.tests.factories import contract_with

TUESDAY = date(2026, 11, 24)
HERE = "/c/atelier-lumen/calendars/"


@pytest.fixture(autouse=True)
def _at_ease(monkeypatch):
    for name in ("READINGS", "GUESSES"):
        monkeypatch.setattr(views, name, Pace(60, timedelta(hours=1)))


@pytest.fixture
def there(tuesdays_and_thursdays):
    return tuesdays_and_thursdays


def told(response):
    """The page, less what differs each time."""
    return re.sub(rb"[A-Za-z0-9]{64}", b"", response.content.replace(response["X-Request-ID"].encode(), b""))


def address(token):
    return f"/f/{token}/pupitre.ics"


def events_of(response):
    assert response.status_code == 200
    return {str(event["uid"]): event for event in Calendar.from_ical(response.content).walk("VEVENT")}


def titles_of(events):
    return {str(event["summary"]) for event in events.values()}


def my_day(user):
    return new_link(Purpose.CALENDAR, timedelta(days=1), user=user, subject=MY_DAY)


def test_my_dates_are_whole_days_under_a_key_without_their_date(there, as_, offer):
    offer("bill", there.claire, title="Facture Otis", act_by=TUESDAY)
    token = open_calendar(DATES, actor=there.claire)

    event = events_of(as_().get(address(token)))[f"{there.lumen.uid}.test.line:bill:1"]

    assert str(event["summary"]) == "Facture Otis"
    assert (event["dtstart"].dt, event["dtend"].dt) == (TUESDAY, date(2026, 11, 25))


def test_presences_are_hours_in_utc_with_what_is_planned_in_them(there, as_, offer):
    offer("bill", there.claire, title="Facture Otis", act_by=TUESDAY)
    events = events_of(as_().get(address(open_calendar(DATES, actor=there.claire))))

    morning = events[f"{there.lumen.uid}.presence:{there.claire.ref}:2026-11-24:am"]

    assert morning["dtstart"].dt == datetime(2026, 11, 24, 8, tzinfo=morning["dtstart"].dt.tzinfo)
    assert morning["dtstart"].to_ical() == b"20261124T080000Z"
    assert str(morning["description"]) == "Facture Otis"


def test_an_absence_is_absent_and_nothing_else(there, as_):
    note_presence_change(there.claire, Period(TUESDAY, date(2026, 11, 26)), actor=there.claire)
    events = events_of(as_().get(address(open_calendar(DATES, actor=there.claire))))

    away = next(event for event in events.values() if str(event["summary"]) == "Absent")

    assert (away["dtstart"].dt, away["dtend"].dt) == (TUESDAY, date(2026, 11, 27))
    assert "description" not in away


def test_half_a_day_away_is_its_hours_and_not_the_day(there, as_):
    note_presence_change(there.claire, Period(TUESDAY, date(2026, 11, 25)), part="pm", actor=there.claire)
    events = events_of(as_().get(address(open_calendar(DATES, actor=there.claire))))

    away = sorted(event["dtstart"].to_ical() for event in events.values() if str(event["summary"]) == "Absent")

    assert away == [b"20261124T123000Z", b"20261125T123000Z"]


def test_renewals_are_what_to_send_the_notice_and_the_term_without_a_price(there, as_):
    contract = contract_with(there.claire, supplier="Propnet", price_cents=123_456_00)
    response = as_().get(address(open_calendar(RENEWALS, actor=there.claire)))

    said = sorted(title.split("\u00a0")[0] for title in titles_of(events_of(response)))

    assert said == ["Dernier envoi", "Préavis", "Échéance"]
    assert all(uid.endswith(contract.ref) for uid in events_of(response))
    assert "123" not in response.content.decode().replace(contract.ref, "")


def test_rights_are_those_of_the_moment(there, as_):
    contract_with(there.claire, supplier="Propnet")
    token = open_calendar(RENEWALS, actor=there.claire)
    assert events_of(as_().get(address(token)))

    there.claire.roles = [Role.READER]
    there.claire.save()

    assert not events_of(as_().get(address(token)))


def ends_the_membership(there):
    there.claire.left_on = date(2026, 11, 20)
    there.claire.save()


def revokes(there):
    close_calendar(DATES, actor=there.claire)


def makes_another(there):
    open_calendar(DATES, actor=there.claire)


def restores_a_backup(there):
    Installation.objects.update(epoch=2)
    epoch.cache_clear()


def asks_for_a_second_factor(there):
    there.lumen.second_factor_for = [Role.OFFICE_MANAGER]
    there.lumen.save()


@pytest.mark.parametrize(
    "event", [ends_the_membership, revokes, makes_another, restores_a_backup, asks_for_a_second_factor]
)
def test_an_address_closes_at_once_and_as_if_it_had_never_been(there, as_, event):
    token = open_calendar(DATES, actor=there.claire)
    assert as_().get(address(token)).status_code == 200

    event(there)

    closed, never = as_().get(address(token)), as_().get(address("x" * 43))
    assert (closed.status_code, never.status_code) == (404, 404)
    assert told(closed) == told(never)


def test_an_address_lives_two_years(there, as_):
    token = open_calendar(DATES, actor=there.claire)
    with clock.at(clock.now() + timedelta(days=731)):
        assert as_().get(address(token)).status_code == 404


def test_my_day_across_companies_is_initials_and_hours(there, as_, offer, cast):
    offer("bill", there.claire, title="Facture Otis", act_by=TUESDAY)
    works_at(cast.voisins, there.claire.user, (0, "am"))
    response = as_().get(address(my_day(there.claire.user)))

    assert titles_of(events_of(response)) == {"AL", "V"}
    for word in ("Facture", "Atelier", "Voisins", "Siège"):
        assert word not in response.content.decode()


def test_my_day_says_titles_where_the_direction_lets_them_out(there, as_, offer, cast):
    offer("bill", there.claire, title="Facture Otis", act_by=TUESDAY)
    works_at(cast.voisins, there.claire.user, (0, "am"))
    allow_titles(is_allowed=True, actor=there.sophie)

    response = as_().get(address(my_day(there.claire.user)))

    assert titles_of(events_of(response)) == {"Atelier Lumen", "V"}
    assert "Facture Otis" in response.content.decode()


def test_a_company_that_was_left_leaves_my_day(there, as_, cast):
    works_at(cast.voisins, there.claire.user, (0, "am"))
    token = my_day(there.claire.user)
    ends_the_membership(there)

    with working_for(None):
        assert titles_of(events_of(as_().get(address(token)))) == {"V"}


def test_nothing_changes_when_nothing_has(there, as_):
    token = open_calendar(DATES, actor=there.claire)
    first = as_().get(address(token))

    again = as_().get(address(token), headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert "no-store" in first["Cache-Control"]
    assert first["X-Robots-Tag"] == "noindex, nofollow"
    assert first["Content-Type"] == "text/calendar; charset=utf-8"


def test_reading_too_often_is_slowed_down(there, as_):
    token, reader = open_calendar(DATES, actor=there.claire), as_()
    assert [reader.get(address(token)).status_code for _ in range(60)] == [200] * 60
    assert reader.get(address(token)).status_code == 429
    with clock.at(clock.now() + timedelta(hours=1)):
        assert reader.get(address(token)).status_code == 200


def test_guessing_is_slowed_down_whatever_is_guessed(there, as_):
    answers = [as_().get(address(f"{n:043}")).status_code for n in range(62)]
    assert answers == [404] * 60 + [429] * 2


def test_the_address_is_shown_once_copied_and_revoked_on_its_page(there, as_):
    claire = as_(there.claire)
    shown = claire.force("post", HERE, {"what": "open", "calendar": DATES}).content.decode()
    path = address(shown.split("/f/")[1].split("/")[0])
    assert f"webcal://localhost:8000{path}" in shown
    assert as_().get(path).status_code == 200
    assert path not in claire.read(HERE)

    claire.force("post", HERE, {"what": "close", "calendar": DATES})

    assert as_().get(path).status_code == 404
    assert "Dernière révocation le 23 novembre 2026" in claire.read(HERE)


def test_the_calendar_across_companies_is_made_and_revoked_on_the_page_of_the_account(there, as_):
    claire, here = as_(there.claire), "/accounts/calendars/"
    shown = claire.force("post", here, {"what": "open", "calendar": MY_DAY}).content.decode()
    path = address(shown.split("/f/")[1].split("/")[0])
    assert as_().get(path).status_code == 200

    claire.force("post", here, {"what": "close", "calendar": MY_DAY})

    assert as_().get(path).status_code == 404


def test_an_unknown_calendar_is_not_found(there, as_):
    for what in ({"what": "open", "calendar": "salaries"}, {"what": "burn", "calendar": DATES}, {}):
        assert as_(there.claire).force("post", HERE, what).status_code == 404


def test_renewals_are_proposed_to_those_who_see_contracts(there, as_):
    there.lea.roles = []
    there.lea.save()
    assert "Renouvellements" in as_(there.claire).read(HERE)
    assert "Renouvellements" not in as_(there.lea).read(HERE)


def test_a_room_that_is_off_leaves_the_calendar(there, as_):
    contract_with(there.claire, supplier="Propnet")
    token = open_calendar(RENEWALS, actor=there.claire)
    there.lumen.modules_off = ["suppliers"]
    there.lumen.save()

    assert not events_of(as_().get(address(token)))


def test_only_the_digest_of_an_address_is_kept(there):
    token = open_calendar(DATES, actor=there.claire)
    assert token not in str(list(Link.objects.values()))
    assert len(token) >= 43  # 256 bits


def test_the_clocks_change_and_the_hours_stay(there, as_):
    with clock.at(datetime.combine(date(2027, 3, 20), time(9), tzinfo=clock.now().tzinfo)):
        events = events_of(as_().get(address(open_calendar(DATES, actor=there.claire))))
    starts = {uid.split(":")[-2]: event["dtstart"].to_ical() for uid, event in events.items() if uid.endswith(":am")}
    assert starts["2027-03-25"] == b"20270325T080000Z"
    assert starts["2027-03-30"] == b"20270330T070000Z"
