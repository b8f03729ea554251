"""What the disk under the data is: room left, network or local, encrypted or not; and writing so that it stays."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SMALLEST_RESERVE = 500 * 1024 * 1024
OVER_A_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "fuse.sshfs", "afpfs", "9p"}

REASONS = {
    errno.ENOENT: "fichier ou dossier introuvable",
    errno.EACCES: "l’accès est refusé",
    errno.EPERM: "l’accès est refusé",
    errno.EEXIST: "ce nom est déjà pris",
    errno.EISDIR: "c’est un dossier",
    errno.ENOTDIR: "ce n’est pas un dossier",
    errno.ENAMETOOLONG: "le nom est trop long",
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "le quota du disque est atteint",
    errno.EROFS: "le disque ne peut être que lu",
    errno.EIO: "le disque est abîmé",
}


@dataclass(frozen=True)
class Room:
    free: int  # bytes
    needed: int  # bytes

    @property
    def is_enough(self) -> bool:
        return self.free >= self.needed


def room(directory: Path, database_bytes: int) -> Room:
    """What a copy of the data may count on, the reserve taken out."""
    return Room(shutil.disk_usage(directory).free, max(SMALLEST_RESERVE, 2 * database_bytes))


def is_over_a_network(directory: Path, mounts: Path = Path("/proc/mounts")) -> bool:
    """SQLite's journal needs a local disk; unknown systems are believed local."""
    kinds = dict(_mounts(mounts))
    home = next((str(parent) for parent in (directory, *directory.parents) if str(parent) in kinds), "")
    return kinds.get(home, "") in OVER_A_NETWORK


def _mounts(mounts: Path) -> Iterator[tuple[str, str]]:
    if mounts.exists():
        for line in mounts.read_text().splitlines():
            _, where, kind, *_ = line.split()
            yield where.replace("\\040", " "), kind


def is_encrypted(directory: Path) -> bool | None:
    """None when this system does not say."""
    number = directory.stat().st_dev
    device = Path(f"/sys/dev/block/{os.major(number)}:{os.minor(number)}")
    return any(_is_dm_crypt(each) for each in _stack(device)) if device.exists() else None


def _stack(device: Path) -> Iterator[Path]:
    yield device
    for below in (device / "slaves").glob("*"):
        yield from _stack(below)


def _is_dm_crypt(device: Path) -> bool:
    name = device / "dm" / "uuid"
    return name.exists() and name.read_text().startswith("CRYPT-")


def reason_of(problem: OSError) -> str:
    """What the system answered, for whoever typed the command."""
    return REASONS.get(problem.errno or 0) or problem.strerror or str(problem)


@contextmanager
def settled(path: Path) -> Iterator[Path]:
    """Yields a draft beside `path`, readable by its owner only; it takes the name whole, on the disk, or not at all."""
    draft = path.with_name(f"{path.name}.part")
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield draft
        sync(draft)
        os.replace(draft, path)
        sync(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
