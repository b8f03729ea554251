"""A backup made on a busy morning: a moment of the database, with each file that moment speaks of."""

import json
import zipfile
from hashlib import sha256

import pytest

COUNTED = """
from pupitre.foundation.audit.queries import chain_head, first_broken_seq
from pupitre.foundation.files.models import Blob
from pupitre.foundation.tenancy.models import Company
from pupitre.foundation.tenancy.scope import working_for
with working_for(Company.objects.get()):
    print(chain_head()[0], first_broken_seq(), Blob.objects.count())
"""


@pytest.fixture
def busy(furnished, tmp_path):
    """What the morning left, and the backup made in its middle."""
    target = tmp_path / "matin.zip"
    done = furnished.python("-m", "tests.running.together", "busy_backup", str(target))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), target


def test_a_backup_among_four_writers_comes_back_whole_elsewhere(busy, house, tmp_path):
    said, target = busy
    turns = [turn for turn in said["turns"] if turn != "backup"]
    assert len(turns) == 4
    assert all(isinstance(turn, int) and turn > 0 for turn in turns), turns  # nobody was refused
    elsewhere = type(house)(tmp_path / "elsewhere")
    assert elsewhere.ask("restore", target).returncode == 0
    checked = elsewhere.ask("check", "--json")
    found = json.loads(checked.stdout)
    assert [each["says"] for each in found["findings"] if each["is_right"] is False] == []
    head, broken, files = elsewhere.says(COUNTED).split()
    assert broken == "None"
    assert 3 < int(head) < said["head"]  # begun after the first, made before the last
    assert 3 < int(files) < said["files"]


def test_each_file_of_that_backup_is_what_its_name_says(busy):
    with zipfile.ZipFile(busy[1]) as archive:
        names = [name for name in archive.namelist() if name.startswith("files/")]
        assert [name for name in names if sha256(archive.read(name)).hexdigest() != name.rpartition("/")[2]] == []
    assert len(names) > 3
