"""The few things templates of the shell and the components cannot say by themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django import template
from django.core.paginator import Paginator
from django.forms import BoundField
from django.utils.safestring import SafeString

from pupitre.ui import icons

register = template.Library()

TABS = 4
SHAPES = {"checkbox": "tick", "date": "date", "clearablefile": "file", "file": "file"}


class Tabs(NamedTuple):
    """What fits at the bottom of a phone, and what « Plus » opens."""

    main: list[Any]
    more: list[Any]


@register.simple_tag
def icon(name: str, size: int | str = 18) -> SafeString:
    """An inline drawing; nothing when no name is given."""
    return icons.icon(str(name), int(size)) if name else SafeString("")


@register.simple_tag
def tabs_of(groups: Iterable[Iterable[Any]] | None) -> Tabs:
    """The first destinations of the rail, then all the others."""
    doors = [door for group in groups or [] for door in group]
    # Five doors or fewer all fit: « Plus » would hide a single one.
    return Tabs(doors, []) if len(doors) <= TABS + 1 else Tabs(doors[:TABS], doors[TABS:])


@register.filter
def shape(field: BoundField) -> str:
    """The layout a field asks for: tick, many, date, file, or nothing special."""
    return "many" if field.use_fieldset else SHAPES.get(field.widget_type, "")


@register.simple_tag
def widget(field: BoundField, extra_help: str = "") -> SafeString:
    """The control itself, tied to a help text that the form does not know of."""
    if not extra_help or field.help_text or field.use_fieldset:
        return field.as_widget()
    described = f"{field.auto_id}_helptext {field.auto_id}_error" if field.errors else f"{field.auto_id}_helptext"
    return field.as_widget(attrs={"aria-describedby": described})


@register.filter
def pages_around(paginator: Paginator[Any], number: int) -> list[int]:
    """The page numbers to show; zero stands for a gap."""
    return [
        page if isinstance(page, int) else 0
        for page in paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)
    ]
