"""A walk of everything somebody can reach by reading: pages, pieces of pages, exports; and the words found there."""

import csv
import io
import re
import unicodedata
from collections import Counter, deque
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

LINK = re.compile(r'\s(?:href|hx-get)="([^"#]*)')
DUMB = ("/accounts/sign-out/", "/static/", "/gallery/")


@dataclass
class Seen:
    """What one visitor met: the answers, and all their words without a space (amounts are written with several)."""

    answers: dict[str, int] = field(default_factory=dict)
    words: str = ""

    def __contains__(self, said):
        return without_spaces(said) in self.words


def crawl(visitor, seeds, each=12):
    """Follows links from the seeds; at most `each` addresses of a same route and question."""
    seen, waiting, met, routes = Seen(), deque(seeds), set(seeds), Counter()
    said = []
    while waiting:
        url = waiting.popleft()
        answer = visitor.get(url)
        seen.answers[url] = answer.status_code
        said.append(words_of(answer))
        for link in links_of(answer, url):
            routes[kind_of(link)] += link not in met
            if link not in met and routes[kind_of(link)] <= each:
                met.add(link)
                waiting.append(link)
    seen.words = without_spaces(" ".join(said))
    return seen


def links_of(answer, url):
    """The addresses of the house that an answer leads to by reading."""
    found = [answer["Location"]] if answer.has_header("Location") else []
    if answer.get("Content-Type", "").startswith("text/html"):
        found += [unescape(link) for link in LINK.findall(answer.content.decode())]
    page = urlsplit(url).path
    full = (page + link if link.startswith("?") else link for link in found)
    return [link for link in full if link.startswith("/") and not link.startswith(DUMB)]


def kind_of(link):
    """Same route, same names asked: `?sort=title` and `?sort=owner` are of one kind."""
    parts = urlsplit(link)
    return route_of(parts.path), tuple(sorted(piece.partition("=")[0] for piece in parts.query.split("&")))


@cache
def route_of(path):
    """A same link is on many pages."""
    try:
        return resolve(path).route
    except Resolver404:
        return path


def words_of(answer):
    """All that a reader could read of it, headers included, whatever its form."""
    content = getattr(answer, "body", None)
    content = answer.content if content is None else content
    kind = answer.get("Content-Type", "")
    headers = " ".join(f"{name}: {value}" for name, value in answer.headers.items())
    if "spreadsheetml" in kind:
        return f"{headers} {cells_of(content)}"
    text = content.decode("utf-8", "replace")
    if kind.startswith("text/csv"):
        text = " ".join(cell for row in csv.reader(io.StringIO(text), delimiter=";") for cell in row)
    return f"{headers} {unescape(text)}"


def cells_of(content):
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True)
    return " ".join(str(value) for sheet in book for row in sheet.iter_rows(values_only=True) for value in row)


def without_spaces(text):
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
