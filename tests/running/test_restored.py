"""A restore compared with what was saved: each table by its rows and their checksum, each file by its digest."""

import json
import zipfile
from contextlib import ExitStack
from hashlib import sha256

import pytest

from tests.running import server
from tests.running.conftest import ON_A_SERVER

SUMS = """
import json
from hashlib import sha256
from django.db import connection
said = {}
with connection.cursor() as cursor:
    for table in sorted(connection.introspection.table_names()):
        cursor.execute(f"SELECT * FROM {table}")
        rows = sorted(map(repr, cursor.fetchall()))
        said[table] = [len(rows), sha256(chr(10).join(rows).encode()).hexdigest()]
print(json.dumps(said))
"""
JOURNAL = """
from hashlib import sha256
from pupitre.foundation.audit.models import Entry
from pupitre.foundation.tenancy.models import Company
from pupitre.foundation.tenancy.scope import working_for
with working_for(Company.objects.get()):
    lines = Entry.objects.filter(seq__lte={head}).order_by("seq").values_list("seq", "prev", "link", "header")
    print(len(lines), sha256(repr(list(lines)).encode()).hexdigest())
"""
CHANGED_BY_A_RESTORE = {
    "accounts_installation",  # another epoch: links, sessions and feeds of before are dead
    "django_session",  # nobody stays signed in
    "django_tasks_database_dbtaskresult",  # the queue is held
}


def sums(house):
    return {table: said for table, said in json.loads(house.says(SUMS)).items() if table not in CHANGED_BY_A_RESTORE}


def files_of(house):
    kept = (path for path in (house.data / "files").rglob("*") if path.is_file())
    return {path.relative_to(house.data).as_posix(): sha256(path.read_bytes()).hexdigest() for path in kept}


@pytest.fixture
def elsewhere(house, tmp_path):
    """Another folder, and on a server another database."""
    with ExitStack() as stack:
        address = stack.enter_context(server.new_database()) if ON_A_SERVER else ""
        yield type(house)(tmp_path / "elsewhere", address)


def manifest_of(target):
    return json.loads(zipfile.ZipFile(target).read("manifest.json"))


def test_each_table_and_each_file_come_back_as_they_were(on_either, elsewhere, tmp_path):
    target, before = tmp_path / "copie.zip", sums(on_either)
    assert on_either.ask("backup", target).returncode == 0
    done = elsewhere.ask("restore", target)
    assert done.returncode == 0, done.stderr
    assert len(before) > 40
    assert {table: said for table, said in sums(elsewhere).items() if said != before[table]} == {}
    assert files_of(elsewhere) == files_of(on_either)


def test_a_backup_among_four_writers_is_one_moment_of_the_whole(on_either, elsewhere, tmp_path):
    target = tmp_path / "matin.zip"
    done = on_either.python("-m", "tests.running.together", "busy_backup", str(target))
    assert done.returncode == 0, done.stderr
    assert elsewhere.ask("restore", target).returncode == 0
    manifest, restored = manifest_of(target), sums(elsewhere)
    assert {table: said[0] for table, said in restored.items()} == {
        table: manifest["rows"][table] for table in restored
    }
    members = {name: digest for name, digest in manifest["members"].items() if name.startswith("files/")}
    assert len(members) >= 3
    assert members == files_of(elsewhere)
    (head,) = manifest["heads"].values()
    assert elsewhere.says(JOURNAL.format(head=head["seq"])) == on_either.says(JOURNAL.format(head=head["seq"]))
    assert json.loads(elsewhere.ask("audit", "verify", "--company", "atelier-lumen", "--json").stdout)["is_right"]
