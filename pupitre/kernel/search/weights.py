"""What a word weighs: whole numbers, so that two databases add them up alike."""

from math import log

TITLE = 4  # a word of the title counts as four of the text
USUAL_LENGTH = 30  # words of a document as they usually are
SATURATION, LENGTH_COUNTS = 12, 75  # of BM25: k1 in tenths, b in percent
HOUSE = 10_000  # documents that a word is measured against, whatever their number: nobody learns it from an order

EXACT, LIKE, CORRECTED, PREFIX = 100, 60, 70, 55  # the word itself, another that means it, the one meant, its beginning


def weight(times: int, length: int) -> int:
    """Of a word said so many times (the title's count TITLE each) in a document of so many words."""
    long = 100 - LENGTH_COUNTS + LENGTH_COUNTS * length // USUAL_LENGTH
    return 1000 * times * (10 + SATURATION) // (10 * times + SATURATION * long // 100)


def importance(documents: int) -> int:
    """Rare words tell more than common ones; at least one, at most about a thousand."""
    rarity = log(1 + max(HOUSE - documents, 0) / (documents + 0.5))
    return max(1, int(100 * rarity))
