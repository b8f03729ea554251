"""The list of tasks, and its exports."""

from typing import Any

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pupitre.engines.tasks import policies, queries
from pupitre.engines.tasks.forms import others
from pupitre.engines.tasks.models import PRIORITIES
from pupitre.engines.tasks.rules import MOST_AT_ONCE
from pupitre.engines.tasks.tables import DROPPED_WHY
from pupitre.engines.tasks.tables.exports import COLUMNS, exported
from pupitre.engines.tasks.tables.lists import ALL, DUE, GIVEN, ROWS, USUAL_ROWS, VIEWS, Asked, counts, heads, line
from pupitre.engines.tasks.tables.rows import options, task_rows
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import require
from pupitre.foundation.tenancy.queries import all_names
from pupitre.foundation.web.downloads import sheet
from pupitre.kernel.formatting import counted, number
from pupitre.ui.addresses import url_of


@require_safe
def task_list(request):
    require(policies.can_add(request.actor))
    asked, on, actor = Asked.read(request.GET), clock.today(request.actor.company), request.actor
    theirs = queries.tasks_visible_to(actor).filter(asked.whose(actor))
    found = counts(theirs, asked, on)
    page = _page(theirs.filter(asked.condition(on)).order_by(*asked.order), found["kept"], asked, request.GET)
    base = url_of("tasks:list", actor.company.slug)
    lines = [line(task, base, on, can_pick=policies.can_edit(actor, task)) for task in page.object_list]
    context = {
        "asked": asked,
        "is_empty": not asked.url() and not any(found[name] for name in VIEWS),
        "subtitle": _subtitle(asked, found),
        "chips": _chips(asked, found),
        "selects": _selects(asked, actor),
        "heads": heads(asked),
        "rows": task_rows(lines),
        "can_pick": any(one.can_pick for one in lines),
        "page": page,
        "kept": found["kept"],
        "is_whole": found["kept"] <= len(lines) or found["kept"] > MOST_AT_ONCE,
        "words": _words(found["kept"], len(lines)),
        "receivers": options([(actor.ref, f"Moi, {actor.name}"), *((one.ref, one.name) for one in others(actor))]),
        "priorities": options((str(value), label) for value, label in PRIORITIES.items()),
        "reasons": options((why, why) for why in DROPPED_WHY),
        "can_tune": policies.can_tune(actor),
        "query": asked.url(),
    }
    whole = "tasks/list.html"
    return render(request, f"{whole}#rows" if request.htmx.target == "tasks" else whole, context)


@require_safe
def tasks_csv(request):
    return sheet(request, "tâches", [*COLUMNS], _exported(request), "csv")


@require_safe
def tasks_xlsx(request):
    return sheet(request, "tâches", [*COLUMNS], _exported(request), "xlsx")


def _exported(request):
    require(policies.can_add(request.actor))
    asked, actor, on = Asked.read(request.GET), request.actor, clock.today(request.actor.company)
    seen = queries.tasks_visible_to(actor).filter(asked.whose(actor) & asked.condition(on))
    return exported(seen.order_by(*asked.order), actor.company)


class Counted(Paginator[Any]):
    """The number of rows is already known: it came with the figures."""

    def __init__(self, rows, count, each):
        self.count = count
        super().__init__(rows, each)


def _page(rows, count, asked, given):
    paginator, wanted = Counted(rows, count, int(asked.rows)), given.get("page", "1")
    if not (wanted.isdecimal() and len(wanted) < 9 and 1 <= int(wanted) <= paginator.num_pages):
        raise BadRequest
    return paginator.page(int(wanted))


def _subtitle(asked, found):
    whose = {"": "vous attendent", ALL: "dans l’entreprise", GIVEN: "demandées à d’autres"}.get(asked.owner, "")
    count = found["open"]
    if not count:
        return ""
    words = "vous attend" if count == 1 and not asked.owner else whose
    under_way = f", {found['under_way']} en cours" if found["under_way"] else ""
    return f"{counted(count, 'tâche ouverte', 'tâches ouvertes')} {words}".strip() + under_way


def _words(kept, shown):
    whole = counted(kept, "tâche")
    return whole if shown == kept else f"{number(shown)} sur {whole}"


def _chips(asked, found):
    shown = ((key, label) for key, (label, _) in VIEWS.items() if key in ("open", asked.state) or found[key])
    return [
        {"label": label, "url": f"?{asked.url(state=key)}", "count": found[key], "is_current": key == asked.state}
        for key, label in shown
    ]


def _selects(asked, actor):
    """What the list can be narrowed to, each with what is asked now; people only for who sees theirs."""
    seen = all_names() if policies.can_see_others(actor) else ()
    people = [(one.ref, one.name) for one in seen if one.pk != actor.pk]
    offered = (
        ("owner", "Les miennes", [(ALL, "Toutes"), (GIVEN, "Demandées par moi"), *people]),
        ("due", "Échéance", [(key, label) for key, (label, _) in DUE.items()]),
        ("priority", "Priorité", [(str(value), label) for value, label in PRIORITIES.items()]),
        ("rows", f"{USUAL_ROWS} lignes", [(count, f"{count} lignes") for count in ROWS if count != USUAL_ROWS]),
    )
    return [
        {"name": name, "label": label, "options": options(said, getattr(asked, name))} for name, label, said in offered
    ]
