"""What happened to imports."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FileReceived:
    run: str
    sheet: str


@dataclass(frozen=True)
class SheetRead:
    """Checked, or imported when `is_dry_run` is false; the figures are lines of the sheet."""

    run: str
    sheet: str
    is_dry_run: bool
    created: int
    changed: int
    unchanged: int
    also_created: int
    errors: int


@dataclass(frozen=True)
class ColumnsChosen:
    run: str
    sheet: str


@dataclass(frozen=True)
class ColumnsForgotten:
    sheet: str
    count: int


@dataclass(frozen=True)
class ImportAsked:
    """It waits for its job."""

    run: str
    sheet: str


@dataclass(frozen=True)
class ImportStopped:
    run: str
    sheet: str


@dataclass(frozen=True)
class ImportTakenBack:
    """The figures are rows."""

    run: str
    sheet: str
    restored: int
    removed: int
    left: int
