"""Lucide drawings as inline SVG, each made once per process."""

from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe


@lru_cache(maxsize=512)
def icon(name: str, size: int = 18) -> SafeString:
    """The drawing, hidden from screen readers: words beside it speak. Raises `IconDoesNotExist`."""
    # Imported here: a process that draws nothing (a command, the clock) must not pay for it.
    from lucide import _render_icon

    attributes = {"aria-hidden": "true", "focusable": "false", "stroke-width": "1.75", "class": f"icon icon--{name}"}
    return mark_safe(" ".join(_render_icon(name, size, **attributes).split()))  # noqa: S308 (a packaged drawing)
