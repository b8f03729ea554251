"""What comes back at Atelier Lumen, and how it was kept: one thing that should have come is silent for two months."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

from pupitre.demo.portfolio import Cast
from pupitre.demo.story import Story, presence_days
from pupitre.engines.routines.public import Done, add_routine, do_occurrence, next_of, routine_named, shipped_routines
from pupitre.kernel.calendar import add_months, working_day_on_or_before
from pupitre.kernel.recurrence import occurrence

SINCE, SILENT = 8, 2  # months
WEEKS = 9
SAID = {
    "payroll": "Transmis à Daniel.",
    "restore": "Un dossier de chantier restauré depuis la sauvegarde de la veille.",
}
GAPS = {"bank": 0}  # hundredths of euros between the bank and the accounts
LATE = {("payroll", 3): 4, ("bank", 5): 3}  # days, of that occurrence


def tell(story: Story, cast: Cast) -> None:
    """From the shipped list, in Claire's hands; she is in the cast by the time each scene is played."""
    since = add_months(story.today, -SINCE)
    refs: dict[str, str] = {}
    bill = shipped_routines()["electricity_bill"]
    silent_from = add_months(story.today - timedelta(days=bill.grace_days), -SILENT)
    for name, until in (("bank", story.today), ("payroll", story.today), ("electricity_bill", silent_from)):
        _take(story, cast, refs, name, since)
        _keep(story, cast, refs, name, since, until)
    first_week = working_day_on_or_before(story.today - timedelta(weeks=WEEKS))
    for name in ("premises", "mail"):
        _take(story, cast, refs, name, first_week)
    _take(story, cast, refs, "restore", since)
    for weeks in range(1, WEEKS + 1):
        for name in ("premises", "mail"):
            _do(story, cast, refs, name, story.today - timedelta(weeks=weeks))
    for months in (7, 4, 1):
        _do(story, cast, refs, "restore", add_months(story.today, -months))


def _take(story: Story, cast: Cast, refs: dict[str, str], name: str, on: date) -> None:
    """The tour of the premises is on the second day that Claire is there."""

    def scene() -> None:
        claire, shipped = cast.members["Claire Morel"], shipped_routines()[name]
        draft = shipped.draft(claire, on)
        if name == "premises":
            draft = replace(draft, rhythm=replace(draft.rhythm, weekday=presence_days(story.today)[1]))
        refs[name] = add_routine(draft, actor=claire).ref

    story.at(on, 8, scene)


def _keep(story: Story, cast: Cast, refs: dict[str, str], name: str, since: date, until: date) -> None:
    """Each on its day, but for the late ones."""
    rhythm = shipped_routines()[name].rhythm
    for number in count(1):
        if rhythm.series is None or (planned := occurrence(rhythm.series, since, number, rhythm.shift)) >= until:
            return
        _do(story, cast, refs, name, planned + timedelta(days=LATE.get((name, number), 0)))


def _do(story: Story, cast: Cast, refs: dict[str, str], name: str, on: date) -> None:
    """Whatever waits of it then; the future does not happen."""

    def scene() -> None:
        routine = routine_named(refs[name])
        if routine is not None and (waiting := next_of(routine)):
            done = Done(waiting[0], said=SAID.get(name, ""), figure=GAPS.get(name))
            do_occurrence(routine, done, actor=cast.members["Claire Morel"])

    if on < story.today:
        story.at(on, 14, scene)
