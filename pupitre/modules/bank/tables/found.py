"""« Ce qui revient »: what was seen of each payee, in words, group by group."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from pupitre.kernel.formatting import counted, day_short, euros
from pupitre.modules.bank.models import Finding
from pupitre.modules.bank.queries import Followed
from pupitre.modules.bank.rules import CATEGORIES, Group, Means, group_of
from pupitre.ui.addresses import url_of

PAYMENTS = {
    Means.DEBIT: ("prélèvement", "prélèvements"),
    Means.CARD: ("paiement", "paiements"),
    Means.TRANSFER: ("virement", "virements"),
    Means.OTHER: ("paiement", "paiements"),
}
RHYTHMS = {
    "weekly": "chaque semaine",
    "monthly": "chaque mois",
    "quarterly": "chaque trimestre",
    "half_yearly": "chaque semestre",
    "yearly": "chaque année",
}
TITLES = {
    Group.CONTRACTS: ("Contrats probables", "Un prélèvement ou un virement régulier, chez un fournisseur de contrats."),
    Group.SUBSCRIPTIONS: ("Abonnements par carte", "Ils se renouvellent seuls, souvent sans facture dans la boîte."),
    Group.OTHERS: (
        "Autres dépenses régulières",
        "Elles reviennent, sans contrat certain derrière : les accepter ajoute le fournisseur seul.",
    ),
    Group.STOPPED: ("Arrêtées", "Plus rien depuis longtemps : rien à faire, sauf si cela devait continuer."),
}
SURE, LIKELY = 80, 60  # of a hundred
UNNAMED = "Bénéficiaire à préciser"


@dataclass(frozen=True)
class FoundLine:
    ref: str
    name: str
    category: str
    seen: str
    confidence: str
    usual: str
    yearly: str
    rhythm: str
    proofs: tuple[tuple[str, str], ...]
    is_picked: bool
    can_pick: bool
    tone: str
    state: str
    url: str


@dataclass(frozen=True)
class FoundGroup:
    key: str
    title: str
    help: str
    lines: tuple[FoundLine, ...]


def groups_of(
    findings: Sequence[Finding],
    proofs: dict[int, list[tuple[date, int]]],
    known: dict[int, Followed],
    there: Collection[str],
    slug: str,
    *,
    can_pick: bool,
) -> list[FoundGroup]:
    """`there`: refs of what was accepted and still is."""
    lines: dict[Group, list[FoundLine]] = {group: [] for group in Group}
    for finding in findings:
        group = group_of(finding.is_stopped, finding.is_contract_probable, finding.means)
        state = _state(finding, known.get(finding.pk), there, slug)
        lines[group].append(_line(finding, group, proofs.get(finding.pk, []), state, can_pick))
    return [FoundGroup(group.value, *TITLES[group], _open_first(found)) for group, found in lines.items() if found]


def _open_first(lines: list[FoundLine]) -> tuple[FoundLine, ...]:
    """What is already answered comes last, each in its order."""
    return tuple(sorted(lines, key=lambda line: bool(line.state)))


def _line(
    finding: Finding,
    group: Group,
    proofs: list[tuple[date, int]],
    said: tuple[str, str, str],
    can_pick: bool,
) -> FoundLine:
    is_open = finding.state == Finding.State.OPEN
    is_sure = finding.confidence >= LIKELY and group in (Group.CONTRACTS, Group.SUBSCRIPTIONS)
    tone, state, url = said
    return FoundLine(
        ref=finding.ref,
        name=finding.name or UNNAMED,
        category=CATEGORIES.get(finding.category, ""),
        seen=seen(finding),
        confidence=confidence(finding),
        usual=euros(finding.usual_cents),
        yearly=euros(finding.yearly_cents),
        rhythm=RHYTHMS[finding.rhythm],
        proofs=tuple((day_short(on), euros(cents)) for on, cents in proofs),
        is_picked=is_open and is_sure and not state,
        can_pick=can_pick and is_open and not state,
        tone=tone,
        state=state,
        url=url,
    )


def _state(finding: Finding, known: Followed | None, there: Collection[str], slug: str) -> tuple[str, str, str]:
    if known is not None:
        return "fine", f"Déjà suivi : {known.title}", url_of("suppliers:contract", slug, known.ref)
    if (ref := finding.contract_ref or finding.supplier_ref) and ref not in there:
        return "plain", "Contrat retiré depuis" if finding.contract_ref else "Fournisseur retiré depuis", ""
    if finding.contract_ref:
        return "fine", "Contrat ajouté", url_of("suppliers:contract", slug, finding.contract_ref)
    if finding.supplier_ref:
        return "fine", "Fournisseur ajouté", url_of("suppliers:supplier", slug, finding.supplier_ref)
    return "plain", "", ""


def seen(finding: Finding) -> str:
    """« 12 prélèvements, le 5 du mois »."""
    payments = counted(finding.occurrences, *PAYMENTS[Means(finding.means)])
    if finding.is_stopped:
        return f"{payments}, le dernier le {day_short(finding.last_on)}"
    if finding.rhythm == "monthly" and finding.usual_day:
        return f"{payments}, le {'1er' if finding.usual_day == 1 else finding.usual_day} du mois"
    return f"{payments}, {RHYTHMS[finding.rhythm]}"


def confidence(finding: Finding) -> str:
    if finding.occurrences == 1:
        return "vu une seule fois, à vérifier"
    if finding.confidence >= SURE:
        return "très régulier"
    return "régulier" if finding.confidence >= LIKELY else "à vérifier"
