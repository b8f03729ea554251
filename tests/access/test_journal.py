"""The journal: one entry a thing told, one chain, details apart, and a database that refuses to change it."""

import json
from datetime import date, time

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from pupitre.engines.attention.models import Appointment, Presence
from pupitre.engines.attention.public import make_appointment, note_presence_change, set_pattern
from pupitre.foundation.audit import triggers
from pupitre.foundation.audit.models import Details, Entry, Head, link
from pupitre.foundation.audit.queries import chain_head, details_of, first_broken_seq
from pupitre.foundation.audit.verbs import SilentAction, acting
from pupitre.foundation.tenancy.scope import working_for
from pupitre.kernel.periods import Period
from pupitre.kernel.presence import Part, Shift

WEEK = Period(date(2026, 11, 30), date(2026, 12, 4))


@pytest.fixture
def written(lumen):
    make_appointment(lumen.claire, "Point CANARI-RDV", date(2026, 11, 24), time(9), time(10), actor=lumen.claire)
    note_presence_change(lumen.lea, WEEK, actor=lumen.lea)
    set_pattern(lumen.hugo, {(0, Part.MORNING): Shift(time(9), time(12))}, actor=lumen.claire)
    return lumen


def without_triggers(sql, *values):
    """What somebody with the database's keys could do."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in triggers.installed():
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, values)


def test_the_journal_says_who_did_what_in_one_chain(written):
    said = [json.loads(entry.header) for entry in Entry.objects.all()]
    assert [(one["seq"], one["event"]) for one in said] == [
        (1, "attention.AppointmentMade"),
        (2, "attention.PresenceChanged"),
        (3, "attention.PatternChanged"),
    ]
    assert said[0]["actor"] == written.claire.ref
    assert said[0]["verb"] == "attention.make_appointment"
    assert said[0]["subject"] == f"tenancy.member:{written.claire.ref}"
    assert first_broken_seq() is None


def test_names_and_values_stay_out_of_the_chain(written):
    first = Entry.objects.select_related("details").get(seq=1)
    assert "CANARI-RDV" not in first.header
    assert details_of(first)["title"] == "Point CANARI-RDV"


def test_erasing_details_breaks_nothing_and_changing_them_is_seen(written):
    Details.objects.filter(entry__seq=1).update(text='{"title": "autre"}')
    assert first_broken_seq() == 1
    Details.objects.filter(entry__seq=1).delete()
    assert first_broken_seq() is None


@pytest.mark.parametrize("header", ["{}", " ", "not json"])
def test_an_edited_entry_is_named(written, header):
    without_triggers("UPDATE audit_entry SET header = %s WHERE seq = 2", header)
    assert first_broken_seq() == 2


def test_an_entry_edited_by_one_byte_is_named(written):
    without_triggers("UPDATE audit_entry SET header = header || %s WHERE seq = 2", " ")
    assert first_broken_seq() == 2


@pytest.mark.parametrize("header", ["{}", "[]", "not json"])
def test_an_entry_forged_with_its_own_link_says_it_does_not_hold_its_details(written, header):
    """The forger chains again what he wrote, and forgets the digest: named, never a traceback."""
    first = Entry.objects.get(seq=1)
    without_triggers("UPDATE audit_entry SET header = %s, link = %s WHERE seq = 1", header, link(first.prev, header))
    assert first_broken_seq() == 1


def test_a_journal_whose_head_was_taken_away_is_not_whole(written):
    without_triggers("DELETE FROM audit_entry WHERE seq = %s", 3)
    Head.objects.all().delete()
    assert first_broken_seq() == 3


def test_a_removed_entry_is_named(written):
    without_triggers("DELETE FROM audit_entry WHERE seq = %s", 2)
    assert first_broken_seq() == 2


def test_a_cut_tail_is_seen_by_its_head_and_by_a_published_one(written):
    published = chain_head()
    without_triggers("DELETE FROM audit_entry WHERE seq = %s", 3)
    assert first_broken_seq() == 3
    last = Entry.objects.get(seq=2)
    Head.objects.update(seq=2, link=last.link)  # the forger repairs the head too
    assert first_broken_seq() is None
    assert first_broken_seq(head=published) == 3


def test_two_entries_that_changed_places_are_named(written):
    without_triggers("UPDATE audit_entry SET seq = 1000 WHERE seq = %s", 2)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET seq = 2 WHERE seq = 3")
        cursor.execute("UPDATE audit_entry SET seq = 3 WHERE seq = 1000")
    assert first_broken_seq() == 2


def test_a_chain_made_again_from_end_to_end_is_seen_by_a_published_head(written):
    published = chain_head()
    without_triggers("UPDATE audit_entry SET header = REPLACE(header, '2026', '2025') WHERE seq = %s", 2)
    prev = ""
    for entry in Entry.objects.all():
        with connection.cursor() as cursor:
            made = link(prev, entry.header)
            cursor.execute("UPDATE audit_entry SET prev = %s, link = %s WHERE id = %s", [prev, made, entry.pk])
        prev = made
    Head.objects.update(link=prev)
    assert first_broken_seq() is None
    assert first_broken_seq(head=published) == 3


@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
def test_the_database_refuses_to_touch_the_journal(written, verb):
    sql = {"UPDATE": "UPDATE audit_entry SET header = '{}'", "DELETE": "DELETE FROM audit_entry"}[verb]
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert first_broken_seq() is None


def test_the_triggers_are_those_declared(db):
    assert triggers.installed() == triggers.declared()
    assert triggers.tables()


def test_triggers_come_back_after_a_table_was_rebuilt(db):
    with connection.cursor() as cursor:
        name = sorted(triggers.declared())[0]
        table = name.rpartition("_never_")[0]
        cursor.execute(f"DROP TRIGGER {name}" + ("" if connection.vendor == "sqlite" else f" ON {table}"))
    assert triggers.installed() != triggers.declared()
    triggers.install()
    assert triggers.installed() == triggers.declared()


def test_an_action_that_tells_nothing_does_nothing(lumen):
    with pytest.raises(SilentAction), acting(lumen.lea, "test.whisper"):
        Presence.objects.create(member=lumen.lea, weekday=0, part="am", starts=time(9), ends=time(12))
    assert not Presence.objects.exists()


def test_a_double_click_makes_one_thing(lumen):
    made = [
        make_appointment(lumen.claire, "Point", date(2026, 11, 24), time(9), time(10), actor=lumen.claire, once="abc")
        for _ in range(2)
    ]
    assert made[0].pk == made[1].pk
    assert Appointment.objects.count() == 1


def test_each_company_has_its_own_chain(written):
    with working_for(written.voisins):
        assert Entry.objects.count() == 0
        make_appointment(written.nora, "Point", date(2026, 11, 24), time(9), time(10), actor=written.nora)
        assert [entry.seq for entry in Entry.objects.all()] == [1]
