"""Templates keep the house rules: strict CSP, known icons, documented components, all in the gallery."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from pupitre.ui import icons
from pupitre.ui.gallery import gallery

HERE = Path(__file__).resolve().parent.parent
TEMPLATES = sorted(HERE.parent.rglob("templates/**/*.html"))
COMPONENTS = sorted((HERE / "templates" / "cotton").glob("*.html"))
ERRORS = ["400", "403", "404", "413", "429", "500", "507", "csrf"]
ICON = re.compile(r"""\{% icon ["']([a-z0-9-]+)["']|\bicon=["']([a-z0-9-]+)["']|icon\|default:["']([a-z0-9-]+)""")


def named(path):
    return str(path.relative_to(HERE.parent))


@pytest.fixture(scope="module")
def page():
    return gallery(RequestFactory().get("/gallery/")).content.decode()


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_holds_no_style_no_handler_no_script(path):
    text = path.read_text()
    assert not re.search(r"\sstyle\s*=|\son(?!ce=)[a-z]+\s*=\s*[\"']|<style|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_every_icon_of_a_template_exists(path):
    for names in ICON.findall(path.read_text()):
        assert "<svg" in icons.icon(next(filter(None, names)))


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_says_what_it_is_in_its_first_line(path):
    assert path.read_text().startswith("{% comment %}")
    assert "{{ attrs }}" in path.read_text() or path.stem == "icon"


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_every_component_is_in_the_gallery(path):
    shown = (HERE / "templates" / "ui" / "gallery.html").read_text()
    shown += (HERE / "templates" / "shell" / "base.html").read_text()
    assert re.search(rf"<c-{path.stem.replace('_', '[-_]')}[\s/>]", shown)


def test_the_gallery_leaves_no_component_unread(page):
    assert "<c-" not in page
    assert "{{" not in page
    assert "{%" not in page


def test_the_gallery_gives_each_thing_one_name(page):
    names = re.findall(r'\sid="([^"]+)"', page)
    assert len(names) == len(set(names))


def test_a_label_and_an_error_are_tied_to_their_field(page):
    field = re.search(r'<input[^>]*name="refused-email"[^>]*>', page)[0]
    assert 'aria-invalid="true"' in field
    for name in re.search(r'aria-describedby="([^"]+)"', field)[1].split():
        assert f'id="{name}"' in page
    assert 'for="id_refused-email"' in page


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_page_needs_nothing_to_be_shown(name):
    page = render_to_string(f"{name}.html")
    assert "<h1>" in page
    assert 'href="/"' in page
    assert "<c-" not in page


def test_an_incident_gives_its_number():
    assert "3fa91c02" in render_to_string("500.html", {"request_id": "3fa91c02"})


def test_an_unknown_icon_is_refused_at_once():
    with pytest.raises(Exception, match="no-such-drawing"):
        icons.icon("no-such-drawing")
