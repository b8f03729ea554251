"""Questions asked on every page: Django makes their SQL once in a process, afterwards only the values change."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import count
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.base import ModelState
from django.db.models.query import get_related_populators

from pupitre.foundation.tenancy.models import Company
from pupitre.foundation.tenancy.scope import current_company, working_for

STEP = 1024
Value = TypeVar("Value")
Converters = list[tuple[int, Callable[..., Any], Any]]  # the column, what is done to its value, and its expression
MARKS: dict[type, Callable[[int], Any]] = {
    int: lambda n: 30_000 + n,
    str: lambda n: f"mark {n}",
    datetime: lambda n: datetime(1500, 1, 1, tzinfo=UTC) + timedelta(days=n),
    date: lambda n: date(1600, 1, 1) + timedelta(days=n),
}


class CannotPrepare(ValueError):
    """The SQL depends on a value, a parameter was computed from one, or the question forgets the company."""


@dataclass(frozen=True)
class Made:
    """The SQL of a question, for each parameter the place of its value or the constant, and how a row is read."""

    sql: str
    places: tuple[tuple[int | None, Any], ...]
    read: Callable[[Sequence[Any]], list[Any]]


class Prepared:
    """`ask` makes a queryset of values that are never None; the current company, if it is asked, is one of them."""

    def __init__(self, ask: Callable[..., Any], *, is_of_company: bool = True) -> None:
        self.ask, self.is_of_company = ask, is_of_company
        self.made: dict[tuple[Any, ...], Made] = {}

    def __call__(self, *values: Any) -> list[Any]:
        """Rows as the queryset would give them: objects, or tuples for `values_list`."""
        given = (current_company().pk, *values) if self.is_of_company else values
        connection = connections[DEFAULT_DB_ALIAS]
        key = (connection.vendor, *map(type, given))
        made = self.made.get(key)
        if made is None:
            made = self.made[key] = self._make(connection, given)
        parameters = [constant if n is None else _sent(connection, given[n]) for n, constant in made.places]
        with connection.cursor() as cursor:
            cursor.execute(made.sql, parameters)
            return made.read(cursor.fetchall())

    def first(self, *values: Any) -> Any:
        """The first row, for a question of which at most one is wanted."""
        rows = self(*values)
        return rows[0] if rows else None

    def _make(self, connection: Any, given: tuple[Any, ...]) -> Made:
        """Twice with other marks: what differs and is no mark was computed from a value, and would never change."""
        first, again = (self._compiled(connection, given, start) for start in (1, 1001))
        both = zip(first[1], again[1], strict=True)
        marked = {pair: n for n, pair in enumerate(zip(first[2], again[2], strict=True))}
        places = tuple((_place(one, other, marked), one) for one, other in both)
        if first[0] != again[0] or (self.is_of_company and 0 not in {n for n, _ in places}):
            raise CannotPrepare(first[0])
        return Made(first[0], places, first[3])

    def _compiled(self, connection: Any, given: tuple[Any, ...], start: int) -> tuple[str, list[Any], list[Any], Any]:
        marks = [_mark(value, n) for value, n in zip(given, count(start), strict=False)]
        asked = marks[1:] if self.is_of_company else marks
        with working_for(Company(pk=marks[0]) if self.is_of_company else None):
            queryset = self.ask(*asked)
        compiler = queryset.query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        return sql, list(parameters), [_sent(connection, mark) for mark in marks], _reader(queryset, compiler)


def _mark(value: Any, n: int) -> Any:
    if type(value) not in MARKS:
        raise CannotPrepare(type(value))
    return MARKS[type(value)](n)


def _place(first: Any, again: Any, marked: dict[tuple[Any, Any], int]) -> int | None:
    if (place := marked.get((first, again))) is None and first != again:
        raise CannotPrepare(first)
    return place


def _sent(connection: Any, value: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _reader(queryset: Any, compiler: Any) -> Callable[[Sequence[Any]], list[Any]]:
    """What Django does with the rows of this queryset, worked out once."""
    columns = [column for column, *_ in compiler.select[: compiler.col_count]]
    found = compiler.get_converters(columns)
    converters = [(place, convert, column) for place, (each, column) in found.items() for convert in each]
    if not issubclass(queryset._iterable_class, models.query.ModelIterable):
        return partial(_tuples, converters)
    known, select = compiler.klass_info, compiler.select
    fields = known["select_fields"]
    names = [select[n][0].target.attname for n in fields]
    populators = get_related_populators(known, select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]  # stubs of Django 6
    annotations = [*compiler.annotation_col_map.items()]
    cut = (known["model"], names, fields[0], fields[-1] + 1)
    return partial(_objects, converters, cut, populators, annotations)


def _converted(converters: Converters, rows: Sequence[Any]) -> Iterator[list[Any]]:
    """As Django does it, without asking of each empty cell what emptiness becomes: it stays empty."""
    connection = connections[DEFAULT_DB_ALIAS]
    for row in map(list, rows):
        for place, convert, column in converters:
            if (value := row[place]) is not None:
                row[place] = convert(value, column, connection)
        yield row


def _tuples(converters: Converters, rows: Sequence[Any]) -> list[Any]:
    return [tuple(row) for row in _converted(converters, rows)] if converters else [*map(tuple, rows)]


def _objects(
    converters: Converters, of: tuple[Any, list[str], int, int], populators: Any, annotations: Any, rows: Any
) -> list[Any]:
    model, names, start, end = of
    found = []
    for row in _converted(converters, rows):
        made = _object(model, names, row[start:end])
        for populator in populators:
            _relate(populator, row, made)
        for name, place in annotations:
            setattr(made, name, row[place])
        found.append(made)
    return found


def _object(model: Any, names: list[str], values: Sequence[Any]) -> Any:
    """As `from_db` makes it, without the signals that nothing here listens to."""
    made = model.__new__(model)
    made._state = state = ModelState()
    state.adding, state.db = False, DEFAULT_DB_ALIAS
    made.__dict__.update(zip(names, values, strict=True))
    return made


def _relate(populator: Any, row: Sequence[Any], to: Any) -> None:
    values = row[populator.cols_start : populator.cols_end]
    made = None if values[populator.pk_idx] is None else _object(populator.model_cls, populator.init_list, values)
    if made is not None:
        for further in populator.related_populators:
            _relate(further, row, made)
        populator.remote_setter(made, to)
    populator.local_setter(to, made)


def padded(values: Sequence[Value]) -> list[Value]:
    """The same values, the last several times, so that lists of many lengths share a few questions.

    1, 2, 4… 1024, then 2048, 3072…: a database takes some thirty thousand values and no more.
    """
    if not values:
        return []
    wanted: int = 1 << (len(values) - 1).bit_length()
    if wanted > STEP:
        wanted = -(-len(values) // STEP) * STEP
    return [*values, *([values[-1]] * (wanted - len(values)))]
