"""Contracts whose next date falls where the story wants it: computed back from the last day to give notice."""

from dataclasses import dataclass
from datetime import date, timedelta

from pupitre.foundation.tenancy.models import Member, Site
from pupitre.kernel.calendar import add_months, working_day_on_or_after
from pupitre.kernel.money import Basis
from pupitre.kernel.notice import POSTING_DAYS, Regime
from pupitre.modules.suppliers.public import ContractDraft, Per, Supplier

FAR_BACK = 24  # months of history


@dataclass(frozen=True)
class Cast:
    """Who and where, by name."""

    members: dict[str, Member]
    sites: dict[str, Site]
    suppliers: dict[str, Supplier]


def draft(row: dict[str, str], cast: Cast, today: date) -> ContractDraft:
    regime, notice = Regime(row["regime"]), int(row["notice"] or 0)
    initial, renewal = _months(row["initial"]), _months(row["renewal"])
    starts_on = _start(row, regime, initial, renewal, notice, today)
    negotiated = add_months(today, -int(row["negotiated"])) if row["negotiated"] else None
    return ContractDraft(
        supplier=cast.suppliers[row["supplier"]],
        title=row["title"],
        category=row["category"],
        regime=regime,
        starts_on=starts_on,
        initial_months=None if regime == Regime.OPEN_ENDED else initial,
        renewal_months=None if regime in (Regime.EXPRESS, Regime.OPEN_ENDED, Regime.LEASE) else renewal,
        notice_months=notice,
        price_cents=int(row["cents"]),
        price_basis=Basis.HT,
        price_per=Per(row["per"]),
        site=cast.sites.get(row["site"]),
        owner=cast.members.get(row["owner"]),
        last_negotiated_on=max(negotiated, starts_on) if negotiated else None,
    )


def _months(text: str) -> int | None:
    return int(text) if text else None


def _notice_day(act_before: date) -> date:
    """The day whose registered letter must be posted on `act_before` at the latest."""
    day = act_before
    for _ in range(POSTING_DAYS):
        day = working_day_on_or_after(day + timedelta(days=1))
    return day


def _start(
    row: dict[str, str], regime: Regime, initial: int | None, renewal: int | None, notice: int, today: date
) -> date:
    """As many terms back as fit in two years of history, so that the running one gives the day wanted."""
    if regime == Regime.OPEN_ENDED:
        return add_months(today, -20)
    notice_on = _notice_day(working_day_on_or_after(today + timedelta(days=int(row["in_days"]))))
    after_the_end = add_months(notice_on, notice) + timedelta(days=1)
    if regime == Regime.LEASE:
        return add_months(after_the_end, -36 * (2 if int(row["in_days"]) < 100 else 1))
    first, again = initial or 12, renewal or 12
    past = 0 if regime == Regime.EXPRESS else max(0, (FAR_BACK - first) // again + 1)
    return add_months(after_the_end, -(first + past * again))
