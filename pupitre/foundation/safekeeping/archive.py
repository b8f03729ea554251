"""The file of a backup: a ZIP that lists the digests of its members, and whose last 64 bytes seal all the rest."""

import json
import os
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

FORMAT = 1
MANIFEST = "manifest.json"
SEAL = 64  # hexadecimal characters, at the end of the comment of the ZIP
PIECE = 1024 * 1024


class Damaged(Exception):
    """Not a backup, cut short, or changed since it was written; `code` says which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def write(draft: Path, members: Mapping[str, Path], said: Mapping[str, Any]) -> None:
    """`members`: name in the archive → file; a file that has just been collected is left out."""
    digests: dict[str, str] = {}
    with ZipFile(draft, "w", ZIP_DEFLATED, compresslevel=6, strict_timestamps=False) as archive:
        for name, path in members.items():
            if path.exists():
                digests[name] = _add(archive, name, path)
        manifest = {"pupitre": FORMAT, **said, "members": digests}
        archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        archive.comment = b"0" * SEAL
    with draft.open("r+b") as file:
        seal = _digest_but_seal(file)
        file.seek(-SEAL, os.SEEK_END)
        file.write(seal.encode())


def _add(archive: ZipFile, name: str, path: Path) -> str:
    """Digest of what was written, not of what was read twice."""
    seen = sha256()
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as target:
        while piece := source.read(PIECE):
            seen.update(piece)
            target.write(piece)
    return seen.hexdigest()


def _digest_but_seal(file: BinaryIO) -> str:
    left, seen = file.seek(0, os.SEEK_END) - SEAL, sha256()
    file.seek(0)
    while piece := file.read(min(PIECE, left)):
        seen.update(piece)
        left -= len(piece)
    return seen.hexdigest()


def read_manifest(path: Path) -> dict[str, Any]:
    """Nothing of the archive is believed before its seal is."""
    _check_seal(path)
    try:
        with ZipFile(path) as archive:
            manifest = json.loads(archive.read(MANIFEST))
            names = {name for name in archive.namelist() if name != MANIFEST}
    except (BadZipFile, KeyError, ValueError):
        raise Damaged("not_a_backup") from None
    if not isinstance(manifest, dict) or not isinstance(manifest.get("members"), dict):
        raise Damaged("not_a_backup")
    if names != set(manifest["members"]) or not all(_stays_inside(name) for name in names):
        raise Damaged("changed")
    return manifest


def _check_seal(path: Path) -> None:
    with path.open("rb") as file:
        begins_as_zip, size = file.read(4) == b"PK\x03\x04", file.seek(0, os.SEEK_END)
        if not begins_as_zip or size < SEAL:
            raise Damaged("changed" if _mentions_a_manifest(file) else "not_a_backup")
        file.seek(-SEAL, os.SEEK_END)
        if file.read(SEAL).decode("latin-1") != _digest_but_seal(file):
            raise Damaged("changed" if _mentions_a_manifest(file) else "not_a_backup")


def _mentions_a_manifest(file: BinaryIO) -> bool:
    """A backup that was hurt still looks like one: its sentence is not the one of a holiday picture."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    beginning = file.read(200)
    file.seek(max(0, size - PIECE))
    return b"database." in beginning or MANIFEST.encode() in file.read()


def extract(path: Path, folder: Path) -> None:
    """Into an empty folder, each member checked against its digest as it is written."""
    manifest = read_manifest(path)
    with ZipFile(path) as archive:
        for name, digest in manifest["members"].items():
            if _extract_one(archive, name, folder / name) != digest:
                raise Damaged("changed")


def _extract_one(archive: ZipFile, name: str, target: Path) -> str:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    seen = sha256()
    with archive.open(name) as source, os.fdopen(_new(target), "wb") as file:
        for piece in _pieces(source):
            seen.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return seen.hexdigest()


def _new(target: Path) -> int:
    return os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)


def _pieces(source: Any) -> Iterator[bytes]:
    try:
        while piece := source.read(PIECE):
            yield piece
    except (BadZipFile, OSError):
        raise Damaged("changed") from None


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name


def unpacked_bytes(path: Path) -> int:
    with ZipFile(path) as archive:
        return sum(member.file_size for member in archive.infolist())
