"""The mail of the morning: one a person and day, of what is theirs, when there is something to say."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from pupitre.desk.jobs import compose_digests
from pupitre.desk.queries.digest import digest_of
from pupitre.engines.attention.models import Presence, PresenceChange
from pupitre.engines.attention.public import Item, finish_item
from pupitre.foundation import clock
from pupitre.foundation.access.models import Link
from pupitre.foundation.accounts.models import User
from pupitre.foundation.jobs.clock import tick
from pupitre.foundation.notifications.jobs import send_mails
from pupitre.foundation.notifications.models import Mail, Preference, Rhythm
from pupitre.foundation.notifications.preferences import choose_rhythm
from pupitre.foundation.notifications.tests.server import Server
from pupitre.foundation.registry import Room, rooms
from pupitre.foundation.tenancy.models import Member, Role, Site
from pupitre.foundation.tenancy.scope import working_for
from pupitre.modules.suppliers.tests.factories import contract_with

MONDAY = date(2026, 11, 23)
HALF_PAST_SEVEN = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)  # in Paris
DAY = timedelta(days=1)


@pytest.fixture
def server(settings):
    with Server() as server:
        settings.MAIL_SERVER = server.settings
        yield server


@pytest.fixture
def morning(server):
    """The clock of a company comes by; what the mail server received since, by receiver."""

    def comes(*companies, at=HALF_PAST_SEVEN):
        server.mails.clear()
        with clock.at(at):
            for company in companies:
                compose_digests.func(str(company.uid))
                with working_for(company):
                    send_mails.func(str(company.uid), *[m.ref for m in Mail.objects.filter(state="waiting")])
        assert len({mail["To"] for mail in server.mails}) == len(server.mails)
        return {mail["To"]: mail for mail in server.mails}

    return comes


def text_of(mail):
    return mail.get_body(("plain",)).get_content().replace("\r\n", "\n")


def html_of(mail):
    return mail.get_body(("html",)).get_content()


def all_of(mail):
    return f"{mail['Subject']} {text_of(mail)} {html_of(mail)}"


def also_works_at(cast, member, company):
    with working_for(company):
        site = Site.objects.get()
        roles = {"roles": [Role.OFFICE_MANAGER], "joined_on": date(2026, 1, 1), "site": site}
        return Member.objects.create(name=member.name, user=member.user, email="x@example.org", **roles)


def test_who_has_something_to_do_gets_one_mail_with_a_link_for_each_line(lumen, offer, morning, settings):
    offer("un", lumen.claire, title="Contrat à dénoncer", act_by=MONDAY + DAY)
    offer("deux", lumen.claire, title="Bail à relire")
    mails = morning(lumen.lumen)
    assert set(mails) == {lumen.claire.user.email}
    mail = mails[lumen.claire.user.email]
    assert mail["Subject"] == "Votre récapitulatif : 2 sujets vous attendent"
    for said in (text_of(mail), html_of(mail)):
        assert "Contrat à dénoncer" in said
        assert "Avant demain." in said
        assert said.count(f"{settings.URL}/c/atelier-lumen/items/") == 2


def test_the_headers_offer_a_way_out_that_works_in_one_click(lumen, offer, morning, as_, settings):
    offer("un", lumen.claire)
    mail = morning(lumen.lumen)[lumen.claire.user.email]
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = mail["List-Unsubscribe"].strip("<>")
    assert link in text_of(mail)
    assert link in html_of(mail)
    as_().post(link.removeprefix(settings.URL), {"List-Unsubscribe": "One-Click"})
    assert morning(lumen.lumen, at=HALF_PAST_SEVEN + DAY) == {}


def test_the_way_out_is_known_to_the_mail_alone(lumen, offer, morning):
    offer("un", lumen.claire)
    token = morning(lumen.lumen)[lumen.claire.user.email]["List-Unsubscribe"].strip("<>/").rpartition("/")[2]
    stored = [list(model.objects.values()) for model in (Mail, Link, DBTaskResult, Preference)]
    assert len(token) > 40
    assert token not in str(stored)


def test_nobody_is_written_to_for_nothing(lumen, morning):
    assert morning(lumen.lumen, lumen.voisins) == {}


def test_it_comes_at_half_past_seven_and_not_in_the_afternoon(lumen, offer, morning):
    offer("un", lumen.claire)
    assert morning(lumen.lumen, at=HALF_PAST_SEVEN - timedelta(minutes=1)) == {}
    assert morning(lumen.lumen, at=HALF_PAST_SEVEN + timedelta(hours=4, minutes=30)) == {}
    assert len(morning(lumen.lumen, at=HALF_PAST_SEVEN + timedelta(hours=4, minutes=29))) == 1


def test_the_hour_is_that_of_the_site(lumen, offer, morning):
    island = Site.objects.create(name="Saint-Denis", time_zone="Indian/Reunion", zone="reunion")
    Member.objects.filter(pk=lumen.claire.pk).update(site=island)
    offer("un", lumen.claire)
    assert len(morning(lumen.lumen, at=datetime(2026, 11, 23, 3, 30, tzinfo=UTC))) == 1


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2026, 11, 11), date(2026, 12, 25)])
def test_no_digest_comes_on_a_day_off(lumen, offer, morning, day):
    offer("un", lumen.claire)
    assert morning(lumen.lumen, at=datetime(day.year, day.month, day.day, 6, 30, tzinfo=UTC)) == {}


def test_no_digest_comes_on_a_noted_absence(lumen, offer, morning):
    offer("un", lumen.claire)
    PresenceChange.objects.create(member=lumen.claire, starts_on=MONDAY, ends_on=MONDAY)
    assert morning(lumen.lumen) == {}
    assert len(morning(lumen.lumen, at=HALF_PAST_SEVEN + DAY)) == 1


def test_who_wants_it_on_days_of_presence_gets_it_then_only(tuesdays_and_thursdays, offer, morning):
    lumen = tuesdays_and_thursdays
    choose_rhythm(lumen.claire.user, Rhythm.PRESENCE)
    offer("un", lumen.claire)
    days = [bool(morning(lumen.lumen, at=HALF_PAST_SEVEN + n * DAY)) for n in range(5)]
    assert days == [False, True, False, True, False]


def test_who_wants_none_gets_none(lumen, offer, morning):
    choose_rhythm(lumen.claire.user, Rhythm.NEVER)
    offer("un", lumen.claire)
    assert morning(lumen.lumen) == {}


@pytest.mark.parametrize("day", [(10, 23), (10, 26), (3, 27), (3, 30)], ids=str)
def test_whatever_the_clocks_and_the_restarts_there_is_one_a_day(cast, offer, day):
    """Every ten minutes from the evening before to the evening after, by two clocks, around each change of hour."""
    offer("un", cast.claire)
    start = datetime(2026, *day, tzinfo=UTC) - timedelta(hours=6)
    for step in range(6 * 30):
        with clock.at(start + timedelta(minutes=10 * step)):
            compose_digests.func(str(cast.lumen.uid))
            compose_digests.func(str(cast.lumen.uid))
    with working_for(cast.lumen):
        assert [mail.key for mail in Mail.objects.all()] == [
            f"digest:{cast.claire.user.ref}:{date(2026, *day).isoformat()}"
        ]


def test_a_clock_set_back_sends_nothing_again(lumen, offer, morning):
    offer("un", lumen.claire)
    assert len(morning(lumen.lumen, at=HALF_PAST_SEVEN + DAY)) == 1
    assert morning(lumen.lumen) == {}


def test_the_clock_of_the_house_asks_for_it(lumen):
    with clock.at(HALF_PAST_SEVEN):
        tick()
    assert [row for row in DBTaskResult.objects.all() if row.task_path.endswith("compose_digests")]


def test_what_is_finished_or_anothers_is_not_told(lumen, offer, morning):
    done = offer("un", lumen.claire, title="Déjà fait")
    offer("deux", lumen.hugo, lumen.claire, title="À Hugo de le faire")
    finish_item(done.key, actor=lumen.claire)
    mails = morning(lumen.lumen)
    assert set(mails) == {lumen.hugo.user.email}


def test_a_secret_is_only_in_the_mails_of_its_audience(cast, offer, morning):
    offer("un", cast.sophie, title="CANARI-SALAIRE")
    for member in (cast.claire, cast.hugo, cast.lea, cast.nora):
        offer(f"pour {member.name}", member, title="Sujet banal")
    mails = morning(cast.lumen, cast.voisins)
    assert len(mails) == 5
    assert {to for to, mail in mails.items() if "CANARI" in all_of(mail)} == {cast.sophie.user.email}


def test_no_subject_names_anybody_nor_anything(cast, offer, morning):
    offer("un", cast.claire, title="CANARI-TITRE")
    for mail in morning(cast.lumen).values():
        said = mail["Subject"]
        assert not [word for word in ("CANARI", "Claire", "Lumen", "Atelier") if word in said]


def test_of_two_companies_one_is_told_and_the_other_is_a_number(cast, morning, monkeypatch):
    elsewhere = also_works_at(cast, cast.claire, cast.voisins)

    def provider(company, on, here):
        at = {cast.lumen.pk: (cast.claire, "CHEZ-NOUS", 1), cast.voisins.pk: (elsewhere, "CHEZ-LES-AUTRES", 2)}
        member, title, count = at[company.pk]
        one = {"kind": "test.line", "why": "", "seen_by": frozenset({member.ref}), "acts": frozenset({member.ref})}
        return [Item(key=f"test.line:{title}:{n}", title=title, **one) for n in range(count)]

    monkeypatch.setitem(rooms, "test", Room(name="test", attention=(provider,)))
    mails = [morning(company) for company in (cast.lumen, cast.voisins, cast.lumen)]
    assert [len(one) for one in mails] == [0, 1, 0]
    mail = mails[1][cast.claire.user.email]
    assert "CHEZ-LES-AUTRES" in text_of(mail)
    assert "CHEZ-NOUS" not in all_of(mail)
    assert "Atelier Lumen" not in all_of(mail)
    assert "1 sujet dans une autre entreprise" in text_of(mail)
    assert mail["Subject"] == "Votre récapitulatif : 3 sujets vous attendent"


def test_what_happened_since_is_told_to_those_who_may_know(lumen, morning):
    with clock.at(HALF_PAST_SEVEN - timedelta(hours=2)):
        contract_with(lumen.claire, title="CANARI-CONTRAT", supplier="Vigilor")
    mails = morning(lumen.lumen)
    assert lumen.sophie.user.email in mails
    assert "Depuis le dernier récapitulatif" in text_of(mails[lumen.sophie.user.email])
    assert lumen.lea.user.email not in mails
    later = morning(lumen.lumen, at=HALF_PAST_SEVEN + DAY)
    assert not [to for to, mail in later.items() if "Depuis le dernier" in text_of(mail)]


def test_a_long_list_says_how_much_more(lumen, offer, morning):
    for number in range(11):
        offer(str(number), lumen.claire)
    mail = morning(lumen.lumen)[lumen.claire.user.email]
    assert text_of(mail).count("- Sujet") == 8
    assert "Et 3 autres sujets" in text_of(mail)


def test_a_title_is_text_in_text_and_harmless_in_html(lumen, offer, morning):
    offer("un", lumen.claire, title="Bail <b>& Cie</b>")
    mail = morning(lumen.lumen)[lumen.claire.user.email]
    assert "Bail <b>& Cie</b>" in text_of(mail)
    assert "Bail &lt;b&gt;&amp; Cie&lt;/b&gt;" in html_of(mail)
    assert not [word for word in ("<img", "<script", "style=", "src=") if word in html_of(mail)]


def test_the_trouble_of_one_is_not_that_of_the_others(lumen, offer, morning, monkeypatch):
    offer("un", lumen.claire)
    offer("deux", lumen.hugo)

    def stumbles(member, *args):
        if member.pk == lumen.claire.pk:
            raise RuntimeError("of hers only")
        return digest_of(member, *args)

    with monkeypatch.context() as context:
        context.setattr("pupitre.desk.jobs.digest_of", stumbles)
        assert set(morning(lumen.lumen)) == {lumen.hugo.user.email}
    assert set(morning(lumen.lumen)) == {lumen.claire.user.email}


def test_who_has_left_or_has_no_account_is_not_written_to(lumen, offer, morning):
    offer("un", lumen.claire)
    Member.objects.filter(pk=lumen.claire.pk).update(left_on=MONDAY - DAY)
    assert morning(lumen.lumen) == {}


def test_a_mail_is_composed_once_even_if_it_had_nothing_to_say(lumen, offer, morning):
    morning(lumen.lumen)
    offer("un", lumen.claire)
    assert morning(lumen.lumen, at=HALF_PAST_SEVEN + timedelta(hours=1)) == {}
    assert Preference.objects.get(user=lumen.claire.user).seen_on == MONDAY


def test_two_hundred_people_have_theirs(lumen, offer, morning):
    users = User.objects.bulk_create(User(email=f"personne{n}@example.org", password="!") for n in range(200))
    given = {"joined_on": date(2026, 1, 1), "site": lumen.pantin}
    people = Member.objects.bulk_create(Member(name=user.email, user=user, email=user.email, **given) for user in users)
    for member in people:
        offer(member.email, member)
    mails = morning(lumen.lumen)
    assert len(mails) == 200
    assert [to for to, mail in mails.items() if f"- Sujet {to}\n" not in text_of(mail)] == []
    assert len({mail["Message-ID"] for mail in mails.values()}) == 200


def test_a_presence_elsewhere_counts_only_there(cast, offer, morning):
    """On her days of presence: Monday is one at the neighbours', where nothing waits for her."""
    choose_rhythm(cast.claire.user, Rhythm.PRESENCE)
    elsewhere = also_works_at(cast, cast.claire, cast.voisins)
    with working_for(cast.voisins):
        Presence.objects.create(member=elsewhere, weekday=0, part="am", starts=time(9), ends=time(12))
    offer("un", cast.claire)
    mail = morning(cast.lumen, cast.voisins)[cast.claire.user.email]
    assert "Sujet un" not in all_of(mail)
    assert "1 sujet dans une autre entreprise" in text_of(mail)
