"""Signing, editing, assigning, negotiating and removing contracts."""

from datetime import date
from typing import Any

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.audit.verbs import action, locked, offer_undo, save, tell
from pupitre.foundation.tenancy.models import Member, next_number
from pupitre.foundation.tenancy.scope import current_company
from pupitre.kernel.notice import BadTerms
from pupitre.modules.suppliers import policies
from pupitre.modules.suppliers.actions.reckoning import DERIVED, WORDS, reckon, reckon_again, values_of
from pupitre.modules.suppliers.actions.suppliers import add_supplier, apply, changes
from pupitre.modules.suppliers.events import (
    ContractEdited,
    ContractNegotiated,
    ContractRemoved,
    ContractRestored,
    ContractSigned,
)
from pupitre.modules.suppliers.models import Contract
from pupitre.modules.suppliers.queries import supplier_named
from pupitre.modules.suppliers.rules import ContractDraft, SupplierDraft

FIRST_NUMBER = 101
BESIDE = ("supplier", "owner", "site")
SERIES = "contract"
BAD_TERMS = {
    "ends_before_start": "Le contrat finit avant de commencer.",
    "no_term": "Il manque la durée du contrat, ou sa date de fin.",
    "notice_longer_than_term": "Le préavis est plus long que la durée du contrat.",
    "beyond_calendar": "Ces durées sortent du calendrier : un préavis, une durée se comptent en mois ou en années.",
}


class CannotChange(Refusal):
    pass


@action
def sign_contract(draft: ContractDraft, *, actor: Member) -> Contract:
    """Record a contract; without a reference it takes the next number of the company, C-0101 first."""
    require(policies.can_edit_contracts(actor))
    contract = Contract(**_checked(draft, actor))
    reckon(contract)
    contract.reference = contract.reference or next_reference()
    _refuse_a_double(contract)
    contract.save(force_insert=True)
    event = ContractSigned(contract.ref, contract.supplier.ref, contract.yearly_cents)
    tell(event, contract, named(contract))
    return contract


@action
def edit_contract(contract: Contract, draft: ContractDraft, version: int | None = None, *, actor: Member) -> Contract:
    contract = still_there(contract, version)
    require(policies.can_edit_contracts(actor))
    values = _checked(draft, actor)
    values["reference"] = values["reference"] or contract.reference
    changed = changes(contract, values)
    if not changed:
        raise CannotChange("Rien n’a changé dans ce contrat.")
    before = contract.yearly_cents
    apply(contract, changed)
    if "reference" in changed:
        _refuse_a_double(contract)
    reckoned = () if WORDS.issuperset(changed) else DERIVED
    if reckoned:
        reckon_again(contract)
    save(contract, *changed, *reckoned)
    details = {**named(contract), "fields": sorted(changed)}
    tell(ContractEdited(contract.ref, before, contract.yearly_cents), contract, details)
    return contract


@action
def record_negotiation(
    contract: Contract, on: date, price_cents: int | None = None, version: int | None = None, *, actor: Member
) -> Contract:
    """The price was discussed that day; a new one, if any, replaces the old."""
    contract = still_there(contract, version)
    require(policies.can_decide(actor, contract))
    if on > clock.today(current_company()):
        raise CannotChange("Une négociation se note une fois qu’elle a eu lieu.")
    if contract.last_negotiated_on == on and price_cents in (None, contract.price_cents):
        raise CannotChange("Cette négociation est déjà notée.")
    before = contract.yearly_cents
    contract.last_negotiated_on, contract.is_never_negotiated = on, False
    contract.price_cents = contract.price_cents if price_cents is None else price_cents
    reckon_again(contract)
    save(contract, "last_negotiated_on", "is_never_negotiated", "price_cents", *DERIVED)
    tell(ContractNegotiated(contract.ref, on.isoformat(), before, contract.yearly_cents), contract, named(contract))
    return contract


@action
def remove_contract(contract: Contract, version: int | None = None, *, actor: Member) -> Contract:
    contract = still_there(contract, version)
    require(policies.can_edit_contracts(actor))
    contract.removed_at = clock.now()
    save(contract, "removed_at")
    tell(ContractRemoved(contract.ref), contract, named(contract))
    offer_undo(f"{contract.title} retiré", restore_contract, ref=contract.ref)
    return contract


@action
def restore_contract(ref: str, *, actor: Member) -> Contract:
    require(policies.can_edit_contracts(actor))
    contract: Contract = Contract.with_removed.select_for_update(of=("self",)).get(ref=ref)
    if contract.removed_at is None:
        raise CannotChange("Ce contrat est déjà là.")
    _refuse_a_double(contract)
    if contract.supplier.removed_at is not None:
        raise CannotChange("Son fournisseur a été retiré : remettez-le d’abord.")
    contract.removed_at = None
    reckon_again(contract)
    save(contract, "removed_at", *DERIVED)
    tell(ContractRestored(contract.ref), contract, named(contract))
    return contract


def still_there(contract: Contract, version: int | None = None) -> Contract:
    """Under lock; what was read beside it a moment ago is not read again, unless it is no longer its."""
    try:
        fresh = locked(contract, version)
    except Contract.DoesNotExist as gone:
        raise CannotChange("Ce contrat vient d’être retiré.") from gone
    for name in BESIDE:
        link: Any = Contract._meta.get_field(name)
        if link.is_cached(contract) and getattr(contract, link.attname) == getattr(fresh, link.attname):
            setattr(fresh, name, getattr(contract, name))
    return fresh


def named(contract: Contract) -> dict[str, str]:
    """What the journal shows of a contract, kept apart from the chain."""
    owner = {"owner": contract.owner.ref} if contract.owner else {}
    return {"title": contract.title, "supplier": contract.supplier.name, "reference": contract.reference, **owner}


def next_reference() -> str:
    """Numbers that somebody typed by hand are skipped."""
    while Contract.objects.filter(reference=(reference := f"C-{FIRST_NUMBER - 1 + next_number(SERIES):04}")).exists():
        continue
    return reference


def _checked(draft: ContractDraft, actor: Member) -> dict[str, Any]:
    """A supplier given by name is found, or added."""
    try:
        _ = draft.terms
    except BadTerms as problem:
        raise CannotChange(BAD_TERMS[problem.code]) from problem
    supplier = draft.supplier
    if isinstance(supplier, str):
        supplier = supplier_named(supplier) or add_supplier(SupplierDraft(name=supplier), actor=actor)
    return {**values_of(draft), "supplier": supplier}


def _refuse_a_double(contract: Contract) -> None:
    if Contract.objects.filter(reference=contract.reference).exclude(pk=contract.pk).exists():
        raise CannotChange(f"La référence {contract.reference} est déjà celle d’un autre contrat.")
