"""Gathers what each room gives to the common tests: its cases, its creations, and one of everything that has a page."""

from collections import defaultdict
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings

ROOMS = [
    *[f"pupitre.foundation.{name}" for name in settings.FOUNDATION],
    *[f"pupitre.engines.{name}" for name in settings.ENGINES],
    *[f"pupitre.modules.{name}" for name in settings.MODULES],
    "pupitre.desk",
]


def _gifts():
    for room in ROOMS:
        if find_spec(f"{room}.tests") and find_spec(f"{room}.tests.cases"):
            yield import_module(f"{room}.tests.cases")


def all_cases():
    return {name: case for gift in _gifts() for name, case in getattr(gift, "CASES", {}).items()}


def all_creations():
    return {name for gift in _gifts() for name in getattr(gift, "CREATIONS", ())}


def plant(member):
    """One of everything that has a page, in the member's company; the refs."""
    return [ref for gift in _gifts() for make in getattr(gift, "PLANT", ()) for ref in make(member)]


class Fitting:
    """What was planted, tried on routes: first what fitted the other routes of a same kind of object."""

    def __init__(self, refs):
        self.refs, self.fitted = refs, defaultdict(list)

    def first(self, route, fits):
        """The first ref that does, if any."""
        before = self.fitted[route.partition("<ref:ref>")[0]]
        ref = next((ref for ref in dict.fromkeys([*before, *self.refs]) if fits(ref)), None)
        before += [ref] if ref else []
        return ref
