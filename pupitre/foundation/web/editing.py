"""Saving a form that edits a row: what was typed is never lost, and what somebody else saved meanwhile is shown."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render

from pupitre.foundation.access.refusals import ChangedMeanwhile, Refusal
from pupitre.foundation.web.answers import done


@dataclass(frozen=True)
class Difference:
    """A field that two people changed: what is typed here, and what is stored now."""

    label: str
    typed: str
    stored: str


def new_once() -> str:
    """The key of a form that creates: a double click has one effect."""
    return secrets.token_urlsafe(16)


def save_form(
    request: Any,
    form: Any,
    act: Callable[..., Any],
    *,
    template: str,
    sentence: str | Callable[[Any], str],
    to: Callable[[Any], str] | str,
    context: dict[str, Any] | Callable[[], dict[str, Any]] | None = None,
) -> HttpResponse:
    """GET shows the form; POST calls `act(form.cleaned_data)`; a refusal or a conflict gives the form back as typed.

    A context that costs questions is given as a function: nothing of it is shown when all goes well.
    """

    def shown(status: int = 200, **more: Any) -> HttpResponse:
        given = context() if callable(context) else context or {}
        once = request.POST.get("once") or new_once()
        return render(request, template, {"form": form, "once": once, **given, **more}, status=status)

    if request.method != "POST":
        return shown()
    if not form.is_valid():
        return shown(422)
    try:
        made = act(form.cleaned_data)
    except ChangedMeanwhile as conflict:
        return shown(409, conflict=conflict, **_meanwhile(form, conflict))
    except Refusal as reason:
        form.add_error(None, str(reason))
        return shown(422)
    said = sentence(made) if callable(sentence) else sentence
    return done(request, said, to=to(made) if callable(to) else to)


def sent_version(request: Any) -> int | None:
    """The version of the row the form was made from."""
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() else None


def _meanwhile(form: Any, conflict: ChangedMeanwhile) -> dict[str, Any]:
    """`version` is the stored one, so that saving again is a choice made knowingly."""
    stored = form.values_of(conflict.row) if hasattr(form, "values_of") else {}
    found = [
        Difference(str(field.label or name), _shown(field, form[name].data), _shown(field, stored[name]))
        for name, field in form.fields.items()
        if name in stored and not _is_same(field, form.cleaned_data.get(name), stored[name])
    ]
    return {"differences": found, "version": conflict.row.version}


def _is_same(field: Any, typed: Any, stored: Any) -> bool:
    """« 1 an » and « 12 mois » say the same thing."""
    try:
        return bool(field.clean(stored) == typed)
    except ValidationError:
        return False


def _shown(field: Any, value: Any) -> str:
    """As the form shows it: the words of a choice, « oui » or « non » for a box."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    words = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    several = value if isinstance(value, list | tuple | set) else [value]
    return ", ".join(words.get(str(one), str(one)) for one in several if one is not None)
