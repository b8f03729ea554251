"""The endings under way, their export, and the company's delays."""

from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import require
from pupitre.foundation.web.downloads import sheet
from pupitre.foundation.web.editing import save_form, sent_version
from pupitre.kernel.formatting import counted
from pupitre.modules.suppliers import actions, policies
from pupitre.modules.suppliers.forms.endings import DelaysForm
from pupitre.modules.suppliers.queries import endings as found
from pupitre.modules.suppliers.rules.endings import delays_of, shipped_delays
from pupitre.modules.suppliers.tables.ending_lists import HEADER, cells, line
from pupitre.modules.suppliers.views.contracts import tabs
from pupitre.ui.addresses import url_of

MOST = 200


@require_safe
def ending_list(request):
    on, is_closed = clock.today(request.actor.company), request.GET.get("view") == "closed"
    rows = _rows(request, is_closed)
    waits = found.delays()
    context = {
        "lines": [line(one, waits, request.actor.company, on) for one in rows],
        "is_closed": is_closed,
        "subtitle": counted(len(rows), "résiliation"),
        "can_edit": policies.can_edit_contracts(request.actor),
        "tabs": tabs(request, "endings"),
    }
    return render(request, "suppliers/ending_list.html", context)


@require_safe
def endings_csv(request):
    return _exported(request, "csv")


@require_safe
def endings_xlsx(request):
    return _exported(request, "xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def tune_delays(request):
    require(policies.can_edit_contracts(request.actor))
    kept = found.ending_tuning()
    form = DelaysForm(request.POST or None, initial=vars(delays_of(kept)))

    def act(_):
        return actions.tune_ending_delays(form.delays(), sent_version(request), actor=request.actor)

    back = url_of("suppliers:ending_list", request.actor.company.slug)
    context = {
        "title": "Délais de relance",
        "back": back,
        "version": kept.version if kept.pk else "",
        "shipped": [(form.fields[key].label, one) for key, one in shipped_delays().items()],
    }
    return save_form(
        request,
        form,
        act,
        template="suppliers/ending_delays.html",
        sentence="Délais enregistrés.",
        to=back,
        context=context,
    )


def _rows(request, is_closed):
    seen = found.endings_visible_to(request.actor)
    kept = seen.exclude(outcome="").order_by("-closed_on", "-pk") if is_closed else seen.filter(outcome="")
    return found.following(kept[:MOST])


def _exported(request, suffix):
    is_closed = request.GET.get("view") == "closed"
    rows = [cells(one) for one in _rows(request, is_closed)]
    return sheet(request, "résiliations", HEADER, rows, suffix)
