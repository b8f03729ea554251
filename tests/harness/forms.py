"""The forms of a page as somebody would fill them in: their address, their fields, what is already typed in them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

TYPED = {"text", "search", "email", "tel", "url", "password", "number", "date", "time", "textarea", ""}


@dataclass
class Form:
    action: str
    method: str
    is_multipart: bool = False
    values: dict[str, list[str]] = field(default_factory=dict)
    typed: dict[str, int | None] = field(default_factory=dict)  # each text field, with its longest length
    buttons: list[str] = field(default_factory=list)

    @property
    def name(self):
        """What tells it from the others: where it goes, and what its hidden fields choose."""
        return self.action, *(self.values.get(key, [""])[0] for key in ("verb", "what", "door"))

    def filled(self, **given):
        return {**self.values, **given}


class _Reader(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.page, self.forms, self.form, self.area, self.select = page, [], None, None, None

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            method = given.get("method", "get").lower()
            self.form = Form(given.get("action") or self.page, method, "enctype" in given)
            self.forms.append(self.form)
        elif self.form is not None and (read := getattr(self, f"_{tag}", None)):
            read(given)

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag in ("textarea", "select"):
            self.area = self.select = None

    def handle_data(self, data):
        if self.area is not None:
            self.form.values[self.area] = [data.lstrip("\n")]

    def _input(self, given):
        kind, name = given.get("type", "text"), given.get("name")
        if not name or name == "csrfmiddlewaretoken" or kind in ("file", "submit"):
            return
        if kind in ("checkbox", "radio"):
            kept = [given.get("value", "on")] if "checked" in given or kind == "radio" else []
            self.form.values[name] = [*self.form.values.get(name, []), *kept] if kind == "checkbox" else kept
            return
        self.form.values[name] = [given.get("value", "")]
        if kind in TYPED:
            self._note(name, given)

    def _textarea(self, given):
        self.area = given["name"]
        self.form.values[self.area] = [""]
        self._note(self.area, given)

    def _select(self, given):
        self.select = given.get("name", "")

    def _option(self, given):
        if self.select and ("selected" in given or self.select not in self.form.values):
            self.form.values[self.select] = [given.get("value", "")]

    def _note(self, name, given):
        self.form.typed[name] = int(given["maxlength"]) if given.get("maxlength") else None


def forms_of(page, url):
    reader = _Reader(url)
    reader.feed(page)
    return reader.forms
