"""What the page of a contract says of it: a headline, figures and facts."""

from dataclasses import dataclass
from datetime import date

from pupitre.kernel.formatting import counted, day_full, day_near, day_short, euros, euros_short
from pupitre.modules.suppliers.models import Contract
from pupitre.modules.suppliers.queries import Standing
from pupitre.modules.suppliers.rules import (
    Act,
    Deed,
    State,
    StateCode,
    is_never_renegotiated,
    monthly_cents,
    per_person_cents,
    renewed_months,
    term_cents,
)
from pupitre.modules.suppliers.tables.words import BASIS_LABELS, months, notice, price, received, renewal, the


@dataclass(frozen=True)
class Figure:
    value: str
    caption: str
    source: str = ""


def headline(standing: Standing, on: date) -> str:
    """What happens if nothing is done, in one sentence with its figures."""
    position = standing.position
    state, shown, act = position.state, position.shown, position.act
    if state.code is StateCode.RENEWED_UNTIL and state.until and state.exit_on:
        until, exit_on = day_short(state.until), day_short(state.exit_on)
        return f"Préavis dépassé : reconduit jusqu’au {until}, prochaine sortie le {exit_on}."
    if state.code in (StateCode.ENDING, StateCode.ENDED) and state.on:
        return (
            f"Le contrat s’arrête le {day_full(state.on)}."
            if state.on >= on
            else f"Terminé depuis le {day_full(state.on)}."
        )
    if act is None or act.deed is Deed.REVIEW or shown is None:
        return f"À revoir une fois par an : prochaine revue {the(day_near(act.act_by, on))}." if act else ""
    if state.code is StateCode.DECIDED_RENEW:
        exit_on = day_short(act.lost_after or act.act_by)
        return f"Reconduit au-delà du {day_short(shown.term_ends_on)} ; prochaine sortie le {exit_on}."
    if act.deed is Deed.SEND:
        last, ends = the(day_near(act.act_by, on)), day_short(act.term_ends_on)
        return f"Résiliation décidée : la lettre part avant {last}, le contrat s’arrête le {ends}."
    return f"{_last_day(state, act, on)} ; sans préavis, {_otherwise(standing)}."


def figures_shown(standing: Standing, people: int) -> list[Figure]:
    contract = standing.contract
    if contract.yearly_cents is None:
        return [Figure(price(contract), "prix annuel inconnu")]
    yearly, basis = contract.yearly_cents, BASIS_LABELS[contract.price_basis]
    each, tied = per_person_cents(yearly, people), renewed_months(standing.facts.terms)
    found = [
        Figure(euros_short(yearly), f"par an, {basis}", price(contract) if contract.price_per != "year" else ""),
        Figure(euros(monthly_cents(yearly)), "par mois"),
    ]
    if each is not None:
        found.append(Figure(euros(each), "par personne et par an", counted(people, "personne")))
    if contract.seats:
        found.append(
            Figure(
                euros(per_person_cents(yearly, contract.seats) or 0), "par poste et par an", f"{contract.seats} postes"
            )
        )
    if standing.position.shown is not None and not standing.facts.is_fixed:
        found.append(Figure(euros_short(term_cents(yearly, tied)), "engagés par une reconduction", months(tied)))
    return found


def facts_shown(contract: Contract) -> list[tuple[str, str]]:
    start = day_short(contract.starts_on) + ("" if contract.is_start_known else " (supposé)")
    rows = [
        ("Référence", contract.reference),
        ("Catégorie", contract.category or "non précisée"),
        ("Prise d’effet", start),
        ("Durée initiale", months(contract.initial_months) if contract.initial_months else ""),
        ("Fin écrite", day_short(contract.ends_on) if contract.ends_on else ""),
        ("Reconduction", renewal(contract)),
        ("Préavis", notice(contract)),
        ("La lettre compte", received(contract)),
        ("Prix", price(contract)),
        ("Postes", str(contract.seats) if contract.seats else ""),
        ("Site", contract.site.name if contract.site else "toute l’entreprise"),
        ("Négociation", _negotiation(contract)),
    ]
    return [(term, value) for term, value in rows if value]


def is_old(contract: Contract, on: date) -> bool:
    return is_never_renegotiated(contract.starts_on, contract.last_negotiated_on, contract.is_never_negotiated, on)


def _negotiation(contract: Contract) -> str:
    if contract.last_negotiated_on:
        return day_short(contract.last_negotiated_on)
    return "jamais" if contract.is_never_negotiated else "on ne sait pas"


def _last_day(state: State, act: Act, on: date) -> str:
    if state.code is StateCode.LATE_STILL_POSSIBLE:
        last = the(day_near(act.lost_after or act.act_by, on))
        return f"La poste ne suffit plus : remise en main propre ou e-mail avant {last}"
    return f"Dernier jour utile pour résilier : {day_near(act.act_by, on)}"


def _otherwise(standing: Standing) -> str:
    coming, tied = standing.position.windows, renewed_months(standing.facts.terms)
    if standing.facts.is_fixed or len(coming) < 2:
        return f"il s’arrête le {day_short(coming[0].term_ends_on)}"
    shown = standing.position.shown
    later = next((w for w in coming if shown and w.occurrence == shown.occurrence + 1), coming[1])
    return f"reconduction de {months(tied)} jusqu’au {day_short(later.term_ends_on)}"
