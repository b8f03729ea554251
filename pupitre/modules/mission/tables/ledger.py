"""The ledger of savings in words: totals that open on their rows, lines, and the steps of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Company
from pupitre.kernel.formatting import day_short, duration, euros_short
from pupitre.modules.mission.models import Saving, SavingStep
from pupitre.modules.mission.rules import COUNTED, SAVED, Counted, Nature, State, totals_of
from pupitre.modules.mission.rules.savings import expires_on
from pupitre.modules.mission.tables.words import NATURE_WORDS, STATE_WORDS, amount, amounts

TONES = {State.VALIDATED: "fine", State.REALISED: "fine", State.PROPOSED: "act", State.ABANDONED: "plain"}
VIEWS = {"saved": SAVED, "counted": COUNTED}
SAID = {
    State.PROPOSED: "proposée",
    State.IDENTIFIED: "identifiée, jamais comptée comme gagnée",
    State.CONTRACTED: "négociée, à montrer par les factures",
    State.REALISED: "réalisée, déclarée avec ses factures",
    State.VALIDATED: "validée par la direction",
    State.ABANDONED: "abandonnée",
}


@dataclass(frozen=True)
class Total:
    label: str
    value: str
    count: str
    url: str


@dataclass(frozen=True)
class TotalRow:
    nature: str
    totals: tuple[Total, ...]


@dataclass(frozen=True)
class Line:
    ref: str
    title: str
    url: str
    nature: str
    state: str
    tone: str
    yearly: str
    effective: str
    owner: str


@dataclass(frozen=True)
class StepLine:
    on: str
    by: str
    text: str
    detail: str


def totals_table(savings: Sequence[Counted], base: str) -> list[TotalRow]:
    """One row a nature, one column a state: nothing is added across."""
    totals = totals_of(savings)
    return [
        TotalRow(
            NATURE_WORDS[nature],
            tuple(
                Total(
                    STATE_WORDS[state],
                    amounts(totals.of(nature, state)),
                    str(totals.count(nature, state)),
                    f"{base}?nature={nature}&state={state}" if totals.count(nature, state) else "",
                )
                for state in COUNTED
            ),
        )
        for nature in Nature
    ]


def asked_for(nature: str, state: str) -> Q:
    """Of an address: what is unknown in it is left out."""
    wanted = Q()
    if nature in set(Nature):
        wanted &= Q(nature=nature)
    if state in VIEWS:
        wanted &= Q(state__in=VIEWS[state])
    elif state in set(State):
        wanted &= Q(state=state)
    return wanted


def line(saving: Saving, base: str) -> Line:
    return Line(
        saving.ref,
        saving.title,
        f"{base}{saving.ref}/",
        NATURE_WORDS[saving.nature],
        STATE_WORDS[saving.state],
        TONES.get(State(saving.state), "plain"),
        f"{amount(saving.annual_cents, saving.basis)} par an",
        day_short(saving.effective_on) if saving.effective_on else "",
        saving.owner.name,
    )


def facts(saving: Saving) -> list[tuple[str, str]]:
    found = [("Nature", NATURE_WORDS[saving.nature])]
    if saving.nature == Nature.HOURS:
        rate, cap = euros_short(saving.rate_cents or 0), euros_short(saving.cap_cents or 0)
        found.append(("Calcul, estimé", f"{duration(saving.minutes_a_month or 0)} par mois × {rate} de l’heure"))
        found.append(("Plafond convenu", f"{cap} par an"))
    else:
        found.append(("Avant", f"{amount(saving.before_cents or 0, saving.basis)} par an"))
        found.append(("Maintenant", f"{amount(saving.after_cents or 0, saving.basis)} par an"))
    found.append(("Économie", f"{amount(saving.annual_cents, saving.basis)} par an"))
    if saving.effective_on:
        found.append(("À partir du", day_short(saving.effective_on)))
        found.append(("Comptée jusqu’au", day_short(date.fromordinal(expires_on(saving.effective_on).toordinal() - 1))))
    found.append(("Prix d’avant", saving.proof or "sans preuve notée"))
    found.append(("Responsable", saving.owner.name))
    return found


def steps(rows: Sequence[SavingStep], company: Company) -> list[StepLine]:
    """The latest first."""
    return [
        StepLine(
            day_short(clock.local(row.at, company).date()),
            row.by.name if row.by else "Pupitre",
            SAID[State(row.state)].capitalize(),
            row.said,
        )
        for row in reversed(rows)
    ]
