"""What happened to suppliers and contracts, told in news and histories; the contracts as the direction reads them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from pupitre.engines.attention.public import Dimension, Happened, News, in_sentences
from pupitre.foundation import clock
from pupitre.foundation.audit.models import Entry
from pupitre.foundation.audit.queries import details_of, payload_of
from pupitre.foundation.audit.verbs import name_of
from pupitre.foundation.tenancy.models import Company, Member, Role
from pupitre.foundation.tenancy.scope import current_company
from pupitre.kernel.formatting import NO_BREAK, counted, day_short, euros_short, number
from pupitre.kernel.reading import fold
from pupitre.modules.suppliers import events, policies, queries
from pupitre.modules.suppliers.models import Channel
from pupitre.modules.suppliers.queries import Engaged
from pupitre.modules.suppliers.rules import Choice
from pupitre.modules.suppliers.tables.ending_told import SENTENCES as OF_ENDINGS
from pupitre.modules.suppliers.tables.words import within

Said = Mapping[str, Any]

DECIDED = {
    Choice.RENEW: "Reconduction décidée",
    Choice.RENEGOTIATE: "Renégociation décidée",
    Choice.TERMINATE: "Résiliation décidée",
    Choice.WITHDRAWN: "Décision retirée",
}
PRICE = "prix"
FIELDS = {
    "title": "objet",
    "reference": "référence",
    "supplier": "fournisseur",
    "category": "catégorie",
    "regime": "reconduction",
    "starts_on": "prise d’effet",
    "initial_months": "durée initiale",
    "ends_on": "fin écrite",
    "renewal_months": "durée de reconduction",
    "notice_months": "préavis",
    "notice_days": "préavis",
    "is_received": "réception de la lettre",
    "price_cents": PRICE,
    "price_basis": "taxe",
    "price_per": "périodicité",
    "site": "site",
    "owner": "responsable",
    "seats": "postes",
    "last_negotiated_on": "négociation",
    "is_never_negotiated": "négociation",
    "terminated_on": "fin du contrat",
    "notes": "notes",
}
SENT = {
    Channel.REGISTERED: "en recommandé",
    Channel.LRE: "en recommandé électronique",
    Channel.EMAIL: "par e-mail",
    Channel.BY_HAND: "en main propre",
}


def added(payload: Said, names: Mapping[str, str]) -> str:
    return "Fournisseur ajouté"


def supplier_edited(payload: Said, names: Mapping[str, str]) -> str:
    return "Fiche du fournisseur modifiée"


def supplier_removed(payload: Said, names: Mapping[str, str]) -> str:
    return "Fournisseur retiré"


def supplier_restored(payload: Said, names: Mapping[str, str]) -> str:
    return "Fournisseur remis"


def signed(payload: Said, names: Mapping[str, str]) -> str:
    yearly = payload["yearly_cents"]
    return f"Contrat enregistré, {euros_short(yearly)} par an" if yearly is not None else "Contrat enregistré"


def edited(payload: Said, names: Mapping[str, str]) -> str:
    changed = dict.fromkeys(FIELDS[name] for name in payload.get("fields", ()) if name in FIELDS)
    fields = sorted(changed, key=lambda label: (label == PRICE, fold(label)))  # the price last, beside its figures
    what = f"Contrat modifié : {', '.join(fields)}" if fields else "Contrat modifié"
    return f"{what}{_price_change(payload)}"


def assigned(payload: Said, names: Mapping[str, str]) -> str:
    owner = payload["owner"]
    return f"Confié à {names.get(owner, 'quelqu’un qui n’est plus là')}" if owner else "Laissé sans responsable"


def categorised(payload: Said, names: Mapping[str, str]) -> str:
    return "Catégorie changée"


def negotiated(payload: Said, names: Mapping[str, str]) -> str:
    unchanged = ", prix inchangé" if payload["yearly_cents_before"] == payload["yearly_cents"] is not None else ""
    return f"Négocié le {_day(payload['on'])}{unchanged}{_price_change(payload)}"


def decided(payload: Said, names: Mapping[str, str]) -> str:
    verdict = DECIDED[Choice(payload["choice"])]
    return f"{verdict} pour {'la revue' if payload['is_review'] else 'l’échéance'} du {_day(payload['term_ends_on'])}"


def notice_sent(payload: Said, names: Mapping[str, str]) -> str:
    return f"Lettre de résiliation envoyée le {_day(payload['sent_on'])} {SENT[Channel(payload['channel'])]}"


def ended(payload: Said, names: Mapping[str, str]) -> str:
    return f"Fin notée au {_day(payload['on'])}"


def reopened(payload: Said, names: Mapping[str, str]) -> str:
    return "Le contrat continue"


def removed(payload: Said, names: Mapping[str, str]) -> str:
    return "Contrat retiré"


def restored(payload: Said, names: Mapping[str, str]) -> str:
    return "Contrat remis"


def moved(payload: Said, names: Mapping[str, str]) -> str:
    on = payload["next_act_on"]
    return f"Échéance passée, la prochaine est à préparer pour le {_day(on)}" if on else "Dernière échéance passée"


def reckoned(payload: Said, names: Mapping[str, str]) -> str:
    on = payload["next_act_on"]
    return f"Jours ouvrés changés{f', à envoyer au plus tard le {_day(on)}' if on else ''}"


SENTENCES: Mapping[type, Callable[[Said, Mapping[str, str]], str]] = {
    events.SupplierAdded: added,
    events.SupplierEdited: supplier_edited,
    events.SupplierRemoved: supplier_removed,
    events.SupplierRestored: supplier_restored,
    events.ContractSigned: signed,
    events.ContractEdited: edited,
    events.ContractAssigned: assigned,
    events.ContractCategorised: categorised,
    events.ContractNegotiated: negotiated,
    events.WindowDecided: decided,
    events.NoticeWasSent: notice_sent,
    events.ContractEnded: ended,
    events.ContractReopened: reopened,
    events.ContractRemoved: removed,
    events.ContractRestored: restored,
    events.DeadlinesMoved: moved,
    events.DeadlinesReckoned: reckoned,
    **OF_ENDINGS,
}
BY_NAME = {name_of(event): say for event, say in SENTENCES.items()}


READERS = frozenset({Role.OFFICE_MANAGER, Role.DIRECTOR})


def news(entry: Entry, payload: Said, details: Said, names: Mapping[str, str]) -> News:
    """For the office managers, the direction and the owner: contracts and prices are theirs."""
    text = sentence(entry, payload, details, names)
    who = ", ".join(filter(None, (details.get("supplier"), within(details.get("title", "")), details.get("name"))))
    kind, ref = ("contract", payload["contract"]) if "contract" in payload else ("supplier", payload["supplier"])
    return News(
        sentence=f"{who} : {text[0].lower()}{text[1:]}" if who else text,
        seen_by=frozenset({details["owner"]} if details.get("owner") else ()),
        roles=READERS,
        url=reverse(f"suppliers:{kind}", args=[current_company().slug, ref]),
        detail=str(details.get("reason", "")),
        dimension=Dimension.FINANCE,
    )


def happened(entries: Iterable[Entry], names: Mapping[str, str], on: date) -> list[Happened]:
    """The history of a supplier or of a contract, in sentences."""

    def say(entry: Entry) -> tuple[str, str] | None:
        if entry.event not in BY_NAME:
            return None
        details = details_of(entry)
        return sentence(entry, payload_of(entry), details, names), str(details.get("reason", ""))

    return in_sentences(entries, names, on, say)


def sentence(entry: Entry, payload: Said, details: Said, names: Mapping[str, str]) -> str:
    """From what the chain holds, and from the details, which may have been erased."""
    return BY_NAME[entry.event]({**details, **payload}, names)


def _price_change(payload: Said) -> str:
    before, after = payload["yearly_cents_before"], payload["yearly_cents"]
    if before == after or after is None:
        return ""
    return (
        f", {euros_short(before)} → {euros_short(after)} par an"
        if before is not None
        else f", {euros_short(after)} par an"
    )


def _day(text: str) -> str:
    return day_short(date.fromisoformat(text))


@dataclass(frozen=True)
class Tile:
    value: str
    caption: str
    url: str
    tone: str = "plain"


def for_direction(actor: Member) -> SafeString | None:
    """Nothing for who does not see all the contracts, nor while there is none."""
    if not policies.can_see_all_contracts(actor):
        return None
    found = queries.engaged(queries.contracts_visible_to(actor), clock.today(actor.company))
    if found is None:
        return None
    return render_to_string("suppliers/_direction.html", {"tiles": _tiles(found, actor.company)})


def _tiles(found: Engaged, company: Company) -> list[Tile]:
    listing = reverse("suppliers:contract_list", args=[company.slug])
    whole = Tile(
        _euros(found.yearly), f"HT par an, {counted(found.running, 'contrat')} en cours", f"{listing}?sort=-yearly"
    )
    if found.soon:
        cost = f", {_euros(found.soon_yearly)} HT par an" if found.soon_yearly else ""
        soon = Tile(str(found.soon), f"à décider sous 30 jours{cost}", f"{listing}?view=soon", "act")
    else:
        soon = Tile("0", "à décider sous 30 jours", f"{listing}?view=to_decide")
    largest = [
        Tile(_euros(row.yearly_cents or 0), f"{row.title}, {row.supplier.name}", f"{listing}{row.ref}/")
        for row in found.largest
    ]
    return [whole, soon, *largest]


def _euros(cents: int) -> str:
    return f"{number(cents // 100)}{NO_BREAK}€"
