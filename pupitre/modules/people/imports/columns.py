"""The columns of the sheet of people, by their usual French and English names."""

from pupitre.foundation.imports.readers import day, email, text, text_of
from pupitre.foundation.imports.sheets import BadCell, Cell, Column, ReadContext, Sheet
from pupitre.foundation.imports.taking_back import WayBack
from pupitre.kernel.reading.text import fold
from pupitre.modules.people.actions.taking_back import look_back, take_back_people
from pupitre.modules.people.imports.comparing import prepare
from pupitre.modules.people.models import Contract

DIGITS_WITHOUT_ZERO = 9  # a telephone that a spreadsheet took for a number
CONTRACTS = {fold(word): choice for choice in Contract for word in (choice.label, choice.value)} | {
    "contrat a duree indeterminee": Contract.PERMANENT,
    "contrat a duree determinee": Contract.FIXED_TERM,
    "alternance": Contract.APPRENTICE,
    "apprenti": Contract.APPRENTICE,
    "stagiaire": Contract.INTERN,
    "interimaire": Contract.TEMPORARY,
    "prestataire": Contract.FREELANCE,
    "independant": Contract.FREELANCE,
}


def read_phone(cell: Cell, context: ReadContext) -> str:
    typed = text_of(cell)
    return f"0{typed}" if isinstance(cell, int) and len(typed) == DIGITS_WITHOUT_ZERO else typed[:40]


def read_contract(cell: Cell, context: ReadContext) -> str:
    choice = CONTRACTS.get(fold(text_of(cell)))
    if choice is None:
        raise BadCell("Ce type de contrat n’est pas connu : CDI, CDD, apprentissage, stage, intérim, prestation…")
    return choice.value


PEOPLE = Sheet(
    name="people",
    label="Personnes",
    opens="people:directory",
    columns=(
        Column("last_name", "Nom", ("Nom de famille", "Nom d’usage", "Last name", "Surname", "Family name"), text(60)),
        Column("first_name", "Prénom", ("Prénoms", "First name", "Given name", "Forename"), text(60)),
        Column(
            "name",
            "Nom complet",
            (
                "Nom et prénom",
                "Prénom et nom",
                "Nom Prénom",
                "Prénom Nom",
                "Salarié",
                "Collaborateur",
                "Full name",
                "Name",
            ),
            text(120),
        ),
        Column(
            "email",
            "E-mail",
            ("Courriel", "Mail", "Adresse e-mail", "Adresse mail", "E-mail professionnel", "Mail pro", "Email address"),
            email,
        ),
        Column(
            "staff_number",
            "Matricule",
            ("N° salarié", "Numéro de salarié", "N° matricule", "Staff number", "Employee number", "Employee ID"),
            text(40),
        ),
        Column(
            "job_title", "Poste", ("Fonction", "Emploi", "Métier", "Intitulé du poste", "Job", "Job title"), text(120)
        ),
        Column("team", "Équipe", ("Service", "Département", "Pôle", "Team", "Department"), text(120)),
        Column(
            "manager",
            "Responsable",
            ("Manager", "N+1", "Responsable hiérarchique", "Supérieur", "Line manager", "Manager e-mail", "Reports to"),
            text(120),
        ),
        Column("site", "Site", ("Lieu", "Lieu de travail", "Établissement", "Bureau", "Location", "Office"), text(120)),
        Column(
            "joined_on",
            "Date d’entrée",
            (
                "Entrée",
                "Date d’embauche",
                "Embauche",
                "Date d’arrivée",
                "Arrivée",
                "Start date",
                "Hire date",
                "Joined on",
            ),
            day,
        ),
        Column("left_on", "Date de sortie", ("Sortie", "Date de départ", "Départ", "End date", "Leaving date"), day),
        Column(
            "phone_work",
            "Téléphone",
            ("Tél", "Tél.", "Téléphone professionnel", "Portable", "Mobile", "Phone", "Work phone"),
            read_phone,
        ),
        Column("contract_type", "Type de contrat", ("Contrat", "Contract", "Contract type"), read_contract),
        Column(
            "weekly_hours", "Horaires", ("Temps de travail", "Heures par semaine", "Hours", "Weekly hours"), text(60)
        ),
    ),
    permission="people.import_people",
    prepare=prepare,
    one_of=("email", "staff_number"),
    back=WayBack(look_back, take_back_people),
    example="Prénom;Nom;E-mail;Poste;Équipe;Responsable;Site;Date d’entrée\r\n"
    "Inès;Garnier;ines@exemple.fr;Cheffe de projet;Production;;Siège;02/09/2024\r\n"
    "Omar;Benali;omar@exemple.fr;Développeur;Production;Inès Garnier;Siège;12/01/2026\r\n",
)
