"""The contracts on the first screen of the direction: each figure opens on its rows."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Company, Member
from pupitre.kernel.formatting import NO_BREAK, counted, number
from pupitre.modules.suppliers import policies, queries
from pupitre.modules.suppliers.queries import Engaged


@dataclass(frozen=True)
class Tile:
    value: str
    caption: str
    url: str
    tone: str = "plain"


def panel(actor: Member) -> SafeString | None:
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
