"""Teaching the search the company's own words, and saying what it does not find."""

from datetime import date, timedelta
from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.audit.verbs import action, locked, offer_undo, tell
from pupitre.foundation.search.events import MissedForgotten, SearchMissed, SynonymKept, SynonymRemoved
from pupitre.foundation.search.models import LONGEST_MEANING, Missed, Synonym
from pupitre.foundation.search.policies import can_edit_words
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.scope import current_company
from pupitre.kernel.search import asked_terms, folded_words

KEPT_FOR = timedelta(days=90)  # what nobody missed again since


Row = TypeVar("Row", bound=models.Model)


class CannotKeep(Refusal):
    pass


@action
def keep_synonym(said: str, means: str, *, actor: Member) -> Synonym:
    require(can_edit_words(actor))
    words = list(folded_words(said))
    if len(words) != 1:
        raise CannotKeep("Écrivez un seul mot à gauche : celui que l’on cherche.")
    if not asked_terms(means)[0] or list(folded_words(means)) == words:
        raise CannotKeep("Écrivez à droite un autre mot, tel qu’il est dans Pupitre.")
    if Synonym.objects.select_for_update().filter(said=words[0]).exists():
        raise CannotKeep(f"« {said.strip()} » a déjà son équivalent : retirez-le d’abord.")
    kept = Synonym.objects.create(said=words[0], shown=said.strip()[:40], means=means.strip()[:LONGEST_MEANING])
    tell(SynonymKept(kept.ref), kept, {"said": kept.shown, "means": kept.means})
    return kept


@action
def remove_synonym(synonym: Synonym, *, actor: Member) -> None:
    synonym = _there(synonym)
    require(can_edit_words(actor))
    tell(SynonymRemoved(synonym.ref), synonym, {"said": synonym.shown, "means": synonym.means})
    offer_undo(f"« {synonym.shown} » retiré", keep_synonym, said=synonym.shown, means=synonym.means)
    synonym.delete()


@action
def report_missed(text: str, *, actor: None) -> Missed:
    """The house does it: the words alone are kept, and neither the journal nor the list says who looked for them."""
    said = " ".join(term.word for term in asked_terms(text)[0])[:LONGEST_MEANING]
    if not said:
        raise CannotKeep("Il n’y a rien à signaler : la recherche était vide.")
    missed, is_new = Missed.objects.select_for_update().get_or_create(said=said, defaults={"last_on": _today()})
    if not is_new:
        missed.times, missed.last_on = missed.times + 1, _today()
        missed.save(update_fields=["times", "last_on"])
    tell(SearchMissed())
    return missed


@action
def forget_missed(missed: Missed, *, actor: Member) -> None:
    """It is found now, or never will be."""
    missed = _there(missed)
    require(can_edit_words(actor))
    missed.delete()
    tell(MissedForgotten(1))


def _there(row: Row) -> Row:
    """As it is now; somebody else may have taken it away."""
    try:
        return locked(row)
    except ObjectDoesNotExist:
        raise CannotKeep("Ce n’est plus dans la liste.") from None


def forget_old_missed() -> None:
    """Called by a daily job, inside the company's scope."""
    Missed.objects.filter(last_on__lt=_today() - KEPT_FOR).delete()


def _today() -> date:
    return clock.today(current_company())
