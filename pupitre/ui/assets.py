"""Files made from sources: one stylesheet, one script, the fonts of the screen, cut, and those of paper."""

import os
import re
import sys
from collections.abc import Iterable
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
LAYERS = "@layer reset, tokens, base, layout, components, utilities;"
LATIN = (
    "U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+0178,U+02BB-02BC,U+02C6,U+02DA,U+02DC,"
    "U+2009-200A,U+2010-2015,U+2018-201F,U+2020-2022,U+2026,U+202F-2030,U+2039-203A,U+2044,"
    "U+20AC,U+2116,U+2122,U+2190-2193,U+2212,U+2215,U+2264-2265"
)
LATIN_EXTENDED = "U+0100-0130,U+0132-0151,U+0154-0177,U+0179-017F,U+0218-021B,U+1E80-1E85,U+1E9E,U+1EF2-1EF3"
STAND_INS = {0x202F: 0x2009, 0x2011: 0x2010}  # Spectral lacks both: an amount must not change font at its spaces
INTER = "Inter[opsz,wght].ttf"
INTER_FEATURES = ("kern", "mark", "mkmk", "ccmp", "locl", "calt", "tnum", "cv11", "ss03")
SPECTRAL_FEATURES = ("kern", "mark", "ccmp", "locl", "liga", "lnum", "tnum")
FONTS = {
    "inter-latin.woff2": ("fontpkg_inter", INTER, LATIN, INTER_FEATURES),
    "inter-latin-ext.woff2": ("fontpkg_inter", INTER, LATIN_EXTENDED, INTER_FEATURES),
    "spectral-500.woff2": ("fontpkg_spectral", "Spectral-Medium.ttf", LATIN, SPECTRAL_FEATURES),
    "spectral-600.woff2": ("fontpkg_spectral", "Spectral-SemiBold.ttf", LATIN, SPECTRAL_FEATURES),
}
TEXTS = ("pupitre.css", "pupitre.js")
PRINTED = {  # whole: a name of anywhere may be printed; at one weight each, as paper wants them
    "Inter-Regular.ttf": ("fontpkg_inter", INTER, 400),
    "Inter-SemiBold.ttf": ("fontpkg_inter", INTER, 600),
    "Spectral-Medium.ttf": ("fontpkg_spectral", "Spectral-Medium.ttf", None),
}
LETTERS = "letters.txt"  # every character that paper can bear


def prepare(target: Path) -> None:
    """Write what pages ask for into `target`; what has not changed since is left alone."""
    target.mkdir(parents=True, exist_ok=True)
    made, now = target / ".made", [_print_of_fonts(), _print_of_texts()]
    then = made.read_text().split() if made.exists() else []
    if then[:1] != now[:1] or _misses(target, FONTS):
        for name, (package, file, characters, features) in FONTS.items():
            _write(target / name, _cut(_font(package, file), characters, features))
    if then[1:] != now[1:] or _misses(target, TEXTS):
        _write(target / "pupitre.css", stylesheet().encode())
        _write(target / "pupitre.js", script().encode())
    if then != now:
        _write(made, "\n".join(now).encode())


def prepare_paper(target: Path) -> None:
    """Write the fonts of what is printed into `target`, once."""
    target.mkdir(parents=True, exist_ok=True)
    made, now = target / ".made", _print_of_fonts()
    if made.exists() and made.read_text() == now and not _misses(target, [*PRINTED, LETTERS]):
        return
    for name, (package, file, weight) in PRINTED.items():
        _write(target / name, _at_weight(_font(package, file), weight))
    _write(target / LETTERS, _letters_of(target / name for name in PRINTED).encode())
    _write(made, now.encode())


def stylesheet() -> str:
    """All sheets after the order of their layers, without comments."""
    sheets = (path.read_text(encoding="utf-8") for path in sorted((HERE / "css").glob("*.css")))
    bare = re.sub(r"/\*.*?\*/", "", "\n".join([LAYERS, *sheets]), flags=re.DOTALL)
    return re.sub(r"\n\s*", "\n", bare).strip() + "\n"


def script() -> str:
    """All behaviours, each in a block of its own so that their names never meet."""
    files = (path.read_text(encoding="utf-8") for path in sorted((HERE / "js").glob("*.js")))
    return '"use strict";\n' + "\n".join(f"{{\n{text.strip()}\n}}" for text in files) + "\n"


def _misses(target: Path, names: Iterable[str]) -> bool:
    return not all((target / name).exists() for name in names)


def _font(package: str, file: str) -> Path:
    # Looked up without importing: the packages are only data.
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(package)
    return Path(spec.origin).parent / "files" / file


def _print_of_fonts() -> str:
    digest = sha256(Path(__file__).read_bytes())
    drawn = [(package, file) for package, file, *_ in FONTS.values()]
    drawn += [(package, file) for package, file, _ in PRINTED.values()]
    for package, file in drawn:
        digest.update(f"{file} {_font(package, file).stat().st_size}\n".encode())
    return digest.hexdigest()


def _print_of_texts() -> str:
    digest = sha256(Path(__file__).read_bytes())
    for path in sorted([*(HERE / "css").glob("*.css"), *(HERE / "js").glob("*.js")]):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _cut(source: Path, characters: str, features: tuple[str, ...]) -> bytes:
    # Imported here: a start with everything ready must not pay for the font tools.
    from io import BytesIO

    from fontTools.subset import Options, Subsetter, parse_unicodes
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    options = Options()
    options.layout_features, options.hinting, options.notdef_outline = list(features), False, True
    options.name_IDs, options.drop_tables = [1, 2], [*options.drop_tables, "meta"]
    font = TTFont(source)
    for table in font["cmap"].tables:
        table.cmap |= {new: table.cmap[old] for new, old in STAND_INS.items() if old in table.cmap} | table.cmap
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=parse_unicodes(characters.replace("U+", "")))
    subsetter.subset(font)
    if "fvar" in font:
        font = instantiateVariableFont(font, {"opsz": 14, "wght": (400, 700)})
    font.flavor = "woff2"
    font.save(written := BytesIO())
    return written.getvalue()


def _at_weight(source: Path, weight: int | None) -> bytes:
    if weight is None:
        return source.read_bytes()
    from io import BytesIO

    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = instantiateVariableFont(TTFont(source), {"opsz": 14, "wght": weight}, updateFontNames=True)
    font.save(written := BytesIO())
    return written.getvalue()


def _letters_of(fonts: Iterable[Path]) -> str:
    from fontTools.ttLib import TTFont

    codes: set[int] = set().union(*(TTFont(font).getBestCmap() for font in fonts))
    return "".join(chr(code) for code in sorted(codes) if not 0xD800 <= code < 0xE000)


def _write(path: Path, content: bytes) -> None:
    draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    draft.write_bytes(content)
    draft.replace(path)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python -m pupitre.ui.assets SCREEN_DIR PAPER_DIR")
    prepare(Path(sys.argv[1]))
    prepare_paper(Path(sys.argv[2]))
