"""What the next month holds, and what the mission costs beside what it brought."""

from datetime import date

from pupitre.kernel.formatting import day_of_month, day_short, euros_short, in_words
from pupitre.modules.mission.queries.month import Facts
from pupitre.modules.mission.rules import Figure, Nature, Per, Row, State, share_of, totals_of
from pupitre.modules.mission.rules.savings import SAVED
from pupitre.modules.mission.tables.figures import CONTRACT, TASK, overdue
from pupitre.modules.mission.tables.words import DECLARED, MEASURED, amount, amounts, days_said, in_month
from pupitre.modules.suppliers.public import Handled

RATES = {Per.DAY: "par jour", Per.HALF_DAY: "par demi-journée", Per.MONTH: "par mois"}


def risks(facts: Facts) -> Figure:
    rows = [row for _, row in sorted(_risks(facts), key=lambda one: one[0])]
    return Figure(
        "risks",
        f"{in_month(facts.month.after).capitalize()}",
        str(len(rows)),
        "dates à tenir" if rows else "rien de daté",
        known=MEASURED,
        how="Derniers jours de préavis encore à traiter, fins de contrat, tâches importantes, absences, arrivées et "
        "départs du mois qui suit.",
        number=len(rows),
        rows=tuple(rows),
    )


def _risks(facts: Facts) -> list[tuple[date, Row]]:
    found: list[tuple[date, Row]] = []
    for one in facts.next_windows:
        if one.handled is not Handled.IN_TIME:
            at_stake = f"{amount(one.yearly_cents, one.basis)} par an" if one.yearly_cents else ""
            title = f"Dernier jour pour résilier : {one.title}"
            found.append((one.on, Row(title, day_short(one.on), at_stake, CONTRACT, one.ref)))
    for end in facts.next_ends:
        found.append((end.on, Row(f"Fin de contrat : {end.title}", day_short(end.on), "", CONTRACT, end.ref)))
    for task in facts.next_tasks:
        found.append((task.on, Row(task.title, day_short(task.on), "tâche importante", TASK, task.ref)))
    for away in facts.next_absences:
        relay = f"relais : {away.relay}" if away.relay else "sans relais"
        days = day_short(away.starts_on)
        if away.ends_on > away.starts_on:
            days = f"{days} au {day_short(away.ends_on)}"
        found.append((away.starts_on, Row(f"{away.name} est absente ou absent", days, relay)))
    for member in facts.arriving:
        found.append((member.joined_on, Row(f"Arrivée de {member.name}", day_short(member.joined_on))))
    for member in facts.leaving:
        last = member.left_on or facts.month.last
        found.append((last, Row(f"Départ de {member.name}", day_short(last))))
    return found


def cost(facts: Facts) -> Figure:
    """Of all the office managers of the month; one whose agreement is not noted makes it unknown, never nothing."""
    rows = []
    for one in facts.worked:
        cents, days = one.cost.cents, days_said(one.cost.halves)
        rate = ""
        if one.cost.rate_cents is not None and one.cost.per is not None:
            rate = f"{euros_short(one.cost.rate_cents)} HT {RATES[one.cost.per]}"
        target = f", prévus {days_said(2 * one.target_days)}" if one.target_days else ""
        value = "coût non renseigné" if cents is None else f"{euros_short(cents)} HT"
        detail = " · ".join(filter(None, (f"{days}{target}", rate)))
        rows.append(Row(one.member.name, detail, value))
    cents = total_cost(facts)
    halves = sum(one.cost.halves for one in facts.worked)
    return Figure(
        "cost",
        "Coût de la mission",
        "coût non renseigné" if cents is None else f"{euros_short(cents)} HT",
        days_said(halves),
        known="" if cents is None else DECLARED,
        how="Demi-journées de présence notées × la rémunération convenue, ou la somme du mois. Sans rémunération "
        "notée pour tous ces jours, le coût n’est pas donné.",
        number=cents,
        act="Noter la rémunération" if cents is None else "",
        is_private=True,
        rows=tuple(rows),
    )


def total_cost(facts: Facts) -> int | None:
    known = [one.cost.cents for one in facts.worked]
    if not known or None in known:
        return None
    return sum(cents for cents in known if cents is not None)


def balance(facts: Facts) -> str:
    """The cost beside what is realised or validated, for the month; what is not yet is said apart, never counted."""
    cents = total_cost(facts)
    shares = share_of_month(facts)
    costs = f"Coût de la mission {in_month(facts.month)} : "
    costs += "non renseigné" if cents is None else f"{euros_short(cents)} HT"
    days = days_said(sum(one.cost.halves for one in facts.worked))
    won = f"En face, {amounts(shares)} d’économies réalisées ou validées pour ce seul mois"
    apart = totals_of(facts.savings).of(Nature.HARD, State.IDENTIFIED, State.CONTRACTED)
    rest = f" ; {amounts(apart)} par an identifiés ou négociés, non comptés" if apart else ""
    return f"{costs}, {days}. {won}{rest}."


def share_of_month(facts: Facts) -> dict[str, int]:
    """By basis, of hard savings that are realised or validated and have taken effect."""
    found: dict[str, int] = {}
    for one in facts.savings:
        if one.nature is Nature.HARD and one.state in SAVED and one.effective_on is not None:
            cents = share_of(one.annual_cents, one.effective_on, facts.month.first)
            found[one.basis] = found.get(one.basis, 0) + cents
    return {basis: cents for basis, cents in found.items() if cents}


def sentence(facts: Facts) -> str:
    """Facts put one after the other: what was won this month, what was decided, what is awaited."""
    said = [*_won(facts), *_decided(facts), *_awaited(facts)]
    return " ".join(said) or f"Rien n’a encore été noté {in_month(facts.month)}."


def _won(facts: Facts) -> list[str]:
    before = {one.ref for one in facts.savings_before if one.state in SAVED}
    new = [one for one in facts.savings if one.nature is Nature.HARD and one.state in SAVED and one.ref not in before]
    if not new:
        return []
    cents = totals_of(new).of(Nature.HARD, *SAVED)
    if len(new) == 1:
        return [f"« {new[0].title} » coûte {amounts(cents)} de moins par an."]
    many = in_words(len(new), is_feminine=True).capitalize()
    return [f"{many} économies réalisées {in_month(facts.month)} : {amounts(cents)} par an."]


def _decided(facts: Facts) -> list[str]:
    missed = sum(one.handled is Handled.MISSED for one in facts.windows)
    handled = sum(one.handled is Handled.IN_TIME for one in facts.windows)
    if missed:
        were = "ont été manquées" if missed > 1 else "a été manquée"
        return [f"{_windows(missed)} {were}."]
    if handled:
        were = "ont été traitées à temps" if handled > 1 else "a été traitée à temps"
        return [f"{_windows(handled)} {were}."]
    return []


def _windows(n: int) -> str:
    said = in_words(n, is_feminine=True).capitalize()
    return f"{said} {'échéances' if n > 1 else 'échéance'} de contrat"


def _awaited(facts: Facts) -> list[str]:
    """« Deux sujets attendent une décision, le premier avant le 12 novembre. »"""
    n, late = len(facts.waiting), len(overdue(facts))
    if not n:
        return []
    said = f"{in_words(n).capitalize()} {'sujets attendent' if n > 1 else 'sujet attend'} une décision"
    if late:
        which = f"dont {in_words(late)}" if n > 1 else "et"
        return [f"{said}, {which} {'ont dépassé leur' if late > 1 else 'a dépassé sa'} date."]
    first = facts.waiting[0].decide_by
    by = f"{', le premier' if n > 1 else ''} avant le {day_of_month(first)}" if first else ""
    return [f"{said}{by}."]
