"""The arithmetic of a second factor: codes of thirty seconds (RFC 6238), and recovery codes kept on paper."""

import re
import secrets
from base64 import b32decode, b32encode
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest
from urllib.parse import quote

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP

from pupitre.kernel.refs import ALPHABET

STEP = 30  # seconds
DIGITS = 6
AROUND = (-1, 0, 1)  # steps: a phone and a server never agree to the second
SECRET = 20  # bytes
GROUP, GROUPS = 4, 4  # a recovery code is 80 bits: nobody guesses it, even with its digest
SIX_FIGURES = re.compile(rf"[0-9]{{{DIGITS}}}")
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_secret() -> str:
    return b32encode(secrets.token_bytes(SECRET)).decode()


def step_at(instant: datetime) -> int:
    return int(instant.timestamp()) // STEP


def code_of(secret: str, step: int) -> str:
    return HOTP(b32decode(secret), DIGITS, SHA1()).generate(step).decode()  # noqa: S303 (what every application expects)


def step_of(typed: str, secret: str, at: datetime, after: int) -> int | None:
    """The step whose code this is, near that instant and later than the last one accepted."""
    typed = "".join(typed.split())
    if not SIX_FIGURES.fullmatch(typed):
        return None
    near = (step_at(at) + shift for shift in AROUND)
    found = [step for step in near if step > after and compare_digest(code_of(secret, step), typed)]
    return max(found, default=None)


def setup_address(secret: str, account: str) -> str:
    """What the QR code says to an application."""
    return f"otpauth://totp/{quote(f'Pupitre:{account}')}?secret={secret}&issuer=Pupitre"


def spaced(secret: str) -> str:
    """By groups of four, to be typed."""
    return " ".join(secret[at : at + GROUP] for at in range(0, len(secret), GROUP))


def new_recovery_code() -> str:
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))


def is_recovery_code(typed: str) -> bool:
    return len(_bare(typed)) == GROUP * GROUPS


def digest_of(code: str, account: str) -> str:
    """However it is typed: small letters, spaces, or the letters that look like figures."""
    return sha256(f"{account}|{_bare(code)}".encode()).hexdigest()


def _bare(code: str) -> str:
    return "".join(letter for letter in code.upper().translate(MISREAD) if letter in ALPHABET)
