"""What the page of a contract says of it: a headline, figures and facts."""

from dataclasses import dataclass
from datetime import date

from pupitre.kernel.formatting import counted, day_full, day_near, day_short, ended, euros, euros_short
from pupitre.kernel.notice import end_after_notice, renewal
from pupitre.modules.suppliers.models import Contract
from pupitre.modules.suppliers.queries import Standing
from pupitre.modules.suppliers.rules import (
    Act,
    Deed,
    Per,
    StateCode,
    is_never_renegotiated,
    monthly_cents,
    per_person_cents,
    term_cents,
)
from pupitre.modules.suppliers.tables.windows import until
from pupitre.modules.suppliers.tables.words import (
    BASIS_LABELS,
    PAID_ONCE,
    by,
    continuation,
    duration,
    months,
    notice,
    price,
    received,
    renews,
    the,
)


@dataclass(frozen=True)
class Figure:
    value: str
    caption: str
    source: str = ""


def headline(standing: Standing, on: date) -> str:
    """What happens if nothing is done, in one sentence with its figures."""
    position = standing.position
    state, shown, act = position.state, position.shown, position.act
    if state.until is not None:
        return _passed(standing)
    if state.code in (StateCode.ENDING, StateCode.ENDED) and state.on:
        return (
            f"Le contrat s’arrête le {day_full(state.on)}."
            if state.on >= on
            else f"Terminé depuis le {day_full(state.on)}."
        )
    if act is not None and act.deed is Deed.SEND:
        return _to_send(standing, act, on)
    if standing.facts.is_fixed and shown is not None:
        last = f"renouveler ou remplacer {until(act, on)}" if act else "en signer un autre pour continuer"
        return ended(f"Il s’arrête le {day_short(shown.term_ends_on)} : {last}")
    if act is None or act.deed is Deed.REVIEW or shown is None:
        return ended(f"À revoir une fois par an : prochaine revue {the(day_near(act.act_by, on))}") if act else ""
    if state.code in (StateCode.DECIDED_RENEW, StateCode.NEGOTIATED):
        exit_on = day_short(act.lost_after or act.act_by)
        return f"Reconduit au-delà du {day_short(shown.term_ends_on)} ; prochaine sortie le {exit_on}."
    if act.deed is Deed.NEGOTIATE:
        return f"Renégociation décidée : à conclure {until(act, on)} ; sans accord, {_otherwise(standing, act)}."
    return f"{_last_day(act, on)} ; sans préavis, {_otherwise(standing, act)}."


def _passed(standing: Standing) -> str:
    """The last day is behind: what comes of it, and the next way out."""
    state = standing.position.state
    day, tied, leave_by = (day_short(one) if one else "" for one in (state.on, state.until, state.exit_on))
    if state.code is StateCode.GOES_ON_UNTIL:
        said = f"Préavis dépassé : le bail continue au moins jusqu’au {tied}, prochain congé au plus tard le {leave_by}"
    elif state.code is StateCode.LETTER_TO_NOTE:
        said = f"Résiliation décidée, aucun envoi noté au {day} : noter la lettre si elle est partie à temps"
    else:
        said = f"Préavis dépassé : reconduit jusqu’au {tied}, prochaine sortie le {leave_by}"
    return ended(said)


def _to_send(standing: Standing, act: Act, on: date) -> str:
    """A letter to post; what can be left at any time ends its notice after the letter, whenever it leaves."""
    if act.is_review:
        ends = day_short(end_after_notice(standing.facts.terms, on))
        return ended(f"Résiliation décidée : partie aujourd’hui, la lettre arrête le contrat le {ends}")
    how = "la lettre part" if act.act_by >= on else "la lettre est remise en main propre ou par e-mail"
    return ended(f"Résiliation décidée : {how} {until(act, on)}, le contrat s’arrête le {day_short(act.term_ends_on)}")


def figures_shown(standing: Standing, people: int) -> list[Figure]:
    contract = standing.contract
    yearly, basis = contract.yearly_cents, BASIS_LABELS[contract.price_basis]
    if contract.price_cents is not None and contract.price_per == Per.ONCE:
        return [Figure(euros_short(contract.price_cents), f"{basis}, {PAID_ONCE}")]
    if yearly is None:
        return [Figure(price(contract), "prix annuel inconnu")]
    each = per_person_cents(yearly, people)
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
    shown = standing.position.shown
    later = renewal(standing.facts.terms, shown.occurrence) if shown is not None else None
    if later is not None:
        cost = euros_short(term_cents(yearly, later.months, later.days))
        by_what = "engagés jusqu’à la sortie suivante" if later.is_lease else "engagés par une reconduction"
        found.append(Figure(cost, by_what, duration(later.months, later.days)))
    return found


def facts_shown(contract: Contract) -> list[tuple[str, str]]:
    start = day_short(contract.starts_on) + ("" if contract.is_start_known else " (supposé)")
    rows = [
        ("Référence", contract.reference),
        ("Catégorie", contract.category or "non précisée"),
        ("Prise d’effet", start),
        ("Durée initiale", months(contract.initial_months) if contract.initial_months else ""),
        ("Fin écrite", day_short(contract.ends_on) if contract.ends_on else ""),
        ("Reconduction", renews(contract)),
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


def _last_day(act: Act, on: date) -> str:
    if act.act_by < on:
        return f"La poste ne suffit plus : remise en main propre ou e-mail {until(act, on)}"
    return f"Pour résilier, la lettre part {by(act.act_by, on)}"


def _otherwise(standing: Standing, act: Act) -> str:
    later = renewal(standing.facts.terms, act.occurrence)
    return continuation(later) if later else f"il s’arrête le {day_short(act.term_ends_on)}"
