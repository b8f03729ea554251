"""Keeps the index as the rooms are: what changed is written again, what is gone is forgotten with its words."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Count, Q

from pupitre.foundation.events.dispatch import turn_of
from pupitre.foundation.registry import offered
from pupitre.foundation.registry.searched import Document, Searched
from pupitre.foundation.search.models import STUB, SearchDocument, SearchGram, SearchPosting, SearchWord
from pupitre.kernel.search import Term, grams_of, terms_of, weight
from pupitre.kernel.search.weights import TITLE

ANALYSIS = 1  # another number writes the whole index again, from the journal
FOLLOWER = f"search.index:{ANALYSIS}"
AT_ONCE, IN_A_ROW = 200, 500

One = TypeVar("One")


def all_searched() -> list[Searched]:
    """Of every room, on or off: what a company turned off is kept, and not asked."""
    return list(offered("searched"))


def bring_up_to_date(kind: str, refs: Collection[str]) -> None:
    """What is found of something of which something happened. Within a transaction that has the turn."""
    for searched in all_searched():
        follow = searched.follows.get(kind)
        if follow and (concerned := follow(refs)):
            write(searched.kind, concerned, searched.documents(concerned))


def rebuild() -> int:
    """Everything compared with what the rooms say now; how many documents were wrong."""
    wrong = 0
    for searched in all_searched():
        known: set[str] = set()
        for documents in pieces(searched.documents(None), AT_ONCE):
            refs = [document.ref for document in documents]
            known.update(refs)
            wrong += _write_alone(searched, refs)
        kept = SearchDocument.objects.filter(kind=searched.kind).values_list("ref", flat=True)
        for refs in pieces(sorted(set(kept) - known), AT_ONCE):
            wrong += _write_alone(searched, refs)
    return wrong + _forget_unknown_kinds()


@transaction.atomic
def forget(kind: str, refs: Collection[str]) -> None:
    """At once: somebody is being erased."""
    if refs:
        turn_of(FOLLOWER)
        write(kind, refs, ())


@transaction.atomic
def _write_alone(searched: Searched, refs: Collection[str]) -> int:
    """Read again under the turn: what changed meanwhile is written as it is."""
    turn_of(FOLLOWER)
    return write(searched.kind, refs, searched.documents(refs))


@transaction.atomic
def _forget_unknown_kinds() -> int:
    turn_of(FOLLOWER)
    kinds = [searched.kind for searched in all_searched()]
    return _forget(list(SearchDocument.objects.exclude(kind__in=kinds)))


def write(kind: str, refs: Collection[str], documents: Iterable[Document]) -> int:
    """These refs are these documents from now on; how many that changed."""
    wanted = {document.ref: document for document in documents}
    known = {row.ref: row for row in SearchDocument.objects.filter(kind=kind, ref__in=refs)}
    changed = [one for ref, one in wanted.items() if ref not in known or known[ref].digest != digest_of(one)]
    gone = [row for ref, row in known.items() if ref not in wanted]
    stale = [known[one.ref] for one in changed if one.ref in known]
    touched = _empty([*gone, *stale])
    SearchDocument.objects.filter(pk__in=[row.pk for row in gone]).delete()
    touched |= _fill(kind, changed, known)
    _count_again(touched)
    return len(changed) + len(gone)


def digest_of(document: Document) -> str:
    said = f"{ANALYSIS}\0{document.title}\0{document.body}\0{document.is_everybodys}"
    return sha256(said.encode()).hexdigest()[:32]


def _forget(rows: Sequence[SearchDocument]) -> int:
    touched = _empty(rows)
    SearchDocument.objects.filter(pk__in=[row.pk for row in rows]).delete()
    _count_again(touched)
    return len(rows)


def _empty(rows: Iterable[SearchDocument]) -> set[int]:
    """Their words are taken out; which they were."""
    postings = SearchPosting.objects.filter(document__in=[row.pk for row in rows])
    touched = set(postings.values_list("word_id", flat=True))
    postings.delete()
    return touched


def _fill(kind: str, documents: Sequence[Document], known: Mapping[str, SearchDocument]) -> set[int]:
    if not documents:
        return set()
    rows = [_row(kind, one, known.get(one.ref)) for one in documents]
    SearchDocument.objects.bulk_create([row for row in rows if row.pk is None], batch_size=IN_A_ROW)
    again = [row for row in rows if row.ref in known]
    SearchDocument.objects.bulk_update(again, ["is_everybodys", "digest"], batch_size=IN_A_ROW)
    said = [said_in(one) for one in documents]
    words = _words({term.word: term for one in said for term in one})
    SearchPosting.objects.bulk_create(
        [
            SearchPosting(document_id=row.pk, word_id=words[term.word], weight=weight(times, sum(one.values())))
            for row, one in zip(rows, said, strict=True)
            for term, times in one.items()
        ],
        batch_size=IN_A_ROW,
    )
    return set(words.values())


def _row(kind: str, document: Document, known: SearchDocument | None) -> SearchDocument:
    row = known or SearchDocument(kind=kind, ref=document.ref)
    row.is_everybodys, row.digest = document.is_everybodys, digest_of(document)
    return row


def said_in(document: Document) -> "Counter[Term]":
    """Each term, as often as it is said; once in the title counts several times."""
    said: Counter[Term] = Counter()
    shown: dict[str, Term] = {}
    for text, times in ((document.title, TITLE), (document.body, 1)):
        for term in terms_of(text):
            said[shown.setdefault(term.word, term)] += times
    return said


def _words(terms: Mapping[str, Term]) -> dict[str, int]:
    """The key of each word, made when it is new."""
    found: dict[str, int] = {}
    for some in pieces(terms, IN_A_ROW):
        found.update(SearchWord.objects.filter(word__in=some).values_list("word", "pk"))
    new = [
        SearchWord(word=word, root=term.root, stub=word[:STUB], shown=term.shown)
        for word, term in terms.items()
        if word not in found
    ]
    made = SearchWord.objects.bulk_create(new, batch_size=IN_A_ROW)
    return found | {row.word: row.pk for row in made}


def _count_again(touched: Collection[int]) -> None:
    """In how many documents each is; a word that no document says is forgotten, one that not all see is not told."""
    for some in pieces(touched, IN_A_ROW):
        postings = SearchPosting.objects.filter(word__in=some).values("word_id")
        counted = postings.annotate(
            documents=Count("pk"), everybodys=Count("pk", filter=Q(document__is_everybodys=True))
        )
        figures = {one["word_id"]: (one["documents"], one["everybodys"]) for one in counted}
        rows = list(SearchWord.objects.filter(pk__in=some))
        _forget_words([row.pk for row in rows if row.pk not in figures])
        kept = [row for row in rows if row.pk in figures]
        _tell_words(kept, figures)
        _write_figures(kept, figures)


def _write_figures(rows: Iterable[SearchWord], figures: Mapping[int, tuple[int, int]]) -> None:
    """Those that changed: together, as most words are in as few documents as others."""
    alike: dict[tuple[int, int], list[int]] = defaultdict(list)
    for row in rows:
        if (row.documents, row.everybodys) != figures[row.pk]:
            alike[figures[row.pk]].append(row.pk)
    for (documents, everybodys), keys in alike.items():
        SearchWord.objects.filter(pk__in=keys).update(documents=documents, everybodys=everybodys)


def _forget_words(gone: Collection[int]) -> None:
    SearchGram.objects.filter(word__in=gone).delete()
    SearchWord.objects.filter(pk__in=gone).delete()


def _tell_words(rows: Iterable[SearchWord], figures: Mapping[int, tuple[int, int]]) -> None:
    """`rows` say the figures of before."""
    by_move: dict[tuple[bool, bool], list[SearchWord]] = defaultdict(list)
    for row in rows:
        by_move[row.everybodys > 0, figures[row.pk][1] > 0].append(row)
    hidden, told = by_move[True, False], by_move[False, True]
    SearchGram.objects.filter(word__in=[row.pk for row in hidden]).delete()
    grams = [SearchGram(word=row, gram=gram) for row in told for gram in sorted(grams_of(row.word))]
    SearchGram.objects.bulk_create(grams, batch_size=IN_A_ROW)


def pieces(things: Iterable[One], size: int) -> Iterator[list[One]]:
    some: list[One] = []
    for one in things:
        some.append(one)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some


def forget_member(member: Any) -> None:
    """Somebody is being erased: what was found under their name goes before they do."""
    for searched in all_searched():
        if searched.of_member:
            forget(searched.kind, searched.of_member(member))
