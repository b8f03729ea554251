"""The windows of contracts as days of a calendar: what to send, the last day to leave, the end of the term."""

from collections.abc import Iterator
from datetime import date, timedelta

from pupitre.foundation.registry.calendars import Dated, Source
from pupitre.foundation.tenancy.models import Member
from pupitre.kernel.formatting import day_short
from pupitre.kernel.notice import Window
from pupitre.modules.suppliers import queries
from pupitre.modules.suppliers.queries import Standing
from pupitre.ui.addresses import url_of

BEHIND = timedelta(days=31)


def windows_in_days(actor: Member, on: date) -> Iterator[Dated]:
    """Of the contracts this reader may see at that moment, from a month ago on; two queries."""
    seen = queries.owner_seen(actor)
    if seen is None:
        return
    rows = queries.contracts_of(*seen).filter(queries.is_active(on))
    for standing in queries.standings(rows, actor.company, on):
        page = url_of("suppliers:contract", actor.company.slug, standing.contract.ref)
        for key, day, title, detail in _days(standing):
            if day >= on - BEHIND:
                yield Dated(f"{key}:{standing.contract.ref}", day, title, detail, page)


def _days(standing: Standing) -> Iterator[tuple[str, date, str, str]]:
    contract, position = standing.contract, standing.position
    name = f"{contract.supplier.name}, {contract.title}"
    if position.over_on is not None:
        yield "suppliers.over", position.over_on, f"Fin : {name}", ""
        return
    window = position.shown
    if window is not None:
        yield from _of_window(window, name)


def _of_window(window: Window, name: str) -> Iterator[tuple[str, date, str, str]]:
    """`occurrence` numbers the terms of a contract: it stays when their dates are corrected."""
    n, ends = window.occurrence, f"Le terme s’achève le {day_short(window.term_ends_on)}."
    yield f"suppliers.send:{n}", window.act_before, f"Dernier envoi : {name}", ends
    yield f"suppliers.notice:{n}", window.notice_on, f"Préavis : {name}", ends
    yield f"suppliers.term:{n}", window.term_ends_on, f"Échéance : {name}", ""


RENEWALS = Source("suppliers.see_contracts", windows_in_days)
