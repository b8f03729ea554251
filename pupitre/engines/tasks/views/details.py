"""The checklist, the time and the documents of a task."""

from django.http import Http404
from django.views.decorators.http import require_POST

from pupitre.engines.tasks import actions, policies
from pupitre.engines.tasks.forms import MinutesForm, StepForm
from pupitre.engines.tasks.models import Step, TimeSpent
from pupitre.engines.tasks.views.found import once_of, refused, task_or_404, task_url
from pupitre.foundation.access.refusals import require
from pupitre.foundation.files.actions import attach_file
from pupitre.foundation.web.answers import answer, done

ON_STEPS = {
    "tick": (lambda step, actor: actions.tick_step(step, actor=actor), "Étape cochée."),
    "untick": (lambda step, actor: actions.tick_step(step, False, actor=actor), "Étape décochée."),
    "remove": (lambda step, actor: actions.remove_step(step, actor=actor), "Étape retirée."),
}


@require_POST
def steps(request, ref):
    found, to = _mine(request, ref), f"{task_url(request, ref)}#steps"
    verb = request.POST.get("verb", "add")
    if verb in ON_STEPS:
        step = Step.objects.select_related("task").filter(task=found, ref=_ref(request)).first()
        if step is None:
            raise Http404
        act, sentence = ON_STEPS[verb]
        return answer(request, sentence, act, step, to=to)
    form = StepForm(request.POST)
    if not form.is_valid():
        return refused(request, form, to)
    once = once_of(request, "step")
    return answer(request, "Étape ajoutée.", actions.add_step, found, form.cleaned_data["text"], once=once, to=to)


@require_POST
def times(request, ref):
    found, to = _mine(request, ref), f"{task_url(request, ref)}#times"
    if request.POST.get("verb") == "take_back":
        time = TimeSpent.objects.filter(task=found, ref=_ref(request)).first()
        if time is None:
            raise Http404
        return answer(request, "Temps repris.", actions.take_back_time, time.ref, to=to)
    form = MinutesForm(request.POST)
    if not form.is_valid():
        return refused(request, form, to)
    once = once_of(request, "time")
    return answer(request, "Temps noté.", actions.record_time, found, form.cleaned_data["minutes"], once=once, to=to)


@require_POST
def files(request, ref):
    found, to = _mine(request, ref), task_url(request, ref)
    if (sent := request.FILES.get("file")) is None:
        return done(request, "Aucun fichier n’était choisi.", to=to)
    where = {"kind": "tasks.task", "ref": found.ref, "once": request.POST.get("once", "")}
    return answer(request, "Fichier joint.", attach_file, sent.name, sent.chunks(), to=to, **where)


def _mine(request, ref):
    found = task_or_404(request, ref)
    require(policies.can_edit(request.actor, found))
    return found


def _ref(request):
    said = request.POST.get("ref", "")
    return said if said.isalnum() else ""
