"""A browser with its CSRF checks on, that refuses a page no browser should be given."""

import re
from collections import Counter

from django.test import Client

from tests.harness.told import writes_are_told

FORM = re.compile(r"<form\b(.*?)</form>", re.S)
FIELD = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
FORBIDDEN = re.compile(r"\sstyle=|\son[a-z]+=\"|\{\{|\{%|<c-|<script(?![^>]*\ssrc=)")
ID = re.compile(r'\sid="([^"]+)"')
HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*name="(\w+)"[^>]*value="([^"]*)"')


class Visitor(Client):
    def __init__(self, member=None):
        super().__init__(enforce_csrf_checks=True)
        if member:
            self.force_login(member.user)

    def request(self, **environ):
        with writes_are_told():
            response = super().request(**environ)
        if response.streaming:
            response.body = b"".join(response.streaming_content)  # which closes the file, and nothing else
        elif response.get("Content-Type", "").startswith("text/html"):
            inspect(response.content.decode())
        return response

    def read(self, url):
        return self.get(url).content.decode()

    def send(self, url, to=None, follow=True, **fields):
        """Fill in the form of a page, and send it with the token and the hidden fields found in that form."""
        form = next(form for form in FORM.findall(self.read(url)) if f'action="{to or url}"' in form)
        hidden = dict(HIDDEN.findall(form))
        token = FIELD.search(form)[1]
        return self.post(to or url, {**hidden, **fields, "csrfmiddlewaretoken": token}, follow=follow)

    def force(self, method, url, data=None):
        """Send anything anywhere with a valid token, so that what refuses is never the token."""
        self.cookies["pupitre_csrf"] = token = "x" * 32
        return getattr(self, method)(url, data, headers={"X-CSRFToken": token})


def inspect(page):
    assert not (found := FORBIDDEN.search(page)), page[max(0, found.start() - 200) : found.end() + 80]
    assert all(FIELD.search(form) for form in FORM.findall(page) if 'method="post"' in form)
    assert not [name for name, times in Counter(ID.findall(page)).items() if times > 1]
