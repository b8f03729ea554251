"""A workbook whose XML declares entities: nothing of this machine is read, nothing grows."""

import io
import zipfile
from contextlib import suppress
from time import monotonic

import pytest

from pupitre.foundation.imports.reading import read_table
from pupitre.foundation.imports.sheets import UnreadableSheet
from pupitre.foundation.imports.tests.sheets import COLUMNS
from pupitre.foundation.imports.tests.test_reading import TODAY, workbook

WITNESS = "LU-SUR-LE-DISQUE"
LAUGHS = "<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))


def declaring(content, entities, name, encoding):
    """The same workbook, its first text and the name of its sheet replaced by an entity."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for member in before.namelist():
            text = before.read(member).decode()
            if member in {"xl/workbook.xml", "xl/sharedStrings.xml"}:
                body = (
                    text.split("?>", 1)[1].replace('name="Plantes"', f'name="&{name};"').replace("Ficus", f"&{name};")
                )
                text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [{entities}]>{body}'
                after.writestr(member, text.encode(encoding))
            else:
                after.writestr(member, text)
    return made.getvalue()


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16"])
def test_an_entity_reads_no_file_and_does_not_grow(tmp_path, encoding):
    witness = tmp_path / "witness"
    witness.write_text(WITNESS)
    external = f'<!ENTITY out SYSTEM "{witness.as_uri()}">'
    plain = workbook([["Plante", "Prix"], ["Ficus", "420"]])
    assert "Ficus" in str(read_table(plain, COLUMNS, TODAY))
    for entities, name in ((external, "out"), (LAUGHS, "a9")):
        began, seen = monotonic(), ""
        with suppress(UnreadableSheet):
            seen = str(read_table(declaring(plain, entities, name, encoding), COLUMNS, TODAY))
        assert WITNESS not in seen
        assert "haha" not in seen
        assert monotonic() - began < 10
