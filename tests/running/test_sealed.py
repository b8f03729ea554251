"""What is sealed is readable nowhere on the disk: not in the database, beside it, in the log, nor in a backup."""

import zipfile

import pytest
from django.apps import apps

from pupitre.foundation.tenancy.sealing import SealedTextField

FAMILY = {
    "people.PersonPrivate.emergency_name": "CANARI-PROCHE",
    "people.PersonPrivate.emergency_phone": "0699887766",
}
KEY = {"access.SecondFactor.secret": "KBAU4QKSJEZDGNBVGY3TQOJQGEZDGNBV"}
MAIL = {"notifications.Mail.content": "CANARI-COURRIEL"}
RELAY = {"relay.Sheet.instructions": "CANARI-TIROIR"}
BANK = {"bank.Statement.unread": "CANARI-RELEVE", "bank.BankLine.label": "CANARI-LIBELLE"}
MISSION = {"mission.MonthPage.content": "CANARI-PAGE"}
CANARIES = FAMILY | KEY | MAIL | RELAY | BANK | MISSION
OPEN = "CANARI-EN-CLAIR"
WRITTEN = f"""
import os
from pupitre.engines.relay.public import Draft, pass_relay
from pupitre.foundation.access import second_factor
from pupitre.foundation.events.dispatch import deliver
from pupitre.foundation.notifications.posting import post
from pupitre.foundation.search.models import SearchDocument
from pupitre.foundation.tenancy.models import Company, Member
from pupitre.foundation.tenancy.scope import working_for
from pupitre.modules.bank.actions import read_received, receive_statement
from datetime import date
from pupitre.modules.mission.public import Month, issue_month, page_of
from pupitre.modules.people import actions
from pupitre.modules.bank.models import BankLine
from pupitre.modules.people.models import Person
company = Company.objects.get()
with working_for(company):
    claire = Member.objects.select_related("company", "user").get(name="Claire")
    me = Person.objects.select_related("member").get(member=actions.hire({OPEN!r}, actor=claire))
    given = {tuple(FAMILY.values())!r}
    actions.note_emergency_contact(me, *given, me.version, actor=claire)
    me.refresh_from_db()
    assert actions.read_emergency_contact(me, actor=claire) == given
    someone = Member.objects.get(name={OPEN!r})
    pass_relay(someone, Draft(instructions={RELAY["relay.Sheet.instructions"]!r}), actor=claire)
    for label in {tuple(BANK.values())!r}:
        sheet = f"Compte courant 00012345678\\n\\nDate;Libellé;Montant(EUROS)\\n03/02/2026;{{label}};-41,20\\n"
        statement = receive_statement("releve.csv", sheet.encode("cp1252"), actor=claire)
    read_received(statement, actor=None)
    assert BankLine.objects.count() == 1
    deliver(company)  # what is searched knows all that it may
    assert SearchDocument.objects.exists()
    month = Month(date(2024, 3, 1))
    company.name = {MISSION["mission.MonthPage.content"]!r}
    issue_month(month, page_of(month, company), 0, actor=claire)
    post(claire, key="mail", subject="Un mot", text={MAIL["notifications.Mail.content"]!r}, is_immediate=True)
second_factor.codes.new_secret = lambda: {KEY["access.SecondFactor.secret"]!r}
second_factor.begin(claire.user)
assert second_factor.secret_of(second_factor.draft_of(claire.user)) == second_factor.codes.new_secret()
os._exit(0)  # as in a cut: what is beside the database stays there
"""


def members_of(backup):
    with zipfile.ZipFile(backup) as archive:
        return {f"{backup.name}: {name}": archive.read(name) for name in archive.namelist()}


@pytest.fixture
def on_the_disk(furnished, tmp_path):
    """Every byte of the data folder and of each member of a backup, after something sealed was written and read."""
    furnished.says(WRITTEN)
    found = {file.name: file.read_bytes() for file in furnished.data.rglob("*") if file.is_file()}
    assert furnished.ask("backup", tmp_path / "copie.zip").returncode == 0
    later = {f"later {file.name}": file.read_bytes() for file in furnished.data.rglob("*") if file.is_file()}
    return {**found, **later, **members_of(tmp_path / "copie.zip")}


def test_every_sealed_field_has_its_canary():
    fields = (field for model in apps.get_models() for field in model._meta.concrete_fields)
    sealed = {f"{field.model._meta.label}.{field.name}" for field in fields if isinstance(field, SealedTextField)}
    assert sealed == set(CANARIES)


def test_nothing_sealed_is_readable_in_the_database_its_journals_the_log_or_a_backup(on_the_disk):
    assert "pupitre.sqlite3-wal" in on_the_disk
    assert any(OPEN.encode() in content for content in on_the_disk.values())  # what is not sealed is found by this walk
    found = [(name, canary) for name, content in on_the_disk.items() for canary in CANARIES.values()
             if canary.encode() in content]  # fmt: skip
    assert found == []
