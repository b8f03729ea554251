"""What every action of suppliers is tried with: done twice from a stale copy, the second changes nothing."""

from datetime import date

from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Member, Role, Site
from pupitre.kernel.calendar import Zone
from pupitre.modules.suppliers import actions
from pupitre.modules.suppliers.actions.suppliers import values_of
from pupitre.modules.suppliers.actions.windows import Decided
from pupitre.modules.suppliers.models import Channel, Supplier
from pupitre.modules.suppliers.rules import Choice, ContractDraft, SupplierDraft
from pupitre.modules.suppliers.tests.ending_cases import CASES as OF_ENDINGS
from pupitre.modules.suppliers.tests.factories import AROUND_EASTER, CLEANING, contract_with, propnet
from tests.harness.cases import Case

CREATIONS = {
    "suppliers.add_supplier",
    "suppliers.sign_contract",
    "suppliers.import_suppliers",
    "suppliers.import_contracts",
    "suppliers.keep_letter",
    "suppliers.list_thing",
}
SENT_ON = date(2026, 11, 23)
TERMINATE = Decided(2, Choice.TERMINATE, "trop cher")


def a_supplier(cast):
    return propnet(cast.claire)


def a_contract(cast):
    return contract_with(cast.claire)


def removed_supplier(cast):
    return actions.remove_supplier(propnet(cast.claire), actor=cast.claire)


def removed_contract(cast):
    return actions.remove_contract(contract_with(cast.claire), actor=cast.claire)


def long_removed(cast):
    with clock.at(clock.now().replace(year=2024)):
        return removed_contract(cast)


def decided(cast):
    return actions.record_window_decision(contract_with(cast.claire), TERMINATE, actor=cast.claire)


def ended(cast):
    return actions.end_contract(contract_with(cast.claire), date(2026, 12, 31), actor=cast.claire)


def assigned(cast):
    return actions.assign_contract(contract_with(cast.claire), cast.hugo, actor=cast.claire)


def behind(cast):
    """A contract recorded two years ago, whose window nobody looked at since."""
    with clock.at(clock.now().replace(year=2024)):
        return contract_with(cast.claire)


def elsewhere(cast):
    """Signed where Good Friday is worked, read where it is not."""
    contract = contract_with(cast.claire, site=cast.pantin, **AROUND_EASTER)
    Site.objects.update(zone=Zone.ALSACE)
    return contract


def edited(contract, cast):
    draft = ContractDraft(supplier=contract.supplier, **{**CLEANING, "title": "Nettoyage et vitres"})
    actions.edit_contract(contract, draft, contract.version, actor=cast.claire)


def renamed(supplier, cast):
    actions.edit_supplier(supplier, SupplierDraft(name="Propnet SA"), supplier.version, actor=cast.claire)


def taken_back(contract, cast):
    actions.undo_bulk([contract.ref], "owner", cast.hugo.ref, [""], actor=cast.claire)


CASES = {
    **OF_ENDINGS,
    "suppliers.take_back_sheet": Case(
        lambda cast: actions.import_suppliers(
            [Supplier(**values_of(SupplierDraft(name="Kappa")))], [], actor=cast.claire
        ),
        lambda it, cast: actions.take_back_sheet(it, actor=cast.claire),
    ),
    "suppliers.edit_supplier": Case(a_supplier, renamed),
    "suppliers.remove_supplier": Case(a_supplier, lambda it, cast: actions.remove_supplier(it, actor=cast.claire)),
    "suppliers.restore_supplier": Case(
        removed_supplier, lambda it, cast: actions.restore_supplier(it.ref, actor=cast.claire)
    ),
    "suppliers.edit_contract": Case(a_contract, edited),
    "suppliers.assign_contract": Case(
        a_contract, lambda it, cast: actions.assign_contract(it, cast.hugo, actor=cast.claire)
    ),
    "suppliers.assign_contracts": Case(
        a_contract, lambda it, cast: actions.assign_contracts([it.ref], cast.hugo, actor=cast.claire)
    ),
    "suppliers.categorise_contracts": Case(
        a_contract, lambda it, cast: actions.categorise_contracts([it.ref], "Sécurité", actor=cast.claire)
    ),
    "suppliers.undo_bulk": Case(assigned, taken_back),
    "suppliers.record_negotiation": Case(
        a_contract, lambda it, cast: actions.record_negotiation(it, SENT_ON, 400_00, actor=cast.claire)
    ),
    "suppliers.record_window_decision": Case(
        a_contract, lambda it, cast: actions.record_window_decision(it, TERMINATE, actor=cast.claire)
    ),
    "suppliers.carry_out_decision": Case(
        a_contract, lambda it, cast: actions.carry_out_decision(it, TERMINATE, actor=cast.claire)
    ),
    "suppliers.withdraw_decision": Case(
        decided, lambda it, cast: actions.withdraw_decision(it.ref, 2, False, "terminate", actor=cast.claire)
    ),
    "suppliers.undo_decision": Case(
        decided, lambda it, cast: actions.undo_decision(it, 2, False, "terminate", actor=cast.claire)
    ),
    "suppliers.record_notice_sent": Case(
        decided, lambda it, cast: actions.record_notice_sent(it, SENT_ON, Channel.REGISTERED, actor=cast.claire)
    ),
    "suppliers.end_contract": Case(
        a_contract, lambda it, cast: actions.end_contract(it, date(2026, 12, 31), actor=cast.claire)
    ),
    "suppliers.reopen_contract": Case(ended, lambda it, cast: actions.reopen_contract(it.ref, actor=cast.claire)),
    "suppliers.remove_contract": Case(a_contract, lambda it, cast: actions.remove_contract(it, actor=cast.claire)),
    "suppliers.restore_contract": Case(
        removed_contract, lambda it, cast: actions.restore_contract(it.ref, actor=cast.claire)
    ),
    "suppliers.empty_bin": Case(long_removed, lambda it, cast: actions.empty_bin(actor=None)),
    "suppliers.roll_contracts": Case(behind, lambda it, cast: actions.roll_contracts(actor=None)),
    "suppliers.reckon_contracts": Case(elsewhere, lambda it, cast: actions.reckon_contracts(it.site.ref, actor=None)),
}


def plant(member):
    """One of everything that has a page, in the company of somebody who may."""
    actor = _office_manager(member)
    contract, left = contract_with(actor), contract_with(actor, title="Plantes vertes")
    actions.carry_out_decision(left, TERMINATE, actor=actor)
    return [contract.ref, contract.supplier.ref, left.ref]


def _office_manager(member):
    return next(one for one in Member.objects.all() if one.has(Role.OFFICE_MANAGER))


PLANT = [plant]
