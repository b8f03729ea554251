"""The manifest of relay."""

from pupitre.engines.relay import attention, panels, policies
from pupitre.engines.relay.privacy import forget_relays_of
from pupitre.foundation.registry import Gesture, Permission, Room, register
from pupitre.foundation.tenancy.models import Role

COMPANY = "company"
EVERYBODY: dict[str, str] = {role: COMPANY for role in Role if role not in {Role.ACCOUNTANT, Role.READER}}
DIRECTION: dict[str, str] = dict.fromkeys((Role.OWNER, Role.DIRECTOR), COMPANY)

register(
    Room(
        name="relay",
        label="Relais",
        permissions=(
            Permission("relay.pass", EVERYBODY, says="passer le relais pendant une absence"),
            Permission("relay.follow", DIRECTION, says="suivre les relais de toute l’entreprise"),
        ),
        attention=(attention.relays_on_desks,),
        gestures=(
            Gesture(
                "Passer le relais",
                "relay:pass",
                "arrow-left-right",
                "absence vacances congé remplacer départ",
                is_open=policies.can_pass,
            ),
            Gesture(
                "Absent aujourd’hui", "relay:absent", "thermometer", "absence maladie malade", is_open=policies.can_pass
            ),
        ),
        news=panels.NEWS,
        erases=(forget_relays_of,),
    )
)
