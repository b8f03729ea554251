"""The ledger of savings: its totals and rows, a saving, and each gesture on it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupitre.foundation.access.refusals import require
from pupitre.foundation.files.actions import attach_file
from pupitre.foundation.files.queries import attachments_of
from pupitre.foundation.web.answers import answer, done
from pupitre.foundation.web.editing import new_once, save_form, sent_version
from pupitre.kernel.formatting import counted
from pupitre.modules.mission import actions, policies, queries
from pupitre.modules.mission.forms import SavingForm
from pupitre.modules.mission.rules import State
from pupitre.modules.mission.tables.ledger import asked_for, facts, line, steps, totals_table
from pupitre.modules.mission.tables.words import STATE_WORDS
from pupitre.modules.mission.views.found import tabs
from pupitre.modules.suppliers.public import contract_seen, contracts_to_pick
from pupitre.ui.addresses import url_of

KIND = "mission.saving"
FORM = "mission/saving_form.html"


@require_safe
def listing(request):
    if not policies.can_see_savings(request.actor):
        raise Http404
    base = url_of("mission:savings", request.actor.company.slug)
    nature, state = request.GET.get("nature", ""), request.GET.get("state", "")
    rows = list(queries.savings_visible_to(request.actor))
    wanted = set(
        queries.savings_visible_to(request.actor).filter(asked_for(nature, state)).values_list("pk", flat=True)
    )
    proposed = [row for row in rows if row.state == State.PROPOSED]
    shown = [row for row in rows if row.pk in wanted and row.state != State.PROPOSED]
    context = {
        "totals": totals_table(queries.counted_now(rows), base),
        "states": [STATE_WORDS[state] for state in ("identified", "contracted", "realised", "validated")],
        "proposed": [line(row, base) for row in proposed],
        "lines": [line(row, base) for row in shown],
        "count": counted(len(shown), "économie"),
        "is_filtered": bool(nature or state),
        "can_edit": policies.can_edit_savings(request.actor),
        "base": base,
        "tabs": tabs(request, "savings"),
    }
    return render(request, "mission/savings.html", context)


@require_safe
def saving(request, ref):
    found = _found(request, ref)
    slug = request.actor.company.slug
    contract = contract_seen(request.actor, found.contract) if found.contract else None
    context = {
        "saving": found,
        "state": STATE_WORDS[found.state],
        "facts": facts(found),
        "steps": steps(queries.steps_of(found), request.actor.company),
        "contract": contract,
        "contract_url": url_of("suppliers:contract", slug, contract.ref) if contract else "",
        "files": attachments_of(KIND, ref),
        "can_edit": policies.can_edit_savings(request.actor),
        "can_validate": policies.can_validate(request.actor, found),
        "can_return": _can_return(request.actor, found),
        "once": new_once(),
    }
    return render(request, "mission/saving.html", context)


def _can_return(actor, saving):
    if saving.state == State.VALIDATED:
        return policies.may_validate_some(actor)
    return saving.state == State.REALISED and policies.can_edit_savings(actor)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request):
    if not policies.can_see_savings(request.actor):
        raise Http404
    require(policies.can_edit_savings(request.actor))
    form, once = SavingForm(request.POST or None, contracts=_contracts(request)), request.POST.get("once", "")

    def act(_):
        return actions.add_saving(form.draft(), actor=request.actor, once=once)

    back = url_of("mission:savings", request.actor.company.slug)
    context = {"title": "Nouvelle économie", "back": back}
    said = "Économie notée : identifiée, elle n’est pas encore comptée comme gagnée."
    return save_form(request, form, act, template=FORM, sentence=said, to=_page(request), context=context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, ref):
    found = _found(request, ref)
    require(policies.can_edit_savings(request.actor))
    form = SavingForm(request.POST or None, contracts=_contracts(request), saving=found)

    def act(_):
        return actions.edit_saving(found, form.draft(), sent_version(request), actor=request.actor)

    context = {
        "title": found.title,
        "saving": found,
        "back": _page(request)(found),
        "version": request.POST.get("version", found.version),
    }
    return save_form(
        request, form, act, template=FORM, sentence="Économie modifiée.", to=_page(request), context=context
    )


@require_POST
def acceptance(request, ref):
    return _act(request, ref, "Économie négociée : à montrer par ses factures.", actions.accept_proposal)


@require_POST
def contracted(request, ref):
    return _act(request, ref, "Économie négociée.", actions.contract_saving, _said(request))


@require_POST
def realised(request, ref):
    said = "Économie réalisée : la direction peut la valider."
    return _act(request, ref, said, actions.realise_saving, _said(request))


@require_POST
def validation(request, ref):
    return _act(request, ref, "Économie validée.", actions.validate_saving)


@require_POST
def returned(request, ref):
    return _act(request, ref, "Rendue à l’état « négociée ».", actions.return_saving, _said(request))


@require_POST
def abandonment(request, ref):
    return _act(request, ref, "Économie abandonnée.", actions.abandon_saving, _said(request))


@require_POST
def files(request, ref):
    found = _found(request, ref)
    require(policies.can_edit_savings(request.actor))
    if (sent := request.FILES.get("file")) is None:
        return done(request, "Aucun fichier n’était choisi.", to=_page(request)(found))
    where = {"kind": KIND, "ref": ref, "once": request.POST.get("once", "")}
    return answer(request, "Fichier joint.", attach_file, sent.name, sent.chunks(), to=_page(request)(found), **where)


def _act(request, ref, sentence, act, *given):
    found = _found(request, ref)
    return answer(request, sentence, act, found, *given, to=_page(request)(found))


def _said(request):
    """As it was typed: the action refuses what is too long, with a sentence."""
    return request.POST.get("said", "")


def _found(request, ref):
    return get_object_or_404(queries.savings_visible_to(request.actor), ref=ref)


def _page(request):
    return lambda found: url_of("mission:saving", request.actor.company.slug, found.ref)


def _contracts(request):
    return contracts_to_pick(request.actor)
