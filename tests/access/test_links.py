"""Links that let somebody in: GET shows, POST uses, once, and not for long."""

from datetime import timedelta

import pytest

from pupitre.foundation import clock
from pupitre.foundation.access.links import SIGN_IN_LIFE, new_link, use_link
from pupitre.foundation.access.models import Link, Purpose
from pupitre.foundation.accounts.models import Installation, epoch


@pytest.fixture
def token(cast):
    return new_link(Purpose.SIGN_IN, SIGN_IN_LIFE, cast.lea.user)


def test_only_a_digest_of_the_token_is_kept(token):
    assert token not in str(list(Link.objects.values()))


def test_fifty_gets_of_a_link_use_nothing(token, as_):
    for _ in range(50):
        assert as_().get(f"/accounts/sign-in/{token}/").status_code == 200
    assert Link.objects.get().used_at is None


def test_a_link_signs_in_once(token, as_):
    first, second = as_(), as_()
    assert "/c/atelier-lumen/" in first.send(f"/accounts/sign-in/{token}/", follow=False).url
    assert second.get(f"/accounts/sign-in/{token}/").status_code == 410
    assert second.force("post", f"/accounts/sign-in/{token}/").status_code == 410


def test_a_link_is_used_by_one_of_two_posts(token):
    assert [use_link(token, Purpose.SIGN_IN) is not None for _ in range(2)] == [True, False]


@pytest.mark.parametrize(("late", "opens"), [(-1, True), (0, False), (1, False)])
def test_a_link_lives_fifteen_minutes(token, late, opens):
    with clock.at(clock.now() + SIGN_IN_LIFE + timedelta(seconds=late)):
        assert (use_link(token, Purpose.SIGN_IN) is not None) is opens


def test_a_restored_backup_closes_every_link_and_every_session(token, cast, as_):
    lea = as_(cast.lea)
    assert lea.get("/accounts/").status_code == 200

    Installation.objects.update(epoch=2)
    epoch.cache_clear()

    assert use_link(token, Purpose.SIGN_IN) is None
    assert lea.get("/accounts/").status_code == 302


def test_a_link_of_one_kind_does_not_open_another(token):
    assert use_link(token, Purpose.SET_UP) is None
