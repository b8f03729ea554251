"""Suppliers and contracts of the cast, made by the module's own actions."""

from datetime import date

from pupitre.kernel.notice import Regime
from pupitre.modules.suppliers.actions import add_supplier, sign_contract
from pupitre.modules.suppliers.rules import ContractDraft, Per, SupplierDraft

CLEANING = {
    "title": "Nettoyage des bureaux",
    "starts_on": date(2024, 3, 1),
    "initial_months": 12,
    "notice_months": 3,
    "price_cents": 420_00,
    "price_per": Per.MONTH,
    "category": "Nettoyage",
}

AROUND_EASTER = {"starts_on": date(2024, 6, 27)}  # its notice day is Good Friday, 26 March 2027: worked, but in Alsace


def propnet(actor, name="Propnet", **more):
    return add_supplier(SupplierDraft(name=name, **more), actor=actor)


def contract_with(actor, **more):
    """Tacit by twelve months, until 28 February; by default the last useful day is 25 November 2026."""
    said = {"supplier": "Propnet", "regime": Regime.TACIT, **CLEANING, **more}
    return sign_contract(ContractDraft(**said), actor=actor)
