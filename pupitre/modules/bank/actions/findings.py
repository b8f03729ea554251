"""Answering what was found: many lines at once, one permission, one way back."""

from collections.abc import Sequence

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.audit.verbs import action, offer_undo, tell
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.queries import Here
from pupitre.kernel.formatting import counted
from pupitre.modules.bank import policies, queries
from pupitre.modules.bank.events import FindingsAccepted, FindingsIgnored, FindingsReopened
from pupitre.modules.bank.models import Finding
from pupitre.modules.bank.rules import CATEGORIES, Means, price_of, supplier_named
from pupitre.modules.suppliers.public import Discovered, Per, add_discovered, all_suppliers, take_back_discovered

UNNAMED = "Bénéficiaire à préciser"
ANSWERED = ("state", "supplier_ref", "contract_ref", "version")


class CannotAnswer(Refusal):
    pass


@action
def accept_findings(refs: Sequence[str], *, actor: Member) -> list[Finding]:
    """A supplier each, and a contract where one is probable: its price is known, its end is still to be completed."""
    rows = _allowed(refs, actor, Finding.State.OPEN)
    if any(row.is_stopped for row in rows):
        raise CannotAnswer("Une dépense arrêtée ne s’accepte pas : rien n’a été ajouté.")
    known = queries.followed_by_contracts(list(queries.seen_findings()), Here(clock.today(actor.company)))
    if followed := [known[row.pk].title for row in rows if row.pk in known]:
        raise CannotAnswer(f"Déjà suivi par un contrat : {followed[0]}. Rien n’a été ajouté.")
    names = [supplier.name for supplier in all_suppliers()]
    added = add_discovered([_discovered(row, names) for row in rows], actor=actor)
    for row, made in zip(rows, added.made, strict=True):
        row.state, row.supplier_ref, row.contract_ref = Finding.State.ACCEPTED, made.supplier, made.contract
    _write(rows)
    contracts = sum(bool(row.contract_ref) for row in rows)
    tell(FindingsAccepted(len(rows), contracts, sum(row.yearly_cents for row in rows)))
    said = f"{counted(len(rows), 'ligne acceptée', 'lignes acceptées')}"
    offer_undo(said, undo_acceptance, refs=[row.ref for row in rows], suppliers=list(added.new_suppliers))
    return rows


@action
def undo_acceptance(refs: Sequence[str], suppliers: Sequence[str], *, actor: Member) -> list[Finding]:
    """What somebody completed or changed since stays; the rest is proposed again, with what had added nothing."""
    rows = _allowed(refs, actor, Finding.State.ACCEPTED)
    gone = _taken_back([row.contract_ref for row in rows if row.contract_ref], suppliers, actor)
    gone |= {row.supplier_ref for row in rows if row.supplier_ref not in suppliers}
    back = [row for row in rows if (row.contract_ref or row.supplier_ref) in gone]
    if not back:
        raise CannotAnswer("Tout a été complété ou modifié depuis : rien n’a été annulé.")
    for row in back:
        row.state, row.supplier_ref, row.contract_ref = Finding.State.OPEN, "", ""
    _write(back)
    tell(FindingsReopened(len(back)))
    return back


def _taken_back(contracts: Sequence[str], suppliers: Sequence[str], actor: Member) -> set[str]:
    try:
        return take_back_discovered(contracts, suppliers, actor=actor) if contracts or suppliers else set()
    except Refusal:  # all of it was changed since
        return set()


@action
def ignore_findings(refs: Sequence[str], *, actor: Member) -> list[Finding]:
    rows = _allowed(refs, actor, Finding.State.OPEN)
    for row in rows:
        row.state = Finding.State.IGNORED
    _write(rows)
    tell(FindingsIgnored(len(rows)))
    said = counted(len(rows), "ligne ignorée", "lignes ignorées")
    offer_undo(said, resume_findings, refs=[row.ref for row in rows])
    return rows


@action
def resume_findings(refs: Sequence[str], *, actor: Member) -> list[Finding]:
    rows = _allowed(refs, actor, Finding.State.IGNORED)
    for row in rows:
        row.state = Finding.State.OPEN
    _write(rows)
    tell(FindingsReopened(len(rows)))
    return rows


def _allowed(refs: Sequence[str], actor: Member, state: str) -> list[Finding]:
    """All of them or nothing: what was announced is what is done."""
    require(policies.can_discover(actor))
    if not refs:
        raise CannotAnswer("Aucune ligne n’était choisie.")
    rows = list(Finding.objects.filter(ref__in=refs, state=state).select_for_update().order_by("pk"))
    if len(rows) != len(set(refs)):
        raise CannotAnswer("Certaines de ces lignes ont changé entre-temps : rien n’a été fait.")
    return rows


def _write(rows: Sequence[Finding]) -> None:
    for row in rows:
        row.version += 1
    Finding.objects.bulk_update(rows, ANSWERED)


def _discovered(row: Finding, names: Sequence[str]) -> Discovered:
    category = CATEGORIES.get(row.category, "")
    cents, per = price_of(row.rhythm, row.usual_cents, row.yearly_cents)
    unnamed = f"{category} : {UNNAMED.lower()}" if category else UNNAMED
    name = supplier_named(row.name, names) if row.name else unnamed
    usual = category or ("Abonnement" if row.means == Means.CARD else "Contrat")
    title = usual if row.is_contract_probable else ""
    return Discovered(name, category, title, row.first_on, cents, Per(per))
