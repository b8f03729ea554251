"""`bin/pupitre audit verify`: exit 1 and the first line that is not what was written, whatever was done to it."""

import json

import pytest

FORGER = """
from django.db import connection
from pupitre.foundation.audit import triggers
from pupitre.foundation.audit.models import link
with connection.cursor() as c:
    for name in sorted(triggers.installed()):
        on = "" if connection.vendor == "sqlite" else f" ON {name.rpartition('_never_')[0]}"
        c.execute(f"DROP TRIGGER {name}{on}")
"""
EDIT = "    c.execute(\"UPDATE audit_entry SET header = REPLACE(header, '2', '3') WHERE seq = 2\")"
DROP = "    c.execute('DELETE FROM audit_details'); c.execute('DELETE FROM audit_entry WHERE seq = 2')"
SWAP = """    c.execute('UPDATE audit_entry SET seq = 1000 WHERE seq = 2')
    c.execute('UPDATE audit_entry SET seq = 2 WHERE seq = 3')
    c.execute('UPDATE audit_entry SET seq = 3 WHERE seq = 1000')"""
CUT = """    c.execute('DELETE FROM audit_details')
    c.execute('DELETE FROM audit_entry WHERE seq = 3')
    c.execute('UPDATE audit_head SET seq = 2, link = (SELECT link FROM audit_entry WHERE seq = 2)')"""
AGAIN = """    c.execute('DELETE FROM audit_details')
    c.execute("UPDATE audit_entry SET header = REPLACE(header, '2', '3') WHERE seq = 1")
    c.execute('SELECT id, header FROM audit_entry ORDER BY seq')
    prev = ''
    for one, header in c.fetchall():
        made = link(prev, header)
        c.execute('UPDATE audit_entry SET prev = %s, link = %s WHERE id = %s', [prev, made, one])
        prev = made
    c.execute('UPDATE audit_head SET link = %s', [prev])"""


def verify(house, *more):
    done = house.ask("audit", "verify", "--company", "atelier-lumen", "--json", *more)
    assert done.stderr == ""
    return done.returncode, json.loads(done.stdout)


def test_a_sound_journal_is_verified(on_either):
    code, said = verify(on_either)
    assert (code, said["is_right"], said["first_broken_seq"], said["head"].partition(":")[0]) == (0, True, None, "3")
    assert verify(on_either, "--head", said["head"]) == (code, said)


@pytest.mark.parametrize(
    ("harm", "broken"), [(EDIT, 2), (DROP, 2), (SWAP, 2)], ids=["a byte edited", "a line dropped", "two lines swapped"]
)
def test_a_journal_that_was_touched_says_where(on_either, harm, broken):
    on_either.says(FORGER + harm)
    code, said = verify(on_either)
    assert (code, said["is_right"], said["first_broken_seq"]) == (1, False, broken)


@pytest.mark.parametrize("harm", [CUT, AGAIN], ids=["the end cut", "the whole made again"])
def test_what_a_careful_forger_did_is_seen_by_a_published_head(on_either, harm):
    published = verify(on_either)[1]["head"]
    on_either.says(FORGER + harm)
    assert verify(on_either)[0] == 0  # by itself it is a whole journal
    code, said = verify(on_either, "--head", published)
    assert (code, said["is_right"], said["first_broken_seq"]) == (1, False, 3)
