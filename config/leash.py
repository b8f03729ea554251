"""No process of the house outlives the one that was started, however that one dies."""

import ctypes
import os
import signal
import sys
from threading import Thread

VARIABLE = "PUPITRE_LEASH"
PR_SET_PDEATHSIG = 1


def die_with_parent(death: signal.Signals = signal.SIGKILL) -> None:
    """Linux: the kernel sends `death` when the parent is gone, even if the interpreter is busy."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, death)


def tie() -> None:
    """In each child, and again in each process it forks: everywhere, a pipe whose other end only the first holds."""
    die_with_parent()
    if leash := os.environ.get(VARIABLE):
        Thread(target=_watch, args=(int(leash),), daemon=True, name="leash").start()


def _watch(leash: int) -> None:
    os.read(leash, 1)  # nobody ever writes: it returns when the holder is dead
    os._exit(1)
