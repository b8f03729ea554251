"""Reading the environment: each value is checked where it enters, and nonsense is refused in one sentence."""

import os
import secrets
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from pupitre.foundation.safekeeping.disk import reason_of

PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON; "
    "PRAGMA secure_delete=ON; PRAGMA fullfsync=ON; PRAGMA checkpoint_fullfsync=ON; PRAGMA temp_store=MEMORY; "
    "PRAGMA mmap_size=134217728; PRAGMA journal_size_limit=27103364; PRAGMA cache_size=-20000;"
)
SHORTEST_KEY = 50
MAIL_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


class BadSetting(SystemExit):
    """The house does not start on a setting it cannot understand; the reason is one line."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name} : {reason}")


def text(name: str, default: str) -> str:
    return os.environ.get(name) or default


def flag(name: str) -> bool:
    value = text(name, "0").lower()
    if value not in {"0", "1", "true", "false", "yes", "no"}:
        raise BadSetting(name, f"« {value} » n’est ni 0 ni 1.")
    return value in {"1", "true", "yes"}


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    if not value.isdecimal():
        raise BadSetting(name, f"« {value} » n’est pas un nombre entier.")
    return int(value)


def data_directory(name: str, default: Path) -> Path:
    directory = Path(text(name, str(default))).expanduser().resolve()
    for folder in (directory, directory / "keys", directory / "tmp"):
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as problem:
            raise BadSetting(name, f"le dossier {folder} ne peut pas être créé ({reason_of(problem)}).") from None
    return directory


def secret(name: str, default: Path) -> str:
    """The key kept in a file, made on the first start; readable by its owner only."""
    path = Path(text(name, str(default)))
    if not path.exists() and path == default:
        _write_new(path, secrets.token_urlsafe(64))
    try:
        value = path.read_text().strip()
    except OSError as problem:
        raise BadSetting(name, f"{path} ne peut pas être lu ({reason_of(problem)}).") from None
    if len(value) < SHORTEST_KEY:
        raise BadSetting(name, f"la clé de {path} a moins de {SHORTEST_KEY} caractères.")
    return value


def _write_new(path: Path, value: str) -> None:
    """Whole or absent: another process starting at the same moment never reads half a key."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(value)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def database(name: str, default: Path) -> dict[str, Any]:
    url = urlsplit(text(name, f"sqlite:///{default}"))
    if url.scheme == "sqlite":
        return _sqlite(unquote(url.path).removeprefix("/") if url.path.startswith("//") else unquote(url.path))
    if url.scheme in {"postgres", "postgresql"}:
        return _postgresql(url)
    raise BadSetting(name, f"« {url.scheme} » n’est ni sqlite ni postgresql.")


def _sqlite(path: str) -> dict[str, Any]:
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": PRAGMAS}
    tested = {"NAME": ":memory:"}  # where the tests put theirs, as with Django's own engine
    return {"ENGINE": "config.sqlite3", "NAME": path, "CONN_MAX_AGE": 600, "OPTIONS": options, "TEST": tested}


def _postgresql(url: Any) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": unquote(url.hostname or ""),
        "PORT": str(url.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def mail_server(name: str) -> dict[str, Any] | None:
    """None: no server, mails are put in files."""
    given = text(name, "")
    if not given:
        return None
    try:
        url = urlsplit(given)
        port = url.port or MAIL_PORTS[url.scheme]
    except (KeyError, ValueError):  # the address holds a password: it is not repeated
        raise BadSetting(name, "l’adresse commence par smtp://, smtp+starttls:// ou smtps://.") from None
    if not url.hostname:
        raise BadSetting(name, "le nom du serveur manque.")
    return {
        "scheme": url.scheme,
        "host": url.hostname,
        "port": port,
        "user": unquote(url.username or ""),
        "password": unquote(url.password or ""),
    }


def sender(name: str, default: str) -> str:
    value = text(name, default)
    if "@" not in parseaddr(value)[1] or value.splitlines() != [value]:
        raise BadSetting(name, f"« {value} » n’est pas une adresse e-mail.")
    return value
