"""A room of one kind of pages that everybody may read, filled with the documents of the questions and with noise."""

from contextlib import contextmanager

from pupitre.foundation.registry import Found, Room, rooms
from pupitre.foundation.registry.searched import Document, Searched
from pupitre.foundation.search import index
from tests.harness.questions import DOCUMENTS, noise

KIND = "library.page"


@contextmanager
def library(most):
    """In the current company; its room is open as long as the block lasts."""
    said = [*DOCUMENTS.items(), *noise(most - len(DOCUMENTS))]
    pages = {f"P{number:06}": Document(f"P{number:06}", *one, is_everybodys=True) for number, one in enumerate(said)}

    def documents(refs):
        return list(pages.values()) if refs is None else [pages[ref] for ref in refs if ref in pages]

    def found(actor, refs):
        return {ref: Found(pages[ref].title, "/") for ref in refs if ref in pages}

    searched = Searched(KIND, "Pages", "book", documents, found)
    rooms["library"] = Room(name="library", searched=(searched,))
    try:
        index.rebuild()
        yield searched
    finally:
        del rooms["library"]
