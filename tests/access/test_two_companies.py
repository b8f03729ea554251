"""One person in two companies reads all she can of each: nothing of one is ever met in the other, nor in her mails."""

from datetime import UTC, date, datetime

import pytest
from django.http import HttpResponse

from pupitre.desk.jobs import compose_digests
from pupitre.desk.queries.calendars import DATES, MY_DAY, RENEWALS
from pupitre.engines.attention.public import CALENDAR_LIFE, open_calendar
from pupitre.foundation import clock
from pupitre.foundation.access.links import new_link
from pupitre.foundation.access.models import Purpose
from pupitre.foundation.notifications.jobs import send_mails
from pupitre.foundation.notifications.models import Mail
from pupitre.foundation.notifications.tests.server import Server
from pupitre.foundation.tenancy.models import Member, Role
from pupitre.foundation.tenancy.scope import working_for
from pupitre.modules.people.tests.factories import file_of
from tests.access.test_canaries import CANARIES, NEIGHBOUR, refs_of
from tests.access.test_every_page import ALL, WITH_REF, address
from tests.harness.crawl import Seen, crawl, without_spaces, words_of
from tests.harness.visitor import Visitor

OURS = set(CANARIES) - NEIGHBOUR
HALF_PAST_SEVEN = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
SLUGS = ("atelier-lumen", "voisins")


class Inside(Visitor):
    """Stays in one company, whatever links it meets."""

    def __init__(self, member):
        super().__init__(member)
        self.place = member.company.address

    def get(self, path, *args, **kwargs):
        return super().get(path, *args, **kwargs) if path.startswith(self.place) else HttpResponse(status=204)


@pytest.fixture(scope="module")
def both(lasting_cast, lasting):
    """Claire is office manager of the Atelier and of the neighbours; every canary is planted."""
    cast = lasting_cast
    with lasting():
        cast.refs = refs_of(cast)
        with working_for(cast.voisins):
            given = {"user": cast.claire.user, "roles": [Role.OFFICE_MANAGER], "joined_on": date(2026, 1, 1)}
            cast.there = Member.objects.create(name="Claire", email="claire@voisins.example", **given)
            file_of(cast.there)
    return cast


@pytest.fixture
def feeds(db, both):
    """The calendars of each of her companies, and the one that goes across them."""
    found = {}
    for member in (both.claire, both.there):
        with working_for(member.company):
            found[member.company.slug] = [open_calendar(code, actor=member) for code in (DATES, RENEWALS)]
    found[MY_DAY] = [new_link(Purpose.CALENDAR, CALENDAR_LIFE, user=both.claire.user, subject=MY_DAY)]
    return {name: [f"/f/{token}/pupitre.ics" for token in tokens] for name, tokens in found.items()}


def met(said):
    said = said if isinstance(said, Seen) else Seen(words=without_spaces(said))
    return {name for name, canary in CANARIES.items() if canary in said}


def everywhere_in(both, member):
    refs = both.refs[member.company.slug]
    routes = [(route, refs if route in WITH_REF else [""]) for route in ALL if route.startswith("/c/")]
    known = [address(route, ref) for route, asked in routes for ref in asked]
    return crawl(Inside(member), [url.replace("/c/atelier-lumen/", member.company.address) for url in known], each=2)


def test_in_the_first_company_nothing_of_the_second_is_met(db, both):
    seen = everywhere_in(both, both.claire)
    assert "price" in met(seen)
    assert met(seen) & NEIGHBOUR == set()
    assert "Voisins" not in seen


def test_in_the_second_company_nothing_of_the_first_is_met(db, both):
    seen = everywhere_in(both, both.there)
    assert "neighbour's supplier" in met(seen)
    assert met(seen) & OURS == set()
    assert "Atelier" not in seen


def test_her_own_pages_are_numbers_and_hold_no_title(db, both):
    claire = Visitor(both.claire)
    pages = [claire.get(url) for url in ("/", "/accounts/", "/accounts/calendars/", "/accounts/mail/")]
    pages.append(claire.get("/companies/", headers={"HX-Request": "true"}))

    assert [page.status_code for page in pages] == [200] * 5
    assert met(" ".join(map(words_of, pages))) == set()


@pytest.mark.parametrize(("slug", "others"), [*zip(SLUGS, (NEIGHBOUR, OURS), strict=True)])
def test_a_calendar_of_a_company_holds_nothing_of_another(both, feeds, slug, others):
    said = " ".join(unfolded(words_of(Visitor().get(path))) for path in feeds[slug])

    assert "BEGIN:VEVENT" in said
    assert met(said) & others == set()
    assert met(said) <= {"note of a supplier", "task", "neighbour's supplier", "request", "routine"}


def test_the_calendar_across_companies_holds_no_title(both, feeds):
    assert met(unfolded(words_of(Visitor().get(feeds[MY_DAY][0])))) == set()


def test_the_mail_of_a_company_holds_nothing_of_another(both, db, settings):
    with Server() as server, clock.at(HALF_PAST_SEVEN):
        settings.MAIL_SERVER = server.settings
        for company in (both.lumen, both.voisins):
            compose_digests.func(str(company.uid))
            with working_for(company):
                send_mails.func(str(company.uid), *[mail.ref for mail in Mail.objects.filter(state="waiting")])
        bodies = [mail.get_body((kind,)).get_content() for mail in server.mails for kind in ("plain", "html")]

    assert len(bodies) > 2
    assert any(met(body) for body in bodies)
    assert not [body for body in bodies if met(body) & NEIGHBOUR and met(body) & OURS]


def unfolded(calendar):
    return calendar.replace("\r\n ", "")


def test_what_is_still_to_be_said_of_one_is_never_said_in_the_other(db, both):
    """Two tabs: the answer of the first is not shown yet when the second is opened."""
    visitor, (ours, theirs) = Visitor(both.claire), (f"/c/{slug}/" for slug in SLUGS)
    sent = visitor.force("post", f"{ours}tasks/new/", {"title": "Une affaire", "criticality": "2"})
    assert sent.status_code == 302, sent.content.decode()
    assert "data-toast " not in visitor.read(theirs)
    assert "data-toast " in visitor.read(ours)
