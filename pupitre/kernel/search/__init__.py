"""Finding by words: how French is cut into terms, what each weighs, and which word was probably meant."""

from pupitre.kernel.search.analysis import Term, asked_terms, folded_words, stem, terms_of
from pupitre.kernel.search.closeness import closest, fits, grams_of
from pupitre.kernel.search.data import STOP_WORDS, SYNONYMS
from pupitre.kernel.search.weights import CORRECTED, EXACT, LIKE, PREFIX, importance, weight

__all__ = [
    "CORRECTED",
    "EXACT",
    "LIKE",
    "PREFIX",
    "STOP_WORDS",
    "SYNONYMS",
    "Term",
    "asked_terms",
    "closest",
    "fits",
    "folded_words",
    "grams_of",
    "importance",
    "stem",
    "terms_of",
    "weight",
]
