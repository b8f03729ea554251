"""A mail server of the tests: real SMTP on a free port, that keeps, refuses or falls silent."""

import asyncio
import logging
import socket
from contextlib import closing
from email import message_from_bytes
from email.policy import default
from threading import Event

from aiosmtpd.controller import Controller


class Server:
    """What it received is in `mails`; an address in `refused` is answered by its code; `silent`: no answer to DATA."""

    def __init__(self):
        self.mails, self.refused, self.answer = [], {}, "250 OK"
        self.silent, self.heard = False, Event()
        logging.getLogger("mail.log").setLevel(logging.WARNING)  # its every word, otherwise
        self.controller = Controller(self, hostname="127.0.0.1", port=free_port())

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 (the library's name)
        if address in self.refused:
            return f"{self.refused[address]} no"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.mails.append(message_from_bytes(envelope.content, policy=default))
        self.heard.set()
        if self.silent:
            await asyncio.sleep(3600)
        return self.answer

    @property
    def settings(self):
        return {"scheme": "smtp", "host": "127.0.0.1", "port": self.controller.port, "user": "", "password": ""}

    def __enter__(self):
        self.controller.start()
        return self

    def __exit__(self, *_):
        self.controller.stop()


def free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
