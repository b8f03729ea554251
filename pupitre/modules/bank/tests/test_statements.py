"""Statements: to the cent, nothing added twice, nothing half-stored, nothing of the file kept."""

import itertools
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pupitre.foundation import clock
from pupitre.foundation.tenancy.scope import working_for
from pupitre.foundation.tenancy.sealing import opened
from pupitre.modules.bank import actions
from pupitre.modules.bank.jobs import read_statements
from pupitre.modules.bank.models import BankAccount, BankLine, Finding, SaidAgain, Statement
from pupitre.modules.bank.tests.factories import HEADER, csv_of, moves, read, received


def stored():
    return sorted((line.on, opened(line, "label"), -line.cents) for line in BankLine.objects.all())


def test_every_line_is_stored_to_the_cent(lumen):
    statement = read(lumen.claire)
    assert stored() == moves()
    assert (statement.lines_read, statement.lines_added, statement.lines_known) == (len(moves()), len(moves()), 0)
    assert (statement.first_on, statement.last_on) == (date(2025, 12, 2), date(2026, 11, 27))


def test_two_identical_payments_the_same_day_both_stay(lumen):
    read(lumen.claire)
    assert BankLine.objects.filter(on=date(2026, 2, 3), cents=-41_20).count() == 2


@pytest.mark.parametrize("titles", ["Compte courant 00012345678", ""])
def test_the_same_file_again_adds_nothing(lumen, titles):
    content = csv_of(moves(), titles)
    read(lumen.claire, content)
    again = read(lumen.claire, content)
    assert (again.lines_added, again.lines_known) == (0, len(moves()))
    assert BankAccount.objects.count() == 1


def test_overlapping_periods_add_only_what_is_new(lumen):
    rows = moves()
    read(lumen.claire, csv_of([row for row in rows if row[0] < date(2026, 7, 1)]))
    read(lumen.claire, csv_of([row for row in rows if row[0] >= date(2026, 4, 1)]))
    assert stored() == rows


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.lists(st.integers(0, 360), max_size=4), order=st.randoms(use_true_random=False), titled=st.booleans())
def test_any_split_of_a_statement_in_any_order_gives_the_same_lines(lumen, cuts, order, titled):
    rows, first = moves(6), moves(6)[0][0]
    days = [first, *sorted(first + timedelta(days=cut) for cut in cuts), date(2027, 1, 1)]
    parts = [[row for row in rows if start <= row[0] < end] for start, end in itertools.pairwise(days)]
    parts = [part for part in parts if part]
    order.shuffle(parts)
    for part in [*parts, rows]:
        read(lumen.claire, csv_of(part, "Compte courant 00012345678" if titled else ""))
    assert stored() == rows
    SaidAgain.objects.all().delete()
    BankLine.objects.all().delete()
    Finding.objects.all().delete()


def test_two_accounts_keep_their_own_lines(lumen):
    read(lumen.claire, csv_of(moves(3), "Compte courant 00012345678"))
    read(lumen.claire, csv_of(moves(3), "Compte épargne 00099999999"))
    assert {account.tail for account in BankAccount.objects.all()} == {"5678", "9999"}
    assert BankLine.objects.count() == 2 * len(moves(3))


def test_a_file_that_does_not_say_its_account_goes_where_it_is_asked(lumen):
    read(lumen.claire, csv_of(moves(2), ""))
    other = read(lumen.claire, csv_of(moves(2), ""), is_of_new_account=True)
    assert BankAccount.objects.count() == 2
    again = read(lumen.claire, csv_of(moves(2), ""), account=other.account)
    assert (again.account, again.lines_added) == (other.account, 0)


def test_the_number_of_an_account_is_not_kept(lumen):
    read(lumen.claire)
    account = BankAccount.objects.get()
    assert "00012345678" not in f"{account.label} {account.key} {account.tail}"


def test_the_file_is_sealed_while_it_waits_and_gone_once_read(lumen):
    statement = received(lumen.claire)
    assert "PROPNET" not in statement.unread
    assert actions.read_received(statement, actor=None).unread == ""
    assert Statement.objects.get().unread == ""


def test_no_label_is_readable_in_the_database(lumen):
    read(lumen.claire)
    assert not any("PROPNET" in line.label for line in BankLine.objects.all())


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 not a statement", "not_text"),
        (b"Nom;Prix\r\nPropnet;12\r\n", "no_header"),
        (f"{HEADER}\r\n".encode(), "no_lines"),
    ],
)
def test_what_is_no_statement_is_refused_whole_and_said(lumen, content, code):
    statement = read(lumen.claire, content)
    assert (statement.state, statement.refusal) == ("refused", code)
    assert not BankLine.objects.exists()


def test_a_row_that_cannot_be_read_is_left_out_and_told_by_line_column_and_value(lumen):
    content = csv_of(moves(1)) + b"31/02/2026;PRLV X;-1,00\r\n05/03/2026;PRLV Y;-1.234,5x\r\n"
    statement = read(lumen.claire, content)
    told = [(fault["row"], fault["column"], fault["value"]) for fault in statement.faults]
    last = len(moves(1)) + 3
    assert told == [(last + 1, "Date", "31/02/2026"), (last + 2, "Montant(EUROS)", "-1.234,5x")]
    assert statement.lines_added == len(moves(1))


def test_a_file_that_was_cut_says_where_and_keeps_nothing_of_that_row(lumen):
    statement = read(lumen.claire, csv_of(moves(1))[:-9])
    assert [fault["reason"] for fault in statement.faults] == ["cut"]
    assert statement.faults[0]["value"] == ""
    assert statement.lines_added == len(moves(1)) - 1


def test_a_comma_and_a_point_in_one_file_are_both_understood(lumen):
    rows = b"Date;Libelle;Montant\r\n05/03/2026;PRLV X;-1.234,50\r\n06/03/2026;PRLV Y;-12.30\r\n"
    read(lumen.claire, rows)
    assert sorted(line.cents for line in BankLine.objects.all()) == [-1_234_50, -12_30]


def test_removing_a_statement_erases_its_lines_and_what_only_they_proved(lumen):
    statement = read(lumen.claire)
    assert Finding.objects.exists()
    actions.remove_statement(statement, actor=lumen.claire)
    assert not BankLine.objects.exists()
    assert not Finding.objects.exists()
    read(lumen.claire)
    assert stored() == moves()


def test_removing_a_statement_keeps_what_another_one_holds_too(lumen):
    rows = moves()
    first = read(lumen.claire, csv_of([row for row in rows if row[0] < date(2026, 7, 1)]))
    both = read(lumen.claire, csv_of([row for row in rows if row[0] >= date(2026, 4, 1)]))
    third = read(lumen.claire, csv_of([row for row in rows if date(2026, 5, 1) <= row[0] < date(2026, 6, 1)]))
    actions.remove_statement(first, actor=lumen.claire)
    assert stored() == [row for row in rows if row[0] >= date(2026, 4, 1)]
    actions.remove_statement(both, actor=lumen.claire)
    assert stored() == [row for row in rows if date(2026, 5, 1) <= row[0] < date(2026, 6, 1)]
    actions.remove_statement(third, actor=lumen.claire)
    assert not BankLine.objects.exists()


def test_a_file_given_twice_by_mistake_is_taken_away_without_harm(lumen):
    read(lumen.claire)
    again = read(lumen.claire)
    actions.remove_statement(again, actor=lumen.claire)
    assert stored() == moves()


def test_lines_older_than_what_is_kept_go_by_the_clock_and_do_not_come_back(lumen):
    read(lumen.claire)
    with clock.at(clock.now().replace(year=2029, month=5)):
        assert actions.forget_old_lines(actor=None) == len([row for row in moves() if row[0] < date(2026, 5, 23)])
        again = read(lumen.claire)
    assert again.lines_added == 0
    assert again.lines_old > 0


def test_lines_that_two_statements_hold_go_by_the_clock_too(lumen):
    read(lumen.claire, csv_of(moves(2)))
    read(lumen.claire, csv_of(moves(2)))
    with clock.at(clock.now().replace(year=2030)):
        assert actions.forget_old_lines(actor=None) == len(moves(2))
    assert not SaidAgain.objects.exists()


def test_a_statement_that_was_removed_leaves_no_trace_after_its_time(lumen):
    actions.remove_statement(read(lumen.claire, csv_of(moves(2))), actor=lumen.claire)
    with clock.at(clock.now() + timedelta(days=31)):
        actions.forget_old_lines(actor=None)
    assert not Statement.with_removed.exists()


def test_the_job_reads_what_waits_and_a_second_time_does_nothing(lumen):
    statement = received(lumen.claire, csv_of(moves(2)))
    for _ in range(2):
        read_statements.func(str(lumen.lumen.uid), statement.ref)
    assert stored() == moves(2)


def test_a_reading_that_breaks_is_told_and_keeps_nothing(lumen, monkeypatch):
    """It said « En cours de lecture » for ever, and asked for news each second."""
    statement = received(lumen.claire)
    monkeypatch.setattr("pupitre.modules.bank.actions.statements.reckon_findings", lambda: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        read_statements.func(str(lumen.lumen.uid), statement.ref)
    statement.refresh_from_db()
    assert (statement.state, statement.refusal, statement.unread) == ("refused", "stopped", "")
    assert not BankLine.objects.exists()


def test_a_file_that_kills_its_worker_each_time_is_told_and_not_tried_for_ever(lumen, monkeypatch):
    statement = received(lumen.claire)

    def killed(statement, *, actor):
        raise SystemExit

    monkeypatch.setattr(actions, "read_received", killed)
    for _ in range(2):
        with pytest.raises(SystemExit):
            read_statements.func(str(lumen.lumen.uid), statement.ref)
    read_statements.func(str(lumen.lumen.uid), statement.ref)
    statement.refresh_from_db()
    assert (statement.state, statement.refusal) == ("refused", "stopped")


def test_a_statement_removed_before_it_is_read_stops_nothing(lumen):
    gone, kept = received(lumen.claire, csv_of(moves(2))), received(lumen.claire, csv_of(moves(1)))
    actions.remove_statement(gone, actor=lumen.claire)
    read_statements.func(str(lumen.lumen.uid), gone.ref, kept.ref)
    assert stored() == moves(1)


def test_who_only_reads_gives_no_statement(lumen):
    with pytest.raises(PermissionDenied):
        received(lumen.lea)


def test_the_neighbours_have_their_own_lines(lumen):
    read(lumen.claire)
    with working_for(lumen.voisins):
        read(lumen.nora, csv_of(moves(3)))
        assert BankLine.objects.count() == len(moves(3))
    assert BankLine.objects.count() == len(moves())
    of_both = [
        set(Finding.of_every_company.filter(company=c).values_list("payee", flat=True))
        for c in (lumen.lumen, lumen.voisins)
    ]
    assert not of_both[0] & of_both[1]
