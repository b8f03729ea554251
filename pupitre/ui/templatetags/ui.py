"""The few things templates of the shell and the components cannot say by themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django import template
from django.core.paginator import Paginator
from django.utils.safestring import SafeString

from pupitre.ui import fields, icons, pieces
from pupitre.ui.addresses import url_of

register = template.Library()
register.simple_tag(pieces.piece, takes_context=True)
register.simple_tag(pieces.fixed)
register.simple_tag(url_of, name="href")
register.filter("shape", fields.shape_of)
register.simple_tag(fields.control, name="widget")
register.simple_tag(fields.whole_field, name="field")

TABS = 4


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
def pages_around(paginator: Paginator[Any], number: int) -> list[int]:
    """The page numbers to show; zero stands for a gap."""
    return [
        page if isinstance(page, int) else 0
        for page in paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)
    ]
