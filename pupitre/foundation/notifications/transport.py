"""The way out: a mail server when one is set, else a file for each mail in the outbox."""

import os
import secrets
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings

PATIENCE = 30  # seconds without an answer


class NotTaken(Exception):
    """It did not leave; `is_final` when trying again would not help. Says why without any name."""

    def __init__(self, reason: str, *, is_final: bool = False) -> None:
        super().__init__(reason)
        self.is_final = is_final


def hand_over(message: EmailMessage, *, is_demo: bool) -> None:
    """Raises NotTaken. The people of a sample company are invented: nothing of theirs goes to a server."""
    if settings.MAIL_SERVER is None or is_demo:
        _write(message)
    else:
        _send(message, settings.MAIL_SERVER)


def outbox() -> Path:
    return Path(settings.DATA) / "outbox"


def _send(message: EmailMessage, server: dict[str, Any]) -> None:
    try:
        with _connected(server) as smtp:
            smtp.send_message(message)
    except smtplib.SMTPRecipientsRefused as refused:
        code = max(code for code, _ in refused.recipients.values())
        raise NotTaken(f"adresse refusée par le serveur ({code})", is_final=_is_final(code)) from None
    except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as refused:
        code = refused.smtp_code
        raise NotTaken(f"message refusé par le serveur ({code})", is_final=_is_final(code)) from None
    except smtplib.SMTPNotSupportedError:
        raise NotTaken("le serveur ne sait pas faire ce qui est réglé") from None
    except smtplib.SMTPResponseException as refused:
        raise NotTaken(f"le serveur ne veut pas de nous ({refused.smtp_code})") from None
    except (OSError, smtplib.SMTPException) as problem:  # unreachable, silent, or cut in the middle
        raise NotTaken(f"serveur injoignable ou muet ({type(problem).__name__})") from None


def _is_final(code: int) -> bool:
    """4xx: later perhaps; 5xx: never."""
    return code >= 500


@contextmanager
def _connected(server: dict[str, Any]) -> Iterator[smtplib.SMTP]:
    where = {"host": server["host"], "port": server["port"], "local_hostname": settings.HOST, "timeout": PATIENCE}
    if server["scheme"] == "smtps":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(**where, context=ssl.create_default_context())
    else:
        smtp = smtplib.SMTP(**where)
    try:
        if server["scheme"] == "smtp+starttls":
            smtp.starttls(context=ssl.create_default_context())
        if server["user"]:
            smtp.login(server["user"], server["password"])
        yield smtp
    finally:
        smtp.close()  # what was taken is taken: no farewell can turn it into a failure


def _write(message: EmailMessage) -> None:
    """Whole or absent, and the same mail twice is the same file."""
    folder = outbox()
    name = sha256(message["Message-ID"].encode()).hexdigest()[:16]
    day = message["Date"].datetime.date().isoformat()
    draft = folder / f".{secrets.token_hex(8)}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(message.as_bytes())
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, folder / f"{day}-{name}.eml")
    except OSError as problem:
        with suppress(OSError):
            draft.unlink()
        raise NotTaken(f"dossier des courriels ({type(problem).__name__})") from None
