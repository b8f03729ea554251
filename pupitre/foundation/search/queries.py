"""What is found, by whom: ranked by the database, and shown only once its room has said that the reader may see it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import Case, Count, F, IntegerField, QuerySet, Sum, Value, When
from django.db.models.functions import Abs, Length

from pupitre.foundation.registry import Found, offered
from pupitre.foundation.registry.searched import Searched
from pupitre.foundation.search.models import STUB, Missed, SearchGram, SearchPosting, SearchWord, Synonym
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.prepared import Prepared
from pupitre.kernel.search import (
    CORRECTED,
    EXACT,
    LIKE,
    PREFIX,
    SYNONYMS,
    Term,
    asked_terms,
    closest,
    folded_words,
    grams_of,
    importance,
    stem,
    terms_of,
)
from pupitre.kernel.search.closeness import SHORTEST

SHOWN = 20
FIRST, MOST = 100, 2000  # candidates whose readers are asked about: at once, and when few of those may be seen
BEGINNINGS, NEIGHBOURS = 40, 150


@dataclass(frozen=True)
class Hit:
    kind: Searched
    ref: str
    found: Found


@dataclass(frozen=True)
class Results:
    """`meant`: the words shown instead of those that nobody may read anywhere, by what was typed."""

    hits: Sequence[Hit] = ()
    meant: Mapping[str, str] = field(default_factory=dict)
    is_cut: bool = False


@dataclass
class Sought:
    """The keys of the words that count, with what each adds; of a word that was corrected, its own and the other's."""

    factors: dict[int, int] = field(default_factory=dict)
    instead: dict[str, tuple[str, frozenset[int], frozenset[int]]] = field(default_factory=dict)

    def add(self, rows: Iterable[SearchWord], factor: int) -> None:
        rows = list(rows)
        telling = importance(sum(row.documents for row in rows))
        for row in rows:
            self.factors[row.pk] = max(self.factors.get(row.pk, 0), factor * telling // 100)


def kinds_open_to(actor: Member) -> list[Searched]:
    """Of the rooms that are on."""
    return list(offered("searched", frozenset(actor.company.modules_off)))


def search(actor: Member, text: str, *, kind: str = "", most: int = SHOWN) -> Results:
    kinds = {one.kind: one for one in kinds_open_to(actor) if kind in ("", one.kind)}
    terms, unfinished = asked_terms(text)
    sought = _sought(terms, unfinished)
    if not sought.factors or not kinds:
        return Results()
    ranked = _ranked(sought.factors, list(kinds), FIRST)
    hits, documents = _seen(actor, kinds, ranked, most + 1)
    if len(hits) <= most and len(ranked) == FIRST:
        hits, documents = _seen(actor, kinds, _ranked(sought.factors, list(kinds), MOST), most + 1)
    return Results(hits[:most], _meant(sought, documents), len(hits) > most)


def _sought(terms: Sequence[Term], unfinished: str) -> Sought:
    alike = {term.word: _alike(term.word) for term in terms}
    roots = {term.root for term in terms} | {one.root for some in alike.values() for one in some}
    rows, begun = list(SearchWord.objects.filter(root__in=roots)), _beginning_with(unfinished)
    sought, lost = Sought(), list[tuple[str, frozenset[int]]]()
    for term in terms:
        mine = [row for row in rows if row.root == term.root]
        meaning = [[row for row in rows if row.root == one.root] for one in alike[term.word]]
        sought.add(mine, EXACT)
        longer = begun if term.word == unfinished else []
        for row in longer:
            sought.add([row], PREFIX)
        for some in meaning:
            sought.add(some, LIKE)
        if not any(row.everybodys for some in (mine, longer, *meaning) for row in some):
            lost.append((term.word, frozenset(row.pk for some in (mine, longer, *meaning) for row in some)))
    _correct(sought, lost)
    return sought


def _beginning_with(unfinished: str) -> list[SearchWord]:
    """Asked apart: a database goes through all the words when it is asked for one thing or another."""
    if len(unfinished) < STUB:
        return []
    rows = SearchWord.objects.filter(stub=unfinished[:STUB], word__startswith=unfinished)
    return list(rows.order_by("-documents", "word")[:BEGINNINGS])


def _alike(word: str) -> list[Term]:
    """What means the same: what the company says first, then what everybody knows."""
    own = dict(_synonyms())
    said = {stem(key): means for key, means in own.items()}
    means = [own.get(word) or said.get(stem(word), "")]
    means += _shipped().get(stem(word), ())
    return [term for some in means for term in terms_of(some)]


@lru_cache(maxsize=1)
def _shipped() -> Mapping[str, tuple[str, ...]]:
    return {stem(word): means for word, means in SYNONYMS.items()}


_synonyms = Prepared(lambda: Synonym.objects.order_by("pk").values_list("said", "means"))


def _correct(sought: Sought, lost: Iterable[tuple[str, frozenset[int]]]) -> None:
    """Words that stand in no document of everybody: the nearest that does is looked for too.

    A word that stands only where the reader may not go is corrected like one that stands nowhere.
    """
    for word, own in lost:
        if (meant := _closest(word)) is not None:
            rows = list(SearchWord.objects.filter(root=meant.root))
            sought.add(rows, CORRECTED)
            sought.instead[word] = (meant.shown, own, frozenset(row.pk for row in rows))


def _closest(word: str) -> SearchWord | None:
    if len(word) < SHORTEST:
        return None
    shared = SearchGram.objects.filter(gram__in=grams_of(word)).values("word__word", "word__everybodys")
    apart = Abs(Length("word__word") - len(word))
    near = shared.annotate(shared=Count("pk"), apart=apart).order_by("-shared", "apart", "word__word")[:NEIGHBOURS]
    best = closest(word, [(one["word__word"], one["word__everybodys"]) for one in near])
    return SearchWord.objects.filter(word=best).first() if best else None


def _ranked(factors: Mapping[int, int], kinds: Sequence[str], most: int) -> list[tuple[str, str, int]]:
    """Kind, ref and key of the documents that hold these words, the best first."""
    factor = Case(*(When(word=pk, then=Value(one)) for pk, one in factors.items()), output_field=IntegerField())
    postings = SearchPosting.objects.filter(word__in=list(factors), document__kind__in=kinds)
    scored = postings.values("document_id", "document__kind", "document__ref").annotate(score=Sum(F("weight") * factor))
    rows = scored.order_by("-score", "document__kind", "document__ref")[:most]
    return [(row["document__kind"], row["document__ref"], row["document_id"]) for row in rows]


def _seen(
    actor: Member, kinds: Mapping[str, Searched], ranked: Sequence[tuple[str, str, int]], most: int
) -> tuple[list[Hit], list[int]]:
    """Those that their rooms show to this reader: one question for each kind, whatever their number."""
    shown = {
        name: one.found(actor, [ref for kind, ref, _ in ranked if kind == name])
        for name, one in kinds.items()
        if any(kind == name for kind, _, _ in ranked)
    }
    seen = [(Hit(kinds[kind], ref, shown[kind][ref]), pk) for kind, ref, pk in ranked if ref in shown[kind]][:most]
    return [hit for hit, _ in seen], [pk for _, pk in seen]


def _meant(sought: Sought, documents: Sequence[int]) -> dict[str, str]:
    """Of the words that were corrected, those that the reader can read in what is shown."""
    if not sought.instead or not documents:
        return {}
    wanted = [pk for _, own, keys in sought.instead.values() for pk in (*own, *keys)]
    postings = SearchPosting.objects.filter(document__in=documents, word__in=wanted)
    there = set(postings.values_list("word_id", flat=True))
    return {word: shown for word, (shown, own, keys) in sought.instead.items() if keys & there and not own & there}


def synonyms() -> "QuerySet[Synonym]":
    return Synonym.objects.order_by("said")


def missed() -> "QuerySet[Missed]":
    """What was looked for in vain, the most often first."""
    return Missed.objects.order_by("-times", "-last_on", "said")


def corrected(text: str, meant: Mapping[str, str]) -> str:
    """The question as it was probably meant."""
    return " ".join(meant.get(word, word) for word in folded_words(text))
