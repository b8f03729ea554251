"""Text that a leaked database does not tell: sealed with the company's data key, itself wrapped by the keyring.

What belongs to no company, as an account does, is sealed with the keyring itself."""

import json
import os
import re
import secrets
from base64 import b64decode, b64encode
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

from pupitre.foundation.tenancy.models import Company

NONCE = 12  # bytes
DATA_KEY = "1"  # the id of a company's data key; another one is added by a rotation
SEALED = re.compile(r"v1\.\w+\.[A-Za-z0-9+/]+=*")


class CannotOpen(Exception):
    """The key is missing, or the sealed text was changed or moved from another row, field or company."""


class NotSealed(ValueError):
    """Somebody tried to store plain text in a sealed column."""


class SealedTextField(models.TextField[str, str]):
    """Holds what `seal` made, and nothing else; `opened` is the only way to read it."""

    def get_prep_value(self, value: Any) -> Any:
        if value and not SEALED.fullmatch(value):
            raise NotSealed(self.name)
        return super().get_prep_value(value)


def seal(row: Any, field: str, text: str) -> None:
    """Put a text in a sealed field of a row that is about to be saved."""
    kid, key = (DATA_KEY, _data_key(row.company)) if _is_owned(row) else keyring()
    setattr(row, field, _closed(key, kid, text, _place(row, field)) if text else "")


def opened(row: Any, field: str) -> str:
    """Raises CannotOpen."""
    sealed = getattr(row, field)
    if not sealed:
        return ""
    if not _is_owned(row):
        return _opened(keyring(sealed.split(".")[1])[1], sealed, _place(row, field))
    if not row.company.sealed_key:
        raise CannotOpen(field)
    return _opened(_data_key(row.company), sealed, _place(row, field))


def _place(row: Any, field: str) -> str:
    """What binds a sealed text to where it stands: its company, its column and its row."""
    whose = row.company.uid if _is_owned(row) else "house"
    return f"{whose}|{row._meta.label_lower}.{field}|{row.ref}"


def _is_owned(row: Any) -> bool:
    return hasattr(type(row), "company")


def _data_key(company: Company) -> bytes:
    if not company.sealed_key:
        kid, key = keyring()
        fresh = _closed(key, kid, b64encode(secrets.token_bytes(32)).decode(), _place_of_key(company))
        Company.objects.filter(pk=company.pk, sealed_key="").update(sealed_key=fresh)
        company.refresh_from_db(fields=["sealed_key"])
    return _unwrapped(company.sealed_key, _place_of_key(company))


def _place_of_key(company: Company) -> str:
    return f"{company.uid}|data-key"


@lru_cache(maxsize=256)
def _unwrapped(sealed: str, place: str) -> bytes:
    return b64decode(_opened(keyring(sealed.split(".")[1])[1], sealed, place))


def keyring(kid: str = "") -> tuple[str, bytes]:
    """The key of this id, or the one in force; made with the house, readable by its owner only."""
    path: Path = settings.KEYS_FILE
    if not path.exists():
        _make_keyring(path)
    ring = json.loads(path.read_text())
    kid = kid or ring["current"]
    if kid not in ring["keys"]:
        raise CannotOpen(f"key {kid} is not in the keyring")
    return kid, b64decode(ring["keys"][kid])


def _make_keyring(path: Path) -> None:
    """Whole or absent, and never over another one: two processes that start together share the first."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    kid = secrets.token_hex(4)
    draft = path.with_name(f".{secrets.token_hex(8)}")
    text = json.dumps({"current": kid, "keys": {kid: b64encode(secrets.token_bytes(32)).decode()}})
    with open(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def _closed(key: bytes, kid: str, text: str, place: str) -> str:
    nonce = secrets.token_bytes(NONCE)
    return f"v1.{kid}.{b64encode(nonce + AESGCM(key).encrypt(nonce, text.encode(), place.encode())).decode()}"


def _opened(key: bytes, sealed: str, place: str) -> str:
    if not SEALED.fullmatch(sealed):
        raise CannotOpen(place)
    whole = b64decode(sealed.rsplit(".", 1)[1])
    try:
        return AESGCM(key).decrypt(whole[:NONCE], whole[NONCE:], place.encode()).decode()
    except InvalidTag as error:
        raise CannotOpen(place) from error
