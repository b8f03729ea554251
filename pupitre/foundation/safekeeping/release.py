"""Which version of the house this is, and which one the data were last brought to."""

import tomllib
from functools import lru_cache
from pathlib import Path

from django.conf import settings


@lru_cache(maxsize=1)
def version() -> str:
    said = tomllib.loads((Path(settings.BASE_DIR) / "pyproject.toml").read_text(encoding="utf-8"))
    return str(said["project"]["version"])


def version_of_the_data() -> str:
    """Empty when nobody wrote it: a database that came from elsewhere."""
    note = Path(settings.DATA) / "version"
    return note.read_text().strip() if note.exists() else ""


def note_version() -> None:
    (Path(settings.DATA) / "version").write_text(version() + "\n")
