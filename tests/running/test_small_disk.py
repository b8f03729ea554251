"""A real disk, small and soon full, under the real house: nothing half written, reading goes on, then all goes on."""

import json
import logging
import shutil
import subprocess
from contextlib import suppress

import pytest

from bench.hour.player import Stubborn
from bench.visitor import fields_of
from config.logs import SharedFile

LIST = "/c/atelier-lumen/suppliers/directory/"
NEW = f"{LIST}new/"
SMALL = "24m"
NAMES = """
from pupitre.modules.suppliers.models import Supplier
for name in Supplier.of_every_company.order_by("pk").values_list("name", flat=True): print(name)
"""


@pytest.fixture
def on_a_small_disk(furnished, tmp_path):
    """The data on a disk of their own, where the machine lets one be made."""
    place = tmp_path / "small disk"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "pupitre", place], capture_output=True)
    if made.returncode:
        pytest.skip("this machine lets nobody mount a disk")
    try:
        shutil.copytree(furnished.data, place / "data")
        furnished.data = place / "data"
        yield furnished
    finally:
        furnished.clean()
        subprocess.run(["umount", "--lazy", place], check=True)


@pytest.fixture
def claire(on_a_small_disk):
    _, port = on_a_small_disk.serve()
    visitor = Stubborn(port)
    visitor.sign_in(on_a_small_disk.ask("signin", "claire@pupitre.example").stdout.strip())
    yield visitor
    visitor.connection.close()


def filled(house):
    """To the last byte, by somebody else."""
    ballast = house.data.parent / "ballast"
    with ballast.open("ab", buffering=0) as file:
        for size in (2**20, 2**12, 1):
            try:
                while file.write(b"x" * size) == size:
                    pass
            except OSError:
                continue
    return ballast


def send(claire, name):
    """With enough of notes to need new pages."""
    _, status, _, page = claire.ask("POST", NEW, fields_of(claire.read(NEW), NEW) | {"name": name, "notes": "é" * 3900})
    return status, page


def test_a_full_disk_loses_nothing_and_reading_goes_on(on_a_small_disk, claire):
    house = on_a_small_disk
    assert send(claire, "Avant")[0] == 302
    ballast = filled(house)
    answers = [send(claire, f"Pendant {n}") for n in range(12)]
    kept = [f"Pendant {n}" for n, (status, _) in enumerate(answers) if status == 302]
    assert {status for status, _ in answers} <= {302, 507}
    assert 507 in {status for status, _ in answers}
    assert all("plein" in page for status, page in answers if status == 507)
    assert claire.ask("GET", LIST)[1] == 200

    ballast.unlink()
    assert send(claire, "Après")[0] == 302
    assert house.says(NAMES).splitlines() == ["Avant", *kept, "Après"]
    assert json.loads(house.ask("audit", "verify", "--company", "atelier-lumen", "--json").stdout)["is_right"] is True


def test_a_log_on_a_full_disk_is_said_once(capsys):
    log = SharedFile("/dev/full", delay=True)
    lines = [logging.makeLogRecord({"msg": f"{n}"}) for n in range(3)]
    for line in lines:
        log.emit(line)
    with suppress(OSError):
        log.close()
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "ne s’écrit plus" in said
