"""Which company are we working for? Asked by every query, answered once per request or job."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_current: ContextVar[Any] = ContextVar("company", default=None)


class OutsideAnyCompany(RuntimeError):
    """A company-owned table was read without saying for which company."""


def current_company() -> Any:
    if (company := _current.get()) is None:
        raise OutsideAnyCompany("Open a scope with `with working_for(company):` first.")
    return company


def enter(company: Any) -> None:
    """For the middleware, which leaves by the `working_for(None)` it opened."""
    _current.set(company)


@contextmanager
def working_for(company: Any) -> Iterator[Any]:
    token = _current.set(company)
    try:
        yield company
    finally:
        _current.reset(token)
