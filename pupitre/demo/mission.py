"""What Claire's work has brought, what it costs, the days of last month as they were kept, and its page, issued."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from pupitre.demo.portfolio import Cast
from pupitre.demo.story import Story, presence_days
from pupitre.engines.attention.public import close_day, record_day
from pupitre.engines.decisions.public import Ask, Given, decide, request_decision
from pupitre.engines.tasks.public import TaskDraft, add_task, finish_task
from pupitre.kernel.calendar import working_day_on_or_before
from pupitre.kernel.money import Basis
from pupitre.modules.mission.public import (
    Nature,
    Per,
    SavingDraft,
    Terms,
    add_saving,
    agree_engagement,
    comment_month,
    contract_saving,
    issue_month,
    month_of,
    page_of,
    realise_saving,
    validate_saving,
)
from pupitre.modules.suppliers.public import Contract, turn_the_page

COMMENT = (
    "La flotte est renégociée : la première échéance au nouveau prix est passée. "
    "Il reste à trancher le nettoyage avant la fin du mois."
)
USUAL = ("Trier le courrier et les factures reçues", "Répondre aux demandes de l’équipe")
DECIDED = (  # what was asked last month: title, cents HT, on which day of it, working days before the answer
    ("Douze chaises pour l’atelier", 1_140_00, 5, 1),
    ("Abonnement au registre des normes", 420_00, 9, 2),
    ("Peinture du couloir de Nantes", 1_860_00, 14, 2),
    ("Formation sauveteur secouriste, deux places", 590_00, 20, 4),
)


def tell(story: Story, cast: Cast, contracts: dict[str, Contract]) -> None:
    """Last month, whole, and its page at the first presence of this one; each is in the cast by then."""
    month = month_of(story.today).before
    story.ago(730, 9, lambda: _agree(cast, story.today))
    _savings(story, cast, contracts, month.first)
    for title, cents, after, days in DECIDED:
        _decision(story, cast, title, cents, month.first + timedelta(days=after), days)
    for day in month.days:
        if day.weekday() in presence_days(story.today):
            _day(story, cast, day)
    first = next(day for day in month.after.days if day.weekday() in presence_days(story.today))
    if first <= story.today:
        story.at(first, 8, lambda: _issue(cast, month))


def _agree(cast: Cast, today: date) -> None:
    terms = Terms(Per.DAY, 450_00, today - timedelta(days=730))
    agree_engagement(cast.members["Claire Morel"], terms, 8, actor=cast.members["Sophie Lacombe"])


def _savings(story: Story, cast: Cast, contracts: dict[str, Contract], first: date) -> None:
    """One validated, one declared, one negotiated, one identified; a rise refused and hours, each counted apart."""
    fleet = SavingDraft(
        title="Flotte automobile, prime renégociée",
        before_cents=6_100_00,
        after_cents=4_980_00,
        effective_on=first,
        proof="Avis d’échéance de l’an dernier, Axa",
    )
    copiers = SavingDraft(
        title="Copieurs, deux machines au lieu de trois",
        before_cents=2_448_00,
        after_cents=1_632_00,
        effective_on=first + timedelta(days=61),
        proof="Factures trimestrielles Xeros",
    )
    cleaning = SavingDraft(
        title="Nettoyage des bureaux, mise en concurrence", before_cents=5_040_00, after_cents=4_300_00
    )
    mutual = SavingDraft(
        title="Mutuelle, hausse ramenée de 9 % à 4 %",
        nature=Nature.AVOIDED,
        before_cents=10_900_00,
        after_cents=10_400_00,
        effective_on=first,
        proof="Lettre de hausse de septembre",
    )
    claims = SavingDraft(
        title="Notes de frais envoyées par mail",
        nature=Nature.HOURS,
        minutes_a_month=240,
        rate_cents=35_00,
        cap_cents=1_500_00,
        effective_on=first,
    )
    linked = {"Flotte automobile, quatre véhicules": fleet, "Copieurs, trois machines": copiers}
    linked["Nettoyage des bureaux"] = cleaning
    titles = {id(draft): title for title, draft in linked.items()}

    def written(draft: SavingDraft) -> SavingDraft:
        contract = contracts.get(titles.get(id(draft), ""))
        return draft if contract is None else SavingDraft(**{**vars(draft), "contract": contract.ref})

    _course(story, cast, first, 3, lambda: written(fleet), "Échéance d’octobre, avis 2026-77", 12, 21)
    _course(story, cast, first, 5, lambda: written(mutual), "Appel de cotisation du mois", 16)
    _course(story, cast, first, 6, lambda: written(claims), "Relevé du temps, avant et après", 19, 22)
    _course(story, cast, first, 8, lambda: written(copiers))
    story.at(first + timedelta(days=22), 10, lambda: add_saving(written(cleaning), actor=cast.members["Claire Morel"]))


def _course(
    story: Story, cast: Cast, first: date, day: int, draft: Callable[[], SavingDraft], shown: str = "", *days: int
) -> None:
    """Noted, negotiated two days later, then declared and validated on the days given."""
    made: list[Any] = []

    def step(verb: Callable[..., Any], who: str, *said: str) -> Callable[[], Any]:
        return lambda: verb(made[0], *said, actor=cast.members[who])

    on = [first + timedelta(days=n) for n in (day, day + 2, *days)]
    story.at(on[0], 10, lambda: made.append(add_saving(draft(), actor=cast.members["Claire Morel"])))
    story.at(on[1], 11, step(contract_saving, "Claire Morel"))
    if days:
        story.at(on[2], 14, step(realise_saving, "Claire Morel", shown))
    if len(days) > 1:
        story.at(on[3], 15, step(validate_saving, "Sophie Lacombe"))


def _decision(story: Story, cast: Cast, title: str, cents: int, on: date, days: int) -> None:
    made: list[Any] = []
    ask = Ask(title, amount_cents=cents, basis=Basis.HT)
    story.at(on, 9, lambda: made.append(request_decision(ask, actor=cast.members["Claire Morel"])))
    answered = on + timedelta(days=days)
    story.at(answered, 16, lambda: decide(made[0], Given("yes"), actor=cast.members["Sophie Lacombe"]))


def _day(story: Story, cast: Cast, day: date) -> None:
    """The record of a day of last month: what was planned in the morning, what became of it in the evening."""
    if day != working_day_on_or_before(day):
        return
    record: list[Any] = []
    made: list[Any] = []

    def morning() -> None:
        claire = cast.members["Claire Morel"]
        turn_the_page()
        made.extend(add_task(TaskDraft(title, owner=claire, due_on=day, minutes=20), actor=claire) for title in USUAL)
        record.append(record_day(claire, day, actor=None))

    def finished() -> None:
        for task in made:
            finish_task(task, 20, actor=cast.members["Claire Morel"])

    story.at(day, 5, morning)
    story.at(day, 14, finished)
    story.at(day, 18, lambda: close_day(record[0], actor=None))


def _issue(cast: Cast, month: Any) -> None:
    claire = cast.members["Claire Morel"]
    comment_month(month, COMMENT, actor=claire)
    issue_month(month, page_of(month, claire.company), 0, actor=claire)
