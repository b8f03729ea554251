"""The manifest of the search."""

from pupitre.foundation.registry import Permission, Room, Schedule, register
from pupitre.foundation.search import jobs
from pupitre.foundation.search.index import forget_member
from pupitre.foundation.tenancy.models import Role

OFFICE: dict[str, str] = dict.fromkeys((Role.OWNER, Role.OFFICE_MANAGER, Role.DIRECTOR), "company")

register(
    Room(
        name="search",
        label="Recherche",
        permissions=(
            Permission(
                "search.edit_words", OFFICE, says="apprendre des mots à la recherche, voir ce qu’elle n’a pas trouvé"
            ),
        ),
        schedules=(Schedule("search.check", jobs.check, hour="04:50"),),
        erases=(forget_member,),
    )
)
