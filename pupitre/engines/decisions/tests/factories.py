"""Requests and lines of a matrix, as tests want them."""

from pupitre.engines.attention.public import items_for
from pupitre.engines.decisions import actions
from pupitre.engines.decisions.actions import Ask, Given, PowerDraft
from pupitre.foundation.tenancy.models import Role
from pupitre.kernel.money import Basis


def autonomy(cast, cents=500_00, **more):
    """« Office manager, décide, jusqu’à 500,00 € TTC », said by the director of the office manager's company."""
    draft = PowerDraft(holder_role=Role.OFFICE_MANAGER, up_to_cents=cents, **more)
    return actions.add_power(draft, actor=cast.sophie)


def asked(actor, cents=900_00, title="Mobilier de la salle 2", **more):
    amount = {"amount_cents": cents, "basis": Basis.TTC} if cents is not None else {}
    return actions.request_decision(Ask(title=title, **amount, **more), actor=actor)


def accept(request, actor, **more):
    return actions.decide(request, Given("yes", **more), actor=actor)


def items_about(request, member, on):
    return [item for item in items_for(member, on) if request.ref in item.key]
