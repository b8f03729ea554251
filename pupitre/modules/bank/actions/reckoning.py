"""Finding again what comes back, within the action that changed the lines; what was decided stays."""

from collections import defaultdict
from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Company
from pupitre.foundation.tenancy.scope import current_company
from pupitre.foundation.tenancy.sealing import opened
from pupitre.kernel.bank import Line, Recurring, find_recurring
from pupitre.modules.bank.models import BankLine, Finding
from pupitre.modules.bank.rules import Kept, Spending, is_listed, means_of, name_of, paired, usual_day

BATCH = 400
REVISED = (
    *("name", "category", "kind", "rhythm", "means", "usual_day", "occurrences", "usual_cents", "yearly_cents"),
    *("first_on", "last_on", "next_on", "is_stopped", "is_contract_probable", "confidence"),
)
GONE = {"occurrences": 0, "next_on": None}


def reckon_findings() -> int:
    """How many are found; lists, pages and the desk read what this wrote."""
    company = Company.objects.select_for_update(no_key=True).get(pk=current_company().pk)  # one reckoning at a time
    rows = list(BankLine.objects.order_by("on", "pk"))
    for row in rows:
        row.company = company  # its key opens the label
    lines = [Line(row.on, opened(row, "label"), row.cents) for row in rows]
    recurring = find_recurring(lines, clock.today(company))
    found = [_spending(one, lines) for one in recurring if is_listed(one, _labels(one, lines))]
    stored = {finding.pk: finding for finding in Finding.objects.select_for_update().order_by("pk")}
    pairs = paired(found, _kept(stored, rows))
    _attach(_written(found, pairs, stored, lines), found, rows)
    _let_go([finding for pk, finding in stored.items() if pk not in pairs.values()])
    return len(found)


def _labels(found: Recurring, lines: Sequence[Line]) -> list[str]:
    return [lines[index].label for index in found.line_indexes]


def _spending(found: Recurring, lines: Sequence[Line]) -> Spending:
    label = lines[found.line_indexes[-1]].label
    return Spending(
        found,
        payee=_digest(found.payee),
        name=name_of(found, label),
        means=means_of(label),
        usual_day=usual_day([lines[index].on.day for index in found.line_indexes]),
    )


def _digest(payee: str) -> str:
    """Of this company only: two neighbours with one supplier have nothing in common."""
    return blake2b(payee.encode(), key=current_company().uid.bytes, digest_size=16).hexdigest()


def _kept(stored: dict[int, Finding], rows: Sequence[BankLine]) -> list[Kept]:
    lines: dict[int, set[int]] = defaultdict(set)
    for index, row in enumerate(rows):
        if row.finding_id is not None:
            lines[row.finding_id].add(index)
    return [Kept(pk, one.payee, one.rhythm, frozenset(lines[pk])) for pk, one in stored.items()]


def _written(
    found: Sequence[Spending], pairs: dict[int, int], stored: dict[int, Finding], lines: Sequence[Line]
) -> list[Finding]:
    """A stored row for each, in the same order."""
    written, fresh, changed = [], [], []
    for place, spending in enumerate(found):
        values = _values(spending, lines)
        if place not in pairs:
            written.append(Finding(payee=spending.payee, **values))
            fresh.append(written[-1])
            continue
        written.append(stored[pairs[place]])
        if any(getattr(written[-1], name) != value for name, value in values.items()):
            changed.append(_revised(written[-1], values))
    Finding.objects.bulk_create(fresh, batch_size=BATCH)
    Finding.objects.bulk_update(changed, [*REVISED, "version"], batch_size=BATCH // 4)
    return written


def _revised(finding: Finding, values: dict[str, Any]) -> Finding:
    for name, value in values.items():
        setattr(finding, name, value)
    finding.version += 1
    return finding


def _values(spending: Spending, lines: Sequence[Line]) -> dict[str, Any]:
    found = spending.found
    seen = ("category", "kind", "occurrences", "usual_cents", "yearly_cents", "last_on", "next_on")
    judged = ("is_stopped", "is_contract_probable", "confidence")
    return {
        "name": spending.name,
        "rhythm": found.rhythm.value,
        "means": spending.means.value,
        "usual_day": spending.usual_day,
        "first_on": lines[found.line_indexes[0]].on,
        **{name: getattr(found, name) for name in (*seen, *judged)},
    }


def _attach(findings: Sequence[Finding], found: Sequence[Spending], rows: Sequence[BankLine]) -> None:
    """Each line says what it proves; only those that moved are written."""
    wanted: dict[int, int] = {}
    for finding, spending in zip(findings, found, strict=True):
        wanted.update(dict.fromkeys(spending.found.line_indexes, finding.pk))
    moved: dict[int | None, list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        if (to := wanted.get(index)) != row.finding_id:
            moved[to].append(row.pk)
    for to, keys in moved.items():
        for start in range(0, len(keys), BATCH):
            BankLine.objects.filter(pk__in=keys[start : start + BATCH]).update(finding=to)


def _let_go(findings: Sequence[Finding]) -> None:
    """What was accepted or ignored is remembered without its lines; the rest was only a proposal."""
    open_ones = [one.pk for one in findings if one.state == Finding.State.OPEN]
    Finding.objects.filter(pk__in=open_ones).delete()
    rest = [one.pk for one in findings if one.state != Finding.State.OPEN]
    Finding.objects.filter(pk__in=rest).update(**GONE)
