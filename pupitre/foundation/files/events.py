"""What happened to files."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FileAttached:
    attachment: str
    sha256: str


@dataclass(frozen=True)
class FileRemoved:
    attachment: str
