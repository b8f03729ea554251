"""The manifest of bank: contracts and subscriptions discovered in statements."""

from django.urls import reverse

from pupitre.foundation.registry import Found, Gesture, Permission, Room, Schedule, register
from pupitre.foundation.tenancy.models import Member, Role
from pupitre.modules.bank import attention, jobs, panels, policies, queries

BUYERS: dict[str, str] = dict.fromkeys((Role.OWNER, Role.OFFICE_MANAGER, Role.DIRECTOR, Role.FINANCE), "company")
READERS: dict[str, str] = {**BUYERS, Role.ACCOUNTANT: "company"}


def find_statement(actor: Member, ref: str) -> Found | None:
    row = queries.statements_visible_to(actor).filter(ref=ref).first()
    return Found(row.file_name, reverse("bank:statement", args=[actor.company.slug, ref])) if row else None


register(
    Room(
        name="bank",
        label="Banque",
        requires=("suppliers",),
        permissions=(
            Permission("bank.see_findings", READERS, says="voir les dépenses régulières trouvées dans les relevés"),
            Permission("bank.read_statements", BUYERS, says="déposer et retirer des relevés, accepter ou ignorer"),
        ),
        attention=(attention.spending_to_look_at, attention.contracts_to_complete),
        news=panels.NEWS,
        kinds={"bank.statement": find_statement},
        gestures=(
            Gesture(
                "Déposer un relevé bancaire",
                "bank:statement_list",
                "landmark",
                "banque importer dépenses abonnements",
                is_open=policies.can_discover,
            ),
        ),
        panels={"suppliers.tabs": panels.tab, "desk.first_step": panels.first_step},
        schedules=(Schedule("bank.forget", jobs.forget, hour="04:40", is_for_ever=True),),
        door="suppliers:home",
        is_optional=True,
    )
)
