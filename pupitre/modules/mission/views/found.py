"""The month of an address, and the page of it that is asked: frozen, or as it is today."""

from dataclasses import dataclass

from django.http import Http404

from pupitre.foundation import clock
from pupitre.modules.mission import policies, queries
from pupitre.modules.mission.models import MonthPage
from pupitre.modules.mission.queries.pages import content_of
from pupitre.modules.mission.rules import Month, NotAMonth, Page, month_of, read_month
from pupitre.modules.mission.tables.month import page_of
from pupitre.ui.addresses import url_of


@dataclass(frozen=True)
class Asked:
    """`row` is None for a page that is computed now; `query` leads back to the same face of it."""

    month: Month
    page: Page
    row: MonthPage | None
    versions: list[MonthPage]
    query: str


def month_asked(request, text):
    """A month that has begun; absent, forbidden and to come look alike."""
    if not policies.can_see_month(request.actor):
        raise Http404
    try:
        month = read_month(text)
    except NotAMonth as error:
        raise Http404 from error
    if month > month_of(clock.today(request.actor.company)):
        raise Http404
    return month


def asked_of(request, text, *, is_live=False):
    """The version that is asked, else the last issued, else the draft."""
    month = month_asked(request, text)
    versions = queries.issued_of(month)
    if is_live or "now" in request.GET or not versions:
        query = "?now=1" if versions else ""
        return Asked(month, seen(request, page_of(month, request.actor.company)), None, versions, query)
    wanted = request.GET.get("version", "")
    row = next((one for one in versions if str(one.number) == wanted), None) if wanted else versions[0]
    if row is None:
        raise Http404
    query = f"?version={row.number}" if wanted else ""
    return Asked(month, seen(request, content_of(row)), row, versions, query)


def seen(request, page):
    """What somebody is paid is theirs and the direction's."""
    return page if policies.can_see_cost_of(request.actor, page.cost_of) else page.without_cost()


def month_url(request, month):
    return url_of("mission:month", request.actor.company.slug, str(month))


def tabs(request, here):
    """The faces of the mission that this reader may open."""
    slug, actor = request.actor.company.slug, request.actor
    faces = (
        ("home", "La page", policies.can_see_month(actor)),
        ("savings", "Économies", policies.can_see_savings(actor)),
        ("engagements", "Coût de la mission", policies.can_see_costs(actor)),
        ("issued", "Pages arrêtées", policies.can_see_month(actor)),
    )
    return [
        {"label": label, "url": url_of(f"mission:{name}", slug), "is_current": name == here}
        for name, label, is_open in faces
        if is_open
    ]
