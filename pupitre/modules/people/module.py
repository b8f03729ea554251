"""The manifest of people."""

from pupitre.foundation.registry import Gesture, Link, Permission, Room, Schedule, register
from pupitre.foundation.tenancy.models import Clearance, Role
from pupitre.modules.people import attention, imports, jobs, panels, search
from pupitre.modules.people.events import PersonErased
from pupitre.modules.people.privacy import erase_again

COMPANY, TEAM, OWN = "company", "team", "own"
EVERYBODY: dict[str, str] = {role: COMPANY for role in Role if role != Role.ACCOUNTANT}  # who is outside the house
DIRECTION: dict[str, str] = dict.fromkeys((Role.OWNER, Role.DIRECTOR), COMPANY)
OFFICE: dict[str, str] = {Role.OFFICE_MANAGER: COMPANY, **DIRECTION}
STAFF: dict[str, str] = {**OFFICE, Role.HR: COMPANY}
TEAMS: dict[str, str] = dict.fromkeys((Role.MANAGER, Role.REFERENT), TEAM)
NEAR: dict[str, str] = {**STAFF, **TEAMS, Role.FINANCE: OWN, Role.EMPLOYEE: OWN}

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
            Permission("people.hire", STAFF, says="ajouter une personne"),
            Permission("people.edit_person", STAFF, says="modifier la fiche d’une personne"),
            Permission("people.end_membership", STAFF, says="noter un départ, ou un retour"),
            Permission("people.invite", STAFF, says="donner à une personne un accès à Pupitre"),
            Permission("people.edit_teams", STAFF, says="créer et modifier les équipes"),
            Permission("people.edit_company", OFFICE, says="modifier l’entreprise et ses sites, allumer ses modules"),
            Permission("people.import_people", STAFF, says="importer un tableau de personnes"),
            Permission("people.grant_roles", DIRECTION, says="donner et retirer les rôles"),
            Permission(
                "people.see_private", STAFF, Clearance.HR, "voir et noter la personne à prévenir en cas d’urgence"
            ),
            Permission("people.erase_person", DIRECTION, Clearance.HR, "effacer une personne partie"),
        ),
        kinds={"people.person": panels.find_person, "people.team": panels.find_team},
        searched=(search.PEOPLE, search.TEAMS),
        gestures=(
            Gesture("Ajouter une personne", "people:new", "user-plus", "embauche arrivée salarié", "people.hire"),
            Gesture("Nouvelle équipe", "people:new_team", "users", "service", "people.edit_teams"),
            Gesture("Nouveau site", "people:new_site", "map-pin", "adresse locaux bureau", "people.edit_company"),
            Gesture("Qui voit quoi", "people:rights", "eye", "droits rôles accès", "people.see_directory"),
        ),
        news=attention.NEWS,
        erases_again={PersonErased: erase_again},
        sheets=(imports.PEOPLE,),
        rights_page="people:rights",
        schedules=(Schedule("people.close_doors", jobs.close_doors, hour="00:10"),),
    )
)
