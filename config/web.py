"""The web server: granian and its processes, one thread each, on the address given."""

import os
import sys
from collections.abc import Callable
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from config import leash
from config.environment import number
from config.memory import hush, settle

SECONDS_TO_FINISH = 3
LOGGING = {
    "formatters": {"line": {"format": "%(levelname)s %(message)s"}},
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "line", "stream": "ext://sys.stderr"}},
    "loggers": {"_granian": {"handlers": ["terminal"], "propagate": False}},
}


def main(host: str, port: str) -> None:
    leash.tie()
    server = Server(
        "config.wsgi:application",
        address=host,
        port=int(port),
        interface=Interfaces.WSGI,
        workers=max(1, number("PUPITRE_WEB", 1)),
        blocking_threads=1,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_FINISH,
        log_level=LogLevels.warning,
        log_dictconfig=LOGGING,
    )
    server.serve(target_loader=_load, wrap_loader=False)


def _load() -> Callable[..., Any]:
    """Called in each process that granian forks."""
    leash.tie()
    hush()
    from config.wsgi import application

    settle()
    return application


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    main(*sys.argv[1:])
