"""The log: one place, one line an entry, its time with its zone, errors whole there and a number on the page."""

import logging
import re
import time
from pathlib import Path

import pytest

from config.logs import LINE, OneLine, logging_config
from pupitre.foundation.web import health

SOURCES = Path(__file__).parents[2] / "pupitre"


def written(message, *given, failure=None):
    record = logging.LogRecord("pupitre", logging.INFO, __file__, 1, message, given, failure)
    return OneLine(LINE).format(record)


@pytest.mark.parametrize("value", ["a\nINFO forged", "a\r\nINFO forged", "a\rINFO forged"])
def test_a_value_makes_no_line_of_its_own(value):
    later = written("said %s", value).split("\n")[1:]
    assert "\r" not in written("said %s", value)
    assert all(line.startswith("    ") for line in later)


def test_a_line_says_its_time_with_its_zone():
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z INFO pupitre said$", written("said"))
    record = logging.makeLogRecord({"created": 0.0, "msecs": 0.0})
    assert OneLine(LINE).formatTime(record) == "1970-01-01T00:00:00.000Z"
    assert OneLine.converter is time.gmtime


def test_there_is_one_place_and_it_is_the_one_of_the_settings(tmp_path):
    config = logging_config(tmp_path, "")
    assert config["root"]["handlers"] == list(config["handlers"]) == ["house"]
    assert config["handlers"]["house"]["path"] == str(tmp_path / "log" / "pupitre.log")
    assert logging_config(tmp_path, "-")["handlers"]["house"]["class"] == "logging.StreamHandler"
    handlers = [
        path for path in SOURCES.rglob("*.py") if re.search(r"addHandler|FileHandler|print\(", path.read_text())
    ]
    assert [path for path in handlers if "tests" not in path.parts and not is_a_program(path)] == []


def is_a_program(path):
    """Run alone, by the command: what it prints is read by whoever started it."""
    return path.name in {"opening.py", "assets.py"}


@pytest.mark.django_db
def test_an_error_is_logged_whole_and_shown_as_a_number(as_, monkeypatch, caplog):
    def breaks(*_):
        raise RuntimeError("the secret of the inside")

    monkeypatch.setattr(health, "JsonResponse", breaks)
    visitor = as_()
    visitor.raise_request_exception = False
    answer = visitor.get("/health/")
    assert answer.status_code == 500
    assert "secret of the inside" not in answer.content.decode()
    assert answer["X-Request-ID"] in answer.content.decode()
    assert "secret of the inside" in caplog.text
