"""One process tree: this small parent prepares the data, starts web and worker, and starts again what dies."""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from threading import Event
from time import monotonic
from types import FrameType

from config import leash

HOUSE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SECONDS_TO_STOP = 4.0
FIRST_DELAY, LONGEST_DELAY, STEADY = 0.5, 30.0, 60.0  # seconds
GLANCE = 0.25  # seconds


@dataclass
class Child:
    """A process that must live; each early death doubles the wait before the next life."""

    command: list[str]
    process: "subprocess.Popen[bytes] | None" = None
    born: float = 0.0
    delay: float = FIRST_DELAY
    again_at: float = 0.0

    def look(self, rope: int) -> None:
        now = monotonic()
        if self.process and self.process.poll() is not None:
            self.delay = FIRST_DELAY if now - self.born > STEADY else min(self.delay * 2, LONGEST_DELAY)
            self.process, self.again_at = None, now + self.delay
        if self.process is None and now >= self.again_at:
            self.process, self.born = start(self.command, rope), now

    def stop(self, death: signal.Signals) -> None:
        """The whole group: granian's own processes too."""
        if self.process and self.process.returncode is None:
            try:
                os.killpg(self.process.pid, death)
            except ProcessLookupError:
                self.process.poll()


@dataclass
class Tree:
    children: list[Child]
    stopping: Event = field(default_factory=Event)

    def run(self, announce: "Announcement") -> None:
        """Until a signal; the write end of the pipe is open here and nowhere else."""
        for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            if signal.getsignal(each) is not signal.SIG_IGN:  # nohup means it
                signal.signal(each, self._stop)
        rope, _held = os.pipe()
        try:
            while not self.stopping.is_set():
                for child in self.children:
                    child.look(rope)
                announce.look()
                self.stopping.wait(GLANCE)
        finally:
            self.end()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping.set()

    def end(self) -> None:
        limit = monotonic() + SECONDS_TO_STOP
        for child in self.children:
            child.stop(signal.SIGTERM)
        for child in self.children:
            if child.process:
                _wait(child.process, limit)
                child.stop(signal.SIGKILL)


class Announcement:
    """Says once where the house is, as soon as somebody answers there."""

    def __init__(self, host: str, port: int, sentences: list[str]) -> None:
        self.where, self.sentences, self.is_made = (host, port), sentences, False

    def look(self) -> None:
        if not self.is_made and is_answering(*self.where):
            self.is_made = True
            print(*self.sentences, sep="\n", flush=True)


def start(command: list[str], rope: int) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, leash.VARIABLE: str(rope)}
    return subprocess.Popen(  # noqa: S603 (our own commands)
        command, env=environment, pass_fds=[rope], process_group=0, stdin=subprocess.DEVNULL
    )


def _wait(process: "subprocess.Popen[bytes]", limit: float) -> None:
    try:
        process.wait(max(0.0, limit - monotonic()))
    except subprocess.TimeoutExpired:
        print("Un processus ne s’arrête pas de lui-même : il est interrompu.", file=sys.stderr)


def is_answering(host: str, port: int) -> bool:
    import socket

    try:
        with socket.create_connection((host, port), timeout=0.2):
            return True
    except OSError:
        return False


def python(*arguments: str) -> list[str]:
    return [sys.executable, *arguments]


def family(host: str, port: int) -> list[Child]:
    return [Child(python("-m", "config.web", host, str(port))), Child(python("-m", "config.work"))]
