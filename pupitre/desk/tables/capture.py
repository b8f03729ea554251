"""A line typed in a hurry, as its preview shows it: what was understood, what is asked, where it leads."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode

from pupitre.desk.queries.capture import captures_of, people_named
from pupitre.desk.tables.announced import ANNOUNCED, Announced, Door
from pupitre.foundation import clock
from pupitre.foundation.access.table import may_somewhere
from pupitre.foundation.registry.captures import Capture, Choice, Landing, Question, words_of
from pupitre.foundation.tenancy.models import Member
from pupitre.kernel.capture import Doubt, Line, Renewing, Span, Term, Value, Why, read_line
from pupitre.kernel.notice import Notice
from pupitre.kernel.reading import plain
from pupitre.ui.addresses import url_of

FIRST = tuple(re.compile(rf"\s*(?P<words>[\w'’-]+(?:\s+[\w'’-]+){{{more}}})(?![\w'’-])(?:\s*:)?") for more in range(3))
SENTENCES = {
    Why.WHICH_WEEK: "Lequel ?",
    Why.WRONG_WEEKDAY: "Le jour de la semaine et la date ne vont pas ensemble : lequel est le bon ?",
    Why.NO_SUCH_DAY: "Ce jour n’existe pas. Corrigez la ligne, ou laissez ces mots.",
    Why.DAY_OR_NUMBER: "Est-ce une date ?",
    Why.ONE_DAY_OR_EACH: "Ce jour-là, ou chaque semaine ?",
    Why.FROM_OR_ON: "Est-ce le début, ou seulement ce jour ?",
    Why.END_OR_ON: "Est-ce la fin, ou seulement ce jour ?",
    Why.TERM_OR_NOTICE: "Une durée, un préavis, une reconduction ?",
    Why.PER_WHAT: "Cette unité n’a pas de case : noter le montant seul ?",
    Why.THOUSANDS: "Est-ce bien ce montant ?",
    Why.HOUR_OR_DURATION: "Est-ce le temps que cela prend ?",
    Why.FOR_WHOM: "Est-ce à cette personne de le faire ?",
    Why.WHO: "De qui s’agit-il ?",
    Why.SAME_NAME: "Plusieurs personnes portent ce nom : choisissez dans la fiche.",
    Why.NOBODY: "Personne ici ne porte ce nom. Corrigez la ligne, ou laissez ces mots.",
}


@dataclass(frozen=True)
class Part:
    """Some words of the line; `label` is what they were taken for."""

    words: str
    label: str = ""
    is_asked: bool = False


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    is_current: bool = False


@dataclass(frozen=True)
class Asked:
    words: str
    sentence: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Preview:
    kinds: tuple[Link, ...]
    parts: tuple[Part, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    asked: tuple[Asked, ...] = ()
    missing: tuple[str, ...] = ()
    url: str = ""
    refused: Announced | None = None
    doors: tuple[Link, ...] = ()
    is_unknown: bool = False
    examples: tuple[Link, ...] = ()


def preview_of(actor: Member, text: str) -> Preview:
    """`text` may be anything; nothing of it is written anywhere."""
    captures = captures_of(actor)
    if not text.strip():
        return Preview((), examples=_examples(actor, captures))
    default = next((one for one in captures if one.is_default), None)
    called, end = _called(text, captures)
    announced, further = _called(text, ANNOUNCED)
    if announced and further > end:
        return _refused(actor, captures, default, announced, text)
    capture, head = called or default, Span(0, end)
    kinds = _kinds(actor, captures, text[head.end :].strip(), capture)
    if capture is None:
        return Preview(kinds, is_unknown=True)
    line = read_line(text, clock.today(actor.company), people_named(actor))
    return _read(actor, capture, line, head, kinds)


Called = TypeVar("Called", Capture, Announced)


def _called(text: str, offered: Iterable[Called]) -> tuple[Called | None, int]:
    """Whose word begins the line, and where it ends: the longest wins, whole words only."""
    found: tuple[Called | None, int] = (None, 0)
    for one in offered:
        for word in one.words:
            spoken = FIRST[word.count(" ")].match(text)
            if spoken and plain(spoken["words"]) == plain(word) and spoken.end() > found[1]:
                found = (one, spoken.end())
    return found


def _read(actor: Member, capture: Capture, line: Line, head: Span, kinds: tuple[Link, ...]) -> Preview:
    landing = capture.read(line, head)
    address = url_of(capture.form, actor.company.slug)
    return Preview(
        kinds,
        tuple(_parts(line, _labels(capture, line, head, landing))),
        (("Ce sera", capture.label), *((fact.label, fact.value) for fact in landing.facts), *_title(landing)),
        (
            *(_asked(actor, line, one) for one in landing.questions),
            *(_doubt(actor, line, one) for one in landing.doubts),
        ),
        landing.missing,
        f"{address}?{urlencode(landing.values)}" if landing.values else address,
    )


def _title(landing: Landing) -> list[tuple[str, str]]:
    return [("Objet", landing.values["title"])] if landing.values.get("title") else []


def _labels(capture: Capture, line: Line, head: Span, landing: Landing) -> dict[Span, Part]:
    open_spans = [*(one.span for one in landing.doubts), *(one.span for one in landing.questions)]
    labels = {span: Part(line.of(span), "à préciser", True) for span in open_spans}
    labels |= {span: Part(line.of(span), fact.label) for fact in landing.facts for span in fact.spans}
    return labels | ({head: Part(line.of(head).strip(), capture.label)} if head.end else {})


def _parts(line: Line, labels: dict[Span, Part]) -> Iterator[Part]:
    """The whole line, in order; what was understood is labelled, the other words are as they were."""
    for span in sorted([*labels, *line.between(labels)]):
        part = labels.get(span) or Part(line.of(span))
        if part.words:
            yield part


def _asked(actor: Member, line: Line, question: Question) -> Asked:
    return Asked(line.of(question.span), question.sentence, tuple(_link(actor, one) for one in question.choices))


def _doubt(actor: Member, line: Line, doubt: Doubt) -> Asked:
    choices = [Choice(_reading(one), line.chosen(doubt, one)) for one in doubt.readings]
    kept = Choice("Laisser ces mots", line.quoted(doubt.span))
    return Asked(line.of(doubt.span), SENTENCES[doubt.why], tuple(_link(actor, one) for one in (*choices, kept)))


def _reading(value: Value) -> str:
    said = words_of(value)
    kinds: dict[type, str] = {Term: "durée de ", Notice: "préavis de ", Renewing: "reconduction de "}
    return f"{kinds.get(type(value), '')}{said}"


def _link(actor: Member, choice: Choice) -> Link:
    return Link(choice.label, line_url(actor, choice.line))


def line_url(actor: Member, line: str) -> str:
    return f"{url_of('desk:capture', actor.company.slug)}?{urlencode({'line': line})}"


def _kinds(actor: Member, captures: Sequence[Capture], rest: str, current: Capture | None) -> tuple[Link, ...]:
    """The same words, read as something else."""
    return tuple(Link(one.label, line_url(actor, f"{one.words[0]} {rest}"), one is current) for one in captures)


def _examples(actor: Member, captures: Sequence[Capture]) -> tuple[Link, ...]:
    return tuple(Link(one.example, line_url(actor, one.example)) for one in captures)


def _refused(
    actor: Member, captures: Sequence[Capture], default: Capture | None, announced: Announced, text: str
) -> Preview:
    doors = [_door(actor, announced.door)] if announced.door and _may(actor, announced.door) else []
    if default:
        doors.append(
            Link(f"Noter comme {default.label.lower()}", line_url(actor, f"{default.words[0]} {text.strip()}"))
        )
    return Preview((), refused=announced, doors=tuple(doors), examples=_examples(actor, captures))


def _door(actor: Member, door: Door) -> Link:
    return Link(door.label, url_of(door.url_name, actor.company.slug))


def _may(actor: Member, door: Door) -> bool:
    return not door.permission or may_somewhere(actor, door.permission)
