"""All that a month is made of, asked of the rooms that know it, in a fixed number of questions."""

from dataclasses import dataclass
from datetime import date

from pupitre.engines.attention.public import Absence, DayKept, absences_of, days_kept
from pupitre.engines.decisions.public import Awaited, Taken, decisions_taken, decisions_waiting
from pupitre.engines.routines.public import OccurrenceDone, Standing, occurrences_done, silent_routines
from pupitre.engines.tasks.public import Counted as Task
from pupitre.engines.tasks.public import important_tasks_due, tasks_done
from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Company, Member, Role
from pupitre.foundation.tenancy.queries import all_members
from pupitre.modules.mission.queries.engagements import Worked, office_managers, worked_in
from pupitre.modules.mission.queries.pages import content_of, last_issued, note_of
from pupitre.modules.mission.queries.savings import counted_at
from pupitre.modules.mission.rules import Counted, Month, Page
from pupitre.modules.mission.rules.savings import has_lapsed
from pupitre.modules.suppliers.public import ContractEnd, WindowDue, contracts_ending, windows_due


@dataclass(frozen=True)
class Facts:
    """`on`: the day until which it is counted, the last of the month once it is over; `told_on`: the day from which it
    is told, then the first of the month after; `next_*`: of the month after."""

    month: Month
    company: Company
    on: date
    told_on: date
    savings: list[Counted]
    savings_before: list[Counted]
    taken: list[Taken]
    waiting: list[Awaited]
    windows: list[WindowDue]
    kept: list[DayKept]
    tasks: list[Task]
    done: list[OccurrenceDone]
    silent: list[Standing]
    worked: list[Worked]
    next_windows: list[WindowDue]
    next_ends: list[ContractEnd]
    next_tasks: list[Task]
    next_absences: list[Absence]
    arriving: list[Member]
    leaving: list[Member]
    authors: list[Member]
    readers: list[Member]
    comment: str
    before: Page | None


def facts_of(month: Month, company: Company) -> Facts:
    """As they are known now; the journal dates what can be dated, the rest is as it stands today."""
    today = clock.today(company)
    on, following = min(today, month.last), month.after
    since, until = month.starts_at(company.time_zone), month.ends_at(company.time_zone)
    authors = office_managers(month)
    known = frozenset(one.ref for one in authors)
    members = all_members()
    before, note = last_issued(month.before), note_of(month)
    return Facts(
        month=month,
        company=company,
        on=on,
        told_on=min(today, following.first),
        savings=[one for one in counted_at(until) if not has_lapsed(one, month.first)],
        savings_before=counted_at(since),
        taken=decisions_taken(since, until, company, known),
        waiting=decisions_waiting(until, company, known),
        windows=windows_due(company, month.days, today),
        kept=days_kept(month.days),
        tasks=tasks_done(since, until, company),
        done=occurrences_done(month.days),
        silent=silent_routines(company, on),
        worked=worked_in(month, authors, today),
        next_windows=windows_due(company, following.days, today),
        next_ends=contracts_ending(following.days),
        next_tasks=important_tasks_due(following.days),
        next_absences=absences_of(authors, following.days),
        arriving=[one for one in members if one.joined_on in following.days],
        leaving=[one for one in members if one.left_on is not None and one.left_on in following.days],
        authors=authors,
        readers=[one for one in members if one.is_here(on) and one.has(Role.DIRECTOR)],
        comment=note.comment if note else "",
        before=content_of(before) if before else None,
    )
