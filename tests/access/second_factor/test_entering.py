"""With a second factor every way in asks a code, each once; mistakes are slowed down, and nobody is trapped."""

import pytest

from pupitre.foundation import clock
from pupitre.foundation.access import codes, second_factor
from pupitre.foundation.access.links import SIGN_IN_LIFE, new_link
from pupitre.foundation.access.models import Purpose
from pupitre.foundation.access.second_factor import TooManyCodes
from pupitre.foundation.accounts import limits
from pupitre.foundation.accounts.models import User
from pupitre.foundation.web.entering import PATIENCE
from tests.access.second_factor.codes_of import (
    CODE,
    HALF_A_MINUTE,
    HERE,
    LUMEN,
    OFF,
    PASSWORD,
    RENEW,
    SIGN_IN,
    code_of,
    is_in,
    protected,
    told,
    wrong_code_of,
)


def test_the_password_alone_opens_nothing(half_in):
    assert not is_in(half_in)
    assert half_in.get(LUMEN).status_code == 302


def test_the_password_then_the_code_open(half_in, lea):
    assert half_in.send(CODE, follow=False, code=code_of(lea.user)).url == LUMEN
    assert is_in(half_in)


def test_a_link_then_the_code_open(lea, kept, as_):
    visitor, link = as_(), f"{SIGN_IN}{new_link(Purpose.SIGN_IN, SIGN_IN_LIFE, lea.user)}/"
    assert visitor.send(link, follow=False).url == CODE
    assert not is_in(visitor)
    visitor.send(CODE, code=code_of(lea.user))
    assert is_in(visitor)


def test_the_code_leads_where_one_was_going(lea, kept, as_):
    visitor = as_()
    visitor.send(SIGN_IN, email=lea.email, password=PASSWORD, next="/c/atelier-lumen/people/")
    assert visitor.send(CODE, follow=False, code=code_of(lea.user)).url == "/c/atelier-lumen/people/"


@pytest.mark.parametrize(("shift", "opens"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_wrong_and_no_more(lea, kept, shift, opens):
    assert bool(second_factor.accept(lea.user, code_of(lea.user, shift), HERE)) is opens


def test_a_code_opens_once(lea, kept):
    code = code_of(lea.user)
    assert [bool(second_factor.accept(lea.user, code, HERE)) for _ in range(2)] == [True, False]


def test_a_code_older_than_the_last_one_opens_no_more(lea, kept):
    assert second_factor.accept(lea.user, code_of(lea.user), HERE)
    assert not second_factor.accept(lea.user, code_of(lea.user, -1), HERE)


def test_the_code_that_turned_it_on_does_not_sign_in(lea):
    second_factor.begin(lea.user)
    code = code_of(lea.user)
    assert second_factor.confirm(lea.user, code, HERE)
    assert not second_factor.accept(lea.user, code, HERE)


def test_the_codes_are_those_of_the_standard():
    """RFC 6238, appendix B, at six figures."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    said = {59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037"}
    assert {at: codes.code_of(secret, at // codes.STEP) for at in said} == said


def test_the_code_of_a_neighbour_does_not_open(lea, kept, cast):
    protected(cast.nora.user)
    assert not second_factor.accept(lea.user, code_of(cast.nora.user), HERE)


def test_each_recovery_code_opens_once_however_it_is_typed(lea, kept):
    for typed in (kept[0], kept[1].lower(), kept[2].replace("-", " "), kept[3].replace("0", "o").replace("1", "l")):
        assert [bool(second_factor.accept(lea.user, typed, HERE)) for _ in range(2)] == [True, False], typed
    assert second_factor.codes_left(lea.user) == 6


def test_a_recovery_code_signs_in_and_says_how_many_are_left(half_in, lea, kept):
    assert "secours" in half_in.read(CODE)
    page = half_in.read(f"{CODE}?secours=1")
    assert 'name="secours"' in page
    assert 'inputmode="numeric"' not in page
    answer = half_in.force("post", CODE, {"code": kept[0], "secours": "1"})
    assert answer.url == LUMEN
    assert "il en reste 9" in half_in.read(LUMEN)
    assert "web.RecoveryCodeUsed" in told(lea.company)


def test_the_page_of_the_code_is_made_for_phones(half_in):
    page = half_in.read(CODE)
    assert 'autocomplete="one-time-code"' in page
    assert 'inputmode="numeric"' in page


def test_ten_minutes_later_one_begins_again(half_in):
    with clock.at(clock.now() + PATIENCE):
        assert half_in.get(CODE).url == SIGN_IN


def test_a_password_changed_meanwhile_begins_again(half_in, lea):
    user = User.objects.get(pk=lea.user.pk)
    user.set_password("une autre phrase bien longue")
    user.save()
    assert half_in.get(CODE).url == SIGN_IN


def test_nobody_reaches_the_page_of_the_code_without_a_first_factor(lea, kept, as_):
    assert as_().get(CODE).url == SIGN_IN
    assert as_().force("post", CODE, {"code": code_of(lea.user)}).url == SIGN_IN


def test_the_session_changes_its_key_when_the_code_opens(half_in, lea):
    before = half_in.session.session_key
    half_in.send(CODE, code=code_of(lea.user))
    assert half_in.session.session_key != before


# Slowed down


def test_the_sixth_wrong_code_waits(half_in, lea):
    for _ in range(limits.PER_ACCOUNT_AND_ADDRESS):
        assert half_in.send(CODE, code=wrong_code_of(lea.user)).status_code == 422
    assert half_in.send(CODE, code=code_of(lea.user)).status_code == 429


def test_whoever_mistyped_too_often_still_enters_with_a_recovery_code(half_in, lea, kept):
    for _ in range(limits.PER_ACCOUNT_AND_ADDRESS):
        half_in.send(CODE, code=wrong_code_of(lea.user))
    assert "un code de secours" in half_in.send(CODE, code=code_of(lea.user)).content.decode()
    assert half_in.force("post", CODE, {"code": kept[0], "secours": "1"}).url == LUMEN


def test_one_address_does_not_try_recovery_codes_for_ever(lea, kept):
    for _ in range(limits.PER_ADDRESS):
        second_factor.accept(lea.user, codes.new_recovery_code(), HERE)
    with pytest.raises(TooManyCodes):
        second_factor.accept(lea.user, kept[0], HERE)
    assert second_factor.accept(lea.user, kept[0], "192.0.2.7")


def test_a_quarter_of_an_hour_later_one_enters(lea, kept):
    for _ in range(limits.PER_ACCOUNT_AND_ADDRESS):
        second_factor.accept(lea.user, wrong_code_of(lea.user), HERE)
    with clock.at(clock.now() + limits.WINDOW + HALF_A_MINUTE):
        assert second_factor.accept(lea.user, code_of(lea.user), HERE)


def try_from_everywhere(user):
    for place in range(limits.CODES_PER_ACCOUNT):
        assert not second_factor.accept(user, wrong_code_of(user), f"192.0.2.{place}")


def test_a_thief_of_the_password_with_many_addresses_is_slowed_down(lea, kept):
    try_from_everywhere(lea.user)
    with pytest.raises(TooManyCodes):
        second_factor.accept(lea.user, code_of(lea.user), "192.0.2.200")


def test_meanwhile_the_person_enters_with_a_recovery_code(lea, kept):
    try_from_everywhere(lea.user)
    assert second_factor.accept(lea.user, kept[0], HERE)


def test_signing_in_does_not_give_the_thief_new_tries(lea, kept):
    try_from_everywhere(lea.user)
    second_factor.accept(lea.user, kept[0], HERE)
    with pytest.raises(TooManyCodes):
        second_factor.accept(lea.user, code_of(lea.user), "192.0.2.200")


def test_wrong_codes_of_one_account_do_not_slow_another_down(lea, kept, cast):
    protected(cast.nora.user)
    try_from_everywhere(lea.user)
    assert second_factor.accept(cast.nora.user, code_of(cast.nora.user), HERE)


@pytest.mark.parametrize("page", [OFF, RENEW])
def test_the_password_is_not_guessed_behind_an_open_session(lea, kept, as_, page):
    visitor = as_(lea)
    for _ in range(limits.PER_ACCOUNT_AND_ADDRESS):
        visitor.send(page, code=kept[0], password="non")
    assert "un quart d’heure" in visitor.send(page, code=kept[0], password=PASSWORD).content.decode()
    assert second_factor.codes_left(lea.user) == 10


# Turning off, and new codes
