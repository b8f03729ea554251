"""A browser reduced to what is timed: one connection kept open, cookies, and the token of the last form."""

import re
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from time import perf_counter
from urllib.parse import urlencode, urlsplit

FIELD = re.compile(r"<(?:input|select|textarea)\b[^>]*>")
FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.S)


class Visitor:
    def __init__(self, port):
        self.connection, self.cookies, self.port = HTTPConnection("127.0.0.1", port, timeout=30), {}, port

    def ask(self, method, path, fields=None, file=None):
        """(seconds until the last byte, status, headers, page); `file` is (field, name, content)."""
        body = urlencode(fields) if fields is not None else None
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers |= {"Host": f"127.0.0.1:{self.port}", "Origin": f"http://127.0.0.1:{self.port}"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if file is not None:
            headers["Content-Type"], body = with_file(fields, *file)
        began = perf_counter()
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        page = answer.read()
        spent = perf_counter() - began
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return spent, answer.status, answer.headers, page.decode("utf-8", "replace")

    def read(self, path):
        """The page at the end of the redirections."""
        for _ in range(5):
            _, status, headers, page = self.ask("GET", path)
            if status not in {301, 302, 303}:
                assert status == 200, f"{path}: {status}"
                return page
            path = urlsplit(headers["Location"]).path
        raise AssertionError(f"{path}: redirects for ever")

    def sign_in(self, link):
        path = urlsplit(link).path
        fields = fields_of(self.read(path), path)
        _, status, _, _ = self.ask("POST", path, fields)
        assert status in {302, 303}, f"sign-in: {status}"


def with_file(fields, field, name, content):
    boundary = "between-two-parts"
    parts = [f'form-data; name="{key}"\r\n\r\n{value}'.encode() for key, value in fields.items()]
    head = f'form-data; name="{field}"; filename="{name}"\r\nContent-Type: application/octet-stream\r\n\r\n'
    body = b"".join(f"--{boundary}\r\nContent-Disposition: ".encode() + part + b"\r\n" for part in parts)
    body += f"--{boundary}\r\nContent-Disposition: {head}".encode() + content + f"\r\n--{boundary}--\r\n".encode()
    return f"multipart/form-data; boundary={boundary}", body


def fields_of(page, path, holding=""):
    """What the form of a page would send, as it stands; of several that go there, the one that holds those words."""
    posted = (each for each in FORM.findall(page) if 'method="post"' in each and holding in each)
    form = next(each for each in posted if sends_to(each, path))
    return dict(filter(None, (field_of(tag, form) for tag in FIELD.findall(form))))


def sends_to(form, path):
    action = re.search(r'action="([^"]*)"', form.partition(">")[0])
    return action is None or action[1] in {"", ".", path}


def field_of(tag, form):
    name = re.search(r'\bname="([^"]*)"', tag)
    if name is None or (re.search(r'type="(?:checkbox|radio)"', tag) and "checked" not in tag) or 'type="file"' in tag:
        return None
    value = re.search(r'\bvalue="([^"]*)"', tag)
    return name[1], unescaped(value[1]) if value else inside_of(tag, form)


def inside_of(tag, form):
    """The chosen option of a select, the text of a textarea."""
    rest = form.partition(tag)[2]
    if tag.startswith("<select"):
        chosen = re.search(r'<option\b[^>]*value="([^"]*)"[^>]*\bselected', rest.partition("</select>")[0])
        return unescaped(chosen[1]) if chosen else ""
    return unescaped(rest.partition("</textarea>")[0]).lstrip("\n") if tag.startswith("<textarea") else ""


def unescaped(text):
    from html import unescape

    return unescape(text)
