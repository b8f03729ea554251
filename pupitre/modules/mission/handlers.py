"""What the mission does because something happened to contracts: a saving is proposed, a page is announced."""

from contextlib import suppress
from datetime import date

from django.conf import settings

from pupitre.foundation import clock
from pupitre.foundation.events.dispatch import listen
from pupitre.foundation.notifications.posting import post
from pupitre.foundation.tenancy.models import Member, Role
from pupitre.foundation.tenancy.queries import members_on
from pupitre.foundation.tenancy.scope import current_company
from pupitre.modules.mission import actions, policies
from pupitre.modules.mission.events import MonthIssued
from pupitre.modules.mission.models import MonthPage
from pupitre.modules.mission.rules import Month, SavingDraft
from pupitre.modules.mission.tables.words import of_month
from pupitre.modules.suppliers.public import Contract, ContractEnded, ContractNegotiated
from pupitre.ui.addresses import url_of


@listen(ContractNegotiated)
def propose_what_was_negotiated(event: ContractNegotiated) -> None:
    before, after = event.yearly_cents_before, event.yearly_cents
    if before is None or after is None or after >= before:
        return
    contract = Contract.objects.filter(ref=event.contract).select_related("owner").first()
    if contract is not None:
        source = f"negotiated:{event.contract}:{event.on}:{after}"
        _propose(contract, before, after, date.fromisoformat(event.on), "Prix renégocié", source)


@listen(ContractEnded)
def propose_what_is_not_paid_any_more(event: ContractEnded) -> None:
    contract = Contract.objects.filter(ref=event.contract).select_related("owner").first()
    if contract is not None and contract.yearly_cents:
        source = f"ended:{event.contract}:{event.on}"
        _propose(contract, contract.yearly_cents, 0, date.fromisoformat(event.on), "Contrat résilié", source)


def _propose(contract: Contract, before: int, after: int, on: date, what: str, source: str) -> None:
    if (owner := _owner_of(contract, on)) is None:
        return
    draft = SavingDraft(
        title=f"{what} : {contract.title}"[:160],
        contract=contract.ref,
        basis=contract.price_basis,
        before_cents=before,
        after_cents=after,
        effective_on=on,
        proof=f"Prix du contrat {contract.reference}, avant et après, notés dans Pupitre.",
        owner=owner,
    )
    with suppress(actions.CannotSave):  # it was proposed already
        actions.propose_saving(draft, source, actor=None)


def _owner_of(contract: Contract, on: date) -> Member | None:
    """Who answers for the contract, else the office manager."""
    if contract.owner is not None:
        return contract.owner
    return next((one for one in members_on(on) if one.has(Role.OFFICE_MANAGER)), None)


@listen(MonthIssued)
def tell_the_direction(event: MonthIssued) -> None:
    _announce(event.page)


def _announce(ref: str) -> None:
    """Once a version and person, whoever issued it left out; the figures stay behind the sign-in."""
    page, company = MonthPage.objects.select_related("issued_by").get(ref=ref), current_company()
    month, today = Month(page.month_on), clock.today(company)
    address = settings.URL + url_of("mission:month", company.slug, str(month))
    version = f" (version {page.number})" if page.number > 1 else ""
    for member in members_on(today):
        if policies.receives_the_page(member, today) and member.pk != page.issued_by_id:
            post(
                member,
                key=f"mission.page:{page.ref}:{member.ref}",
                subject=f"{company.name} : la page {of_month(month)} est arrêtée{version}",
                text=f"Bonjour,\n\nLa page {of_month(month)} {month.first.year} est arrêtée{version}.\n"
                f"Elle se lit en deux minutes, et chaque chiffre mène à son détail :\n{address}\n",
            )
