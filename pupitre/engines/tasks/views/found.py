"""The task an address names, its own address, and what a small form refuses."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect

from pupitre.engines.tasks import queries
from pupitre.ui.addresses import url_of


def task_or_404(request, ref):
    if (found := queries.task_seen(request.actor, ref)) is None:
        raise Http404
    return found


def task_url(request, ref):
    return url_of("tasks:task", request.actor.company.slug, ref)


def list_url(request):
    return url_of("tasks:list", request.actor.company.slug)


def once_of(request, verb):
    """The key of the page, for one of its verbs: going back and doing another thing is no double click."""
    sent = request.POST.get("once", "")
    return f"{verb}:{sent}" if sent else ""


def refused(request, form, to):
    """The first thing that a form of one field refuses, as a word on the page it came from."""
    name, problems = next(iter(form.errors.items()))
    label = form.fields[name].label if name in form.fields else ""
    messages.error(request, f"{label} : {problems[0]}" if label else problems[0])
    return HttpResponseRedirect(to)
