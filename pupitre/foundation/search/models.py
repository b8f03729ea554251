"""The index: which words are in which documents of the company; and the company's own words."""

from typing import Any

from django.db import models

from pupitre.foundation.tenancy.owned import Addressable, OwnedByCompany
from pupitre.foundation.tenancy.same_company import SameCompany
from pupitre.kernel.search.analysis import LONGEST

LONGEST_MEANING = 160
STUB = 2
# SameCompany says it already, by two columns that an index begins with: a key on one would go through the whole table
# for each row that it points to and that is removed.
ONE_KEY: dict[str, Any] = {"related_name": "+", "db_index": False, "db_constraint": False}


class SearchDocument(OwnedByCompany):
    """A thing that may be found. Its text is not kept: only its words, and what tells whether they changed."""

    kind = models.CharField(max_length=60)
    ref = models.CharField(max_length=12)
    is_everybodys = models.BooleanField(default=False)
    digest = models.CharField(max_length=32)

    class Meta(OwnedByCompany.Meta):
        constraints = [
            *OwnedByCompany.Meta.constraints,
            models.UniqueConstraint(fields=["company", "kind", "ref"], name="one_search_document_each"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.ref}"


class SearchWord(OwnedByCompany):
    """A word of the company, in how many documents, and in how many that everybody may see."""

    word = models.CharField(max_length=LONGEST)
    root = models.CharField(max_length=LONGEST)
    stub = models.CharField(max_length=STUB, help_text="how it begins, for words that are not finished")
    shown = models.CharField(max_length=LONGEST, help_text="with its accents")
    documents = models.PositiveIntegerField(default=0)
    everybodys = models.PositiveIntegerField(default=0)

    class Meta(OwnedByCompany.Meta):
        constraints = [
            *OwnedByCompany.Meta.constraints,
            models.UniqueConstraint(fields=["company", "word"], name="one_search_word_each"),
        ]
        indexes = [
            models.Index(fields=["company", "root"], name="search_words_of_a_root"),
            models.Index(fields=["company", "stub"], name="search_words_beginning"),
        ]

    def __str__(self) -> str:
        return self.word


class SearchPosting(OwnedByCompany):
    document = models.ForeignKey(SearchDocument, models.PROTECT, **ONE_KEY)
    word = models.ForeignKey(SearchWord, models.PROTECT, **ONE_KEY)
    weight = models.PositiveIntegerField()

    class Meta(OwnedByCompany.Meta):
        constraints = [
            *OwnedByCompany.Meta.constraints,
            SameCompany("document"),
            SameCompany("word"),
            models.UniqueConstraint(fields=["company", "document", "word"], name="one_search_posting_each"),
        ]
        indexes = [models.Index(fields=["company", "word", "document", "weight"], name="search_postings_of_a_word")]


class SearchGram(OwnedByCompany):
    """Three letters of a word that stands in a document of everybody: no other word is ever suggested."""

    gram = models.CharField(max_length=3)
    word = models.ForeignKey(SearchWord, models.PROTECT, **ONE_KEY)

    class Meta(OwnedByCompany.Meta):
        constraints = [
            *OwnedByCompany.Meta.constraints,
            SameCompany("word"),
            models.UniqueConstraint(fields=["company", "word", "gram"], name="one_search_gram_each"),
        ]
        indexes = [models.Index(fields=["company", "gram", "word"], name="search_words_of_a_gram")]


class Synonym(Addressable):
    """What the company calls something: a search for `said` also finds what `means` finds."""

    said = models.CharField(max_length=LONGEST, help_text="folded")
    shown = models.CharField(max_length=LONGEST)
    means = models.CharField(max_length=LONGEST_MEANING)

    class Meta(Addressable.Meta):
        constraints = [
            *Addressable.Meta.constraints,
            models.UniqueConstraint(fields=["company", "said"], name="one_synonym_per_word"),
        ]

    def __str__(self) -> str:
        return self.shown


class Missed(Addressable):
    """A search that found nothing, told by whoever made it: its words and how often, never who."""

    said = models.CharField(max_length=LONGEST_MEANING, help_text="folded")
    times = models.PositiveIntegerField(default=1)
    last_on = models.DateField()

    class Meta(Addressable.Meta):
        constraints = [
            *Addressable.Meta.constraints,
            models.UniqueConstraint(fields=["company", "said"], name="one_missed_search_each"),
        ]

    def __str__(self) -> str:
        return self.said
