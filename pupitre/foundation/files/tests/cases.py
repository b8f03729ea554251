"""What files give to the common tests."""

from pupitre.foundation import registry
from pupitre.foundation.files.actions import attach_file, remove_file, restore_file
from pupitre.foundation.registry import Found, Room
from tests.harness.cases import Case

PDF = b"%PDF-1.4 une facture"


def a_thing(actor, ref):
    """A thing of each member, that exists for as long as the cases run: only its owner sees it."""
    return Found("Une chose", "/") if ref == actor.ref else None


def a_file(member):
    registry.rooms["folders"] = Room("folders", kinds={"folders.thing": a_thing})
    return attach_file("facture.pdf", [PDF], kind="folders.thing", ref=member.ref, actor=member)


CASES = {
    "files.remove_file": Case(lambda cast: a_file(cast.claire), lambda it, cast: remove_file(it, actor=cast.claire)),
    "files.restore_file": Case(
        lambda cast: remove_file(a_file(cast.claire), actor=cast.claire).ref,
        lambda it, cast: restore_file(it, actor=cast.claire),
    ),
}
CREATIONS = {"files.attach_file"}
PLANT = [lambda member: [a_file(member).ref]]
