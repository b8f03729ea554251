"""Paper: a template of a room and plain values in, a PDF out; what users typed is data there, never markup."""

import json
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from pupitre.foundation import clock

if TYPE_CHECKING:
    from typst import Fonts

HOUSE = Path(__file__).resolve().parents[2]


def typeset(template: Path, data: Mapping[str, Any], *, title: str, at: datetime | None = None) -> bytes:
    """A tagged PDF/A-2a. `template` begins with `#import "/foundation/printing/house.typ": house, data`.

    The same values at the same instant give the same bytes. Never inside a transaction: it takes milliseconds.
    """
    import typst  # on use: a web process that prints nothing does not pay for it

    return typst.compile(
        template,
        root=HOUSE,
        font_paths=_fonts(settings.PRINT_FONTS),
        sys_inputs={"data": json.dumps(_written({**data, "title": title}), ensure_ascii=False)},
        pdf_standards=["a-2a", "ua-1"],  # kept for ever, and read aloud
        timestamp=(at or clock.now()).replace(microsecond=0),
    )


def _written(value: Any) -> Any:
    """What paper cannot bear (an emoji, another script) becomes « ? »: a page never fails for what somebody typed."""
    match value:
        case str():
            text = unicodedata.normalize("NFC", value)
            return "".join(one if one in _letters(settings.PRINT_FONTS) else "?" for one in text)
        case Mapping():
            return {name: _written(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_written(inner) for inner in value]
    return value


@lru_cache(maxsize=1)
def _letters(folder: Path) -> frozenset[str]:
    """Without marks on their own: fonts place those of French composed, and refuse most others."""
    known = (folder / "letters.txt").read_text(encoding="utf-8")
    return frozenset(one for one in known if unicodedata.category(one)[0] not in "CM") | {"\n"}


@lru_cache(maxsize=1)
def _fonts(folder: Path) -> "Fonts":
    from typst import Fonts

    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
