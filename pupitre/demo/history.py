"""Closed history, multiplied in bulk: what a house looks like after years, for those who measure."""

from datetime import date, timedelta

from pupitre.demo.portfolio import Cast
from pupitre.demo.story import rows
from pupitre.foundation.tenancy.models import Company, Role
from pupitre.foundation.tenancy.queries import members_on
from pupitre.foundation.tenancy.scope import working_for
from pupitre.kernel.calendar import add_months
from pupitre.kernel.notice import Regime
from pupitre.modules.suppliers.public import ContractDraft, Per, all_suppliers, import_closed_contracts

TERM = 12  # months


def multiply(company: Company, today: date, scale: int) -> None:
    """Scale 1 adds nothing; each step adds one closed contract for each one of the sample."""
    if scale <= 1:
        return
    with working_for(company):
        claire = next(member for member in members_on(today) if member.has(Role.OFFICE_MANAGER))
        cast = Cast({}, {}, {supplier.name: supplier for supplier in all_suppliers()})
        drafts = [_closed(row, cast, today, age) for age in range(1, scale) for row in rows("contracts.csv")]
        import_closed_contracts(drafts, actor=claire)


def _closed(row: dict[str, str], cast: Cast, today: date, age: int) -> ContractDraft:
    starts_on = add_months(today, -TERM * (age % 20 + 3)) - timedelta(days=age)
    return ContractDraft(
        supplier=cast.suppliers[row["supplier"]],
        title=f"{row['title']}, n° {age}",
        category=row["category"],
        regime=Regime.EXPRESS,
        starts_on=starts_on,
        initial_months=TERM,
        price_cents=int(row["cents"]),
        price_per=Per(row["per"]),
        terminated_on=add_months(starts_on, TERM) - timedelta(days=1),
    )
