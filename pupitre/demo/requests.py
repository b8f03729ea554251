"""What waits for Sophie on her phone, what was decided yesterday, and who decides from now on."""

from datetime import timedelta

from pupitre.demo.portfolio import Cast
from pupitre.demo.story import Story
from pupitre.engines.decisions.public import (
    Ask,
    Given,
    Mode,
    PowerDraft,
    add_power,
    decide,
    name_stand_in,
    request_decision,
)
from pupitre.foundation.tenancy.models import Role
from pupitre.kernel.money import Basis
from pupitre.modules.suppliers.public import WINDOW, Contract, ask_about, decidable, standing_of, turn_the_page


def tell(story: Story, cast: Cast, contracts: dict[str, Contract]) -> None:
    """Sophie and Claire are in the cast by the time each scene is played."""

    def seating() -> None:
        ask = Ask(
            "Mobilier de la salle 2",
            amount_cents=2_480_00,
            basis=Basis.HT,
            payee_name="Bruneau",
            decide_by=story.today + timedelta(days=2),
            recommendation="Bruneau, le moins cher des trois devis à garantie égale.",
            consequence="pas de salle pour l’accueil du 7 décembre",
            then_what="Passer la commande chez Bruneau",
            then_member=cast.members["Claire Morel"],
        )
        request_decision(ask, actor=cast.members["Claire Morel"])

    def fleet() -> None:
        turn_the_page()
        contract = contracts["Flotte automobile, quatre véhicules"]
        contract.refresh_from_db()
        standing = standing_of(contract)
        if (act := decidable(standing)) is not None:
            due = story.today + timedelta(days=9)
            why = "Deux sinistres en trois ans, et une offre de Maif à 4 300 €."
            request_decision(ask_about(standing, act, "renegotiate", why, due), actor=cast.members["Claire Morel"])

    def seminar() -> None:
        ask = Ask(
            "Acompte du séminaire de printemps",
            amount_cents=1_200_00,
            basis=Basis.TTC,
            payee_name="Domaine de la Forge",
            decide_by=story.today + timedelta(days=7),
            recommendation="Même lieu que l’an dernier, 35 places.",
            consequence="l’option tombe, et il n’y a plus de lieu à cette date",
        )
        request_decision(ask, actor=cast.members["Yanis Benali"])

    def tools() -> None:
        claire, sophie = cast.members["Claire Morel"], cast.members["Sophie Lacombe"]
        ask = Ask("Deux licences Canva", amount_cents=240_00, basis=Basis.HT, payee_name="Canva")
        decide(request_decision(ask, actor=claire), Given("yes", "Deux, pas trois."), actor=sophie)

    story.ago(5, 10, seating)
    story.ago(4, 15, fleet)
    story.ago(3, 11, seminar)
    story.ago(1, 13, tools)
    story.ago(0, 5, lambda: matrix(cast))
    story.ago(0, 6, lambda: lamps(cast))


def matrix(cast: Cast) -> None:
    """Up to 500 € she decides alone; of contracts, up to 10 000 € a year, and Sophie is told."""
    claire, sophie = cast.members["Claire Morel"], cast.members["Sophie Lacombe"]
    add_power(PowerDraft(holder_role=Role.OFFICE_MANAGER, up_to_cents=500_00, basis=Basis.TTC), actor=sophie)
    for basis in Basis:
        of_windows = PowerDraft(holder=claire, domain=WINDOW, mode=Mode.INFORMS, up_to_cents=10_000_00, basis=basis)
        add_power(of_windows, actor=sophie)
    name_stand_in(sophie, cast.members["Yanis Benali"], actor=sophie)


def lamps(cast: Cast) -> None:
    ask = Ask("Deux lampes de bureau", amount_cents=178_00, basis=Basis.TTC, payee_name="Bruneau")
    request_decision(ask, actor=cast.members["Claire Morel"])
