"""The usual form controls written by Python, letter for letter as Django's templates would: a page shows dozens."""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

Widget = Mapping[str, Any]
WIDGETS = "django/forms/widgets/"


class PythonWidgets(DjangoTemplates):
    """Anything else than the usual controls is left to the templates."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> SafeString:
        write = WRITTEN.get(template_name)
        if write is None:
            return SafeString(super().render(template_name, context, request))
        return mark_safe(write(context["widget"]))  # noqa: S308 (every value is escaped below)


def _attributes(widget: Widget) -> str:
    return "".join(
        f" {conditional_escape(name)}" if value is True else f' {conditional_escape(name)}="{_text(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _text(value: Any) -> str:
    return conditional_escape(value if isinstance(value, SafeString) else str(value))


def _input(widget: Widget) -> str:
    value = "" if widget["value"] is None else f' value="{_text(widget["value"])}"'
    kind, name = conditional_escape(widget["type"]), conditional_escape(widget["name"])
    return f'<input type="{kind}" name="{name}"{value}{_attributes(widget)}>'


def _textarea(widget: Widget) -> str:
    value = _text(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{conditional_escape(widget["name"])}"{_attributes(widget)}>\n{value}</textarea>'


def _select(widget: Widget) -> str:
    groups = "".join(_group(name, options) for name, options, _ in widget["optgroups"])
    return f'<select name="{conditional_escape(widget["name"])}"{_attributes(widget)}>{groups}\n</select>'


def _group(name: str | None, options: list[Widget]) -> str:
    inside = "".join(f"\n  {_option(option)}" for option in options)
    return f'\n  <optgroup label="{conditional_escape(name)}">{inside}\n  </optgroup>' if name else inside


def _option(widget: Widget) -> str:
    label = conditional_escape(widget["label"])
    return f'<option value="{_text(widget["value"])}"{_attributes(widget)}>{label}</option>\n'


def _radios(widget: Widget) -> str:
    attrs = widget["attrs"]
    known = "".join(f' {name}="{_text(attrs[name])}"' for name in ("id", "class") if attrs.get(name))
    groups = "".join(_radio_group(name, options) for name, options, _ in widget["optgroups"])
    return f"<div{known}>{groups}\n</div>"


def _radio_group(name: str | None, options: list[Widget]) -> str:
    inside = "".join(f"<div>\n    {_radio(option)}\n</div>" for option in options)
    return f"\n  <div><label>{conditional_escape(name)}</label>{inside}\n  </div>" if name else inside


def _radio(widget: Widget) -> str:
    if not widget.get("wrap_label"):
        return f"{_input(widget)}\n"
    to = f' for="{_text(widget["attrs"]["id"])}"' if widget["attrs"].get("id") else ""
    return f"<label{to}>{_input(widget)}\n {conditional_escape(widget['label'])}</label>\n"


INPUTS = ("input", "text", "hidden", "email", "number", "password", "url", "date", "time", "checkbox", "datetime")
WRITTEN: dict[str, Callable[[Widget], str]] = {
    **{f"{WIDGETS}{name}.html": _input for name in INPUTS},
    f"{WIDGETS}textarea.html": _textarea,
    f"{WIDGETS}select.html": _select,
    f"{WIDGETS}radio.html": _radios,
}
