"""What is there of what was said, counted in the house itself once it is quiet; prints JSON.

argv: the ledger of the script (JSON), the mails that its server took (JSON: Message-ID → times)."""

import json
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path
from time import monotonic, sleep

import django

django.setup()

from django_tasks_db.models import DBTaskResult  # noqa: E402 (Django is set up first)

from bench.hour.cast import SLUG  # noqa: E402 (Django is set up first)
from pupitre.engines.attention.models import Appointment, PresenceChange  # noqa: E402 (Django is set up first)
from pupitre.engines.decisions.models import DecisionRequest  # noqa: E402 (Django is set up first)
from pupitre.engines.routines.models import Routine  # noqa: E402 (Django is set up first)
from pupitre.engines.tasks.models import Task  # noqa: E402 (Django is set up first)
from pupitre.foundation import clock  # noqa: E402 (Django is set up first)
from pupitre.foundation.audit.models import Entry  # noqa: E402 (Django is set up first)
from pupitre.foundation.audit.queries import first_broken_seq  # noqa: E402 (Django is set up first)
from pupitre.foundation.audit.verbs import name_of  # noqa: E402 (Django is set up first)
from pupitre.foundation.events.dispatch import listeners  # noqa: E402 (Django is set up first)
from pupitre.foundation.events.models import Cursor, Parked  # noqa: E402 (Django is set up first)
from pupitre.foundation.files.models import Attachment  # noqa: E402 (Django is set up first)
from pupitre.foundation.notifications.models import Mail  # noqa: E402 (Django is set up first)
from pupitre.foundation.tenancy.models import Company, Member  # noqa: E402 (Django is set up first)
from pupitre.foundation.tenancy.scope import working_for  # noqa: E402 (Django is set up first)
from pupitre.modules.suppliers.models import Contract, Supplier  # noqa: E402 (Django is set up first)

PATIENCE = 240  # seconds
MADE = {
    "supplier": (Supplier, "name"),
    "contract": (Contract, "title"),
    "task": (Task, "title"),
    "entrust": (Task, "title"),
    "routine": (Routine, "title"),
    "hire": (Member, "name"),
    "request": (DecisionRequest, "title"),
    "urgent": (DecisionRequest, "title"),
    "appointment": (Appointment, "title"),
}
DONE = {"finish": "tasks.TaskFinished", "answer": "decisions.DecisionTaken", "note": "suppliers.ContractEdited"}
LINES = 20


def wait_for_quiet():
    limit = monotonic() + PATIENCE
    while (unfinished_jobs() or behind()) and monotonic() < limit:
        sleep(1)


def due_jobs():
    """Not those that were put off to another day; « at once » is written as the end of time."""
    return DBTaskResult.objects.exclude(run_after__range=(clock.now(), clock.now() + timedelta(days=400)))


def unfinished_jobs():
    return due_jobs().filter(status__in=["READY", "RUNNING"]).count()


def behind():
    """Handlers that have not read their last event."""
    read = dict(Cursor.objects.values_list("handler", "seq"))
    last = dict(Entry.objects.order_by("seq").values_list("event", "seq"))
    return [name for name, (event, _) in listeners.items() if read.get(name, 0) < last.get(name_of(event), 0)]


def times_there(said):
    what, mark, ref = said["what"], said["mark"], said["ref"]
    if what in MADE:
        model, field = MADE[what]
        rows = model.objects.filter(**{field: mark})
        return rows.count() if not ref or what == "hire" else rows.count() * rows.filter(ref=ref).count()
    if what in DONE:
        return Entry.objects.filter(event=DONE[what], subject__endswith=f":{mark}").count()
    if what == "attach":
        return Attachment.objects.filter(name=f"{mark}.txt").count()
    if what == "away":
        member, day = mark.split()
        return PresenceChange.objects.filter(member__ref=member, starts_on=day).count()
    counts = {Supplier.objects.filter(name=f"{mark} l{n}").count() for n in range(LINES)}
    return max(counts) if 0 not in counts else 0


def gestures(ledger):
    found = [(times_there(said), f"{said['what']} {said['mark']} {said['ref']}") for said in ledger]
    return {
        "lost": [name for times, name in found if times == 0],
        "doubled": [name for times, name in found if times > 1],
    }


def mails(ledger, taken):
    """A mail is a row and what the server took of it: sent, once; twice under one name where a death cut it."""
    rows = {mail.message_id: mail for mail in Mail.objects.all()}
    sent = Counter(taken)
    expected = [said["ref"] for said in ledger if said["what"] in ("urgent", "entrust")]
    posted = [sum(f":{ref}:" in mail.key for mail in rows.values()) for ref in expected]
    return {
        "expected": len(expected),
        "not_posted": sum(n == 0 for n in posted),
        "posted_twice": sum(n > 1 for n in posted),
        "rows": len(rows),
        "not_sent": [f"{one.key} {one.state} {one.reason}" for one in rows.values() if one.state != Mail.State.SENT],
        "not_taken": sum(name not in sent for name in rows),
        "unknown": sum(name not in rows for name in sent),
        "taken_twice": sum(n == 2 for n in sent.values()),
        "taken_more": sum(n > 2 for n in sent.values()),
        "more_than_tried": sum(n > rows[name].attempts for name, n in sent.items() if name in rows),
    }


ledger, taken = (json.loads(Path(path).read_text()) for path in sys.argv[1:3])
with working_for(Company.objects.get(slug=SLUG)):
    wait_for_quiet()
    taken = json.loads(Path(sys.argv[2]).read_text())
    said = {
        "gestures": gestures(ledger),
        "mails": mails(ledger, taken),
        "journal": {"lines": Entry.objects.count(), "broken": first_broken_seq()},
        "parked": list(Parked.objects.values_list("handler", "reason")),
        "behind": behind(),
    }
jobs = Counter(due_jobs().values_list("status", flat=True))
failed = DBTaskResult.objects.filter(status="FAILED").values_list("task_path", "traceback")
json.dump({**said, "jobs": jobs, "failed_jobs": [f"{path} {text[-200:]}" for path, text in failed]}, sys.stdout)
