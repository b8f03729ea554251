"""What is done to several tasks at once, from their list."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponseRedirect, QueryDict
from django.views.decorators.http import require_POST

from pupitre.engines.tasks import actions, policies, queries
from pupitre.engines.tasks.forms import DayForm, others
from pupitre.engines.tasks.models import PRIORITIES
from pupitre.engines.tasks.rules import MOST_AT_ONCE, Change, What
from pupitre.engines.tasks.tables.lists import Asked
from pupitre.engines.tasks.views.found import list_url, refused
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import require
from pupitre.foundation.web.answers import answer
from pupitre.kernel.formatting import counted

DONE = {
    What.FINISH: ("terminée", "terminées"),
    What.DROP: ("sans objet", "sans objet"),
    What.HAND: ("confiée", "confiées"),
    What.DUE: ("a une nouvelle échéance", "ont une nouvelle échéance"),
    What.PRIORITY: ("reclassée", "reclassées"),
    What.PARK: ("garée", "garées"),
}


@require_POST
def several(request):
    require(policies.can_add(request.actor))
    to, given = _back(request), DayForm(request.POST)
    what = request.POST.get("what", "")
    if what in (What.DUE, "") and not given.is_valid():
        return refused(request, given, to)
    if what not in [*What]:
        return _said(request, "Choisissez ce qu’il faut faire de ces tâches.", to)
    refs = _chosen(request)
    if refs is None:
        return _said(request, "La liste a changé entre-temps : vérifiez combien de tâches sont choisies.", to)
    if not refs:
        return _said(request, "Cochez d’abord une tâche.", to)
    change = _change(request, What(what), given)
    if change is None:
        return _said(request, "Choisissez dans la liste qui, quoi, ou pourquoi.", to)
    return answer(request, lambda made: _sentence(made, change), actions.change_tasks, refs, change, to=to)


def _change(request, what, day):
    said = request.POST
    if what == What.HAND:
        people = {one.ref: one for one in [request.actor, *others(request.actor)]}
        member = people.get(said.get("owner", ""))
        return Change(what, member=member) if member else None
    if what == What.PRIORITY:
        is_known = said.get("criticality", "") in map(str, PRIORITIES)
        return Change(what, criticality=int(said["criticality"])) if is_known else None
    if what == What.DROP:
        why = said.get("why_said", "").strip() or said.get("why", "")
        return Change(what, why=why) if why else None
    return Change(what, day=day.cleaned_data["due_on"]) if what == What.DUE else Change(what)


def _chosen(request):
    """Those ticked; or all that the filters keep, as many as the button said: None when they are no longer as many."""
    if not (announced := request.POST.get("all", "")):
        return request.POST.getlist("ref")[: MOST_AT_ONCE + 1]
    actor, on = request.actor, clock.today(request.actor.company)
    try:
        asked = Asked.read(QueryDict(request.POST.get("query", "")).dict())
    except BadRequest:
        return None
    kept = queries.tasks_visible_to(actor).filter(asked.whose(actor) & asked.condition(on)).order_by()
    refs = list(kept.values_list("ref", flat=True)[: MOST_AT_ONCE + 1])
    return refs if str(len(refs)) == announced else None


def _sentence(made, change):
    one, many = DONE[change.what]
    to = f" à {change.member.name}" if change.member else ""
    return f"{counted(len(made), f'tâche {one}', f'tâches {many}')}{to}."


def _said(request, sentence, to):
    messages.error(request, sentence)
    return HttpResponseRedirect(to)


def _back(request):
    """The same list, when its question can be read."""
    try:
        asked = Asked.read(QueryDict(request.POST.get("query", "")).dict())
    except BadRequest:
        return list_url(request)
    return f"{list_url(request)}?{asked.url()}" if asked.url() else list_url(request)
