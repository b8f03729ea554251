"""What is found of routines: their words, and what they are about."""

from collections.abc import Collection, Iterator, Mapping

from pupitre.engines.routines.models import Routine
from pupitre.engines.routines.queries import routines_visible_to
from pupitre.foundation.registry import Found
from pupitre.foundation.registry.searched import Document, Searched, same
from pupitre.foundation.tenancy.models import Member
from pupitre.ui.addresses import url_of

ROUTINE = "routines.routine"


def documents(refs: Collection[str] | None) -> Iterator[Document]:
    for one in Routine.objects.all() if refs is None else Routine.objects.filter(ref__in=refs):
        yield Document(one.ref, one.title, f"{one.note} {one.get_dimension_display()}")


def found(actor: Member, refs: Collection[str]) -> Mapping[str, Found]:
    slug = actor.company.slug
    return {
        one.ref: Found(one.title, url_of("routines:routine", slug, one.ref), one.owner.name)
        for one in routines_visible_to(actor).filter(ref__in=refs)
    }


ROUTINES = Searched(ROUTINE, "Routines", "repeat", documents, found, {ROUTINE: same})
