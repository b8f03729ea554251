"""What is append-only is held by the database itself, and held again after a migration made a table anew."""

AROUND = """
from django.core.management import call_command
from django.db import connection, models
from pupitre.foundation.audit import triggers
from pupitre.foundation.audit.models import Entry
before = Entry._meta.get_field("event")
wider = models.CharField(max_length=90)
wider.set_attributes_from_name("event")
wider.model = Entry
with connection.schema_editor() as editor:
    editor.alter_field(Entry, before, wider, strict=True)
altered = triggers.installed() == triggers.declared()
with connection.schema_editor() as editor:
    editor.alter_field(Entry, wider, before, strict=True)
call_command("migrate", verbosity=0)
print(connection.vendor, altered, triggers.installed() == triggers.declared(), len(triggers.declared()) > 5)
"""


def test_a_table_that_a_migration_made_anew_is_append_only_again(on_either):
    vendor, held_meanwhile, held_afterwards, there_are_some = on_either.says(AROUND).split()
    assert held_meanwhile == str(vendor == "postgresql")  # SQLite drops what hangs on a table it makes again
    assert (held_afterwards, there_are_some) == ("True", "True")
