"""What of suppliers needs somebody: windows to decide, letters to send, reviews, and contracts of nobody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pupitre.engines.attention.public import Dimension, Item, Step, Verb
from pupitre.engines.decisions.public import subjects_waiting
from pupitre.foundation.tenancy.models import Company
from pupitre.foundation.tenancy.queries import Here
from pupitre.kernel.formatting import NO_BREAK, counted, day_named, day_near, day_short, ended, euros_short
from pupitre.kernel.notice import Regime, Window, end_after_notice, renewal
from pupitre.modules.suppliers import queries
from pupitre.modules.suppliers.attention.audience import Audience, audience_of
from pupitre.modules.suppliers.queries import Standing
from pupitre.modules.suppliers.queries.contracts import TOLD_FOR
from pupitre.modules.suppliers.rules import (
    DESK_OPENS,
    WINDOW,
    Act,
    Deed,
    StateCode,
    chain,
    term_cents,
)
from pupitre.modules.suppliers.rules.positions import REVIEW_OPENS
from pupitre.modules.suppliers.tables.facts import is_old
from pupitre.modules.suppliers.tables.windows import until
from pupitre.modules.suppliers.tables.words import (
    BASIS_LABELS,
    PAID_ONCE,
    REGIME_LABELS,
    by,
    continuation,
    duration,
    the,
    within,
)
from pupitre.ui.addresses import url_of

NOTICE, LETTER, NEGOTIATION = "suppliers.notice", "suppliers.letter", "suppliers.negotiation"
END, REVIEW, MISSED, UNOWNED = "suppliers.end", "suppliers.review", "suppliers.missed", "suppliers.unowned"
FINANCE = Dimension.FINANCE


@dataclass(frozen=True)
class Told:
    """In which company, on which day, and to whom."""

    company: Company
    on: date
    to: Audience


def windows_to_act_on(company: Company, on: date, here: Here | None = None) -> Iterator[Item]:
    """One query: the contracts to watch, with what was decided of them."""
    standings = queries.standings_to_watch(company, on)
    if not standings:
        return
    here = here or Here(on)
    told, asked = _told(company, on, here), subjects_waiting(WINDOW, here)
    for standing in standings:
        act = standing.position.act
        if act is not None and act.subject_of(standing.contract.ref) in asked:
            continue  # the request waits at whoever decides, with the same date and the same stake
        yield from _items(standing, told)


def contracts_of_nobody(company: Company, on: date, here: Here | None = None) -> Iterator[Item]:
    """One item for all of them: a contract without owner is a date that nobody watches."""
    titles, count = queries.contracts_without_owner(on)
    if not count:
        return
    told, names = _told(company, on, here or Here(on)), ", ".join(titles)
    url = f"{url_of('suppliers:contract_list', company.slug)}?view=unowned"
    yield Item(
        key=f"{UNOWNED}:{company.slug}:0",
        kind=UNOWNED,
        title=f"Nommer un responsable : {counted(count, 'contrat')}",
        why=f"Personne ne suit leurs échéances : {names}{'…' if count > len(titles) else '.'}",
        seen_by=told.to.seen_by(None),
        acts=told.to.office_managers,
        criticality=2,
        url=url,
        dimension=FINANCE,
        stake_words="échéances sans personne",
        minutes=15,
        verbs=(Verb("Nommer", url),),
    )


def _told(company: Company, on: date, here: Here) -> Told:
    return Told(company, on, audience_of(here))


def _items(standing: Standing, told: Told) -> Iterator[Item]:
    act, missed, on = standing.position.act, standing.position.missed, told.on
    if missed is not None and on - missed.notice_on <= TOLD_FOR:
        of_the_past = _unnoted if standing.position.to_note else _missed
        yield of_the_past(standing, missed, told)
    if act is None or on < act.act_by - (REVIEW_OPENS if act.is_review else DESK_OPENS):
        return
    if act.is_review and not standing.contract.is_start_known:
        return  # the anniversary of a start that is only supposed is nobody's date
    makers = {Deed.SEND: _letter, Deed.NEGOTIATE: _negotiation, Deed.REVIEW: _review}
    maker = makers.get(act.deed, _end if standing.facts.is_fixed else _notice)
    yield maker(standing, act, told)


def _base(standing: Standing, act: Act, told: Told, kind: str, **more: Any) -> Item:
    """What every item about a window says."""
    contract, opens_on = standing.contract, act.act_by - (REVIEW_OPENS if act.is_review else DESK_OPENS)
    return Item(
        key=f"{kind}:{contract.ref}:{act.occurrence}",
        kind=kind,
        seen_by=told.to.seen_by(contract.owner),
        acts=told.to.acts(contract.owner),
        url=url_of("suppliers:contract", told.company.slug, contract.ref),
        dimension=FINANCE,
        act_by=act.act_by,
        lost_after=act.lost_after,
        opens_on=opens_on,
        waiting_since=opens_on,
        chain=_steps(standing, act),
        **_stake(standing, act),
        **more,
    )


def _notice(standing: Standing, act: Act, told: Told) -> Item:
    if act.act_by < told.on:
        urgent = ended(f"La poste ne suffit plus : en main propre ou par e-mail {by(_limit(act), told.on)}")
    else:
        urgent = _leaves("La lettre recommandée doit partir", act, told.on)
    why = f"Sans préavis, {_renewal(standing, act)}. {_last_day(act, told.on)}"
    said = {"title": _question(standing, told.on), "why": why, "urgent_why": urgent}
    return _base(standing, act, told, NOTICE, criticality=5, minutes=30, verbs=_verb("Décider", standing, told), **said)


def _question(standing: Standing, on: date) -> str:
    """What there is to decide, as one would ask it across the table."""
    contract = standing.contract
    name, asked = contract.supplier.name, f"{NO_BREAK}?"
    if contract.regime == Regime.LEASE:
        return f"{contract.title} : rester ou donner congé{asked}"
    if contract.regime == Regime.INSURANCE:
        return f"{contract.title} : rester chez {name}{asked}"
    if is_old(contract, on):
        return f"{contract.title} : renégocier avec {name}{asked}"
    return f"{contract.title} : garder {name}{asked}"


def _letter(standing: Standing, act: Act, told: Told) -> Item:
    title, urgent = f"Envoyer sa lettre à {_named(standing)}", ""
    if act.is_review:
        ends = day_short(end_after_notice(standing.facts.terms, told.on))
        why = ended(f"Résiliation décidée : partie aujourd’hui, la lettre arrête le contrat le {ends}")
    else:
        is_postable = act.act_by >= told.on
        title = title if is_postable else f"Remettre la lettre à {_named(standing)}"
        late = ended(f"La poste ne suffit plus : à remettre en main propre {by(_limit(act), told.on)}")
        urgent = _leaves("La lettre doit partir", act, told.on) if is_postable else late
        why = f"Résiliation décidée. Sans lettre, {_renewal(standing, act)}. {_last_day(act, told.on)}"
    verbs = _verb("Préparer la lettre", standing, told, "suppliers:ending")
    said = {"title": title, "why": why, "urgent_why": urgent, "verbs": verbs}
    return _base(standing, act, told, LETTER, criticality=5, minutes=20, **said)


def _negotiation(standing: Standing, act: Act, told: Told) -> Item:
    urgent = _leaves("L’accord doit être conclu", act, told.on)
    why = ended(f"Renégociation décidée. Sans accord, {_renewal(standing, act)}")
    title = f"Conclure avec {_named(standing)}"
    verbs = _verb("Noter l’accord", standing, told, "suppliers:contract_negotiations")
    said = {"title": title, "why": why, "urgent_why": urgent, "verbs": verbs}
    return _base(standing, act, told, NEGOTIATION, criticality=3, minutes=45, **said)


def _end(standing: Standing, act: Act, told: Told) -> Item:
    last = f"renouveler ou remplacer {until(act, told.on)}"
    why = ended(f"Il s’arrête le {day_short(act.term_ends_on)} : {last}")
    title = f"Prévoir la suite : {_named(standing)}"
    said = {"title": title, "why": why, "verbs": _verb("Décider", standing, told)}
    return _base(standing, act, told, END, criticality=4, minutes=30, **said)


def _review(standing: Standing, act: Act, told: Told) -> Item:
    label = REGIME_LABELS[standing.contract.regime].lower()
    why = f"Un an de plus {the(day_near(act.act_by, told.on))} : {label}, à garder, à renégocier ou à quitter."
    said = {"title": f"Faire le point : {_named(standing)}", "why": why, "verbs": _verb("Revoir", standing, told)}
    return _base(standing, act, told, REVIEW, criticality=2, minutes=30, **said)


def _leaves(what: str, act: Act, on: date) -> str:
    """« La lettre recommandée doit partir aujourd’hui. », or by the last day that still does."""
    last = act.act_by if act.act_by >= on else _limit(act)
    if last == on:
        return f"{what} aujourd’hui."
    return f"{what} {the(day_near(last, on))} au plus tard."


def _last_day(act: Act, on: date) -> str:
    return ended(f"Dernier jour pour résilier : {day_named(_limit(act), on)}")


def _no_money(words: str) -> dict[str, Any]:
    return {"at_stake": 0, "at_stake_from": "", "stake_words": words}


def _verb(label: str, standing: Standing, told: Told, page: str = "suppliers:contract") -> tuple[Verb, ...]:
    return (Verb(label, url_of(page, told.company.slug, standing.contract.ref)),)


def _missed(standing: Standing, window: Window, told: Told) -> Item:
    """Lost: it is told, with until when and with the next way out."""
    is_lease = standing.position.state.code is StateCode.GOES_ON_UNTIL
    why = ended(f"Préavis dépassé le {day_short(window.notice_on)} : {_from_now_on(standing)}")
    title = f"{'Bail qui continue' if is_lease else 'Reconduit'} : {_named(standing)}"
    return _base(standing, _past(window), told, MISSED, title=title, why=why, criticality=5, minutes=5)


def _unnoted(standing: Standing, window: Window, told: Told) -> Item:
    """Decided, and no letter noted: whoever posted it in time still says so; else it is lost."""
    last = day_short(window.notice_on)
    why = ended(f"Résiliation décidée, aucun envoi noté au {last}. Partie trop tard : {_from_now_on(standing)}")
    title = f"Noter l’envoi de la lettre à {_named(standing)}"
    said = {"title": title, "why": why, "verbs": _verb("Noter l’envoi", standing, told)}
    return _base(standing, _past(window), told, MISSED, criticality=5, minutes=5, **said)


def _past(window: Window) -> Act:
    return Act(Deed.DECIDE, window.occurrence, window.act_before, window.notice_on, window.term_ends_on)


def _from_now_on(standing: Standing) -> str:
    """Until when a missed window ties, and the next way out that can still be taken."""
    state = standing.position.state
    tied, exit_on = (day_short(day) if day else "" for day in (state.until, state.exit_on))
    if standing.contract.regime == Regime.LEASE:
        return f"le bail continue au moins jusqu’au {tied}, prochain congé au plus tard le {exit_on}"
    return f"reconduit jusqu’au {tied}, prochaine sortie le {exit_on}"


def _steps(standing: Standing, act: Act) -> tuple[Step, ...]:
    window = next((w for w in standing.position.windows if w.occurrence == act.occurrence and not act.is_review), None)
    if window is None:
        return (Step("à revoir au plus tard", act.act_by),)
    dates = chain(window, standing.facts.zone, standing.facts.lead_days)
    prepared = Step("à préparer dès", dates.prepare_from)
    if standing.facts.is_fixed:
        return (
            prepared,
            Step("à décider au plus tard", dates.send_before),
            Step("fin du contrat", window.term_ends_on),
        )
    if act.deed is not Deed.DECIDE:
        done_by = "à envoyer au plus tard" if act.deed is Deed.SEND else "à conclure au plus tard"
        return (Step(done_by, dates.send_before), Step("limite", dates.limit))
    return (
        prepared,
        Step("à décider au plus tard", dates.decide_before),
        Step("à envoyer au plus tard", dates.send_before),
        Step("limite", dates.limit),
    )


def _stake(standing: Standing, act: Act) -> dict[str, Any]:
    """What missing the window costs, and the sentence that says where it comes from; else words."""
    contract = standing.contract
    if act.is_review:
        return _no_money("revue annuelle")
    later = renewal(standing.facts.terms, act.occurrence)
    if later is None:
        return _no_money("fin du service")
    if contract.yearly_cents is None:
        return _no_money(PAID_ONCE if contract.price_cents is not None else "prix inconnu")
    cost = term_cents(contract.yearly_cents, later.months, later.days)
    basis, tied = BASIS_LABELS[contract.price_basis], duration(later.months, later.days)
    origin = f"{tied} de contrat à {euros_short(contract.yearly_cents)} {basis} par an"
    return {"at_stake": cost, "at_stake_from": origin}


def _renewal(standing: Standing, act: Act) -> str:
    later = renewal(standing.facts.terms, act.occurrence)
    return continuation(later) if later else f"le contrat s’arrête le {day_short(act.term_ends_on)}"


def _limit(act: Act) -> date:
    return act.lost_after or act.act_by


def _named(standing: Standing) -> str:
    return f"{standing.contract.supplier.name}, {within(standing.contract.title)}"
