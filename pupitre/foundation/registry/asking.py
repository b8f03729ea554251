"""The questions that every room asks of a line in the same words; each answer is the line that says it."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from pupitre.foundation.registry.captures import Choice, Question
from pupitre.kernel.capture import Doubt, Line, Piece, Price, Value, written
from pupitre.kernel.money import Basis

PERIODS = {
    "month": "par mois",
    "quarter": "par trimestre",
    "half_year": "par semestre",
    "year": "par an",
    "once": "en une fois",
}


def choose(line: Line, piece: Piece, sentence: str, offered: Iterable[tuple[str, Value]]) -> Question:
    choices = (Choice(label, line.replaced(piece.span, written(value))) for label, value in offered)
    return Question(piece.span, sentence, (*choices, Choice("Laisser ces mots", line.quoted(piece.span))))


def which(line: Line, pieces: list[Piece]) -> Question:
    """Said twice: each answer keeps one, and leaves the others as words."""
    choices = []
    for kept in pieces:
        text = line
        for other in sorted(pieces, key=lambda one: one.span, reverse=True):
            text = text if other is kept else replace(text, text=text.quoted(other.span))
        choices.append(Choice(line.of(kept.span), text.text))
    return Question(pieces[0].span, "Dit deux fois : laquelle compte ?", tuple(choices))


def half_priced(line: Line, piece: Piece, *, comes_back: bool) -> Question | None:
    """A price has a tax and, when it comes back, a period: nobody guesses what the line does not say."""
    value = piece.value
    if not isinstance(value, Price):
        return None
    if value.basis is None:
        bases = [(basis.upper(), replace(value, basis=basis)) for basis in Basis]
        return choose(line, piece, "Ce prix est-il HT ou TTC ?", bases)
    if value.per is None and comes_back:
        periods = [(label, replace(value, per=per)) for per, label in PERIODS.items()]
        return choose(line, piece, "Ce prix se paie tous les combien ?", periods)
    return None


def sorted_out(
    line: Line, field_of: Callable[[Value], str], half_said: Callable[[Line, Piece], Question | None]
) -> tuple[list[Piece], list[Question], list[Doubt]]:
    """What has its place in the form and is alone to want it; what is asked; what is in doubt.

    `field_of` says where a value goes, "" when the room has no place for it: its words are then only words.
    """
    wanting: dict[str, list[Piece]] = {}
    for piece in line.pieces:
        if name := field_of(piece.value):
            wanting.setdefault(name, []).append(piece)
    sure: list[Piece] = []
    asked: list[Question] = []
    for pieces in wanting.values():
        question = which(line, pieces) if len(pieces) > 1 else half_said(line, pieces[0])
        asked += [question] if question else []
        sure += pieces if not question else []
    doubts = [one for one in line.doubts if not one.readings or any(field_of(value) for value in one.readings)]
    return sure, asked, doubts
