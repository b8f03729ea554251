"""Listens to every connection that opens."""

import json
import sys
import threading

from django.apps import AppConfig
from django.conf import settings
from django.db.backends.signals import connection_created

ASKED = ("synchronous", "foreign_keys", "recursive_triggers", "secure_delete", "journal_mode")


def write_down(sender, connection, **_):
    with connection.cursor() as cursor:
        found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ASKED}
    who = {"argv": " ".join(sys.argv), "module": sys.modules["__main__"].__spec__.name, "thread": who_am_i()}
    with (settings.DATA / "witness").open("a") as file:
        file.write(json.dumps({**who, **found}) + "\n")


def who_am_i():
    return threading.current_thread().name


class Witness(AppConfig):
    name = "tests.running.witness"

    def ready(self):
        connection_created.connect(write_down)
