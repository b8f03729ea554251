"""The week in one form, what is dated, and who may write it."""

import re
from datetime import date, time

import pytest

from pupitre.engines.attention.models import Appointment, Presence, PresenceChange
from pupitre.engines.attention.public import Relay, Tuning, note_presence_change, weekly_pattern
from pupitre.kernel.periods import Period
from pupitre.kernel.presence import Mode, Part

PAGE = "/c/atelier-lumen/presence/"


def week(*there, **more):
    return {"what": "week", **dict.fromkeys(there, "on"), **more}


def test_the_week_is_given_at_once_with_its_usual_hours(lumen, as_):
    claire = as_(lumen.claire)
    assert "Quels jours êtes-vous là ?" in claire.read(PAGE)

    claire.force("post", PAGE, week("1am", "1pm", "3am", **{"3am_mode": "remote", "3am_starts": "8h30"}))

    pattern = weekly_pattern(lumen.claire)
    assert set(pattern) == {(1, Part.MORNING), (1, Part.AFTERNOON), (3, Part.MORNING)}
    assert (pattern[1, Part.MORNING].starts, pattern[1, Part.MORNING].ends) == (time(9), time(12, 30))
    assert pattern[1, Part.MORNING].site == lumen.pantin.ref
    assert (pattern[3, Part.MORNING].starts, pattern[3, Part.MORNING].mode) == (time(8, 30), Mode.REMOTE)


def test_the_first_week_leads_to_the_next_step(lumen, as_):
    answer = as_(lumen.claire).force("post", PAGE, week("1am"))

    assert answer.url == "/c/atelier-lumen/imports/?sheet=contracts"


def test_hours_that_end_before_they_start_are_said_and_kept(lumen, as_):
    answer = as_(lumen.claire).force("post", PAGE, week("0am", **{"0am_starts": "10 h", "0am_ends": "9"}))

    page = answer.content.decode()
    assert "La fin vient après le début." in page
    assert 'value="10 h"' in page
    assert not Presence.objects.exists()


def test_an_absence_is_typed_the_french_way_and_sent_once(tuesdays_and_thursdays, as_):
    claire = as_(tuesdays_and_thursdays.claire)
    fields = {"what": "away", "starts_on": "21/12", "ends_on": "1er janvier", "once": "abcdefgh"}

    claire.force("post", PAGE, fields)
    claire.force("post", PAGE, fields)

    change = PresenceChange.objects.get()
    assert (change.starts_on, change.ends_on) == (date(2026, 12, 21), date(2027, 1, 1))
    assert "Absence du 21 déc. 2026 au 1er janv. 2027" in claire.read(PAGE)


def test_a_day_more_counts_in_the_weeks_to_come(tuesdays_and_thursdays, as_):
    claire = as_(tuesdays_and_thursdays.claire)
    fields = {
        "what": "there",
        "starts_on": "25/11",
        "part": "am",
        "starts": "09:00",
        "ends": "12:00",
        "mode": "on_site",
    }

    claire.force("post", PAGE, fields)

    page = claire.read(PAGE).replace("\u00a0", " ")
    assert "mer. 25 : 2 h 06" in page


def test_a_change_is_removed_and_brought_back(tuesdays_and_thursdays, as_):
    cast = tuesdays_and_thursdays
    period = Period(date(2026, 11, 26), date(2026, 11, 26))
    change = note_presence_change(cast.claire, period, actor=cast.claire)
    claire = as_(cast.claire)

    claire.force("post", PAGE, {"what": "change", "ref": change.ref})
    change.refresh_from_db()
    assert change.removed_at

    claire.force("post", next(part for part in claire.read(PAGE).split('"') if "/undo/" in part))
    change.refresh_from_db()
    assert change.removed_at is None


def test_an_appointment_is_noted_and_removed(tuesdays_and_thursdays, as_):
    claire = as_(tuesdays_and_thursdays.claire)
    fields = {"title": "Visite Otis", "day": "demain", "starts": "10:00", "ends": "11:00", "once": "abcdefgh"}
    claire.force("post", PAGE, {"what": "appointment", **fields})
    made = Appointment.objects.get()
    assert "Visite Otis" in claire.read(PAGE)

    claire.force("post", PAGE, {"what": "meeting", "ref": made.ref})
    assert "mardi 24 novembre, 10" not in claire.read(PAGE)


def test_a_relay_is_named_and_the_plan_is_tuned(tuesdays_and_thursdays, as_):
    cast = tuesdays_and_thursdays
    claire = as_(cast.claire)

    claire.force("post", PAGE, {"what": "relay", "relay": cast.hugo.ref})
    weights = {f"priority_{level}": euros for level, euros in enumerate((5, 50, 150, 400, 2000), start=1)}
    figures = {"reserve_percent": "20", "weeks": "8", "version": "1", **weights}
    claire.force("post", PAGE, {"what": "tuning", **figures})

    assert Relay.objects.get().relay == cast.hugo
    tuning = Tuning.objects.get()
    assert (tuning.reserve_percent, tuning.weeks) == (20, 8)
    assert tuning.priorities == [5_00, 50_00, 150_00, 400_00, 2_000_00]


def test_a_holiday_is_shown_and_takes_no_minute(tuesdays_and_thursdays, as_):
    cast = tuesdays_and_thursdays
    Presence.objects.create(member=cast.claire, weekday=4, part="am", starts=time(9), ends=time(12))

    page = as_(cast.claire).read(PAGE)

    assert "férié, Noël" in page


def test_who_may_write_the_presence_of_another(tuesdays_and_thursdays, as_):
    cast = tuesdays_and_thursdays
    theirs = f"{PAGE}{cast.lea.ref}/"

    assert "Présence de Léa" in as_(cast.claire).read(theirs)
    assert as_(cast.hugo).get(theirs).status_code == 200  # her manager
    assert as_(cast.hugo).get(f"{PAGE}{cast.claire.ref}/").status_code == 404
    assert as_(cast.nora).get(theirs).status_code == 404
    assert as_(cast.lea).force("post", f"{PAGE}{cast.claire.ref}/", week("0am")).status_code == 404


@pytest.mark.parametrize("what", ["", "everything"])
def test_what_is_not_a_form_of_the_page_is_nowhere(lumen, as_, what):
    assert as_(lumen.claire).force("post", PAGE, {"what": what}).status_code == 404


def test_two_tabs_on_one_week_do_not_overwrite_each_other_in_silence(tuesdays_and_thursdays, as_):
    claire = as_(tuesdays_and_thursdays.claire)
    (seen,) = re.findall(r'name="seen" value="([^"]+)"', claire.read(PAGE))
    week = {"what": "week", "seen": seen}
    monday = {"0am": "on", "0am_starts": "9 h", "0am_ends": "12 h", "0am_mode": "on_site"}
    friday = {"4am": "on", "4am_starts": "9 h", "4am_ends": "12 h", "4am_mode": "on_site"}
    claire.force("post", PAGE, {**week, **monday})
    refused = claire.force("post", PAGE, {**week, **friday})
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "modifiée entre-temps" in page
    assert list(Presence.objects.values_list("weekday", flat=True)) == [0]
    (seen,) = re.findall(r'name="seen" value="([^"]+)"', page)
    claire.force("post", PAGE, {**week, **friday, "seen": seen})
    assert list(Presence.objects.values_list("weekday", flat=True)) == [4]
