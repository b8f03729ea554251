"""Receiving statements, following their reading, and taking one away."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.jobs.background import enqueue
from pupitre.foundation.web.answers import answer, done
from pupitre.foundation.web.editing import new_once
from pupitre.kernel.formatting import counted, day_short, number
from pupitre.modules.bank import actions, policies, queries
from pupitre.modules.bank.forms import StatementForm
from pupitre.modules.bank.jobs import read_statements
from pupitre.modules.bank.models import Statement
from pupitre.modules.bank.tables.statements import faults_of, statement_lines, told
from pupitre.ui.addresses import url_of

STATEMENTS_SHOWN = 24


@require_http_methods(["GET", "HEAD", "POST"])
def statements(request):
    """POST puts the files under seal and leaves them to the job."""
    require(policies.can_see(request.actor))
    form = StatementForm(request.POST or None, request.FILES or None, accounts=queries.accounts())
    if request.method == "POST":
        require(policies.can_discover(request.actor))
        if form.is_valid() and (received := _receive(request, form)) is not None:
            said = counted(len(received), "relevé reçu", "relevés reçus")
            return done(request, f"{said} : la lecture commence.", to=_page(request))
    context = {
        "form": form,
        "once": request.POST.get("once") or new_once(),
        "can_discover": policies.can_discover(request.actor),
        **_progress(request),
    }
    status = 422 if form.errors else 200
    return render(request, "bank/statements.html", context, status=status)


def _receive(request, form):
    """All the files, or none of them."""
    once, received = request.POST.get("once", ""), []
    try:
        with transaction.atomic():
            for n, file in enumerate(form.cleaned_data["files"]):
                given = {"once": f"{once}:{n}" if once else "", "actor": request.actor}
                where = (form.chosen(), form.is_of_new_account())
                received.append(actions.receive_statement(file.name, file.read(), *where, **given))
            for statement in received:
                enqueue(read_statements, request.actor.company, statement.ref)
    except Refusal as reason:
        form.add_error(None, str(reason))
        return None
    return received


@require_safe
def progress(request):
    """The part of the page that asks again until everything is read."""
    require(policies.can_see(request.actor))
    found = _progress(request)
    if not request.htmx:
        return redirect(_page(request))
    answered = render(request, "bank/statements.html#progress", found)
    return answered if found["waiting"] else _again(request)


def _again(request):
    answered = HttpResponse()
    answered["HX-Redirect"] = url_of("bank:home", request.actor.company.slug)
    return answered


def _progress(request):
    rows = list(queries.statements_visible_to(request.actor)[:STATEMENTS_SHOWN])
    waiting = sum(row.state == Statement.State.WAITING for row in rows)
    of_the_batch = [row for row in rows if waiting and row.added_at >= min(_since(rows))]
    return {
        "lines": statement_lines(rows),
        "waiting": waiting,
        "batch": len(of_the_batch),
        "done": len(of_the_batch) - waiting,
        "words": f"{number(len(of_the_batch) - waiting)} sur {counted(len(of_the_batch), 'relevé')}",
    }


def _since(rows):
    return [row.added_at for row in rows if row.state == Statement.State.WAITING]


@require_safe
def statement(request, ref):
    found = _found(request, ref)
    context = {
        "statement": found,
        "line": statement_lines([found])[0],
        "told": told(found),
        "faults": faults_of(found),
        "more_faults": max(0, found.faults_count - len(found.faults)),
        "when": day_short(clock.local(found.added_at, request.actor.company).date()),
        "can_discover": policies.can_discover(request.actor),
        "lines_count": counted(found.lines_added, "ligne"),
    }
    return render(request, "bank/statement.html", context)


@require_POST
def removal(request, ref):
    found = _found(request, ref)
    said = f"{found.file_name} retiré, et ses lignes effacées."
    return answer(request, said, actions.remove_statement, found, to=_page(request))


def _found(request, ref):
    return get_object_or_404(queries.statements_visible_to(request.actor), ref=ref)


def _page(request):
    return url_of("bank:statement_list", request.actor.company.slug)
