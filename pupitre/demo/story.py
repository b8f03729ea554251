"""Telling a story in order: each thing happens at its hour, on a working day, through the actions of the house."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from pupitre.foundation import clock
from pupitre.kernel.calendar import working_day_on_or_before
from pupitre.kernel.presence import Mode, Part, Pattern, Shift

DATA = Path(__file__).parent / "data"
HALVES = {Part.MORNING: (time(9), time(12, 30)), Part.AFTERNOON: (time(13, 30), time(17))}


def rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


@dataclass
class Story:
    """What happens, told in any order, played in the order of time."""

    today: date
    scenes: list[tuple[datetime, Callable[[], object]]] = field(default_factory=list)

    def at(self, day: date, hour: int, scene: Callable[[], object]) -> None:
        """That working day or the one before, at that hour UTC; the future does not happen."""
        moment = datetime.combine(working_day_on_or_before(day), time(hour), UTC)
        self.scenes.append((moment, scene))

    def ago(self, days: int, hour: int, scene: Callable[[], object]) -> None:
        self.at(self.today - timedelta(days=days), hour, scene)

    def play(self) -> None:
        now = clock.now()
        for moment, scene in sorted(self.scenes, key=lambda one: one[0]):
            with clock.at(min(moment, now)):
                scene()


def presence_days(today: date) -> tuple[int, int]:
    """Two days a week, one of which is the day of the demonstration when it is a working day."""
    first = today.weekday() if today.weekday() < 5 else 0
    return first, (first + 2) % 5


def week(days: tuple[int, ...], site: str, mode: Mode = Mode.ON_SITE) -> Pattern:
    return {(day, part): Shift(*hours, mode, site) for day in days for part, hours in HALVES.items()}
