"""Every address is asked by GET and HEAD: nothing is written, neither in the database nor among the files."""

import re
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

from pupitre.foundation.access.links import SIGN_IN_LIFE, new_link
from pupitre.foundation.access.models import Purpose
from pupitre.foundation.tenancy.scope import working_for
from pupitre.modules.people.actions import invite
from pupitre.modules.people.tests.factories import file_of
from tests.access.test_every_page import ALL, WITH_REF, address
from tests.harness.crawl import crawl
from tests.harness.rooms import plant

WRITES = re.compile(r'\s*(?:INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|TRUNCATE)\b(?!.*"?django_session"?)', re.I)
WITHOUT_REF = [route for route in ALL if route not in WITH_REF]


@contextmanager
def writes_noted(into):
    def note(execute, sql, params, many, context):
        if WRITES.match(sql):
            into.append(sql[:200])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield


def files_there():
    return {path: path.stat().st_mtime_ns for path in settings.DATA.rglob("*") if path.is_file()}


@pytest.fixture
def asked(cast, as_):
    """The visitor, and every address of the house, with each ref of everything planted and links that are open."""
    with working_for(cast.lumen):
        refs = plant(cast.claire)
        invitation = reverse("join", args=[invite(file_of(cast.lea), actor=cast.claire)])
    addresses = [address(route, "") for route in WITHOUT_REF if route != "/gallery/"]
    sign_in = reverse("sign_in_by_link", args=[new_link(Purpose.SIGN_IN, SIGN_IN_LIFE, cast.lea.user)])
    open_links = [sign_in, invitation]
    return as_(cast.claire), [*open_links, *addresses, *(address(route, ref) for route in WITH_REF for ref in refs)]


def test_reading_writes_nothing(asked):
    visitor, addresses = asked
    written, before = [], files_there()
    with writes_noted(written):
        seen = crawl(visitor, addresses, each=4)
        for url in (url for url, status in seen.answers.items() if status == 200):
            visitor.head(url)
    assert written == []
    assert files_there() == before
    assert len([status for status in seen.answers.values() if status == 200]) > 40


def test_the_walk_would_have_seen_a_write(cast):
    written = []
    with writes_noted(written):
        cast.lumen.save()
    assert len(written) == 1
