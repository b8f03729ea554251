"""What suppliers do because something happened elsewhere."""

from contextlib import suppress

from pupitre.engines.decisions.public import CannotAsk, close_moot_requests
from pupitre.foundation.events.dispatch import listen
from pupitre.modules.people.public import CompanyEdited, SiteEdited
from pupitre.modules.suppliers import actions
from pupitre.modules.suppliers.events import ContractEnded, ContractRemoved, NoticeWasSent, WindowDecided
from pupitre.modules.suppliers.rules import WINDOW

ZONE = "zone"  # its holidays are others, and so are its working days


@listen(SiteEdited)
def follow_site(event: SiteEdited) -> None:
    if ZONE in event.fields:
        with suppress(actions.CannotChange):  # no date moved
            actions.reckon_contracts(event.site, actor=None)


@listen(WindowDecided)
def close_what_was_asked(event: WindowDecided) -> None:
    """Decided otherwise than by the request that waits: it has no object any more."""
    _close(f"{event.contract}:{event.occurrence}:{int(event.is_review)}")


@listen(ContractEnded)
def close_what_was_asked_of_an_ended_contract(event: ContractEnded) -> None:
    _close(f"{event.contract}:")


@listen(ContractRemoved)
def close_what_was_asked_of_a_removed_contract(event: ContractRemoved) -> None:
    _close(f"{event.contract}:")


@listen(NoticeWasSent)
def close_what_was_asked_of_a_terminated_contract(event: NoticeWasSent) -> None:
    _close(f"{event.contract}:")


def _close(subject: str) -> None:
    with suppress(CannotAsk):  # nothing waited
        close_moot_requests(WINDOW, subject, actor=None)


@listen(CompanyEdited)
def follow_company(event: CompanyEdited) -> None:
    if ZONE in event.fields:
        with suppress(actions.CannotChange):  # no date moved
            actions.reckon_contracts(actor=None)
