"""The page of a contract, and what is noted on it."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import require
from pupitre.foundation.audit.queries import last_of
from pupitre.foundation.files.actions import attach_file
from pupitre.foundation.files.queries import attachments_of
from pupitre.foundation.tenancy.queries import all_names, names_on
from pupitre.foundation.web.answers import answer, done
from pupitre.foundation.web.editing import new_once, sent_version
from pupitre.modules.suppliers import actions, pictures, policies, queries
from pupitre.modules.suppliers.actions.windows import Decided
from pupitre.modules.suppliers.forms.contracts import DecisionForm, EndForm, NegotiationForm, NoticeForm, OwnerForm
from pupitre.modules.suppliers.panels import happened
from pupitre.modules.suppliers.rules import Choice, Deed, position
from pupitre.modules.suppliers.tables.facts import facts_shown, figures_shown, headline
from pupitre.modules.suppliers.tables.rows import facts_rows, history_rows, options, reason_rows, window_rows
from pupitre.modules.suppliers.tables.windows import reasons, until, window_lines
from pupitre.modules.suppliers.tables.words import said
from pupitre.ui.addresses import url_of

KIND = "suppliers.contract"
PAGE = "suppliers/contract.html"
CALLOUTS = {"act": "act", "late": "bad", "fine": "good", "plain": "info"}
DONE = {
    Choice.RENEW: "Reconduction décidée.",
    Choice.RENEGOTIATE: "Renégociation décidée : elle reste sur le pupitre jusqu’à l’accord.",
    Choice.TERMINATE: "Résiliation décidée : reste à envoyer la lettre.",
}


@require_safe
def contract(request, ref):
    return _page(request, _found(request, ref))


@require_POST
def decisions(request, ref):
    contract, form = _found(request, ref), DecisionForm(request.POST)
    require(policies.can_decide(request.actor, contract))
    if not form.is_valid():
        return _page(request, contract, status=422, decision=form)
    decided = Decided(**form.cleaned_data)
    args = (contract, decided, sent_version(request))
    return answer(request, DONE[decided.choice], actions.record_window_decision, *args, to=_url(request, ref))


@require_POST
def notices(request, ref):
    contract, form = _found(request, ref), NoticeForm(request.POST)
    require(policies.can_decide(request.actor, contract))
    if not form.is_valid():
        return _page(request, contract, status=422, notice=form)
    sent = (*(form.cleaned_data[name] for name in ("sent_on", "channel", "tracking_number")), sent_version(request))
    sentence = "Envoi noté : le contrat s’arrête à la fin de sa période."
    return answer(request, sentence, actions.record_notice_sent, contract, *sent, to=_url(request, ref))


@require_POST
def negotiations(request, ref):
    contract, form = _found(request, ref), NegotiationForm(request.POST)
    require(policies.can_decide(request.actor, contract))
    if not form.is_valid():
        return _page(request, contract, status=422, negotiation=form)
    said = (form.cleaned_data["on"], form.cleaned_data["price_cents"], sent_version(request))
    return answer(request, "Négociation notée.", actions.record_negotiation, contract, *said, to=_url(request, ref))


@require_POST
def owner(request, ref):
    contract = _found(request, ref)
    form = OwnerForm(request.POST, members=_here(request))
    if not form.is_valid():
        return _page(request, contract, status=422)
    chosen = form.cleaned_data["owner"]
    sentence = f"Confié à {chosen.name}." if chosen else "Ce contrat n’a plus de responsable."
    return answer(request, sentence, actions.assign_contract, contract, chosen, to=_url(request, ref))


@require_POST
def end(request, ref):
    contract, form = _found(request, ref), EndForm(request.POST)
    require(policies.can_edit_contracts(request.actor))
    if not form.is_valid():
        return _page(request, contract, status=422, ending=form)
    args = (contract, form.cleaned_data["on"], sent_version(request))
    return answer(request, "Fin du contrat notée.", actions.end_contract, *args, to=_url(request, ref))


@require_POST
def reopening(request, ref):
    contract = _found(request, ref)
    return answer(request, "Le contrat continue.", actions.reopen_contract, contract.ref, to=_url(request, ref))


@require_POST
def removal(request, ref):
    contract = _found(request, ref)
    listing = url_of("suppliers:contract_list", request.actor.company.slug)
    return answer(request, f"{contract.title} retiré.", actions.remove_contract, contract, to=listing)


@require_POST
def files(request, ref):
    _found(request, ref)
    require(policies.can_edit_contracts(request.actor))
    if (sent := request.FILES.get("file")) is None:
        return done(request, "Aucun fichier n’était choisi.", to=_url(request, ref))
    where = {"kind": KIND, "ref": ref, "once": request.POST.get("once", "")}
    return answer(request, "Fichier joint.", attach_file, sent.name, sent.chunks(), to=_url(request, ref), **where)


def _found(request, ref):
    if (found := queries.contract_seen(request.actor, ref)) is None:
        raise Http404
    return found


def _url(request, ref):
    return url_of("suppliers:contract", request.actor.company.slug, ref)


def _here(request):
    on = clock.today(request.actor.company)
    return names_on(on)


def _page(request, contract, status=200, **forms):
    company, actor = request.actor.company, request.actor
    on = clock.today(company)
    decided = queries.decisions_recorded(contract)
    facts = queries.facts_of(contract, company, decided)
    standing = queries.Standing(contract, facts, position(facts, on))
    members = all_names()
    here = [member for member in members if member.is_here(on)]
    now = standing.position
    words = said(now.state, on)
    context = {
        "contract": contract,
        "state": words,
        "headline": headline(standing, on),
        "tone": CALLOUTS[words.tone],
        "figures": figures_shown(standing, len(here)),
        "facts": facts_rows(facts_shown(contract)),
        "picture": pictures.windows_of(facts, now, on) if now.windows else "",
        "windows": window_rows(window_lines(standing, decided, on)),
        "reasons": reason_rows(reasons(standing)),
        "notices": queries.notices_of(contract),
        "similar": queries.similar_contracts(contract, on),
        "files": attachments_of(KIND, contract.ref),
        "history": history_rows(happened(last_of(contract), {member.ref: member.name for member in members}, on)),
        "can_edit": policies.can_edit_contracts(actor),
        "can_decide": policies.can_decide(actor, contract),
        "once": new_once(),
        "today": on,
        **_forms(standing, here, on, forms),
    }
    return render(request, PAGE, context, status=status)


def _forms(standing, here, on, sent):
    """What can be noted today: the next window, the letter, a negotiation, an end."""
    act, contract = standing.position.act, standing.contract
    decidable = act if act and act.deed in (Deed.DECIDE, Deed.REVIEW, Deed.NEGOTIATE) else None
    to_send = act if act and act.deed is Deed.SEND else None
    first = {"occurrence": act.occurrence, "is_review": act.is_review} if act else {}
    return {
        "act": decidable,
        "decide_label": f"Ma décision, {until(act, on)}" if act else "",
        "price_label": f"Nouveau prix {contract.get_price_per_display()}, {contract.get_price_basis_display()}",
        "decision": sent.get("decision") or (decidable and DecisionForm(initial=first, auto_id="decision_%s")),
        "to_send": to_send,
        "notice": sent.get("notice") or (to_send and NoticeForm(initial={"sent_on": on}, auto_id="notice_%s")),
        "negotiation": sent.get("negotiation") or NegotiationForm(initial={"on": on}, auto_id="negotiation_%s"),
        "ending": sent.get("ending") or EndForm(auto_id="end_%s"),
        "owners": options(
            [("", "Personne"), *((one.ref, one.name) for one in here)], contract.owner.ref if contract.owner else ""
        ),
    }
