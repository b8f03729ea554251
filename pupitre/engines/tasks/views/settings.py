"""The company's own figures about tasks."""

from django.views.decorators.http import require_http_methods

from pupitre.engines.tasks import actions, policies, queries
from pupitre.engines.tasks.forms import TuningForm
from pupitre.engines.tasks.views.found import list_url
from pupitre.foundation.access.refusals import require
from pupitre.foundation.web.editing import save_form


@require_http_methods(["GET", "HEAD", "POST"])
def tune(request):
    require(policies.can_tune(request.actor))
    now = queries.tuning()
    form = TuningForm(request.POST or None, initial={"wip_limit": now.wip_limit, "stale_days": now.stale_days})

    def act(typed):
        return actions.tune_tasks(**typed, actor=request.actor)

    to = list_url(request)
    return save_form(
        request,
        form,
        act,
        template="tasks/settings.html",
        sentence="Réglages enregistrés.",
        to=to,
        context={"back": to},
    )
