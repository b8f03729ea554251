"""Which known word was probably meant, by the groups of three letters that it shares."""

from collections.abc import Iterable

from pupitre.kernel.search.analysis import Term, asked_terms, stem, terms_of

SHORTEST = 4  # shorter, a word that nobody knows is no typo
SHARED, OF_ALL = 2, 5  # two fifths of the groups at least
ONE_SLIP = 700  # in thousandths: short words share few groups with what they become


def grams_of(word: str) -> frozenset[str]:
    """« cle »: its letters by three, with where it begins and ends."""
    padded = f"  {word} "
    return frozenset(padded[place : place + 3] for place in range(len(padded) - 2))


def closest(word: str, known: Iterable[tuple[str, int]]) -> str:
    """Of known words (and in how many documents they are), the nearest; "" when none is near enough."""
    if len(word) < SHORTEST or any(letter.isdigit() for letter in word):
        return ""
    mine = grams_of(word)
    found = [(_nearness(word, mine, other), documents, other) for other, documents in known if other != word]
    near = [one for one in found if one[0]]
    return max(near, key=lambda one: (one[0], one[1], [-ord(letter) for letter in one[2]]))[2] if near else ""


def _nearness(word: str, mine: frozenset[str], other: str) -> int:
    """In thousandths of what both hold; nothing under the threshold."""
    theirs = grams_of(other)
    both, all_of_them = len(mine & theirs), len(mine | theirs)
    shared = 1000 * both // all_of_them if both * OF_ALL >= all_of_them * SHARED else 0
    return max(shared, ONE_SLIP) if _slipped(word, other) else shared


def _slipped(word: str, other: str) -> bool:
    """In the word or in its root: « bagde » is one slip away from « badge », hence from « badges »."""
    root, theirs = stem(word), stem(other)
    return is_one_slip(word, other) or (min(len(root), len(theirs)) >= SHORTEST and is_one_slip(root, theirs))


def is_one_slip(word: str, other: str) -> bool:
    """One letter more, less or other, or two that changed places."""
    if abs(len(word) - len(other)) > 1:
        return False
    same = next((n for n, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    left, right = word[same:], other[same:]
    swapped = left[:2] == right[1::-1] and left[2:] == right[2:]
    return left[1:] == right[1:] or left[1:] == right or left == right[1:] or (len(left) > 1 and swapped)


def fits(asked: str, text: str) -> int:
    """How well a short text answers: every word asked is in it, begun or nearly; 0 when one is not."""
    wanted, _ = asked_terms(asked)
    said = list(terms_of(text))
    scores = [max((_fit(one, other) for other in said), default=0) for one in wanted]
    return sum(scores) if scores and all(scores) else 0


def _fit(one: Term, other: Term) -> int:
    if one.word == other.word:
        return 4
    if one.root == other.root:
        return 3
    if other.word.startswith(one.word):
        return 2
    return 1 if closest(one.word, [(other.word, 1)]) else 0
