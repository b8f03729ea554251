"""The form of a task: a new one, which an address may have begun, and one that changes."""

from django.views.decorators.http import require_http_methods

from pupitre.engines.tasks import actions, policies
from pupitre.engines.tasks.forms import TaskForm, proposed, subject_of
from pupitre.engines.tasks.views.found import list_url, task_or_404, task_url
from pupitre.foundation.access.refusals import require
from pupitre.foundation.web.editing import save_form, sent_version

FORM = "tasks/form.html"


@require_http_methods(["GET", "HEAD", "POST"])
def add(request):
    require(policies.can_add(request.actor))
    initial, unused = proposed(request.actor, request.GET)
    form = TaskForm(request.POST or None, actor=request.actor, initial=initial)
    once = request.POST.get("once", "")
    about = (request.POST or initial).get("subject", "")

    def act(_):
        return actions.add_task(form.draft(), actor=request.actor, once=once)

    def context():
        found = subject_of(request.actor, about) if about else None
        return {"title": "Nouvelle tâche", "back": list_url(request), "unused": unused, "about": found}

    def sentence(made):
        return "Tâche notée." if made.owner_id == request.actor.pk else f"Tâche confiée à {made.owner.name}."

    def to(made):
        return task_url(request, made.ref)

    return save_form(request, form, act, template=FORM, sentence=sentence, to=to, context=context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, ref):
    task = task_or_404(request, ref)
    require(policies.can_edit(request.actor, task))
    form = TaskForm(request.POST or None, actor=request.actor, task=task)
    back = task_url(request, ref)

    def act(_):
        return actions.edit_task(task, form.draft(), sent_version(request), actor=request.actor)

    def to(made):
        return back if policies.can_edit(request.actor, made) else list_url(request)

    context = {
        "title": "Modifier la tâche",
        "task": task,
        "back": back,
        "version": request.POST.get("version", task.version),
    }
    return save_form(request, form, act, template=FORM, sentence="Tâche modifiée.", to=to, context=context)
