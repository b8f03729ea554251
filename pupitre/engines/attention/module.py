"""The manifest of attention."""

from pupitre.engines.attention import jobs
from pupitre.foundation.registry import Permission, Room, Schedule, register
from pupitre.foundation.tenancy.models import Role

register(
    Room(
        name="attention",
        label="Le plan",
        permissions=(
            Permission(
                "attention.edit_presence",
                {
                    Role.OFFICE_MANAGER: "company",
                    Role.DIRECTOR: "company",
                    Role.MANAGER: "team",
                    Role.EMPLOYEE: "own",
                },
                says="noter les présences, les absences et les rendez-vous",
            ),
            Permission(
                "attention.tune_plan",
                {Role.OFFICE_MANAGER: "company", Role.DIRECTOR: "company"},
                says="régler la réserve et l’horizon du plan",
            ),
        ),
        schedules=(Schedule("attention.record", jobs.keep_the_record, minutes=15),),
    )
)
