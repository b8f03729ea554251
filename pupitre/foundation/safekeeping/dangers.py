"""Settings with which the house refuses to open to the Internet."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.safekeeping.backup import keys
from pupitre.foundation.safekeeping.disk import is_over_a_network

SHORTEST_KEY = 50
WEAK = ("MD5", "SHA1", "Unsalted", "Crypt")


class Dangerous(Refusal):
    """Said in one line; nothing is opened."""


def refuse_dangers() -> None:
    """On any machine for the data, in production for the rest."""
    if _is_on_a_network_disk():
        raise Dangerous("PUPITRE_DATA : SQLite a besoin d’un disque local, et celui-ci est un disque réseau.")
    if settings.IS_PRODUCTION and (danger := next(dangers(), None)):
        raise Dangerous(danger)


def _is_on_a_network_disk() -> bool:
    is_sqlite = str(settings.DATABASES["default"]["ENGINE"]).endswith("sqlite3")
    return is_sqlite and is_over_a_network(Path(settings.DATA))


def dangers() -> Iterator[str]:
    if settings.DEBUG:
        yield "PUPITRE_DEBUG : les pages d’erreur montreraient tout de l’intérieur."
    if len(settings.SECRET_KEY) < SHORTEST_KEY or "insecure" in settings.SECRET_KEY:
        yield f"PUPITRE_SECRET_KEY_FILE : la clé a moins de {SHORTEST_KEY} caractères, ou n’est pas secrète."
    if any(host.startswith("*") or not host for host in settings.ALLOWED_HOSTS):
        yield "PUPITRE_URL : n’importe quel nom de machine serait accepté."
    if any(name in hasher for hasher in settings.PASSWORD_HASHERS for name in WEAK):
        yield "Les mots de passe seraient gardés sous une forme facile à retrouver."
    yield from _open_keys()


def _open_keys() -> Iterator[str]:
    for path in keys().values():
        if path.exists() and path.stat().st_mode & 0o077:
            yield f"{path} est lisible par d’autres que son propriétaire : chmod 600."
