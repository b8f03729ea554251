"""Statements: received and put under seal, read by the job, removed with their lines, forgotten with time."""

from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Iterator
from hashlib import blake2b
from zlib import compress, decompress

from django.conf import settings

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.audit.verbs import action, locked, save, tell
from pupitre.foundation.files.actions import clean_name
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.scope import current_company
from pupitre.foundation.tenancy.sealing import opened, seal
from pupitre.kernel.bank import Fault, Line, NotAStatement, identities, read_statement
from pupitre.kernel.bank import Statement as Said
from pupitre.kernel.reading import fold
from pupitre.modules.bank import policies
from pupitre.modules.bank.actions.reckoning import reckon_findings
from pupitre.modules.bank.events import (
    LinesForgotten,
    StatementRead,
    StatementReceived,
    StatementRefused,
    StatementRemoved,
)
from pupitre.modules.bank.models import BankAccount, BankLine, SaidAgain, Statement
from pupitre.modules.bank.rules import BANKS

LARGEST = 20 * 1024 * 1024  # bytes
FAULTS_KEPT, LONGEST_VALUE = 200, 40
TAIL = 4
BATCH = 400
READ = ("state", "unread", "bank", "read_at", "faults", "faults_count", "lines_unsettled", "lines_old")


class CannotRead(Refusal):
    pass


@action
def receive_statement(
    name: str, content: bytes, account: BankAccount | None = None, is_of_new_account: bool = False, *, actor: Member
) -> Statement:
    """The file waits under seal for the job that reads it, and is gone as soon as it is read."""
    require(policies.can_discover(actor))
    if len(content) > LARGEST:
        raise CannotRead(f"Un relevé pèse {LARGEST >> 20} Mo au plus : {clean_name(name)} n’a pas été gardé.")
    statement = Statement(file_name=clean_name(name), account=account, is_of_new_account=is_of_new_account)
    statement.added_by, statement.added_at = actor, clock.now()
    seal(statement, "unread", b64encode(compress(content)).decode())
    statement.save(force_insert=True)
    tell(StatementReceived(statement.ref), statement, {"file": statement.file_name})
    return statement


@action
def read_received(statement: Statement, *, actor: Member | None) -> Statement:
    """By the job. All the lines that could be read are stored, or none; what could not is told line by line."""
    require(actor is None)
    statement = _still_to_read(statement)
    content = decompress(b64decode(opened(statement, "unread")))
    statement.unread, statement.read_at = "", clock.now()
    try:
        said = read_statement(content)
    except NotAStatement as problem:
        return _refused(statement, problem.code)
    statement.bank = said.bank
    statement.faults = [_fault(fault) for fault in said.faults[:FAULTS_KEPT]]
    statement.faults_count, statement.lines_unsettled = len(said.faults), said.ignored
    if not said.lines:
        return _refused(statement, "no_lines")
    _store(statement, said)
    found = reckon_findings()
    tell(StatementRead(statement.ref, statement.lines_added, statement.lines_known, found), statement)
    return statement


@action
def give_up_reading(statement: Statement, *, actor: Member | None) -> Statement:
    """By the job that cannot: nothing is kept, and the page no longer says that it is being read."""
    require(actor is None)
    statement = _still_to_read(statement)
    statement.unread, statement.read_at = "", clock.now()
    return _refused(statement, "stopped")


@action
def remove_statement(statement: Statement, *, actor: Member) -> Statement:
    """What it alone says goes for good, with what only that proved: giving the file again is the way back."""
    require(policies.can_discover(actor))
    statement = _still_there(statement)
    if statement.account is not None:
        locked(statement.account)  # no other file of it is read meanwhile
    SaidAgain.objects.filter(statement=statement).delete()
    _hand_over(statement)
    lines, _ = BankLine.objects.filter(statement=statement).delete()
    statement.removed_at, statement.unread = clock.now(), ""
    save(statement, "removed_at", "unread")
    reckon_findings()
    tell(StatementRemoved(statement.ref, lines), statement, {"file": statement.file_name})
    return statement


@action
def forget_old_lines(*, actor: Member | None) -> int:
    """By the clock, each night; and the statements that were removed long enough ago."""
    require(actor is None)
    oldest = clock.today(current_company()) - settings.RETENTION["bank_lines"]
    SaidAgain.objects.filter(line__on__lt=oldest).delete()
    lines, _ = BankLine.objects.filter(on__lt=oldest).delete()
    removed = Statement.with_removed.filter(removed_at__lt=clock.now() - settings.RETENTION["removed"], lines=None)
    statements, _ = removed.delete()
    if not lines and not statements:
        raise CannotRead("Aucune ligne n’est assez ancienne.")
    if lines:
        reckon_findings()
    tell(LinesForgotten(lines))
    return lines


def _hand_over(statement: Statement) -> None:
    """The lines that another statement holds too become its own."""
    again = SaidAgain.objects.filter(line__statement=statement).order_by("pk").values_list("pk", "line_id", "statement")
    moved: dict[int, list[tuple[int, int]]] = defaultdict(list)
    taken: set[int] = set()
    for pk, line, other in again:
        if line not in taken:
            taken.add(line)
            moved[other].append((pk, line))
    for other, pairs in moved.items():
        for start in range(0, len(pairs), BATCH):
            some = pairs[start : start + BATCH]
            BankLine.objects.filter(pk__in=[line for _, line in some]).update(statement=other)
            SaidAgain.objects.filter(pk__in=[pk for pk, _ in some]).delete()


def _still_to_read(statement: Statement) -> Statement:
    statement = _still_there(statement)
    if statement.state != Statement.State.WAITING:
        raise CannotRead("Ce relevé est déjà lu.")
    return statement


def _still_there(statement: Statement) -> Statement:
    try:
        return locked(statement)
    except Statement.DoesNotExist as gone:
        raise CannotRead("Ce relevé est déjà retiré.") from gone


def _refused(statement: Statement, code: str) -> Statement:
    statement.state, statement.refusal = Statement.State.REFUSED, code
    save(statement, *READ, "refusal")
    tell(StatementRefused(statement.ref, code), statement, {"file": statement.file_name})
    return statement


def _fault(fault: Fault) -> dict[str, str | int]:
    """Of a row that was cut, the last cell may be anybody's name: it is not kept."""
    value = "" if fault.reason_code == "cut" else fault.value[:LONGEST_VALUE]
    return {"row": fault.row, "column": fault.column[:LONGEST_VALUE], "value": value, "reason": fault.reason_code}


def _store(statement: Statement, said: Said) -> None:
    """One statement an account: a file of several accounts becomes several."""
    oldest = clock.today(current_company()) - settings.RETENTION["bank_lines"]
    keyed = list(zip(identities(said.lines), said.lines, strict=True))
    statement.lines_old = sum(line.on < oldest for line in said.lines)
    statement.state = Statement.State.READ
    numbers = dict.fromkeys(line.account for line in said.lines)
    for n, number in enumerate(numbers):
        lines = [(key, line) for key, line in keyed if line.account == number and line.on >= oldest]
        part = statement if n == 0 else _beside(statement)
        _add(part, number, lines)
        save(part, *READ, "account", "first_on", "last_on", "lines_read", "lines_added", "lines_known")


def _beside(statement: Statement) -> Statement:
    given = {name: getattr(statement, name) for name in ("file_name", "added_by", "added_at", "state")}
    beside = Statement(**given, bank=statement.bank, read_at=statement.read_at)
    beside.save(force_insert=True)
    return beside


def _add(statement: Statement, number: str, lines: list[tuple[str, Line]]) -> None:
    keys = [key for key, _ in lines]
    account = _account(statement, number, keys)
    known = dict(_known(keys, account))
    fresh = [_line(account, statement, key, line) for key, line in lines if key not in known]
    BankLine.objects.bulk_create(fresh, batch_size=BATCH)
    again = [SaidAgain(line_id=pk, statement=statement) for pk in known.values()]
    SaidAgain.objects.bulk_create(again, batch_size=BATCH)
    statement.account = account
    days = [line.on for _, line in lines]
    statement.first_on, statement.last_on = min(days, default=None), max(days, default=None)
    statement.lines_read, statement.lines_added = len(lines), len(fresh)
    statement.lines_known = len(lines) - len(fresh)


def _line(account: BankAccount, statement: Statement, key: str, line: Line) -> BankLine:
    row = BankLine(
        company=current_company(),
        account=account,
        statement=statement,
        on=line.on,
        cents=line.cents,
        identity=key,
    )
    seal(row, "label", line.label)
    return row


def _known(keys: list[str], account: BankAccount) -> Iterator[tuple[str, int]]:
    for start in range(0, len(keys), BATCH):
        rows = BankLine.objects.filter(account=account, identity__in=keys[start : start + BATCH])
        yield from rows.values_list("identity", "pk")


def _account(statement: Statement, number: str, keys: list[str]) -> BankAccount:
    """The one the file names; else the one chosen; else the one that has lines of it; else the bank's only one."""
    if number:
        return _account_numbered(number, statement.bank)
    if statement.account is not None:
        return locked(statement.account)
    if not statement.is_of_new_account:
        of_bank = list(BankAccount.objects.filter(key="", bank=statement.bank).select_for_update().order_by("pk"))
        shared = max(of_bank, key=lambda one: sum(1 for _ in _known(keys, one)), default=None)
        if shared is not None and (len(of_bank) == 1 or any(True for _ in _known(keys, shared))):
            return shared
    same = BankAccount.objects.filter(bank=statement.bank).count()
    return BankAccount.objects.create(label=_label(statement.bank, str(same + 1)), bank=statement.bank)


def _account_numbered(number: str, bank: str) -> BankAccount:
    bare = fold(number).replace(" ", "")
    key = blake2b(bare.encode(), key=current_company().uid.bytes, digest_size=16).hexdigest()
    found: BankAccount | None = BankAccount.objects.filter(key=key).select_for_update().first()
    tail = bare[-TAIL:].upper()
    return found or BankAccount.objects.create(key=key, bank=bank, tail=tail, label=_label(bank, f"…{tail}"))


def _label(bank: str, end: str) -> str:
    return f"{BANKS.get(bank, 'Compte')} {end}"
