"""The page of a contract, and what is noted on it."""

from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from pupitre.engines.decisions.public import open_request_about
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import require
from pupitre.foundation.audit.queries import MOST, SHOWN, history_of, last_of
from pupitre.foundation.files.actions import attach_file
from pupitre.foundation.files.queries import attachments_of
from pupitre.foundation.tenancy.queries import all_names
from pupitre.foundation.web.answers import answer, back_to, done
from pupitre.foundation.web.editing import new_once, sent_version
from pupitre.kernel.formatting import day_short
from pupitre.kernel.notice import Regime
from pupitre.modules.suppliers import actions, pictures, policies, queries
from pupitre.modules.suppliers.actions.windows import Decided
from pupitre.modules.suppliers.forms.contracts import DecisionForm, NoticeForm
from pupitre.modules.suppliers.forms.endings import upload_of
from pupitre.modules.suppliers.panels import happened
from pupitre.modules.suppliers.rules import WINDOW, Choice, Deed, position
from pupitre.modules.suppliers.tables.facts import facts_shown, figures_shown, headline
from pupitre.modules.suppliers.tables.rows import facts_rows, history_rows, reason_rows, window_rows
from pupitre.modules.suppliers.tables.windows import reasons, until, window_lines
from pupitre.modules.suppliers.tables.words import said
from pupitre.modules.suppliers.views.ending import shown_ending
from pupitre.modules.suppliers.views.found import contract_or_404, contract_url
from pupitre.ui.addresses import url_of

KIND = "suppliers.contract"
PAGE = "suppliers/contract.html"
CALLOUTS = {"act": "act", "late": "bad", "fine": "good", "plain": "info"}
DONE = {
    Choice.RENEW: "Reconduction décidée.",
    Choice.RENEGOTIATE: "Renégociation décidée : elle reste sur le pupitre jusqu’à l’accord.",
    Choice.TERMINATE: "Résiliation décidée : reste à envoyer la lettre.",
}
DONE_OF_FIXED = {
    **DONE,
    Choice.RENEW: "Renouvellement décidé : reste à le signer.",
    Choice.TERMINATE: "Fin acceptée : rien à envoyer.",
}


@require_safe
def contract(request, ref):
    return _page(request, contract_or_404(request, ref))


@require_POST
def decisions(request, ref):
    contract, form = contract_or_404(request, ref), DecisionForm(request.POST)
    require(policies.can_decide(request.actor, contract))
    if not form.is_valid():
        return _page(request, contract, status=422, decision=form)
    decided = Decided(**form.cleaned_data)
    args = (contract, decided, sent_version(request))
    done_of = DONE_OF_FIXED if contract.regime == Regime.EXPRESS else DONE
    return answer(
        request, done_of[decided.choice], actions.record_window_decision, *args, to=contract_url(request, ref)
    )


@require_POST
def notices(request, ref):
    contract, form = contract_or_404(request, ref), NoticeForm(request.POST, request.FILES)
    require(policies.can_decide(request.actor, contract))
    if not form.is_valid():
        return _page(request, contract, status=422, notice=form)
    sent = (*(form.cleaned_data[name] for name in ("sent_on", "channel", "tracking_number")), sent_version(request))
    proof = upload_of(form.cleaned_data["proof"])
    to = back_to(request) if request.POST.get("next") else contract_url(request, ref)
    return answer(request, _sent, actions.record_notice_sent, contract, *sent, proof=proof, to=to)


def _sent(contract):
    return f"Envoi noté : le contrat s’arrête le {day_short(contract.terminated_on)}."


@require_POST
def reopening(request, ref):
    contract = contract_or_404(request, ref)
    return answer(request, "Le contrat continue.", actions.reopen_contract, contract.ref, to=contract_url(request, ref))


@require_POST
def removal(request, ref):
    contract = contract_or_404(request, ref)
    listing = url_of("suppliers:contract_list", request.actor.company.slug)
    return answer(request, f"{contract.title} retiré.", actions.remove_contract, contract, to=listing)


@require_POST
def files(request, ref):
    contract_or_404(request, ref)
    require(policies.can_edit_contracts(request.actor))
    if (sent := request.FILES.get("file")) is None:
        return done(request, "Aucun fichier n’était choisi.", to=contract_url(request, ref))
    where = {"kind": KIND, "ref": ref, "once": request.POST.get("once", "")}
    return answer(
        request, "Fichier joint.", attach_file, sent.name, sent.chunks(), to=contract_url(request, ref), **where
    )


def _page(request, contract, status=200, **forms):
    company, actor = request.actor.company, request.actor
    on = clock.today(company)
    decided = queries.decisions_recorded(contract)
    facts = queries.facts_of(contract, company, decided)
    standing = queries.Standing(contract, facts, position(facts, on))
    members, asks_all = all_names(), request.GET.get("history") == "all"
    entries = list(history_of(contract)[:MOST]) if asks_all else last_of(contract)
    told = entries if asks_all else entries[:SHOWN]
    here = sum(member.is_here(on) for member in members)
    now = standing.position
    words = said(now.state, on)
    context = {
        "contract": contract,
        "state": words,
        "headline": headline(standing, on),
        "tone": CALLOUTS[words.tone],
        "figures": figures_shown(standing, here),
        "facts": facts_rows(facts_shown(contract)),
        "picture": pictures.windows_of(facts, now, on) if now.windows else "",
        "windows": window_rows(window_lines(standing, decided, on)),
        "reasons": reason_rows(reasons(standing)),
        "is_fixed": standing.facts.is_fixed,
        "notices": queries.notices_of(contract),
        "ending": shown_ending(request, standing, on),
        "similar": queries.similar_contracts(contract, on),
        "files": attachments_of(KIND, contract.ref),
        "history": history_rows(happened(told, {member.ref: member.name for member in members}, on)),
        "has_more_history": len(entries) > len(told),
        "can_edit": policies.can_edit_contracts(actor),
        "can_decide": policies.can_decide(actor, contract),
        "asked": _asked(standing, actor),
        "once": new_once(),
        "today": on,
        **_forms(standing, on, forms),
    }
    return render(request, PAGE, context, status=status)


def _asked(standing, actor):
    """The request that waits about this window, when there is one."""
    act = standing.position.act
    if act is None or not policies.can_decide(actor, standing.contract):
        return None
    return open_request_about(WINDOW, act.subject_of(standing.contract.ref))


def _forms(standing, on, sent):
    """What can be noted today: what is decided of the next window, the letter that is to be sent."""
    act = standing.position.act
    decidable = act if act and act.deed in (Deed.DECIDE, Deed.REVIEW, Deed.NEGOTIATE) else None
    is_late = act is None or act.deed is not Deed.SEND
    to_send = standing.position.to_note if is_late else act
    decided = decidable or to_send
    sent_on = {} if is_late else {"sent_on": on}
    first = {"occurrence": decided.occurrence, "is_review": decided.is_review} if decided else {}
    return {
        "act": decidable,
        "decide_label": f"Ma décision, {until(act, on)}" if act else "",
        "decision": sent.get("decision")
        or (decided and DecisionForm(initial=first, auto_id="decision_%s", is_fixed=standing.facts.is_fixed)),
        "decided": decided,
        "to_send": to_send,
        "notice": sent.get("notice") or (to_send and NoticeForm(initial=sent_on, auto_id="notice_%s")),
    }
