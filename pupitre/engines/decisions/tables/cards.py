"""A request as a card: the same on a page, in a mail and behind a link."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from pupitre.engines.decisions.models import DecisionRequest
from pupitre.engines.decisions.queries import requests
from pupitre.engines.decisions.tables import BASIS_WORDS, of, on_day, to_day
from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Company
from pupitre.kernel.formatting import counted, ended, euros, euros_short
from pupitre.ui.addresses import url_of


@dataclass(frozen=True)
class Button:
    label: str
    url: str
    is_primary: bool
    code: str


@dataclass(frozen=True)
class Card:
    title: str
    subtitle: str
    url: str
    sum: str
    sum_note: str
    facts: tuple[tuple[str, str], ...]
    buttons: tuple[Button, ...] = ()
    more: tuple[Button, ...] = ()
    state: str = ""
    flags: tuple[str, ...] = ()


def card_of(asked: DecisionRequest, company: Company, on: date) -> Card:
    slug, kind = company.slug, requests.kind_named(asked.kind)
    url = url_of("decisions:request", slug, asked.ref)
    options = [kind.option(asked.advice)] if asked.advice else []
    options += [one for one in kind.options if one.code != asked.advice]
    known = [one for one in options if one is not None]
    buttons = [Button(one.label, f"{url}?code={one.code}#answer", one == known[0], one.code) for one in known]
    more = [("Une question", "question"), ("En parler au point", "talk"), ("Plus tard", "later")]
    if kind.has_condition:
        more.insert(0, ("Oui, à condition…", "condition"))
    since = clock.local(asked.asked_at, company).date()
    return Card(
        title=asked.title,
        subtitle=f"{asked.payee_name + ', ' if asked.payee_name else ''}demandé par {asked.asker.name}"
        f" {on_day(since, on)}",
        url=url,
        sum=euros_short(asked.amount_cents) if asked.amount_cents else "",
        sum_note=BASIS_WORDS.get(asked.basis, "") if asked.amount_cents else "",
        facts=tuple(_facts(asked, on)),
        buttons=tuple(buttons),
        more=tuple(Button(label, f"{url}?code={code}#answer", False, code) for label, code in more),
        state=state_said(asked, on),
        flags=tuple(_flags(asked)),
    )


def _facts(asked: DecisionRequest, on: date) -> Any:
    if asked.decide_by:
        yield "Avant", on_day(asked.decide_by, on)
    if asked.recommendation:
        yield f"Avis {of(asked.asker.name.split()[0])}", asked.recommendation
    if asked.consequence:
        yield "Si rien n’est décidé", asked.consequence
    if asked.then_what and asked.then_member:
        yield "Dès l’accord", f"{asked.then_what}, par {asked.then_member.name}"


def _flags(asked: DecisionRequest) -> Any:
    if asked.together_cents:
        yield ended(
            f"Avec ce qui a été demandé le même jour à {asked.payee_name} : "
            f"{euros(asked.together_cents)} {BASIS_WORDS[asked.basis]}, et c’est ce total qui compte"
        )
    elif asked.recent_cents:
        yield ended(
            f"En trente jours, {euros(asked.recent_cents)} {BASIS_WORDS[asked.basis]} "
            f"demandés à {asked.payee_name}, cette demande comprise"
        )


def state_said(asked: DecisionRequest, on: date) -> str:
    """Empty while it simply waits for an answer."""
    if asked.is_question_open:
        return "une question attend sa réponse"
    if asked.later_until and asked.later_until > on:
        times = f", {counted(asked.postponed, 'report')}" if asked.postponed > 1 else ""
        return f"remis {to_day(asked.later_until, on)}{times}"
    return "à voir au prochain point" if asked.is_for_the_point else ""
