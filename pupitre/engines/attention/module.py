"""The manifest of attention."""

from pupitre.engines.attention import jobs
from pupitre.engines.attention.privacy import forget_days_of
from pupitre.foundation.registry import Permission, Room, Schedule, register
from pupitre.foundation.tenancy.models import Role

OFFICE: dict[str, str] = dict.fromkeys((Role.OWNER, Role.OFFICE_MANAGER, Role.DIRECTOR), "company")

register(
    Room(
        name="attention",
        label="Le plan",
        permissions=(
            Permission(
                "attention.edit_presence",
                {
                    **OFFICE,
                    Role.HR: "company",
                    Role.MANAGER: "team",
                    Role.REFERENT: "team",
                    Role.FINANCE: "own",
                    Role.EMPLOYEE: "own",
                },
                says="noter les présences, les absences et les rendez-vous",
            ),
            Permission(
                "attention.tune_plan",
                OFFICE,
                says="régler la réserve et l’horizon du plan",
            ),
            Permission(
                "attention.allow_titles",
                dict.fromkeys((Role.OWNER, Role.DIRECTOR), "company"),
                says="autoriser les titres dans l’agenda commun de l’office manager",
            ),
        ),
        schedules=(Schedule("attention.record", jobs.keep_the_record, minutes=15),),
        erases=(forget_days_of,),
    )
)
