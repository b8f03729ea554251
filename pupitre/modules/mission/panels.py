"""Where the mission is met: on the director's desk, in the news, and behind its references."""

from collections.abc import Callable, Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from pupitre.engines.attention.public import Dimension, News
from pupitre.foundation import clock
from pupitre.foundation.audit.models import Entry
from pupitre.foundation.registry import Found
from pupitre.foundation.tenancy.models import Member, Role
from pupitre.foundation.tenancy.scope import current_company
from pupitre.modules.mission import events, policies, queries
from pupitre.modules.mission.rules import Month, Nature, State, read_month, totals_of
from pupitre.modules.mission.rules.savings import SAVED, has_lapsed
from pupitre.modules.mission.tables.words import STATE_WORDS, amounts, of_month
from pupitre.ui.addresses import url_of


def find_saving(actor: Member, ref: str) -> Found | None:
    saving = queries.savings_visible_to(actor).filter(ref=ref).first()
    return Found(saving.title, url_of("mission:saving", actor.company.slug, ref)) if saving else None


def find_page(actor: Member, ref: str) -> Found | None:
    page = queries.pages_visible_to(actor).filter(ref=ref).first()
    if page is None:
        return None
    month = Month(page.month_on)
    return Found(f"La page {of_month(month)}", url_of("mission:month", actor.company.slug, str(month)))


def for_direction(actor: Member) -> SafeString | None:
    """What the mission brings: realised and validated, of less than a year; nothing while nothing is."""
    if not policies.can_see_savings(actor):
        return None
    today = clock.today(actor.company)
    totals = totals_of(one for one in queries.counted_now(queries.all_savings()) if not has_lapsed(one, today))
    won = totals.of(Nature.HARD, *SAVED)
    if not won:
        return None
    base = url_of("mission:savings", actor.company.slug)
    validated = totals.of(Nature.HARD, State.VALIDATED)
    tiles = [
        {
            "value": amounts(won),
            "caption": "d’économies réalisées par an",
            "source": f"dont {amounts(validated)} validés" if validated else "à valider",
            "url": f"{base}?state=saved",
        }
    ]
    return render_to_string("mission/_direction.html", {"tiles": tiles})


def _issued(entry: Entry, payload: dict[str, Any], details: dict[str, Any], names: Mapping[str, str]) -> News | None:
    month = read_month(payload["month"])
    version = f", version {payload['number']}" if payload["number"] > 1 else ""
    url = url_of("mission:month", current_company().slug, payload["month"])
    return _told(f"La page {of_month(month)} est arrêtée{version}", url, Dimension.PROCESS)


def _moved(entry: Entry, payload: dict[str, Any], details: dict[str, Any], names: Mapping[str, str]) -> News | None:
    if payload["state"] not in (State.REALISED, State.VALIDATED):
        return None
    said = f"Une économie est {STATE_WORDS[payload['state']].lower()}"
    url = url_of("mission:saving", current_company().slug, payload["saving"])
    return _told(f"{said} : {details['title']}" if "title" in details else said, url, Dimension.FINANCE)


def _told(sentence: str, url: str, dimension: Dimension) -> News:
    roles = frozenset({Role.OFFICE_MANAGER, Role.DIRECTOR})
    return News(sentence=sentence, seen_by=frozenset(), roles=roles, url=url, dimension=dimension)


NEWS: Mapping[type, Callable[..., News | None]] = {events.MonthIssued: _issued, events.SavingMoved: _moved}
