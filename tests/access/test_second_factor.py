"""The second factor of an account: turned on with a code, asked at every way in, and never a trap."""

import re
from datetime import timedelta

import pytest

from pupitre.foundation import clock
from pupitre.foundation.access import codes, second_factor
from pupitre.foundation.access.links import SIGN_IN_LIFE, new_link
from pupitre.foundation.access.models import Purpose, RecoveryCode, SecondFactor
from pupitre.foundation.access.second_factor import TooManyCodes
from pupitre.foundation.accounts import limits
from pupitre.foundation.accounts.models import User
from pupitre.foundation.audit.models import Entry
from pupitre.foundation.tenancy.models import Role
from pupitre.foundation.tenancy.scope import working_for
from pupitre.foundation.tenancy.sealing import CannotOpen
from pupitre.foundation.web.entering import PATIENCE
from pupitre.modules.people import actions
from pupitre.modules.people.tests.factories import file_of

PASSWORD = "une phrase assez longue"
SIGN_IN, CODE, ACCOUNT = "/accounts/sign-in/", "/accounts/code/", "/accounts/"
SECURITY = "/accounts/security/"
CONFIRM, RENEW, OFF = f"{SECURITY}confirm/", f"{SECURITY}codes/", f"{SECURITY}off/"
LUMEN = "/c/atelier-lumen/"
HERE = "127.0.0.1"
HALF_A_MINUTE = timedelta(seconds=codes.STEP)


def code_of(user, shift=0):
    secret = second_factor.secret_of(SecondFactor.objects.select_related("user").get(user=user))
    return codes.code_of(secret, codes.step_at(clock.now()) + shift)


def wrong_code_of(user):
    """Refused at any of the three steps."""
    near = {code_of(user, shift) for shift in codes.AROUND}
    return next(code for code in ("000000", "111111", "222222", "333333") if code not in near)


def later(seconds=codes.STEP):
    return clock.at(clock.now() + timedelta(seconds=seconds))


def protected(user):
    """As if turned on an hour ago; the recovery codes."""
    with clock.at(clock.now() - timedelta(hours=1)):
        second_factor.begin(user)
        assert second_factor.confirm(user, code_of(user), HERE)
        return second_factor.new_recovery_codes(user)


@pytest.fixture
def lea(cast):
    cast.lea.user.set_password(PASSWORD)
    cast.lea.user.save()
    return cast.lea


@pytest.fixture
def kept(lea):
    return protected(lea.user)


@pytest.fixture
def half_in(lea, kept, as_):
    """Léa gave her password, and is asked for a code."""
    visitor = as_()
    assert visitor.send(SIGN_IN, follow=False, email=lea.email, password=PASSWORD).url == CODE
    return visitor


def is_in(visitor):
    return visitor.get(ACCOUNT).status_code == 200


def told(company):
    with working_for(company):
        return list(Entry.objects.order_by("seq").values_list("event", flat=True))


# Turning on


def test_it_is_turned_on_with_the_first_code_of_the_application(lea, as_):
    visitor = as_(lea)
    visitor.send(SECURITY, to=f"{SECURITY}begin/")
    assert "<svg" in (page := visitor.read(CONFIRM))
    assert codes.spaced(second_factor.secret_of(second_factor.draft_of(lea.user))) in page
    shown = visitor.send(CONFIRM, code=code_of(lea.user), password=PASSWORD).content.decode()
    assert len(set(re.findall(r"<code>(\w{4}-\w{4}-\w{4}-\w{4})</code>", shown))) == 10
    assert 'href="data:text/plain' in shown
    assert second_factor.has_second_factor(lea.user)


def test_one_that_was_only_begun_is_asked_of_nobody(lea, as_):
    as_(lea).send(SECURITY, to=f"{SECURITY}begin/")
    visitor = as_()
    visitor.send(SIGN_IN, email=lea.email, password=PASSWORD)
    assert is_in(visitor)


@pytest.mark.parametrize("typed", ["", "abc", "12345", "１２３４５６", "é" * 6, "0" * 40, "\u202e123456"])
def test_a_code_that_is_none_turns_nothing_on(lea, as_, typed):
    visitor = as_(lea)
    visitor.send(SECURITY, to=f"{SECURITY}begin/")
    assert visitor.send(CONFIRM, code=typed, password=PASSWORD).status_code == 422
    assert not second_factor.has_second_factor(lea.user)


def test_turning_on_asks_the_password_of_whoever_has_one(lea, as_):
    visitor = as_(lea)
    visitor.send(SECURITY, to=f"{SECURITY}begin/")
    assert visitor.send(CONFIRM, code=code_of(lea.user), password="autre chose").status_code == 422
    assert not second_factor.has_second_factor(lea.user)


def test_whoever_only_enters_by_links_needs_no_password(cast, as_):
    visitor = as_(cast.hugo)
    visitor.send(SECURITY, to=f"{SECURITY}begin/")
    assert visitor.send(CONFIRM, code=code_of(cast.hugo.user)).status_code == 200
    assert second_factor.has_second_factor(cast.hugo.user)


def test_one_that_counts_is_not_begun_again_nor_its_key_shown(lea, kept, as_):
    visitor, before = as_(lea), SecondFactor.objects.get().secret
    visitor.force("post", f"{SECURITY}begin/")
    assert visitor.get(CONFIRM).url == SECURITY
    assert SecondFactor.objects.get().secret == before


def test_the_key_of_one_account_does_not_open_in_another(lea, kept, cast):
    factor = SecondFactor.objects.get()
    factor.user = cast.hugo.user
    with pytest.raises(CannotOpen):
        second_factor.secret_of(factor)


def test_recovery_codes_are_kept_as_digests_only(kept):
    written = str(list(RecoveryCode.objects.values()))
    assert not [code for code in kept if code in written or code.replace("-", "") in written]


def test_the_other_sessions_are_closed_when_it_is_turned_on_and_off(lea, as_):
    here, elsewhere = as_(lea), as_(lea)
    here.send(SECURITY, to=f"{SECURITY}begin/")
    here.send(CONFIRM, code=code_of(lea.user), password=PASSWORD)
    assert (is_in(here), is_in(elsewhere)) == (True, False)
    elsewhere = as_(lea)
    with later():
        here.send(OFF, code=code_of(lea.user), password=PASSWORD)
    assert (is_in(here), is_in(elsewhere)) == (True, False)


# Signing in


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


@pytest.mark.parametrize("page", [OFF, RENEW])
def test_nothing_changes_without_the_code_and_the_password(lea, kept, as_, page):
    visitor = as_(lea)
    for given in ({"code": wrong_code_of(lea.user), "password": PASSWORD}, {"code": kept[0], "password": "non"}):
        assert visitor.send(page, **given).status_code == 422
    assert second_factor.has_second_factor(lea.user)
    assert second_factor.codes_left(lea.user) == 10


@pytest.mark.parametrize("by", ["application", "recovery code"])
def test_it_is_turned_off_with_a_code_and_the_password(lea, kept, as_, by):
    code = code_of(lea.user) if by == "application" else kept[0]
    as_(lea).send(OFF, code=code, password=PASSWORD)
    assert not SecondFactor.objects.exists()
    assert not RecoveryCode.objects.exists()
    visitor = as_()
    visitor.send(SIGN_IN, email=lea.email, password=PASSWORD)
    assert is_in(visitor)


def test_new_recovery_codes_end_those_of_before(lea, kept, as_):
    page = as_(lea).send(RENEW, code=code_of(lea.user), password=PASSWORD).content.decode()
    fresh = re.findall(r"<code>(\w{4}-\w{4}-\w{4}-\w{4})</code>", page)
    assert len(fresh) == 10
    assert not second_factor.accept(lea.user, kept[0], HERE)
    assert second_factor.accept(lea.user, fresh[0], HERE)


def test_each_change_is_told_to_every_company_of_the_account_and_to_no_other(lea, as_, cast):
    visitor = as_(lea)
    visitor.send(SECURITY, to=f"{SECURITY}begin/")
    visitor.send(CONFIRM, code=code_of(lea.user), password=PASSWORD)
    with later():
        visitor.send(RENEW, code=code_of(lea.user), password=PASSWORD)
    with later(2 * codes.STEP):
        visitor.send(OFF, code=code_of(lea.user), password=PASSWORD)
    events = ["web.SecondFactorTurnedOn", "web.RecoveryCodesRenewed", "web.SecondFactorTurnedOff"]
    assert (told(cast.lumen), told(cast.voisins)) == (events, [])


def test_erasing_a_person_erases_their_second_factor(lea, kept, cast):
    with working_for(cast.lumen):
        gone = actions.end_membership(file_of(lea), clock.now().date() - timedelta(days=2), actor=cast.claire)
        actions.erase_person(gone, actor=cast.sophie)
    assert not SecondFactor.objects.exists()


# Asked by a company


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
