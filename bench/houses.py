"""The two servers that are compared, each on data of its own, and the commands that fill them."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic, sleep

HOUSE = Path(__file__).resolve().parent.parent
COMPANY = "atelier-lumen"
NEIGHBOUR = "voisins"
OM = "claire@pupitre.example"
DIRECTOR = "sophie@atelier-lumen.example"


def environment(data: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PUPITRE_")}
    ours = {"PYTHONPATH": str(HOUSE), "PUPITRE_DATA": str(data), "DJANGO_SETTINGS_MODULE": "config.settings"}
    compiled = {"PYTHONDONTWRITEBYTECODE": ""}  # as where it is installed: its preparation compiles the code
    return kept | ours | compiled | more


def verb(data: Path, *words: str) -> str:
    return run(data, "-m", "config", *words)


def run(data: Path, *words: str, **more: str) -> str:
    command = [sys.executable, *words]
    done = subprocess.run(command, env=environment(data, **more), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(words)} : {done.stderr.strip()}")
    return done.stdout.strip()


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def pupitre(data: Path) -> Iterator[tuple[int, "subprocess.Popen[bytes]", float]]:
    """Port, process, seconds from the command to the first answer."""
    port = free_port()
    with _serving([sys.executable, "-m", "config", "serve", "--port", str(port)], environment(data), port) as served:
        yield port, *served


@contextmanager
def floor(folder: Path) -> Iterator[tuple[int, str]]:
    """Port, and the session of somebody who is signed in."""
    port, surroundings = free_port(), {"FLOOR_DATABASE": str(folder / "floor.sqlite3")}
    surroundings = environment(folder, **surroundings, DJANGO_SETTINGS_MODULE="bench.floor.settings")
    furnish = [sys.executable, "-m", "bench.floor.furnish"]
    session = subprocess.run(furnish, env=surroundings, capture_output=True, text=True, check=True).stdout.strip()
    server = ["--interface", "wsgi", "--workers", "1", "--blocking-threads", "1", "--no-ws", "--port", str(port)]
    command = [sys.executable, "-m", "granian", *server, "--log-level", "error", "bench.floor.wsgi:application"]
    with _serving(command, surroundings, port):
        yield port, session


@contextmanager
def _serving(
    command: list[str], surroundings: dict[str, str], port: int
) -> Iterator[tuple["subprocess.Popen[bytes]", float]]:
    began = monotonic()
    process = subprocess.Popen(command, env=surroundings, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield process, monotonic() - began
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    limit = monotonic() + 30
    while monotonic() < limit and process.poll() is None:
        with closing(socket.socket()) as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return
        sleep(0.02)
    raise SystemExit("Le serveur mesuré ne s’ouvre pas.")


def family_of(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in family_of(int(child)))]


def proportional_megabytes(pid: int) -> float:
    """PSS of the whole tree: what it really takes, shared pages shared out."""
    said = (Path(f"/proc/{each}/smaps_rollup").read_text() for each in family_of(pid))
    lines = (line for text in said for line in text.splitlines() if line.startswith("Pss:"))
    return sum(int(line.split()[1]) for line in lines) / 1024
