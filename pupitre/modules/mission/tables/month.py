"""The month's page put together: the same values for the screen, the paper and the frozen version."""

from dataclasses import replace

from pupitre.foundation.tenancy.models import Company
from pupitre.modules.mission.queries.month import Facts, facts_of
from pupitre.modules.mission.rules import Figure, Month, Page
from pupitre.modules.mission.tables import coming, figures, gains
from pupitre.modules.mission.tables.words import in_month, named, titled

MADE = (
    *(figures.budget, figures.satisfaction, gains.savings, figures.decisions, figures.waiting, figures.windows),
    *(figures.plan, figures.tasks, figures.routines, figures.silent, gains.avoided, gains.hours),
    *(gains.identified, coming.risks, coming.cost),
)


def page_of(month: Month, company: Company) -> Page:
    """As it would be issued now."""
    return written(facts_of(month, company))


def written(facts: Facts) -> Page:
    return Page(
        month=str(facts.month),
        title=titled(facts.month),
        company=facts.company.name,
        authors=named(facts.authors),
        readers=named(facts.readers),
        sentence=coming.sentence(facts),
        figures=tuple(_compared(make(facts), facts) for make in MADE),
        balance=coming.balance(facts),
        comment=facts.comment,
        cost_of=tuple(sorted(one.member.ref for one in facts.worked)),
    )


def _compared(figure: Figure, facts: Facts) -> Figure:
    """With what the page of the month before said, when it was issued."""
    if facts.before is None or figure.number is None or figure.code in ("risks", "cost"):
        return figure
    before = next((one for one in facts.before.figures if one.code == figure.code), None)
    if before is None or before.number is None:
        return figure
    value = "comme" if before.value == figure.value else before.value
    said = f"{value} {in_month(facts.month.before)}"
    return replace(figure, caption=" · ".join(filter(None, (figure.caption, said))))
