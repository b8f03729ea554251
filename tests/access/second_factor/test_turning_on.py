"""The second factor is turned on with a code, kept sealed, and changed only by whoever has both."""

import re
from datetime import timedelta

import pytest

from pupitre.foundation import clock
from pupitre.foundation.access import codes, second_factor
from pupitre.foundation.access.models import RecoveryCode, SecondFactor
from pupitre.foundation.tenancy.scope import working_for
from pupitre.foundation.tenancy.sealing import CannotOpen
from pupitre.modules.people import actions
from pupitre.modules.people.tests.factories import file_of
from tests.access.second_factor.codes_of import (
    CONFIRM,
    HERE,
    OFF,
    PASSWORD,
    RENEW,
    SECURITY,
    SIGN_IN,
    code_of,
    is_in,
    later,
    told,
    wrong_code_of,
)


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
