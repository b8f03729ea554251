"""Who may teach the search the company's words."""

from pupitre.foundation.access.table import allows
from pupitre.foundation.tenancy.models import Member


def can_edit_words(actor: Member) -> bool:
    return allows(actor, "search.edit_words")
