"""The manifest of suppliers."""

from django.urls import reverse

from pupitre.foundation.registry import Found, Gesture, Link, Permission, Room, Schedule, register
from pupitre.foundation.tenancy.models import Member, Role
from pupitre.modules.suppliers import attention, calendar, capture, decisions, jobs, panels, policies, queries, search
from pupitre.modules.suppliers.imports import CONTRACTS, SUPPLIERS
from pupitre.modules.suppliers.queries.endings import endings_visible_to

BUYERS = (Role.OWNER, Role.OFFICE_MANAGER, Role.DIRECTOR, Role.FINANCE)
OFFICE: dict[str, str] = dict.fromkeys(BUYERS, "company")
WITH_OWNERS: dict[str, str] = {
    **OFFICE,
    **dict.fromkeys((Role.REFERENT, Role.MANAGER, Role.HR, Role.EMPLOYEE), "own"),
}
READERS: dict[str, str] = {**WITH_OWNERS, Role.ACCOUNTANT: "company"}


def find_contract(actor: Member, ref: str) -> Found | None:
    contract = queries.contracts_visible_to(actor).filter(ref=ref).first()
    return Found(str(contract), reverse("suppliers:contract", args=[actor.company.slug, ref])) if contract else None


def find_supplier(actor: Member, ref: str) -> Found | None:
    supplier = queries.suppliers_visible_to(actor).filter(ref=ref).first()
    return Found(supplier.name, reverse("suppliers:supplier", args=[actor.company.slug, ref])) if supplier else None


def find_ending(actor: Member, ref: str) -> Found | None:
    """What proves a step is shown to whoever sees the contract."""
    ending = endings_visible_to(actor).filter(ref=ref).first()
    if ending is None:
        return None
    url = reverse("suppliers:ending", args=[actor.company.slug, ending.contract.ref])
    return Found(f"Fin du contrat {ending.contract}", url)


register(
    Room(
        name="suppliers",
        label="Fournisseurs",
        menu=(Link("Fournisseurs", "suppliers:home", "file-text", group=1, key="f"),),
        permissions=(
            Permission("suppliers.see_contracts", READERS, says="voir les contrats, leurs prix et leurs échéances"),
            Permission(
                "suppliers.edit_contract", OFFICE, says="enregistrer, modifier, confier et retirer des contrats"
            ),
            Permission(
                "suppliers.decide_window", WITH_OWNERS, says="décider d’une échéance, noter un envoi, une négociation"
            ),
            Permission("suppliers.edit_supplier", OFFICE, says="ajouter, modifier et retirer des fournisseurs"),
            Permission("suppliers.import_sheets", OFFICE, says="importer des fournisseurs et des contrats"),
        ),
        decisions=(decisions.WINDOW_KIND,),
        attention=(attention.windows_to_act_on, attention.endings_to_act_on, attention.contracts_of_nobody),
        news=dict.fromkeys(panels.SENTENCES, panels.news),
        kinds={
            "suppliers.contract": find_contract,
            "suppliers.supplier": find_supplier,
            "suppliers.ending": find_ending,
        },
        panels={"desk.director": panels.for_direction},
        sheets=(SUPPLIERS, CONTRACTS),
        calendars=(calendar.RENEWALS,),
        searched=(search.CONTRACTS, search.SUPPLIERS),
        gestures=(
            Gesture(
                "Nouveau contrat",
                "suppliers:contract_new",
                "file-plus",
                "abonnement échéance signer ajouter",
                is_open=policies.can_edit_contracts,
                is_common=True,
            ),
            Gesture(
                "Nouveau fournisseur",
                "suppliers:supplier_new",
                "building-2",
                "prestataire ajouter",
                is_open=policies.can_edit_suppliers,
            ),
            Gesture(
                "Annuaire des fournisseurs", "suppliers:supplier_list", "book-user", "prestataires contacts appeler"
            ),
            Gesture(
                "Fins de contrat",
                "suppliers:ending_list",
                "flag",
                "résilier résiliation préavis lettre recommandé restitution",
                "suppliers.see_contracts",
            ),
        ),
        captures=(capture.CONTRACT,),
        schedules=(
            Schedule("suppliers.roll", jobs.roll, hour="05:00"),
            Schedule("suppliers.empty_bin", jobs.empty_the_bin, hour="04:30", is_for_ever=True),
        ),
        append_only=(
            "suppliers.WindowDecision",
            "suppliers.NoticeSent",
            "suppliers.EndingStep",
            "suppliers.EndingLetter",
        ),
        is_optional=True,
    )
)
