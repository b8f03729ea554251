"""What is found of the mission: savings and the month's pages, by whoever reads them; nothing of what it costs."""

from collections.abc import Collection, Iterator, Mapping

from django.db.models import Exists, OuterRef

from pupitre.foundation.files.queries import names_on
from pupitre.foundation.registry import Found
from pupitre.foundation.registry.searched import Document, Searched, same
from pupitre.foundation.tenancy.models import Member
from pupitre.modules.mission.models import MonthPage
from pupitre.modules.mission.queries import all_savings, pages_visible_to, savings_visible_to
from pupitre.modules.mission.rules import Month
from pupitre.modules.mission.tables.words import NATURE_WORDS, STATE_WORDS, of_month
from pupitre.ui.addresses import url_of

SAVING, PAGE = "mission.saving", "mission.page"


def savings_documents(refs: Collection[str] | None) -> Iterator[Document]:
    """Their words and where the price before comes from: no amount."""
    files = names_on(SAVING, refs)
    for one in all_savings() if refs is None else all_savings().filter(ref__in=refs):
        said = ("économie", NATURE_WORDS[one.nature], one.proof, files.get(one.ref))
        yield Document(one.ref, one.title, " ".join(str(word) for word in said if word))


def savings_found(actor: Member, refs: Collection[str]) -> Mapping[str, Found]:
    slug = actor.company.slug
    return {
        one.ref: Found(one.title, url_of("mission:saving", slug, one.ref), STATE_WORDS[one.state])
        for one in savings_visible_to(actor).filter(ref__in=refs)
    }


def pages_documents(refs: Collection[str] | None) -> Iterator[Document]:
    """The last of each month, by its name alone: what it says is sealed."""
    later = MonthPage.objects.filter(month_on=OuterRef("month_on"), number__gt=OuterRef("number"))
    rows = MonthPage.objects.filter(~Exists(later))
    for one in rows if refs is None else rows.filter(ref__in=refs):
        yield Document(one.ref, _page(one), "rapport mensuel bilan")


def pages_found(actor: Member, refs: Collection[str]) -> Mapping[str, Found]:
    slug = actor.company.slug
    return {
        one.ref: Found(_page(one), url_of("mission:month", slug, str(Month(one.month_on))), f"version {one.number}")
        for one in pages_visible_to(actor).filter(ref__in=refs)
    }


def _page(page: MonthPage) -> str:
    month = Month(page.month_on)
    return f"La page {of_month(month)} {month.first.year}"


def _of_the_month(refs: Collection[str]) -> Collection[str]:
    """A new version takes the place of the one before."""
    months = MonthPage.objects.filter(ref__in=refs).values("month_on")
    return list(MonthPage.objects.filter(month_on__in=months).values_list("ref", flat=True))


SAVINGS = Searched(SAVING, "Économies", "piggy-bank", savings_documents, savings_found, {SAVING: same})
PAGES = Searched(PAGE, "Pages du mois", "newspaper", pages_documents, pages_found, {"mission.monthpage": _of_the_month})
