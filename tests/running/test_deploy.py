"""What Django itself says of a house open to the Internet."""

import os
import re
import subprocess
import sys

import pytest

from tests.running.conftest import HOUSE

SILENCED = re.compile(r'"([\w.]+\.W\d+)",( +# \w.{20,})?')


@pytest.mark.parametrize("proxies", ["0", "1"])
def test_django_finds_nothing_to_say_of_a_house_in_production(tmp_path, proxies):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PUPITRE_")}
    house = {"PYTHONPATH": str(HOUSE), "DJANGO_SETTINGS_MODULE": "config.settings", "PUPITRE_DATA": str(tmp_path)}
    asked = {**kept, **house, "PUPITRE_URL": "https://pupitre.example", "PUPITRE_PROXIES": proxies}
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, env=asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_each_check_that_is_silenced_says_why():
    text = (HOUSE / "config/settings.py").read_text().split("SILENCED_SYSTEM_CHECKS")[1]
    found = SILENCED.findall(text)
    assert found
    assert [name for name, reason in found if not reason] == []
