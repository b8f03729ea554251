"""The manifest of mission: what the office manager's work brings, what it costs, and the page of each month."""

from pupitre.foundation.registry import Gesture, Link, Permission, Room, register
from pupitre.foundation.tenancy.models import Role
from pupitre.modules.mission import attention, panels, policies, search

COMPANY, OWN = "company", "own"
DIRECTION: dict[str, str] = dict.fromkeys((Role.OWNER, Role.DIRECTOR), COMPANY)
OFFICE: dict[str, str] = {Role.OFFICE_MANAGER: COMPANY, **DIRECTION}
WITH_OWN: dict[str, str] = {Role.OFFICE_MANAGER: OWN, **DIRECTION}

register(
    Room(
        name="mission",
        label="La page du mois",
        requires=("suppliers",),
        menu=(Link("La page du mois", "mission:home", "newspaper", group=2, key="r", permission="mission.see_month"),),
        permissions=(
            Permission("mission.see_month", OFFICE, says="voir la page du mois et ce qu’elle compte"),
            Permission("mission.issue_month", OFFICE, says="commenter et arrêter la page du mois"),
            Permission("mission.see_savings", {**OFFICE, Role.FINANCE: COMPANY}, says="voir le registre des économies"),
            Permission("mission.edit_saving", OFFICE, says="noter une économie et dire où elle en est"),
            Permission(
                "mission.validate_saving", DIRECTION, says="valider une économie que quelqu’un d’autre a déclarée"
            ),
            Permission("mission.see_cost", WITH_OWN, says="voir ce que coûte la mission"),
            Permission("mission.agree_cost", WITH_OWN, says="noter la rémunération de la mission"),
        ),
        attention=(attention.pages_to_issue, attention.savings_to_validate),
        news=panels.NEWS,
        kinds={"mission.saving": panels.find_saving, "mission.page": panels.find_page},
        panels={"desk.director": panels.for_direction},
        searched=(search.SAVINGS, search.PAGES),
        gestures=(
            Gesture(
                "Noter une économie",
                "mission:saving_new",
                "sparkles",
                "gain négociation baisse ajouter",
                "mission.edit_saving",
            ),
            Gesture("Registre des économies", "mission:savings", "list-checks", "gains liste", "mission.see_savings"),
            Gesture(
                "Coût de la mission",
                "mission:engagements",
                "scale",
                "rémunération tarif honoraires",
                is_open=policies.can_see_costs,
            ),
        ),
        append_only=("mission.SavingStep", "mission.MonthPage"),
        is_optional=True,
    )
)
