"""Prepares .venv from the lock, then the fonts and static files; does nothing, quickly, when nothing has changed."""

import fcntl
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
ENVIRONMENT = HOUSE / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
TOOLS = HOUSE / ".tools"
MADE = ENVIRONMENT / "pupitre"
STAMP = MADE / "prepared.json"
RUN, DEVELOP = HOUSE / "requirements.lock", HOUSE / "requirements-dev.lock"
COLLECT = "import django; django.setup(); from django.core.management import call_command as call; "
COLLECT += "call('collectstatic', interactive=False, clear=True, verbosity=0)"


class CannotPrepare(Exception):
    """Said in one sentence."""


def main(arguments: list[str]) -> int:
    try:
        prepare(develop="--develop" in arguments)
    except CannotPrepare as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


def prepare(*, develop: bool) -> None:
    if not missing(develop=develop):
        return
    TOOLS.mkdir(exist_ok=True)
    with (TOOLS / "prepare.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        wanted = missing(develop=develop)
        if "packages" in wanted:
            install_packages(develop=develop or "develop" in stamp())
        if wanted:
            make_assets()


def missing(*, develop: bool) -> set[str]:
    """What no longer is as the stamp says: packages, assets."""
    was = stamp() if PYTHON.exists() else {}
    locks = {"run": digest([RUN])} | ({"develop": digest([DEVELOP])} if develop else {})
    if any(was.get(name) != found for name, found in locks.items()):
        return {"packages", "assets"}
    return set() if was.get("assets") == digest(sources()) else {"assets"}


def stamp() -> dict[str, str]:
    try:
        return dict(json.loads(STAMP.read_text()))
    except (OSError, ValueError):
        return {}


def write_stamp(**said: str) -> None:
    MADE.mkdir(parents=True, exist_ok=True)
    draft = STAMP.with_suffix(".part")
    draft.write_text(json.dumps(said))
    draft.replace(STAMP)


def sources() -> Iterator[Path]:
    """What fonts, icons and static files are made from."""
    for file in sorted((HOUSE / "pupitre").rglob("*")):
        is_source = file.is_relative_to(HOUSE / "pupitre" / "ui") or "static" in file.parts
        if is_source and "__pycache__" not in file.parts and "tests" not in file.parts and file.is_file():
            yield file


def digest(files: "Iterator[Path] | list[Path]") -> str:
    seen = sha256()
    for file in files:
        seen.update(f"{file.relative_to(HOUSE)}\0{file.stat().st_size}\0".encode())
        seen.update(file.read_bytes())
    return seen.hexdigest()


def install_packages(*, develop: bool) -> None:
    say("Préparation de l’environnement (une seule fois, une minute environ)…")
    lock = DEVELOP if develop else RUN
    if not (PYTHON.exists() and works(PYTHON)):
        make_environment()
    uv = find_uv()
    sync = [uv or "", "pip", "sync", "--quiet", "--compile-bytecode", "--require-hashes", "--python", PYTHON, lock]
    if uv is None or not run(sync, quiet=True):
        install_with_pip(lock)
    # Here even where the surroundings forbid Python to keep what it compiled: half of the time of a verb.
    run([PYTHON, "-I", "-m", "compileall", "-q", HOUSE / "config", HOUSE / "pupitre"], quiet=True)
    write_stamp(run=digest([RUN]), **({"develop": digest([DEVELOP])} if develop else {}))


def make_environment() -> None:
    has_pip = importlib.util.find_spec("ensurepip") is not None
    if not run([sys.executable, "-m", "venv", "--clear", *([] if has_pip else ["--without-pip"]), ENVIRONMENT]):
        raise CannotPrepare("Il manque à Python son module venv. Sous Debian ou Ubuntu : sudo apt install python3-venv")


def find_uv() -> Path | None:
    """Five times quicker than pip; the house does without it when it cannot be had."""
    uv = TOOLS / "bin" / "uv"
    if not uv.exists() and importlib.util.find_spec("ensurepip"):
        tools = [TOOLS / "bin" / "python", "-m", "pip", "install", "--quiet", "--require-hashes"]
        lock = HOUSE / "bin" / "uv.lock"
        run([sys.executable, "-m", "venv", TOOLS], quiet=True) and run([*tools, "-r", lock], quiet=True)
    return uv if uv.exists() and works(uv) else None


def install_with_pip(lock: Path) -> None:
    own = run([PYTHON, "-m", "pip", "--version"], quiet=True)
    pip = [PYTHON, "-m", "pip"] if own else [sys.executable, "-m", "pip", "--python", PYTHON]
    if not own and not run([sys.executable, "-m", "pip", "--version"], quiet=True):
        raise CannotPrepare("Il manque pip et le module venv. Sous Debian ou Ubuntu : sudo apt install python3-venv")
    if not run([*pip, "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", lock]):
        raise CannotPrepare("Les paquets n’ont pas pu être installés (voir ci-dessus) : vérifiez l’accès au réseau.")


def make_assets() -> None:
    say("Préparation des polices et des feuilles de style…")
    before = digest(sources())
    with tempfile.TemporaryDirectory() as empty:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PUPITRE_")}
        house = {"PYTHONPATH": str(HOUSE), "DJANGO_SETTINGS_MODULE": "config.settings", "PUPITRE_DATA": empty}
        for step in (["-m", "pupitre.ui.assets", MADE / "assets", MADE / "print"], ["-c", COLLECT]):
            if not run([PYTHON, *step], environment={**kept, **house}):
                raise CannotPrepare("Les polices ou les feuilles de style n’ont pas pu être faites (voir ci-dessus).")
    write_stamp(**{**stamp(), "assets": before})


def works(program: Path) -> bool:
    return run([program, "--version"], quiet=True)


def run(command: "list[str | Path]", *, quiet: bool = False, environment: "dict[str, str] | None" = None) -> bool:
    """What it prints goes to the error stream: the standard one belongs to the verb."""
    environment = environment or {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
    out = subprocess.DEVNULL if quiet else sys.stderr
    try:
        done = subprocess.run([str(part) for part in command], stdout=out, stderr=out, env=environment, check=False)  # noqa: S603
    except OSError:
        return False
    return done.returncode == 0


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
