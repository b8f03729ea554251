"""What one receives: chosen from the account, or left by the link of each digest."""

from datetime import date

import pytest

from pupitre.foundation import clock
from pupitre.foundation.notifications.models import Preference, Rhythm
from pupitre.foundation.notifications.preferences import (
    UNSUBSCRIBE_LIFE,
    choose_rhythm,
    claim_day,
    preference_of,
    unsubscribe_address,
)

PAGE = "/accounts/mail/"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def link(lumen, settings):
    return unsubscribe_address(lumen.claire.user).removeprefix(settings.URL)


@pytest.mark.parametrize("rhythm", Rhythm)
def test_the_rhythm_is_chosen_from_the_account(lumen, as_, rhythm):
    as_(lumen.claire).send(PAGE, rhythm=rhythm)
    assert preference_of(lumen.claire.user).rhythm == rhythm
    assert preference_of(lumen.lea.user).rhythm == Rhythm.WORKING_DAYS


def test_a_rhythm_that_does_not_exist_is_refused(lumen, as_):
    answer = as_(lumen.claire).force("post", PAGE, {"rhythm": "hourly"})
    assert answer.status_code == 422
    assert not Preference.objects.exists()


def test_the_page_says_what_cannot_be_turned_off(lumen, as_):
    assert "elle ne se coupe pas" in as_(lumen.claire).read(PAGE)


def test_looking_fifty_times_at_the_link_unsubscribes_nobody(lumen, as_, link):
    for _ in range(50):
        assert as_().get(link).status_code == 200
    assert preference_of(lumen.claire.user).rhythm == Rhythm.WORKING_DAYS


def test_one_click_works_without_session_and_without_csrf(lumen, as_, link):
    assert as_().post(link, ONE_CLICK).status_code == 200
    assert preference_of(lumen.claire.user).rhythm == Rhythm.NEVER
    assert preference_of(lumen.lea.user).rhythm == Rhythm.WORKING_DAYS


def test_the_button_of_the_page_does_the_same(lumen, as_, link):
    as_().send(link)
    assert preference_of(lumen.claire.user).rhythm == Rhythm.NEVER


def test_a_link_that_was_used_undoes_no_later_choice(lumen, as_, link):
    as_().post(link, ONE_CLICK)
    choose_rhythm(lumen.claire.user, Rhythm.PRESENCE)
    assert as_().post(link, ONE_CLICK).status_code == 410
    assert preference_of(lumen.claire.user).rhythm == Rhythm.PRESENCE


def test_an_invented_token_or_one_of_another_kind_does_nothing(lumen, as_, link):
    assert as_().post("/accounts/unsubscribe/nothing/", ONE_CLICK).status_code == 410
    signing_in = link.replace("unsubscribe", "sign-in")
    assert as_().get(signing_in).status_code == 410
    assert not Preference.objects.exists()


def test_a_link_serves_two_months(lumen, as_, link):
    with clock.at(clock.now() + UNSUBSCRIBE_LIFE):
        assert as_().get(link).status_code == 410


def test_a_day_is_claimed_once_and_never_backwards(lumen):
    days = [date(2026, 11, 23), date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 23)]
    assert [claim_day(lumen.claire.user, day) for day in days] == [True, False, True, False]
    assert claim_day(lumen.lea.user, days[0])
