"""The parts of a page that change with who looks and never with what is shown: written once, then said again."""

from functools import lru_cache
from typing import Any, Final

from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

KNOWN: Final = ("groups", "company", "switch_url", "person", "account_url", "sign_out_url", "search_url", "palette_url")
TOKEN = "the-token-of-the-request"  # noqa: S105 (its place in a piece that is kept)
MOST = 500

_written: dict[tuple[str, str, bool], SafeString] = {}


@lru_cache(maxsize=MOST)
def fixed(name: str) -> SafeString:
    """A part that is the same for everybody, everywhere."""
    return render_to_string(name)


def piece(context: Context, name: str) -> SafeString:
    """Kept under everything that it is made of, so that nobody can be shown the piece of somebody else."""
    shell, token = context.get("shell"), context.get("csrf_token")
    look = {each: _of(shell, each) for each in KNOWN} if shell else {}
    key = (name, repr(look), bool(token))
    if key not in _written:
        _keep(key, look)
    kept = _written[key]
    return mark_safe(kept.replace(TOKEN, str(token))) if TOKEN in kept else kept  # noqa: S308 (letters and figures)


def _of(shell: Any, name: str) -> Any:
    return shell.get(name) if isinstance(shell, dict) else getattr(shell, name)


def _keep(key: tuple[str, str, bool], look: dict[str, Any]) -> None:
    if len(_written) >= MOST:
        _written.clear()
    name, _, has_token = key
    _written[key] = render_to_string(name, {"shell": look, **({"csrf_token": TOKEN} if has_token else {})})
