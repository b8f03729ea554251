"""A relay that was passed, as tests want it."""

from datetime import date

from pupitre.engines.relay import actions
from pupitre.engines.relay.rules import Draft, lines_of

THURSDAY = date(2026, 11, 26)


def passed(cast, text="Mercredi 10 h, livraison de papier\nSalle 2 : chauffagiste", **more):
    draft = Draft(THURSDAY, lines_of(text), "Les clés sont dans le tiroir.", "Sophie, 06 11 22 33 44")
    return actions.pass_relay(more.pop("relay", cast.hugo), draft, actor=more.pop("by", cast.claire), **more)
