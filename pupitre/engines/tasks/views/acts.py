"""The verbs of a task, from its page and from the desk."""

from django.views.decorators.http import require_POST

from pupitre.engines.tasks import actions, policies
from pupitre.engines.tasks.forms import HandForm, MinutesForm, WhyForm
from pupitre.engines.tasks.views.found import list_url, once_of, refused, task_or_404, task_url
from pupitre.foundation.access.refusals import require
from pupitre.foundation.web.answers import answer


def _mine(request, ref):
    found = task_or_404(request, ref)
    require(policies.can_edit(request.actor, found))
    return found


def _back(request, ref):
    """To the page that says where it wants to come back, else to the task; each form of a page says it."""
    return "" if request.POST.get("next") else task_url(request, ref)


@require_POST
def start(request, ref):
    return answer(request, "Commencée.", actions.start_task, _mine(request, ref), to=task_url(request, ref))


@require_POST
def pause(request, ref):
    return answer(request, "En pause.", actions.pause_task, _mine(request, ref), to=_back(request, ref))


@require_POST
def finish(request, ref):
    """From the desk nothing is typed, and one comes back there."""
    found = _mine(request, ref)
    sentence = f"« {found.title} » : fait."
    if not request.POST.get("minutes"):
        return answer(request, sentence, actions.finish_task, found)
    form = MinutesForm(request.POST)
    if not form.is_valid():
        return refused(request, form, task_url(request, ref))
    return answer(request, sentence, actions.finish_task, found, form.cleaned_data["minutes"])


@require_POST
def reopen(request, ref):
    return answer(request, "Rouverte.", actions.reopen_task, _mine(request, ref), to=task_url(request, ref))


@require_POST
def drop(request, ref):
    found, form, to = _mine(request, ref), WhyForm(request.POST), task_url(request, ref)
    if not form.is_valid():
        return refused(request, form, to)
    return answer(request, "Classée sans objet.", actions.drop_task, found, form.cleaned_data["why"], to=to)


@require_POST
def hand(request, ref):
    found, to = _mine(request, ref), task_url(request, ref)
    form = HandForm(request.POST, actor=request.actor, task=found)
    if not form.is_valid():
        return refused(request, form, to)
    owner = form.cleaned_data["owner"]
    sentence = f"« {found.title} » est maintenant à {owner.name}."
    return answer(request, sentence, _hand, found, owner, to=list_url(request))


def _hand(found, owner, *, actor):
    """`to` is the address for `answer`, and the receiver for the verb."""
    return actions.hand_task(found, owner, actor=actor)


@require_POST
def park(request, ref):
    """Put away, or back: the button says which, and a second click does not undo the first."""
    found, to = _mine(request, ref), task_url(request, ref)
    if request.POST.get("back"):
        return answer(request, "Reprise : elle est de nouveau à faire.", actions.unpark_task, found, to=to)
    return answer(request, "Garée : elle quitte le plan, et se reprend ici.", actions.park_task, found, to=to)


@require_POST
def duplicate(request, ref):
    found, once = _mine(request, ref), once_of(request, "copy")
    sentence = "Notée une seconde fois, sans date : la voici dans la liste."
    return answer(request, sentence, actions.duplicate_task, found, once=once, to=list_url(request))
