"""A window as a request for its decision: the amount of a year, the advice, and what silence means."""

from datetime import date

from pupitre.engines.decisions.public import Ask
from pupitre.foundation import clock
from pupitre.foundation.tenancy.scope import current_company
from pupitre.kernel.formatting import euros_short
from pupitre.kernel.notice import renewal
from pupitre.modules.suppliers import queries
from pupitre.modules.suppliers.models import Contract
from pupitre.modules.suppliers.queries import Standing
from pupitre.modules.suppliers.rules import WINDOW, Act, Deed, position, term_cents
from pupitre.modules.suppliers.tables.words import BASIS_LABELS, continuation, duration

DECIDABLE = {Deed.DECIDE, Deed.REVIEW, Deed.NEGOTIATE}


def standing_of(contract: Contract) -> Standing:
    company = current_company()
    facts = queries.facts_of(contract, company, queries.decisions_of([contract]))
    return Standing(contract, facts, position(facts, clock.today(company)))


def decidable(standing: Standing) -> Act | None:
    act = standing.position.act
    return act if act is not None and act.deed in DECIDABLE else None


def ask_about(standing: Standing, act: Act, choice: str, why: str, decide_by: date | None) -> Ask:
    """What the director reads: the amount of a year, the advice, and what silence means, from the contract itself."""
    contract, later = standing.contract, renewal(standing.facts.terms, act.occurrence)
    cents, stake, origin = contract.yearly_cents, 0, ""
    if later is not None and cents is not None and not act.is_review:
        stake = term_cents(cents, later.months, later.days)
        tied = duration(later.months, later.days)
        origin = f"{tied} à {euros_short(cents)} {BASIS_LABELS[contract.price_basis]} par an"
    return Ask(
        title=f"{contract.title}, {contract.supplier.name}"[:160],
        kind=WINDOW,
        subject=act.subject_of(contract.ref),
        amount_cents=cents or None,
        basis=contract.price_basis if cents else "",
        category=contract.category,
        decide_by=decide_by,
        recommendation=why,
        advice=choice,
        consequence=continuation(later) if later else "",
        stake_cents=stake,
        stake_from=origin[:160],
    )
