"""A rhythm, a proof, a rate in French: the one place."""

from pupitre.engines.routines.models import Occurrence, Routine
from pupitre.engines.routines.rules import Kind, Rhythm
from pupitre.kernel.formatting import MONTHS, NO_BREAK, WEEKDAYS, counted, number
from pupitre.kernel.recurrence import Shift, Unit

UNITS = {Unit.DAY: ("jour", None), Unit.WEEK: ("semaine", None), Unit.MONTH: ("mois", "mois")}
INSTEAD = {Shift.EARLIER: ", ou le jour ouvré d’avant", Shift.LATER: ", ou le jour ouvré d’après"}
OF_A_MONTH = {Kind.MONTH_DAY, Kind.LAST_WORKING_DAY, Kind.WORKING_DAY}


def rhythm_words(rhythm: Rhythm) -> str:
    """« le dernier jour ouvré du mois », « chaque lundi », « 3 mois après la dernière fois »."""
    return f"{_words(rhythm)}{INSTEAD.get(rhythm.shift, '')}"


def missed_words(missed: int, rhythm: Rhythm) -> str:
    """How long it has been without, from two on: « 3 mois », « 2 semaines », else « 2 fois de suite »."""
    if rhythm.every == 1 and rhythm.kind in OF_A_MONTH:
        return counted(missed, "mois", "mois")
    if rhythm.every == 1 and rhythm.kind is Kind.WEEKDAY:
        return counted(missed, "semaine")
    if rhythm.kind is Kind.YEAR_DAY:
        return counted(missed, "an")
    return f"{missed} fois de suite"


def rate_words(done: int, asked: int) -> str:
    return f"{done} sur {asked}" if asked else "–"


def figure_words(hundredths: int, unit: str) -> str:
    whole, rest = divmod(abs(hundredths), 100)
    decimals = f",{rest:02}" if rest else ""
    sign = "-" if hundredths < 0 else ""
    return f"{sign}{number(whole)}{decimals}{NO_BREAK}{unit}".strip(NO_BREAK)


def proof_words(one: Occurrence) -> str:
    """What was noted, but for the files."""
    figure = figure_words(one.figure_hundredths, one.unit_label) if one.figure_hundredths is not None else ""
    return " · ".join(filter(None, (figure, one.said)))


def done_verb(routine: Routine) -> str:
    return "Reçu" if routine.is_expected else "Fait"


def day_of_month(day: int) -> str:
    return "1er" if day == 1 else str(day)


def ordinal(rank: int) -> str:
    return "1er" if rank == 1 else f"{rank}e"


def undone_words(routine: Routine, missed: int) -> str:
    """Those that were let go by before another: nobody has failed to do what did not come."""
    said = counted(missed, "non reçue" if routine.is_expected else "non faite")
    return f"{said} avant" if missed else ""


def before_words(routine: Routine, one: Occurrence, since: str) -> str:
    said = undone_words(routine, one.missed)
    return f"{said}, depuis le {since}" if said and since else said


def _words(rhythm: Rhythm) -> str:
    every = rhythm.every
    match rhythm.kind:
        case Kind.MONTH_DAY:
            return f"le {day_of_month(rhythm.day)} {_of_months(every, 'de chaque mois')}"
        case Kind.LAST_WORKING_DAY:
            return f"le dernier jour ouvré {_of_months(every, 'du mois')}"
        case Kind.WORKING_DAY:
            return f"le {ordinal(rhythm.rank)} jour ouvré {_of_months(every, 'du mois')}"
        case Kind.WEEKDAY:
            return _weekly(every, WEEKDAYS[rhythm.weekday])
        case Kind.YEAR_DAY:
            return f"chaque année le {day_of_month(rhythm.day)} {MONTHS[rhythm.month - 1]}"
        case Kind.AFTER_DONE:
            return f"{counted(every, *UNITS[Unit(rhythm.unit)])} après la dernière fois"
        case Kind.PRESENCE:
            return "chaque jour de présence"


def _of_months(every: int, usual: str) -> str:
    return usual if every == 1 else f"du mois, tous les {every} mois"


def _weekly(every: int, weekday: str) -> str:
    if every == 1:
        return f"chaque {weekday}"
    return f"un {weekday} sur deux" if every == 2 else f"le {weekday}, toutes les {every} semaines"
