"""How somebody is let in: invited by a link that speaks for a member, and joined to an account by its owner alone."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from pupitre.foundation import clock
from pupitre.foundation.access.links import any_link
from pupitre.foundation.access.models import Purpose
from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.accounts.models import User
from pupitre.foundation.notifications.models import Mail
from pupitre.foundation.tenancy.models import Member, Role
from pupitre.foundation.tenancy.scope import working_for
from pupitre.foundation.tenancy.sealing import opened
from pupitre.modules.people import actions
from pupitre.modules.people.models import Person
from pupitre.modules.people.queries import invitation_end
from pupitre.modules.people.rules import InvitationEnd

HOME = "/c/atelier-lumen/people/"
PASSWORD = "une phrase assez longue"
LINK = re.compile(r"http://[^/\s]+(/i/[\w-]+/)")


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def newcomer(lumen, email="ana@example.org", **more):
    return Person.objects.get(member=actions.hire("Ana Costa", email, actor=lumen.sophie, **more))


def end_of(token):
    return invitation_end(any_link(token, Purpose.INVITATION))


@pytest.fixture
def ana(lumen):
    return newcomer(lumen)


@pytest.fixture
def token(lumen, ana):
    return actions.invite(ana, actor=lumen.claire)


@pytest.fixture
def of_nora(lumen):
    """Nora, who has an account at the neighbour's, is expected here too."""
    lumen.nora.user.set_password(PASSWORD)
    lumen.nora.user.last_login = clock.now()
    lumen.nora.user.save()
    return newcomer(lumen, lumen.nora.user.email)


def test_the_link_is_shown_once_to_whoever_invites_and_lets_in(lumen, ana, as_):
    url = f"{HOME}{ana.ref}/"
    link = LINK.search(as_(lumen.claire).send(url, to=f"{url}invitation/").content.decode())[1]
    visitor = as_()
    assert visitor.send(link, follow=False, password=PASSWORD).url == "/c/atelier-lumen/"
    assert visitor.get(HOME).status_code == 200
    assert fresh(ana.member).user.check_password(PASSWORD)
    assert link not in as_(lumen.claire).read(url)


def test_the_page_says_who_invites_to_what_with_which_role(lumen, token, as_):
    said = as_().read(f"/i/{token}/")
    assert all(word in said for word in ("Claire", "Atelier Lumen", "Salarié", "30 novembre 2026"))


def test_the_mail_carries_the_link_and_names_nobody_in_its_subject(lumen, ana, token):
    mail = Mail.objects.get(member=ana.member)
    assert (mail.to, mail.subject) == ("ana@example.org", "Votre invitation à Pupitre")
    assert f"/i/{token}/" in opened(mail, "content")


def test_fifty_readings_use_nothing(token, as_):
    assert {as_().get(f"/i/{token}/").status_code for _ in range(50)} == {200}
    assert end_of(token) is None


def test_it_serves_once(token, as_):
    as_().send(f"/i/{token}/", password=PASSWORD)
    again = as_().get(f"/i/{token}/")
    assert again.status_code == 410
    assert "déjà servi" in again.content.decode()
    assert as_().force("post", f"/i/{token}/", {"password": PASSWORD}).status_code == 410


@pytest.mark.parametrize(("late", "end"), [(-1, None), (0, InvitationEnd.EXPIRED), (1, InvitationEnd.EXPIRED)])
def test_it_lives_seven_days(token, late, end):
    with clock.at(clock.now() + actions.INVITATION_LIFE + timedelta(seconds=late)):
        assert end_of(token) == end


def test_an_expired_one_says_so(token, as_):
    with clock.at(clock.now() + actions.INVITATION_LIFE):
        answer = as_().get(f"/i/{token}/")
    assert answer.status_code == 410
    assert "sept jours" in answer.content.decode()


def test_inviting_again_closes_the_link_before(lumen, ana, token):
    second = actions.invite(fresh(ana), actor=lumen.claire)
    assert (end_of(token), end_of(second)) == (InvitationEnd.CLOSED, None)


def test_it_is_cancelled_from_the_page_that_shows_it(lumen, ana, token, as_):
    claire, url = as_(lumen.claire), f"{HOME}{ana.ref}/"
    assert re.search(r"Invitation envoyée le 23[^<]*, valable jusqu’au 30", claire.read(url))
    claire.send(url, to=f"{url}invitation/cancellation/")
    assert "annulée" in as_().get(f"/i/{token}/").content.decode()
    assert "valable jusqu’au" not in claire.read(url)


def test_a_weak_password_is_refused_and_the_link_kept(token, as_):
    assert as_().send(f"/i/{token}/", password="court").status_code == 422
    assert end_of(token) is None


class TestAnAccountThatExists:
    def test_inviting_attaches_nothing_and_shows_the_same_page(self, lumen, of_nora, ana, token, as_):
        other = actions.invite(of_nora, actor=lumen.claire)
        pages = [
            re.sub(r"[\w-]{43,64}|ana@example.org|voisins.nora@example.org", "", as_().read(f"/i/{one}/"))
            for one in (token, other)
        ]
        assert pages[0] == pages[1]
        assert fresh(of_nora.member).user is None

    def test_whoever_holds_the_link_does_not_enter_it(self, lumen, of_nora, as_):
        token = actions.invite(of_nora, actor=lumen.claire)
        assert as_().send(f"/i/{token}/", password="une autre phrase longue").status_code == 422
        assert fresh(of_nora.member).user is None
        assert User.objects.get(pk=lumen.nora.user_id).check_password(PASSWORD)
        assert end_of(token) is None

    def test_its_owner_joins_by_signing_in(self, lumen, of_nora, as_):
        link, visitor = f"/i/{actions.invite(of_nora, actor=lumen.claire)}/", as_()
        signed = visitor.send(
            f"/accounts/sign-in/?next={link}",
            to="/accounts/sign-in/",
            email=lumen.nora.user.email,
            password=PASSWORD,
            follow=False,
        )
        assert signed.url == link
        visitor.send(link)
        assert fresh(of_nora.member).user == lumen.nora.user
        assert visitor.get(HOME).status_code == 200
        assert visitor.get("/c/voisins/").status_code == 200

    def test_another_account_does_not_join_in_its_place(self, lumen, of_nora, as_):
        link = f"/i/{actions.invite(of_nora, actor=lumen.claire)}/"
        hugo = as_(lumen.hugo)
        assert hugo.get(link).status_code == 403
        assert hugo.force("post", link).status_code == 403
        assert fresh(of_nora.member).user is None


def test_an_invitation_follows_no_change_of_address(lumen, ana, token):
    actions.edit_person(fresh(ana), actor=lumen.claire, email="autre@example.org")
    assert end_of(token) == InvitationEnd.MOVED
    with pytest.raises(Refusal):
        actions.accept_invitation(token, None, PASSWORD, actor=fresh(ana.member))


def test_one_made_before_a_promotion_opens_nothing(lumen, ana, token):
    actions.grant_roles(fresh(ana), [Role.DIRECTOR], actor=lumen.sophie)
    assert end_of(token) == InvitationEnd.CLOSED


def test_an_office_manager_invites_nobody_to_the_direction(lumen):
    with pytest.raises(PermissionDenied):
        actions.invite(newcomer(lumen, roles=(Role.DIRECTOR,)), actor=lumen.claire)


def test_somebody_without_an_address_or_already_in_is_not_invited(lumen, of_nora):
    with pytest.raises(Refusal, match="adresse"):
        actions.invite(newcomer(lumen, ""), actor=lumen.claire)
    Member.objects.filter(pk=of_nora.member_id).update(user=lumen.nora.user)
    with pytest.raises(Refusal, match="déjà dans Pupitre"):
        actions.invite(fresh(of_nora), actor=lumen.claire)


def test_the_neighbour_cancels_nothing_of_ours(lumen, ana, token, as_):
    assert as_(lumen.nora).force("post", f"{HOME}{ana.ref}/invitation/cancellation/").status_code == 404
    with working_for(lumen.lumen):
        assert end_of(token) is None


def test_a_director_is_told_what_is_theirs_and_begins_with_what_waits(lumen, as_):
    chief = newcomer(lumen, roles=(Role.DIRECTOR,))
    token = actions.invite(chief, actor=lumen.sophie)
    assert "une seule question" in opened(Mail.objects.get(key__startswith="people.invitation"), "content")
    answer = as_().force("post", f"/i/{token}/", {"password": PASSWORD})
    assert answer.url == "/c/atelier-lumen/decisions/"
