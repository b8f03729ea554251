"""What browsers are served: made once, whole or not at all, light enough for a phone."""

import gzip
import json
import re
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.conf import settings
from fontTools.ttLib import TTFont

from pupitre.ui import assets

ORDER = ["reset", "tokens", "base", "layout", "components", "utilities"]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    place = tmp_path_factory.mktemp("assets") / "new"
    if settings.ASSETS.is_dir():  # what was cut when the environment was prepared: five seconds
        shutil.copytree(settings.ASSETS, place)
    assets.prepare(place)
    return place


@pytest.fixture
def place(made, tmp_path):
    return shutil.copytree(made, tmp_path / "assets")


def test_everything_a_page_asks_for_is_there(made):
    assert {path.name for path in made.iterdir()} == {".made", "pupitre.css", "pupitre.js", *assets.FONTS}


def test_a_second_preparation_writes_nothing_and_needs_no_font_tools(made):
    before = {path.name: path.stat().st_mtime_ns for path in made.iterdir()}
    said = "import sys; from pathlib import Path; from pupitre.ui.assets import prepare;"
    said += "prepare(Path(sys.argv[1])); print('fontTools' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", said, str(made)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
    assert before == {path.name: path.stat().st_mtime_ns for path in made.iterdir()}


def test_a_lost_file_is_made_again(place):
    (place / "pupitre.js").unlink()
    assets.prepare(place)
    assert (place / "pupitre.js").read_text() == assets.script()


def test_a_changed_source_is_seen_and_costs_no_font(place, monkeypatch):
    monkeypatch.setattr(assets, "_print_of_texts", lambda: "another")
    monkeypatch.setattr(assets, "_cut", None)
    (place / "pupitre.css").write_text("old")
    assets.prepare(place)
    assert (place / "pupitre.css").read_text() == assets.stylesheet()
    assert not list(place.glob("*.tmp"))


def test_a_record_from_another_version_is_no_obstacle(place, monkeypatch):
    monkeypatch.setattr(assets, "_cut", lambda *how: b"another font")
    known = (place / ".made").read_bytes()
    (place / ".made").write_text("something else")
    assets.prepare(place)
    assert (place / ".made").read_bytes() == known
    assert {(place / name).read_bytes() for name in assets.FONTS} == {b"another font"}


def test_fonts_hold_french_and_weigh_little(made):
    assert sum((made / name).stat().st_size for name in assets.FONTS) < 80_000
    for name in ("inter-latin.woff2", "spectral-500.woff2", "spectral-600.woff2"):
        known = TTFont(BytesIO((made / name).read_bytes())).getBestCmap()
        assert {ord(letter) for letter in "àâçéèêëîïôœùûüÿŒÉ’«»€\u00a0\u202f–…"} <= set(known)


def test_the_weight_of_the_text_stays_variable(made):
    font = TTFont(BytesIO((made / "inter-latin.woff2").read_bytes()))
    axes = [(axis.axisTag, axis.minValue, axis.maxValue) for axis in font["fvar"].axes]
    assert axes == [("wght", 400, 700)]
    assert {"tnum", "cv11", "ss03"} <= {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}


def test_style_and_script_are_small():
    assert len(gzip.compress(assets.stylesheet().encode())) < 15_000
    assert len(gzip.compress(assets.script().encode())) < 8_000
    assert sum(path.read_text().count("\n") for path in (assets.HERE / "js").glob("*.js")) < 600


def test_the_stylesheet_begins_with_the_order_of_its_layers():
    sheet = assets.stylesheet()
    assert sheet.startswith(f"@layer {', '.join(ORDER)};")
    assert set(re.findall(r"@layer (\w+) \{", sheet)) <= set(ORDER)
    assert "/*" not in sheet


@pytest.mark.parametrize("path", sorted((assets.HERE / "css").glob("*.css")), ids=lambda path: path.name)
def test_every_rule_lives_in_a_layer(path):
    bare = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL).strip()
    depth, outside = 0, ""
    for letter in bare:
        depth += {"{": 1, "}": -1}.get(letter, 0)
        outside += letter if not depth else ""
    assert depth == 0
    assert {part.split("(")[0].strip() for part in outside.split("}") if part.strip()} <= {f"@layer {n}" for n in ORDER}
    assert bare.count("\n") < 250


def test_every_token_asked_for_is_given():
    sheet = assets.stylesheet()
    asked = set(re.findall(r"var\((--[a-z-]+)\)", sheet))
    assert asked <= set(re.findall(r"(--[a-z-]+):", sheet))


def test_the_icon_of_the_manifest_is_the_mark_whatever_the_name_of_its_file():
    """Static files are served under hashed names alone, which a manifest cannot know."""
    static = Path(__file__).parents[1] / "static"
    (icon,) = json.loads((static / "manifest.webmanifest").read_text())["icons"]
    assert unquote(icon["src"]) == f"data:image/svg+xml,{(static / 'mark.svg').read_text().strip()}"
