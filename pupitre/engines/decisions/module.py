"""The manifest of decisions."""

from django.urls import reverse

from pupitre.engines.decisions import attention, capture, jobs, panels, policies, search
from pupitre.engines.decisions.decisions import FREE_REQUEST
from pupitre.engines.decisions.queries import matrix, requests
from pupitre.foundation import clock
from pupitre.foundation.registry import Found, Gesture, Link, Permission, Room, Schedule, register
from pupitre.foundation.tenancy.models import Member, Role

COMPANY = "company"
EVERYBODY: dict[str, str] = {role: COMPANY for role in Role if role not in {Role.ACCOUNTANT, Role.READER}}  # who act
DIRECTION: dict[str, str] = dict.fromkeys((Role.OWNER, Role.DIRECTOR), COMPANY)
OFFICE: dict[str, str] = {Role.OFFICE_MANAGER: COMPANY, **DIRECTION}


def find_request(actor: Member, ref: str) -> Found | None:
    board = matrix.board_of(clock.today(actor.company))
    request = requests.requests_visible_to(actor, board).filter(ref=ref).first()
    return Found(request.title, reverse("decisions:request", args=[actor.company.slug, ref])) if request else None


register(
    Room(
        name="decisions",
        label="Décisions",
        menu=(Link("À décider", "decisions:inbox", "scale", group=0, key="d"),),
        permissions=(
            Permission("decisions.ask", EVERYBODY, says="demander une décision"),
            Permission("decisions.set_powers", DIRECTION, says="dire qui décide de quoi, et jusqu’à combien"),
            Permission("decisions.see_powers", OFFICE, says="voir qui décide de quoi"),
            Permission("decisions.see_register", DIRECTION, says="voir toutes les demandes et toutes les décisions"),
            Permission("decisions.record_oral", OFFICE, says="noter ce qui a été décidé à l’oral"),
        ),
        attention=(attention.requests_on_desks,),
        searched=(search.REQUESTS,),
        gestures=(
            Gesture(
                "Poser une question à décider",
                "decisions:new",
                "scale",
                "demander décision accord achat devis",
                is_open=policies.can_ask,
                is_common=True,
            ),
            Gesture(
                "Qui décide de quoi",
                "decisions:matrix",
                "table-2",
                "délégation pouvoirs",
                is_open=policies.can_see_powers,
            ),
        ),
        captures=(capture.REQUEST,),
        decisions=(FREE_REQUEST,),
        news=panels.NEWS,
        kinds={"decisions.request": find_request},
        append_only=("decisions.Answer",),
        schedules=(Schedule("decisions.silence", jobs.break_silence, minutes=30),),
    )
)
