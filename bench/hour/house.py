"""The real process tree, on either database: started, killed where it stands, started again on the same data."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from secrets import token_hex
from time import monotonic, sleep

from bench.houses import HOUSE, environment, family_of, free_port, proportional_megabytes

PATIENCE = 90  # seconds
WEB, WORKER = "config.web", "config.work"


@dataclass
class House:
    data: Path
    settings: dict[str, str] = field(default_factory=dict)  # PUPITRE_…, on top of the folder
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    def ask(self, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
        surroundings = environment(self.data, **self.settings, **more)
        return subprocess.run([sys.executable, *words], env=surroundings, capture_output=True, text=True, check=False)

    def says(self, *words: str, **more: str) -> str:
        done = self.ask(*words, **more)
        if done.returncode:
            raise SystemExit(f"{' '.join(words)} : {done.stderr.strip()}")
        return done.stdout.strip()

    def start(self) -> float:
        """Seconds until somebody answers."""
        began = monotonic()
        self.open()
        self.wait()
        return monotonic() - began

    def open(self) -> None:
        command = [sys.executable, "-m", "config", "serve", "--port", str(self.port)]
        surroundings = environment(self.data, **self.settings)
        with (self.data.parent / "house.log").open("ab") as log:
            self.process = subprocess.Popen(command, env=surroundings, stdout=log, stderr=log, cwd=HOUSE)

    def wait(self) -> None:
        limit = monotonic() + PATIENCE
        while not self.is_well():
            if monotonic() > limit or self.process.poll() is not None:
                raise SystemExit(f"La maison ne répond plus : voir {self.data.parent / 'house.log'}")
            sleep(0.05)

    def is_well(self) -> bool:
        with suppress(OSError, HTTPException), closing(HTTPConnection("127.0.0.1", self.port, timeout=5)) as door:
            door.request("GET", "/health/")
            return door.getresponse().status == 200
        return False

    def kill(self, what: str = "") -> None:
        """-9, all at once: the whole tree, or the web, or the worker with what comes from them."""
        family = family_of(self.process.pid)
        for pid in [pid for pid in family if what in command_of(pid)] if what else family:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if not what:
            self.process.wait()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(20)

    @property
    def megabytes(self) -> float:
        return proportional_megabytes(self.process.pid)


def command_of(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    return ""


@contextmanager
def on_database(address: str) -> Iterator[dict[str, str]]:
    """A fresh database on the server given, dropped afterwards; without address, SQLite in the folder of the data."""
    if not address:
        yield {}
        return
    import psycopg

    name = f"pupitre_bench_{token_hex(4)}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield {"PUPITRE_DATABASE_URL": re.sub(r"/[^/]*$", f"/{name}", address)}
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
