"""A window, or a yearly review, decided by whoever the matrix says: what the answer does at once."""

from typing import Any

from pupitre.engines.decisions.public import Kind, Option, Settled, Silence
from pupitre.foundation.registry import Found
from pupitre.foundation.tenancy.models import Member
from pupitre.modules.suppliers import actions, queries
from pupitre.modules.suppliers.actions.windows import Decided
from pupitre.modules.suppliers.models import Contract
from pupitre.modules.suppliers.rules import WINDOW, Choice
from pupitre.modules.suppliers.tables.asking import decidable, standing_of
from pupitre.ui.addresses import url_of

OPTIONS = (
    Option(Choice.TERMINATE, "Ne pas reconduire", True, "ne pas reconduire"),
    Option(Choice.RENEGOTIATE, "Renégocier", True, "renégocier"),
    Option(Choice.RENEW, "Laisser reconduire", True, "laisser reconduire"),
)


def _read(subject: str) -> tuple[Contract | None, int, bool]:
    ref, occurrence, review = subject.split(":")
    found: Any = Contract.objects.filter(ref=ref).select_related("supplier").first()
    return found, int(occurrence), review == "1"


def _is_still_to_decide(subject: str, amount_cents: int | None) -> bool:
    """The same window, at the same price."""
    contract, occurrence, is_review = _read(subject)
    if contract is None or (contract.yearly_cents or None) != amount_cents:
        return False
    act = decidable(standing_of(contract))
    return act is not None and (act.occurrence, act.is_review) == (occurrence, is_review)


def _carry_out(settled: Settled, *, actor: Member) -> None:
    contract, occurrence, is_review = _read(settled.subject)
    if contract is None:
        raise actions.CannotDecide("Ce contrat vient d’être retiré.")
    decided = Decided(occurrence, Choice(settled.code), settled.said[:300], is_review, decided_by=settled.decider)
    actions.carry_out_decision(contract, decided, actor=actor)


def _take_back(settled: Settled, *, actor: Member) -> None:
    contract, occurrence, is_review = _read(settled.subject)
    if contract is None:
        raise actions.CannotDecide("Ce contrat vient d’être retiré.")
    actions.undo_decision(contract, occurrence, is_review, settled.code, actor=actor)


def _page(actor: Member, subject: str) -> Found | None:
    contract = queries.contracts_visible_to(actor).filter(ref=subject.split(":")[0]).first()
    if contract is None:
        return None
    return Found(f"Le contrat : {contract.title}", url_of("suppliers:contract", actor.company.slug, contract.ref))


WINDOW_KIND = Kind(
    WINDOW,
    "Échéances de contrats",
    accept=_carry_out,
    refuse=_carry_out,
    still_valid=_is_still_to_decide,
    options=OPTIONS,
    page=_page,
    take_back=_take_back,
    has_condition=False,
    silence=Silence(Choice.TERMINATE, "la lettre de préavis part, pour garder le choix"),
)
