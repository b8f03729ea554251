"""The figures of what was won: money not spent, costs avoided, hours, and what is not won yet, each apart."""

from collections.abc import Mapping

from pupitre.kernel.money import Basis
from pupitre.modules.mission.queries.month import Facts
from pupitre.modules.mission.rules import Counted, Figure, Nature, Row, State, totals_of
from pupitre.modules.mission.rules.savings import SAVED
from pupitre.modules.mission.tables.words import DECLARED, ESTIMATED, STATE_WORDS, amount, amounts

SAVING = "mission.saving"


def savings(facts: Facts) -> Figure:
    """Only what is realised or validated, of money not spent any more."""
    totals = totals_of(facts.savings)
    found, negotiated = totals.of(Nature.HARD, *SAVED), totals.of(Nature.HARD, State.CONTRACTED)
    rows = [one for one in facts.savings if one.nature is Nature.HARD and one.state in SAVED]
    beside = f", {amounts(negotiated)} négociés en plus" if negotiated else ""
    return Figure(
        "savings",
        "Économies réalisées",
        amounts(found),
        f"par an{beside}",
        known=DECLARED if rows else "",
        how=(
            "Somme des dépenses en moins réalisées ou validées, en un an. Ce qui est identifié ou négocié n’y est pas. "
            "Une économie réalisée est déclarée avec ses factures ; calculée des factures, elle le sera avec elles."
        ),
        number=_number(found),
        is_private=True,
        tone="fine" if rows else "plain",
        rows=tuple(_saving(one) for one in rows),
    )


def avoided(facts: Facts) -> Figure:
    rows = [one for one in facts.savings if one.nature is Nature.AVOIDED and one.state in SAVED]
    found = totals_of(facts.savings).of(Nature.AVOIDED, *SAVED)
    return Figure(
        "avoided",
        "Coûts évités",
        amounts(found),
        "par an, jamais ajoutés aux économies",
        known=ESTIMATED if rows else "",
        how="Hausses refusées et achats qui n’ont pas eu lieu, réalisés ou validés. À part : rien n’a baissé.",
        number=_number(found),
        is_private=True,
        rows=tuple(_saving(one) for one in rows),
    )


def hours(facts: Facts) -> Figure:
    rows = [one for one in facts.savings if one.nature is Nature.HOURS and one.state in SAVED]
    found = totals_of(facts.savings).of(Nature.HOURS, *SAVED)
    return Figure(
        "hours",
        "Heures gagnées",
        amounts(found),
        "par an, au taux convenu et plafonné, jamais ajoutées aux économies",
        known=ESTIMATED if rows else "",
        how="Heures gagnées en un an × le taux convenu avec la direction, dans la limite du plafond convenu.",
        number=_number(found),
        is_private=True,
        rows=tuple(_saving(one) for one in rows),
    )


def identified(facts: Facts) -> Figure:
    states = (State.IDENTIFIED, State.CONTRACTED)
    rows = [one for one in facts.savings if one.nature is Nature.HARD and one.state in states]
    found = totals_of(facts.savings).of(Nature.HARD, *states)
    return Figure(
        "identified",
        "Identifié ou négocié",
        amounts(found),
        "par an, pas encore gagné",
        known=ESTIMATED if rows else "",
        how="Ce qui pourrait être économisé, et ce qui est négocié sans qu’aucune facture ne le montre encore.",
        number=_number(found),
        is_private=True,
        rows=tuple(_saving(one) for one in rows),
    )


def _number(found: Mapping[str, int]) -> int | None:
    """Of HT alone: two bases are not one number."""
    return None if found.get(Basis.TTC) else found.get(Basis.HT, 0)


def _saving(one: Counted) -> Row:
    return Row(one.title, STATE_WORDS[one.state], f"{amount(one.annual_cents, one.basis)} par an", SAVING, one.ref)
