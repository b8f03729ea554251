"""What a routine is with a pencil: its rhythm, where it stands, what is typed of it, and the shipped ones."""

from pupitre.engines.routines.rules.catalogue import Shipped, shipped_routines
from pupitre.engines.routines.rules.course import COUNTED, Course, Due, Kept, Nature, Proof, on_time
from pupitre.engines.routines.rules.drafts import Done, RoutineDraft
from pupitre.engines.routines.rules.rhythm import ALWAYS_WORKED, ASKED, Kind, Rhythm, rhythm_of

ROUTINE, OCCURRENCE = "routines.routine", "routines.occurrence"  # kinds, for files and links

__all__ = [
    "ALWAYS_WORKED",
    "ASKED",
    "COUNTED",
    "OCCURRENCE",
    "ROUTINE",
    "Course",
    "Done",
    "Due",
    "Kept",
    "Kind",
    "Nature",
    "Proof",
    "Rhythm",
    "RoutineDraft",
    "Shipped",
    "on_time",
    "rhythm_of",
    "shipped_routines",
]
