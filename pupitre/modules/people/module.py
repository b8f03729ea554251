"""The manifest of people."""

from pupitre.foundation.registry import Link, Permission, Room, register
from pupitre.foundation.tenancy.models import Clearance, Role
from pupitre.modules.people import attention, imports, panels
from pupitre.modules.people.events import PersonErased
from pupitre.modules.people.privacy import erase_again

COMPANY, TEAM, OWN = "company", "team", "own"
EVERYBODY: dict[str, str] = dict.fromkeys(Role, COMPANY)
DIRECTION: dict[str, str] = {Role.DIRECTOR: COMPANY}
OFFICE: dict[str, str] = {Role.OFFICE_MANAGER: COMPANY, **DIRECTION}
NEAR: dict[str, str] = {**OFFICE, Role.MANAGER: TEAM, Role.EMPLOYEE: OWN}

register(
    Room(
        name="people",
        label="Équipe",
        menu=(
            Link("Équipe", "people:directory", "users", key="e", permission="people.see_directory"),
            Link("Entreprise", "people:company", "building-2", group=2, permission="people.edit_company"),
        ),
        permissions=(
            Permission("people.see_directory", EVERYBODY, says="voir l’annuaire : nom, poste, équipe, site, téléphone"),
            Permission("people.see_work_details", NEAR, says="voir le type de contrat et les horaires d’une personne"),
            Permission("people.see_history", NEAR, says="voir ce qui a changé dans la fiche d’une personne"),
            Permission("people.hire", OFFICE, says="ajouter une personne"),
            Permission("people.edit_person", OFFICE, says="modifier la fiche d’une personne"),
            Permission("people.end_membership", OFFICE, says="noter un départ, ou un retour"),
            Permission("people.invite", OFFICE, says="donner à une personne un accès à Pupitre"),
            Permission("people.edit_teams", OFFICE, says="créer et modifier les équipes"),
            Permission("people.edit_company", OFFICE, says="modifier l’entreprise et ses sites, allumer ses modules"),
            Permission("people.import_people", OFFICE, says="importer un tableau de personnes"),
            Permission("people.grant_roles", DIRECTION, says="donner et retirer les rôles"),
            Permission(
                "people.see_private", OFFICE, Clearance.HR, "voir et noter la personne à prévenir en cas d’urgence"
            ),
            Permission("people.erase_person", DIRECTION, Clearance.HR, "effacer une personne partie"),
        ),
        kinds={"people.person": panels.find_person, "people.team": panels.find_team},
        news=attention.NEWS,
        erases_again={PersonErased: erase_again},
        sheets=(imports.PEOPLE,),
    )
)
