"""The manifest of routines."""

from django.urls import reverse

from pupitre.engines.routines import attention, jobs, panels, policies, queries, search
from pupitre.foundation.registry import Found, Gesture, Link, Permission, Room, Schedule, register
from pupitre.foundation.tenancy.models import Member, Role

OFFICE: dict[str, str] = dict.fromkeys((Role.OWNER, Role.OFFICE_MANAGER, Role.DIRECTOR), "company")
HOLDERS: dict[str, str] = dict.fromkeys((Role.HR, Role.FINANCE, Role.MANAGER, Role.REFERENT, Role.EMPLOYEE), "own")
READERS: dict[str, str] = {
    **HOLDERS,
    **dict.fromkeys((Role.HR, Role.FINANCE, Role.MANAGER), "company"),
    **OFFICE,
}


def find_routine(actor: Member, ref: str) -> Found | None:
    routine = queries.routines_visible_to(actor).filter(ref=ref).first()
    return Found(routine.title, reverse("routines:routine", args=[actor.company.slug, ref])) if routine else None


def find_occurrence(actor: Member, ref: str) -> Found | None:
    """Its proofs are shown to whoever sees the routine."""
    one = queries.occurrences_visible_to(actor).filter(ref=ref).first()
    return find_routine(actor, one.routine.ref) if one else None


register(
    Room(
        name="routines",
        label="Routines",
        menu=(Link("Routines", "routines:routine_list", "repeat", is_open=queries.has_some_to_see, rank=1),),
        permissions=(
            Permission("routines.see", READERS, says="voir les routines et leur historique"),
            Permission(
                "routines.edit", OFFICE, says="ajouter, modifier, confier, mettre en pause et retirer des routines"
            ),
            Permission(
                "routines.do_occurrence",
                {**HOLDERS, **OFFICE},
                says="noter qu’une routine est faite, passée ou déplacée",
            ),
        ),
        attention=(attention.routines_due,),
        done_items=(attention.done_occurrences,),
        news=dict.fromkeys(panels.SENTENCES, panels.news),
        kinds={"routines.routine": find_routine, "routines.occurrence": find_occurrence},
        searched=(search.ROUTINES,),
        gestures=(
            Gesture(
                "Nouvelle routine",
                "routines:new",
                "repeat",
                "ajouter récurrent chaque mois",
                is_open=policies.can_edit_routines,
            ),
            Gesture(
                "Catalogue des routines", "routines:catalogue", "library", "modèles", is_open=policies.can_edit_routines
            ),
        ),
        schedules=(Schedule("routines.empty_bin", jobs.empty_the_bin, hour="04:40", is_for_ever=True),),
        is_optional=True,
    )
)
