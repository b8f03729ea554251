"""What of the statements needs somebody: spending to look at, contracts whose end nobody wrote yet."""

from collections.abc import Iterator
from datetime import date

from pupitre.engines.attention.public import Dimension, Item, Verb
from pupitre.foundation.tenancy.models import Company, Role
from pupitre.foundation.tenancy.queries import Here
from pupitre.kernel.formatting import counted, euros_short
from pupitre.modules.bank import queries
from pupitre.ui.addresses import url_of

FOUND, INCOMPLETE = "bank.found", "bank.incomplete"
NAMED = 3  # suppliers named in a sentence


def spending_to_look_at(company: Company, on: date, here: Here | None = None) -> Iterator[Item]:
    """One item for all of it."""
    here = here or Here(on)
    rows = queries.open_findings(here)
    if not rows:
        return
    acts, readers = _audience(here)
    url = url_of("bank:home", company.slug)
    yearly = euros_short(sum(row.yearly_cents for row in rows))
    yield Item(
        key=f"{FOUND}:{company.slug}:0",
        kind=FOUND,
        title=f"Regarder {counted(len(rows), 'dépense régulière', 'dépenses régulières')}",
        why=f"Trouvées dans les relevés, suivies par personne : {yearly} TTC par an.",
        seen_by=readers,
        acts=acts,
        criticality=2,
        url=url,
        dimension=Dimension.FINANCE,
        stake_words="contrats que personne ne suit",
        minutes=20,
        verbs=(Verb("Regarder", url),),
    )


def contracts_to_complete(company: Company, on: date, here: Here | None = None) -> Iterator[Item]:
    here = here or Here(on)
    rows = queries.left_to_complete(here)
    if not rows:
        return
    acts, readers = _audience(here)
    names = ", ".join(one.supplier for one in rows[:NAMED])
    url = f"{url_of('bank:report', company.slug)}#to-complete"
    yield Item(
        key=f"{INCOMPLETE}:{company.slug}:0",
        kind=INCOMPLETE,
        title=f"Compléter la fin et le préavis : {counted(len(rows), 'contrat')}",
        why=f"Sans eux, leurs dates ne se calculent pas : {names}{'…' if len(rows) > NAMED else '.'}",
        seen_by=readers,
        acts=acts,
        criticality=2,
        url=url,
        dimension=Dimension.FINANCE,
        stake_words="échéances inconnues",
        minutes=30,
        verbs=(Verb("Compléter", url),),
    )


def _audience(here: Here) -> tuple[frozenset[str], frozenset[str]]:
    """Who acts, and all who may read."""
    office_managers = here.with_role(Role.OFFICE_MANAGER)
    return office_managers, office_managers | here.with_role(Role.DIRECTOR)
