"""A mail server that takes everything, slowly, and remembers how many times it took each message, outside the house."""

import asyncio
import json
from collections import Counter
from email import message_from_bytes
from pathlib import Path
from types import TracebackType

from aiosmtpd.controller import Controller

from bench.houses import free_port

SLOWNESS = 0.2  # seconds between what it has taken and what it says: where a death is worst


class Post:
    def __init__(self, kept: Path) -> None:
        self.kept, self.taken, self.port = kept, Counter[str](), free_port()
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:  # noqa: N802 (aiosmtpd's)
        name = message_from_bytes(envelope.content)["Message-ID"]
        self.taken[name] += 1
        self.kept.write_text(json.dumps(self.taken))
        await asyncio.sleep(SLOWNESS)
        return "250 OK"

    def __enter__(self) -> "Post":
        self.kept.write_text("{}")
        self.controller.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, problem: object, trace: TracebackType | None) -> None:
        self.controller.stop()
