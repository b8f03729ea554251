"""Contracts that the Atelier leaves: one whose letter is to be signed, one that waits for an answer, one behind it."""

from datetime import timedelta

from pupitre.demo.portfolio import Cast
from pupitre.demo.story import Story
from pupitre.engines.decisions.public import PowerDraft, add_power
from pupitre.kernel.calendar import add_months, working_day_on_or_before
from pupitre.kernel.notice import Regime
from pupitre.modules.suppliers.public import (
    WINDOW,
    Channel,
    Choice,
    Contract,
    ContractDraft,
    Decided,
    EndingStep,
    Per,
    StepDraft,
    follow_ending,
    import_closed_contracts,
    last_ending_of,
    record_ending_step,
    record_notice_sent,
    record_window_decision,
    return_thing,
    things_of_ending,
    turn_the_page,
)

SHARED, SPARE = "Partage de fichiers", "Ligne ADSL de secours"


def tell(story: Story, cast: Cast, contracts: dict[str, Contract]) -> None:
    """The fork-lift's termination is decided elsewhere: here, Sophie may sign its letter."""
    story.ago(70, 9, lambda: spare_line(story, cast))
    story.ago(35, 10, lambda: spare_line_billed(story, cast))
    story.ago(26, 10, lambda: leave(contracts[SHARED], cast))
    story.ago(20, 10, lambda: post(story, contracts[SHARED], cast))
    story.ago(0, 5, lambda: let_sign(cast))


def let_sign(cast: Cast) -> None:
    sophie = cast.members["Sophie Lacombe"]
    add_power(PowerDraft(holder=sophie, domain=WINDOW, may_sign=True), actor=sophie)


def leave(contract: Contract, cast: Cast) -> None:
    turn_the_page()
    contract.refresh_from_db()
    why = "Tout est passé sur la suite bureautique."
    decided = Decided(contract.next_occurrence or 0, Choice.TERMINATE, why)
    record_window_decision(contract, decided, actor=cast.members["Sophie Lacombe"])


def post(story: Story, contract: Contract, cast: Cast) -> None:
    contract.refresh_from_db()
    sent_on = working_day_on_or_before(story.today - timedelta(days=20))
    record_notice_sent(contract, sent_on, Channel.REGISTERED, "1A 204 553 8841 7", actor=cast.members["Claire Morel"])


def spare_line(story: Story, cast: Cast) -> None:
    """A fixed term that ended by itself: the box goes back the week after."""
    claire, ends_on = cast.members["Claire Morel"], story.today - timedelta(days=80)
    draft = ContractDraft(
        supplier=cast.suppliers["Orange Business"],
        title=SPARE,
        category="Télécom",
        regime=Regime.EXPRESS,
        starts_on=add_months(ends_on, -24),
        initial_months=24,
        price_cents=39_00,
        price_per=Per.MONTH,
        owner=claire,
        terminated_on=ends_on,
    )
    import_closed_contracts([draft], actor=claire)
    ending = follow_ending(_spare(), actor=claire)
    for thing in things_of_ending(ending):
        return_thing(thing, actor=claire)


def spare_line_billed(story: Story, cast: Cast) -> None:
    claire, on = cast.members["Claire Morel"], story.today - timedelta(days=40)
    ending = last_ending_of(_spare())
    record_ending_step(ending, StepDraft(EndingStep.LAST_INVOICE, on, "Arrêtée au dernier jour"), actor=claire)
    needless = StepDraft(EndingStep.CREDIT_NOTE, on, "Payé à terme échu", is_needless=True)
    record_ending_step(ending, needless, actor=claire)


def _spare() -> Contract:
    found: Contract = Contract.objects.get(title=SPARE)
    return found
