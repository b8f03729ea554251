"""The windows of a contract as a table, and why its dates are what they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pupitre.kernel.calendar import is_working_day, working_day_on_or_before
from pupitre.kernel.formatting import day_full, day_long, day_short
from pupitre.kernel.notice import POSTING_DAYS, Notice, Regime, Window
from pupitre.modules.suppliers.models import WindowDecision
from pupitre.modules.suppliers.queries import Standing
from pupitre.modules.suppliers.rules import Act, Choice, category_of, chain
from pupitre.modules.suppliers.tables.words import DECIDED, DECIDED_OF_FIXED, REGIME_LABELS, by, duration, received


@dataclass(frozen=True)
class WindowLine:
    occurrence: int
    term: str
    ends_on: str
    notice_on: str
    act_before: str
    tone: str
    verdict: str
    under: str


@dataclass(frozen=True)
class Reason:
    """A step of the computation: what, the day, and the rule it comes from."""

    label: str
    value: str
    why: str
    is_to_be_checked: bool = False
    source: str = "aucune source relevée"


def until(act: Act, on: date) -> str:
    """Until when it can be done, said as one would today."""
    days = [day for day in (act.decide_by, act.act_by, act.lost_after) if day is not None]
    return by(next((day for day in days if day >= on), days[-1]), on)


def foretold(windows: list[Window], on: date) -> list[WindowLine]:
    return [_line(window, None, None, on, DECIDED) for window in windows]


def window_lines(standing: Standing, decided: list[WindowDecision], on: date) -> list[WindowLine]:
    latest = {row.occurrence: row for row in decided if not row.is_review}
    act, words = standing.position.act, DECIDED_OF_FIXED if standing.facts.is_fixed else DECIDED
    return [_line(window, latest.get(window.occurrence), act, on, words) for window in standing.position.windows]


def _line(
    window: Window, decision: WindowDecision | None, act: Act | None, on: date, words: Mapping[Choice, str]
) -> WindowLine:
    is_past = window.notice_on < on
    choice = Choice(decision.choice) if decision else Choice.WITHDRAWN
    is_next = act is not None and act.occurrence == window.occurrence and not act.is_review
    tone, verdict = _verdict(words[choice], choice, is_past, is_next)
    who = f"{decision.decided_by}, le {day_short(decision.decided_on)}" if decision else ""
    under = f"{decision.reason} ({who})" if decision and decision.reason else who
    return WindowLine(
        window.occurrence,
        f"{day_short(window.starts_on)} – {day_short(window.term_ends_on)}",
        day_short(window.term_ends_on),
        day_short(window.notice_on),
        day_short(window.act_before),
        tone,
        verdict,
        under if choice is not Choice.WITHDRAWN else "",
    )


def _verdict(decided: str, choice: Choice, is_past: bool, is_next: bool) -> tuple[str, str]:
    if choice is not Choice.WITHDRAWN:
        return "fine" if choice is Choice.RENEW else "act", decided
    if is_past:
        return "late", "Passée, sans décision"
    return ("act", "À décider") if is_next else ("plain", "À venir")


def reasons(standing: Standing) -> list[Reason]:
    """« Pourquoi ces dates », from the contract to the post office, for the window shown."""
    window = standing.position.shown
    if window is None:
        return _without_window(standing)
    asks_notice = not standing.facts.is_fixed or standing.facts.terms.agreed_notice != Notice()
    noticed = _notice(standing, window) if asks_notice else []
    return [*_term(standing, window), *noticed, *_post(standing, window)]


def _without_window(standing: Standing) -> list[Reason]:
    contract = standing.contract
    if contract.regime == Regime.OPEN_ENDED:
        why = (
            "Code civil, article 1211 : chacun peut y mettre fin à tout moment, avec le préavis du contrat "
            "ou un délai raisonnable. Une revue par an suffit."
        )
        return [Reason("Durée indéterminée", "pas d’échéance", why)]
    if standing.position.act is not None:
        every = duration(standing.facts.terms.months_again)
        why = f"Des périodes de {every} : fin de l’une d’elles avec le préavis, une revue par an suffit."
        return [Reason(REGIME_LABELS[contract.regime], "une revue par an", why)]
    return [Reason(REGIME_LABELS[contract.regime], "plus d’échéance", "Le contrat est terminé, ou sa fin est notée.")]


def _term(standing: Standing, window: Window) -> list[Reason]:
    contract, terms = standing.contract, standing.facts.terms
    start = day_short(contract.starts_on)
    supposed = "" if contract.is_start_known else " (début supposé : le tableau importé ne le disait pas)"
    if contract.ends_on:
        first = f"La fin écrite au contrat, {day_short(contract.ends_on)}, l’emporte."
    else:
        first = f"{duration(terms.term_months)} à partir du {start}{supposed} : finie la veille du même jour du mois."
    is_renewed = window.occurrence and terms.regime is not Regime.LEASE
    again = f" Puis des périodes de {duration(terms.months_again)}, comptées depuis l’origine." if is_renewed else ""
    extended = " Sans congé ni renouvellement, le bail se prolonge : sortie à la fin de chaque trimestre civil."
    rule = {
        Regime.LEASE: extended
        if window.term_ends_on > terms.first_end
        else " Sortie tous les trois ans (Code de commerce, L145-4).",
        Regime.EXPRESS: " Personne ne peut en exiger le renouvellement (Code civil, 1212).",
        Regime.TACIT: " Continuer vaut renouvellement (Code civil, 1215).",
    }.get(terms.regime, "")
    return [Reason("Fin de la période", day_full(window.term_ends_on), f"{first}{again}{rule}")]


def _notice(standing: Standing, window: Window) -> list[Reason]:
    contract, category = standing.contract, category_of(standing.contract.category)
    typed = duration(contract.notice_months, contract.notice_days)
    if typed:
        why = f"{typed} avant la fin, comme le dit le contrat ; le même jour du mois, ou le dernier s’il n’existe pas."
        return [Reason("Dernier jour du préavis", day_full(window.notice_on), why)]
    legal = {
        Regime.LEASE: "Rien n’est saisi : six mois, Code de commerce L145-9.",
        Regime.INSURANCE: "Rien n’est saisi : deux mois, Code des assurances L113-12.",
    }.get(standing.facts.terms.regime)
    if legal:
        return [Reason("Dernier jour du préavis", day_full(window.notice_on), legal)]
    usual = f" D’habitude : {category.source}." if category.source else ""
    why = f"Aucun préavis n’est saisi : la fin de la période.{usual} À lire dans le contrat."
    source = category.source or "la fin de la période, faute de préavis saisi"
    return [Reason("Dernier jour du préavis", day_full(window.notice_on), why, is_to_be_checked=True, source=source)]


def _post(standing: Standing, window: Window) -> list[Reason]:
    zone, lead = standing.facts.zone, standing.facts.lead_days
    dates, category = chain(window, zone, lead), category_of(standing.contract.category)
    posted = working_day_on_or_before(window.notice_on, zone)
    back = "" if is_working_day(window.notice_on, zone) else f"Ce jour n’est pas ouvré : reculé au {day_long(posted)}. "
    sent = f"La lettre compte à sa réception ({received(standing.contract)}) : {POSTING_DAYS} jours ouvrés de poste."
    if not standing.facts.terms.is_received:
        sent = "La lettre compte à son envoi : aucun délai de poste."
    prepared = f"{lead} jours avant : le temps de comparer et de négocier" + (
        f" ({category.name})." if category.name else "."
    )
    if standing.facts.is_fixed:
        nothing = "Il s’arrête de lui-même : assez tôt pour en signer un autre, sans lettre à envoyer."
        to_do = [Reason("À décider au plus tard", day_full(dates.send_before), nothing)]
    else:
        to_do = [
            Reason("À envoyer au plus tard", day_full(dates.send_before), f"{back}{sent}"),
            Reason("À décider au plus tard", day_full(dates.decide_before), "La veille ouvrée de l’envoi."),
        ]
    return [
        *to_do,
        Reason(
            "À préparer dès",
            day_full(dates.prepare_from),
            prepared,
            is_to_be_checked=category.is_to_be_checked or not category.source,
            source="délai habituel de Pupitre, selon la catégorie du contrat",
        ),
    ]
