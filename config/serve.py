"""`serve`: one house on its data, on a free port, brought up to date first."""

import json
import os
import socket
from contextlib import closing
from errno import EADDRINUSE
from signal import SIGTERM
from subprocess import PIPE, Popen
from time import sleep
from typing import Any
from urllib.parse import urlsplit

from config import leash, supervise
from pupitre.foundation.safekeeping.holding import AlreadyHeld, hold

TIED = "PUPITRE_TIED"  # set by `make run`: whoever kills make expects the house to go with it
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 (where one knocks on a house open to all)


class CannotServe(Exception):
    """One sentence for whoever typed the command."""


def serve(host: str | None, port: int | None) -> int:
    if os.environ.get(TIED):
        leash.die_with_parent(SIGTERM)
    settings = _settings(host, port)
    where, door = host or "127.0.0.1", port or _port_of(settings.URL)
    try:
        with hold(settings.DATA):
            _refuse_a_taken_port(where, door)
            return _live(settings, where, door)
    except AlreadyHeld as other:
        raise CannotServe(f"Pupitre tourne déjà sur ces données ({settings.DATA}) : {other}.") from None


def _settings(host: str | None, port: int | None) -> Any:
    """Read without Django; a port given alone becomes the address that is printed and put in links."""
    if port and not os.environ.get("PUPITRE_URL"):
        os.environ["PUPITRE_URL"] = f"http://{_shown(host)}:{port}"
    from config import settings

    return settings


def _shown(host: str | None) -> str:
    return "localhost" if host in {None, "127.0.0.1", *EVERYWHERE} else str(host)


def _port_of(url: str) -> int:
    """Behind a proxy that speaks https, the house itself stays on 8000."""
    address = urlsplit(url)
    return address.port or 8000 if address.scheme == "http" else 8000


def _refuse_a_taken_port(host: str, port: int) -> None:
    try:
        kind, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError:
        raise CannotServe(f"« {host} » n’est pas une adresse de cette machine.") from None
    for patience in (0.2, 0.3, 0.5, 0.0):  # a house that was just killed needs an instant to let go of it
        if _is_free(kind, address):
            return
        sleep(patience)
    other = f"bin/pupitre serve --port {port + 1}"
    raise CannotServe(f"Le port {port} est déjà pris par un autre programme : donnez-en un autre, par exemple {other}")


def _is_free(kind: socket.AddressFamily, address: Any) -> bool:
    with closing(socket.socket(kind)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
            probe.listen(1)
        except PermissionError:
            raise CannotServe(f"Le port {address[1]} est réservé au système : prenez-en un après 1023.") from None
        except OSError as problem:
            if problem.errno != EADDRINUSE:
                raise CannotServe(f"« {address[0]} » n’est pas une adresse de cette machine.") from None
            return False
    return True


def _live(settings: Any, host: str, port: int) -> int:
    ready = _bring_up_to_date()
    if ready is None:
        return 1
    sentences = [f"Pupitre est ouvert sur {settings.URL} (Ctrl-C pour l’arrêter)."]
    if link := ready.get("set_up"):
        sentences.append(f"Aucune entreprise n’y vit encore. Pour commencer, une seule fois : {link}")
    if settings.MAIL_SERVER is None:
        sentences.append(f"Aucun serveur de courrier n’est réglé : les courriels restent dans {settings.DATA}/outbox.")
    announcement = supervise.Announcement(EVERYWHERE.get(host, host), port, sentences)
    supervise.Tree(supervise.family(host, port)).run(announcement)
    return 0


def _bring_up_to_date() -> dict[str, Any] | None:
    """In a child, so that this process never carries Django."""
    rope, held = os.pipe()
    environment = {**os.environ, leash.VARIABLE: str(rope)}
    command = supervise.python("-m", "config.ready")
    try:
        with Popen(command, env=environment, pass_fds=[rope], stdout=PIPE, process_group=0) as child:  # noqa: S603
            said, _ = child.communicate()
    finally:
        os.close(held)
        os.close(rope)
    return dict(json.loads(said)) if child.returncode == 0 else None
