"""The manifest of relay."""

from pupitre.engines.relay import attention, panels
from pupitre.engines.relay.privacy import forget_relays_of
from pupitre.foundation.registry import Permission, Room, register
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
        news=panels.NEWS,
        erases=(forget_relays_of,),
    )
)
