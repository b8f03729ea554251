"""What of the mission needs somebody: last month's page to issue, declared savings to validate."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet, Value

from pupitre.engines.attention.public import Dimension, Item, Verb, first_day_there
from pupitre.foundation.tenancy.models import Company, Role
from pupitre.foundation.tenancy.prepared import Prepared
from pupitre.foundation.tenancy.queries import Here
from pupitre.kernel.formatting import counted
from pupitre.kernel.periods import Period
from pupitre.modules.mission.models import Engagement, MonthPage, Saving
from pupitre.modules.mission.rules import State, month_of
from pupitre.modules.mission.tables.words import of_month
from pupitre.ui.addresses import url_of

ISSUE, VALIDATE = "mission.issue", "mission.validate"
ASKED_FOR = 20  # days of the month after, when nobody is there to say it is the first presence


def pages_to_issue(company: Company, on: date, here: Here | None = None) -> Iterator[Item]:
    """From the first presence of the month after; one question once the page is issued. Only where the mission is
    followed: an agreement that ran then, or a page of before."""
    here, month = here or Here(on), month_of(on).before
    known = _known(month.first, month.last)
    if not known or ("page", month.first) in known:
        return
    who = frozenset(
        one.ref
        for one in here.members
        if one.has(Role.OFFICE_MANAGER)
        and one.joined_on <= month.last
        and (first_day_there(one, Period(on.replace(day=1), on)) is not None or on.day >= ASKED_FOR)
    )
    if not who:
        return
    url = url_of("mission:month", company.slug, str(month))
    yield Item(
        key=f"{ISSUE}:{month}:0",
        kind=ISSUE,
        title=f"Arrêter la page {of_month(month)}",
        why="Le mois est fini : relisez les chiffres, ajoutez vos mots, arrêtez-la.",
        seen_by=who | here.with_role(Role.DIRECTOR),
        acts=who,
        criticality=3,
        url=url,
        dimension=Dimension.PROCESS,
        minutes=20,
        stake_words="la direction l’attend",
        verbs=(Verb("Relire et arrêter", url),),
    )


def _followed(first: date, last: date) -> "QuerySet[Engagement, tuple[str, date]]":
    agreed = Engagement.objects.filter(starts_on__lte=last).values_list(Value("agreed"), "starts_on")
    pages = MonthPage.objects.filter(month_on__lte=first).values_list(Value("page"), "month_on")
    return agreed.union(pages)


_known = Prepared(_followed)


def savings_to_validate(company: Company, on: date, here: Here | None = None) -> Iterator[Item]:
    """In one line, for the direction; whoever declared one does not validate it."""
    here = here or Here(on)
    declared = [by for (by,) in _declared()]
    directors = here.with_role(Role.DIRECTOR) | here.with_role(Role.OWNER)
    who = frozenset(ref for ref in directors if any(by != ref for by in declared))
    if not who:
        return
    url = f"{url_of('mission:savings', company.slug)}?state={State.REALISED}"
    yield Item(
        key=f"{VALIDATE}:{company.slug}:0",
        kind=VALIDATE,
        title=f"Valider {counted(len(declared), 'économie déclarée', 'économies déclarées')}",
        why="Déclarées réalisées, avec leurs factures : elles attendent votre accord.",
        seen_by=who | here.with_role(Role.OFFICE_MANAGER),
        acts=who,
        criticality=2,
        url=url,
        dimension=Dimension.FINANCE,
        minutes=5,
        verbs=(Verb("Regarder", url),),
    )


_declared = Prepared(lambda: Saving.objects.filter(state=State.REALISED).values_list("declared_by__ref"))
