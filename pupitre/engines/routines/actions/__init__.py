"""Everything that changes routines and their occurrences. One function, one verb, one transaction."""

from pupitre.engines.routines.actions.occurrences import (
    AlreadyOver,
    CannotDo,
    ProofMissing,
    do_occurrence,
    move_occurrence,
    skip_occurrence,
    take_back_occurrence,
)
from pupitre.engines.routines.actions.routines import (
    CannotKeep,
    add_routine,
    edit_routine,
    empty_bin,
    give_back,
    hand_over,
    pause_routine,
    remove_routine,
    restore_routine,
    resume_routine,
)

__all__ = [
    "AlreadyOver",
    "CannotDo",
    "CannotKeep",
    "ProofMissing",
    "add_routine",
    "do_occurrence",
    "edit_routine",
    "empty_bin",
    "give_back",
    "hand_over",
    "move_occurrence",
    "pause_routine",
    "remove_routine",
    "restore_routine",
    "resume_routine",
    "skip_occurrence",
    "take_back_occurrence",
]
