"""Writing what is derived from a contract, always in the action that changes what it derives from."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from pupitre.foundation import clock
from pupitre.foundation.tenancy.scope import current_company
from pupitre.kernel.notice import Regime
from pupitre.kernel.reading import fold
from pupitre.modules.suppliers.models import Contract, WindowDecision
from pupitre.modules.suppliers.queries import Decided, decided_of, facts_of
from pupitre.modules.suppliers.rules import ContractDraft, category_of, position, yearly_cents

WORDS = frozenset({"title", "folded_title", "reference", "supplier", "owner", "notes"})  # change no date and no amount
DERIVED = ("next_act_on", "next_occurrence", "notice_on", "over_on", "yearly_cents", "reckoned_on")


def values_of(draft: ContractDraft) -> dict[str, Any]:
    """What is stored of a draft; a day of negotiation wins over « never »."""
    values = {name: getattr(draft, name) for name in draft.__dataclass_fields__}
    title = " ".join(draft.title.split())
    never = draft.is_never_negotiated and draft.last_negotiated_on is None
    said = {"title": title, "folded_title": fold(title)[:160], "category": category_of(draft.category).name}
    unread = {"renewal_months": None} if draft.regime in (Regime.EXPRESS, Regime.OPEN_ENDED) else {}
    return {**values, **said, **unread, "is_never_negotiated": never}


def reckon(contract: Contract, decided: Iterable[WindowDecision | Decided] = (), on: date | None = None) -> None:
    company = current_company()
    on = on or clock.today(company)
    found = position(facts_of(contract, company, decided), on)
    contract.next_act_on = found.act.act_by if found.act else None
    contract.next_occurrence = found.act.occurrence if found.act else None
    contract.notice_on = found.shown.notice_on if found.shown else None
    contract.over_on = found.over_on
    contract.yearly_cents = yearly_cents(contract.price_cents, contract.price_per)
    contract.reckoned_on = on


def reckon_again(contract: Contract) -> None:
    reckon(contract, decided_of(contract))
