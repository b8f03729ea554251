"""Endings whose letter has left: one line for each, its next step, until the supplier has answered and all is back."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from pupitre.engines.attention.public import Dimension, Item, Verb
from pupitre.foundation.tenancy.models import Company, Role
from pupitre.foundation.tenancy.queries import Here
from pupitre.kernel.calendar import Zone
from pupitre.kernel.formatting import counted, day_named, day_short, ended, euros_short
from pupitre.modules.suppliers.attention.audience import audience_of
from pupitre.modules.suppliers.models import Contract
from pupitre.modules.suppliers.queries.endings import Following, delays, endings_to_follow
from pupitre.modules.suppliers.rules.endings import CHASED, Due, Step, dues
from pupitre.modules.suppliers.tables.endings import TO_DO, WHY
from pupitre.modules.suppliers.tables.words import BASIS_LABELS, within
from pupitre.ui.addresses import url_of

ENDING, UNPOWERED = "suppliers.ending", "suppliers.unpowered"
LATE_RETURN, ANSWER, PAPER = 4, 3, 2  # criticality
MINUTES = {Step.RETURNED: 30}
QUICK = 10


def endings_to_act_on(company: Company, on: date, here: Here | None = None) -> Iterator[Item]:
    """Two queries, and one when none lives: the letter itself is a line of its window."""
    found = endings_to_follow()
    if not found:
        return
    here, waits = here or Here(on), delays()
    audience = audience_of(here)
    for one in found:
        contract = one.ending.contract
        if one.followed.lacks_power:
            yield _unpowered(one, company, here, seen_by=audience.seen_by(contract.owner))
        zone = Zone(contract.site.zone if contract.site else company.zone)
        due = next((due for due in dues(one.followed, waits, zone) if due.opens_on <= on), None)
        if due is None:
            continue
        owner = contract.owner
        yield _item(one, due, company, on, seen_by=audience.seen_by(owner), acts=audience.acts(owner))


def _item(one: Following, due: Due, company: Company, on: date, **audience: Any) -> Item:
    contract, step = one.ending.contract, due.step
    url = url_of("suppliers:ending", company.slug, contract.ref)
    is_late = step is Step.RETURNED and due.act_by <= on + timedelta(days=7)
    return Item(
        key=f"{ENDING}:{contract.ref}:{one.ending.ref}.{step}.{due.chases}",
        kind=ENDING,
        title=_title(contract, step, due),
        why=ended(_why(one, due, on)),
        criticality=LATE_RETURN if is_late else PAPER if step in (Step.LAST_INVOICE, Step.CREDIT_NOTE) else ANSWER,
        url=url,
        dimension=Dimension.FINANCE,
        act_by=due.act_by,
        opens_on=due.opens_on,
        waiting_since=due.opens_on,
        minutes=MINUTES.get(step, QUICK),
        verbs=(Verb("Relancer" if step in CHASED else "Noter", f"{url}#next"),),
        **_stake(contract, step),
        **audience,
    )


def _unpowered(one: Following, company: Company, here: Here, seen_by: frozenset[str]) -> Item:
    """For the direction: it left, so it is mended, never undone by forgetting it."""
    contract, sent = one.ending.contract, one.followed.closed[Step.SENT]
    url = url_of("suppliers:ending", company.slug, contract.ref)
    left = f"Lettre partie le {day_short(sent.happened_on)}, son signataire n’en avait pas le pouvoir ce jour-là."
    return Item(
        key=f"{UNPOWERED}:{contract.ref}:{one.ending.ref}",
        kind=UNPOWERED,
        title=f"Lettre signée sans pouvoir valable\u00a0: {contract.supplier.name}, {within(contract.title)}",
        why=f"{left} À ratifier par qui l’a, tant que le fournisseur n’a pas confirmé la fin du contrat.",
        criticality=LATE_RETURN,
        url=url,
        dimension=Dimension.FINANCE,
        opens_on=sent.happened_on,
        waiting_since=sent.happened_on,
        minutes=QUICK,
        verbs=(Verb("Ratifier", f"{url}#power"),),
        seen_by=seen_by,
        acts=here.with_role(Role.DIRECTOR),
        **_stake(contract, Step.CONFIRMED),
    )


def _title(contract: Contract, step: Step, due: Due) -> str:
    named = f"{contract.supplier.name}, {within(contract.title)}"
    if step in CHASED:
        verb = "Relancer" if due.chases else "Demander des nouvelles à"
        return f"{verb} {named}\u00a0: {within(TO_DO[step])}"
    return f"{TO_DO[step]} à {named}"


def _why(one: Following, due: Due, on: date) -> str:
    chased = f" Déjà {counted(due.chases, 'relance')}." if due.chases else ""
    if due.step is Step.RETURNED:
        return f"Dernier jour du contrat\u00a0: {day_named(due.act_by, on)}. {WHY[due.step]}"
    sent = one.followed.closed.get(Step.SENT)
    since = f"Lettre partie le {day_short(sent.happened_on)}. " if sent else ""
    return f"{since}{WHY[due.step]}.{chased}"


def _stake(contract: Contract, step: Step) -> dict[str, Any]:
    """A year of the contract, for as long as its end is not confirmed; then words."""
    if step in (Step.ACKNOWLEDGED, Step.CONFIRMED) and contract.yearly_cents:
        origin = f"un an de contrat à {euros_short(contract.yearly_cents)} {BASIS_LABELS[contract.price_basis]}"
        return {"at_stake": contract.yearly_cents, "at_stake_from": origin}
    words = {Step.RETURNED: "ce qui n’est pas rendu se facture", Step.CREDIT_NOTE: "un avoir à recevoir"}
    return {"at_stake": 0, "at_stake_from": "", "stake_words": words.get(step, "une fin à prouver")}
