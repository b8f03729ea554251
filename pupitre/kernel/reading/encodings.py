"""The text in bytes of any encoding that a French office still writes."""

import codecs
import re

FRENCH = set("éèêëàâçîïôöùûüœÉÈÀÇ€’«»°–… ")
UNUSUAL = re.compile(r"[^\x00-\x7f]")
OUT_OF_CASE = re.compile("(?<=[a-z])[ÉÈÀÇ]|[éèêëàâçîïôöùûü](?=[A-Z])")

BOMS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]


def decoded(content: bytes) -> str:
    """Never fails: what is in no encoding we know keeps replacement characters."""
    for bom, encoding in BOMS:
        if content.startswith(bom):
            return content.decode(encoding, "replace")
    if encoding := _wide(content):
        return content.decode(encoding, "replace")
    try:
        return content.decode()
    except UnicodeDecodeError:
        guesses = [content.decode(one, "replace") for one in ("cp1252", "iso-8859-15", "mac-roman", "cp858")]
        return max(guesses, key=_frenchness)


def _wide(content: bytes) -> str:
    """UTF-16 without its mark: every other byte of ordinary text is zero."""
    head = content[:2000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) * 4 < len(head) or min(even, odd) * 4 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _frenchness(text: str) -> int:
    """How many of the unusual characters are those that French uses; « SociÇtÇ » is no French, nor « êLêGANCE »."""
    usual = sum(1 if character in FRENCH else -1 for character in UNUSUAL.findall(text))
    return usual - 2 * len(OUT_OF_CASE.findall(text))
