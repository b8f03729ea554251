"""Databases on the PostgreSQL server of the tests, one for each who asks."""

import os
from contextlib import contextmanager
from secrets import token_hex
from urllib.parse import urlsplit

import psycopg

from config.environment import _postgresql

NAMED = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}


def connect(address):
    settings = _postgresql(urlsplit(address))
    return psycopg.connect(
        autocommit=True, **{ours: settings[theirs] for ours, theirs in NAMED.items() if settings[theirs]}
    )


@contextmanager
def new_database(like=""):
    """The address of one that nobody else uses; `like`: of one that it begins as a copy of."""
    server, name = os.environ["PUPITRE_DATABASE_URL"], f"pupitre_{token_hex(6)}"
    model = f" TEMPLATE {like.rpartition('/')[2]}" if like else ""
    with connect(server) as connection:
        connection.execute(f"CREATE DATABASE {name}{model}")
        try:
            yield f"{server.rpartition('/')[0]}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
