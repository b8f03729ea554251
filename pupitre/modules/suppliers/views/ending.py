"""The page on which the end of a contract is followed, and its gestures."""

from django.core.exceptions import BadRequest
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import require
from pupitre.foundation.files.queries import attachments_of
from pupitre.foundation.web.answers import answer, done
from pupitre.foundation.web.editing import sent_version
from pupitre.kernel.calendar import Zone
from pupitre.kernel.formatting import day_full
from pupitre.modules.suppliers import actions, policies, queries
from pupitre.modules.suppliers.actions.followed import KIND
from pupitre.modules.suppliers.forms.contracts import NoticeForm
from pupitre.modules.suppliers.forms.endings import StepForm, ThingForm
from pupitre.modules.suppliers.models import ThingToReturn
from pupitre.modules.suppliers.queries import endings as found
from pupitre.modules.suppliers.rules import Deed, position
from pupitre.modules.suppliers.rules.endings import CHASED, IN_ITS_OWN_WAY, Outcome, Step, dues
from pupitre.modules.suppliers.tables import endings as told
from pupitre.modules.suppliers.views.found import contract_or_404
from pupitre.ui.addresses import url_of

PAGE = "suppliers/ending.html"
BY_ITS_OWN_FORM = (Step.SENT,)


@require_safe
def ending(request, ref):
    contract, ending = ending_or_404(request, ref)
    return _page(request, contract, ending)


@require_POST
def start(request, ref):
    contract = contract_or_404(request, ref)
    require(policies.can_decide(request.actor, contract))
    args = (contract, sent_version(request))
    return answer(request, "La fin du contrat est suivie.", actions.follow_ending, *args, to=ending_url(request, ref))


@require_POST
def steps(request, ref):
    contract, ending = ending_or_404(request, ref)
    require(policies.can_decide(request.actor, contract))
    step = _step(request)
    if step in IN_ITS_OWN_WAY:
        raise BadRequest
    form = StepForm(request.POST, request.FILES, step=step, auto_id=f"{step}_%s")
    if not form.is_valid():
        return _page(request, contract, ending, status=422, form=form)
    sentence = f"{told.STEP_LABELS[step]}\u00a0: noté."
    args = (ending, form.draft(), sent_version(request))
    return answer(request, sentence, actions.record_ending_step, *args, to=ending_url(request, ref))


@require_POST
def take_back(request, ref):
    contract, ending = ending_or_404(request, ref)
    require(policies.can_decide(request.actor, contract))
    args = (ending.ref, str(_step(request)))
    return answer(request, "L’étape est reprise.", actions.take_back_ending_step, *args, to=ending_url(request, ref))


@require_POST
def chases(request, ref):
    contract, ending = ending_or_404(request, ref)
    require(policies.can_decide(request.actor, contract))
    args = (ending, _step(request), sent_version(request))
    return answer(request, "Relance notée.", actions.record_ending_chase, *args, to=ending_url(request, ref))


@require_POST
def ratification(request, ref):
    contract, ending = ending_or_404(request, ref)
    require(policies.can_decide(request.actor, contract))
    args = (ending, sent_version(request))
    return answer(request, "La lettre est ratifiée.", actions.ratify_letter, *args, to=ending_url(request, ref))


@require_POST
def things(request, ref):
    """One more to return, or one that is noted: the same list, the same address."""
    contract, ending = ending_or_404(request, ref)
    require(policies.can_decide(request.actor, contract))
    to = f"{ending_url(request, ref)}#things"
    if "thing" in request.POST:
        args = (_thing(request, ending), "needless" in request.POST)
        return answer(request, lambda thing: f"{thing.label}\u00a0: noté.", actions.return_thing, *args, to=to)
    form = ThingForm(request.POST)
    if not form.is_valid():
        return done(request, "Dites ce qui est à rendre.", to=to)
    return answer(request, "Ajouté à la liste.", actions.list_thing, ending, **form.cleaned_data, to=to)


@require_POST
def things_back(request, ref):
    contract, ending = ending_or_404(request, ref)
    require(policies.can_decide(request.actor, contract))
    args, to = (_thing(request, ending).ref,), f"{ending_url(request, ref)}#things"
    return answer(request, "De nouveau à rendre.", actions.await_thing, *args, to=to)


def ending_or_404(request, ref):
    """The ending that is followed, else the last one, of a contract that the actor sees."""
    contract = contract_or_404(request, ref)
    if (ending := found.last_ending_of(contract)) is None:
        raise Http404
    return contract, ending


def ending_url(request, ref):
    return url_of("suppliers:ending", request.actor.company.slug, ref)


def shown_ending(request, standing, on):
    """What the page of the contract says of its end: nothing, and one query, for most contracts."""
    contract = standing.contract
    if (ending := found.last_ending_of(contract)) is None:
        return None
    rows = found.steps_of(ending)
    followed = found.followed_by(ending, rows)
    waits = _waits(contract, followed, request.actor.company)
    return {
        "lines": told.timeline(followed, rows, waits, on),
        "next": "" if ending.outcome else told.next_line(followed, waits, on, standing),
        "state": told.state_of(ending, followed)[1],
        "url": ending_url(request, contract.ref),
    }


def _waits(contract, followed, company):
    zone = Zone(contract.site.zone if contract.site else company.zone)
    return dues(followed, found.delays(), zone)


def _thing(request, ending):
    thing = ThingToReturn.objects.filter(ending=ending, ref=request.POST.get("thing", "")[:12]).first()
    if thing is None:
        raise Http404
    return thing


def _step(request):
    try:
        return Step(request.POST.get("step", ""))
    except ValueError as unknown:
        raise BadRequest from unknown


def _page(request, contract, ending, status=200, form=None):
    company, actor = request.actor.company, request.actor
    on = clock.today(company)
    rows = found.steps_of(ending)
    followed = found.followed_by(ending, rows)
    waits = _waits(contract, followed, company)
    standing = _standing(contract, company, on)
    tone, state = told.state_of(ending, followed)
    is_live = not ending.outcome
    names = {file.ref: file.name for file in attachments_of(KIND, ending.ref)}
    may = policies.can_decide(actor, contract)
    can_decide = may and is_live
    context = {
        "contract": contract,
        "ending": ending,
        "tone": tone,
        "state": state,
        "lines": told.timeline(followed, rows, waits, on),
        "next": told.next_line(followed, waits, on, standing) if is_live else "",
        "missed": told.missed(standing, followed) if is_live else "",
        "last_day": day_full(ending.ends_on) if ending.ends_on else "",
        "things": found.things_of_ending(ending),
        "thing_form": ThingForm(auto_id="thing_%s"),
        "letters": found.letters_of(ending),
        "names": names,
        "has_left": followed.has_left,
        "lacks_power": is_live and followed.lacks_power,
        "can_decide": can_decide,
        "can_take_back": may and ending.outcome in ("", Outcome.FINISHED),
        "today": on,
        "here": ending_url(request, contract.ref),
        **(_gestures(request, ending, followed, waits, standing, on, form) if can_decide else {}),
    }
    return render(request, PAGE, context, status=status)


def _standing(contract, company, on):
    facts = queries.facts_of(contract, company, queries.decisions_recorded(contract))
    return queries.Standing(contract, facts, position(facts, on))


def _gestures(request, ending, followed, waits, standing, on, sent):
    """What may be done now: the first is the one that presses, the others are folded beneath it."""
    act = standing.position.act
    to_send = act if act and act.deed is Deed.SEND else standing.position.to_note
    is_to_send = bool(to_send) and ending.has_letter and not followed.is_sent
    pressing = [due.step for due in waits]
    steps = [step for step in followed.open_steps if step not in BY_ITS_OWN_FORM]
    steps.sort(key=lambda step: pressing.index(step) if step in pressing else len(pressing))
    gestures = [_noting(ending, step, on, sent) for step in steps]
    if is_to_send and to_send is not act:
        gestures = [_sending(on), *gestures]
    elif is_to_send:
        gestures = _of_the_letter(ending, followed, gestures, on)
    elif followed.is_sent or not ending.has_letter:
        gestures = _of_the_answer(request, ending, followed, gestures, waits, on)
    return {
        "gestures": gestures,
        "postings": told.postings(standing, on) if is_to_send else [],
    }


def _noting(ending, step, on, sent):
    is_sent = sent is not None and sent.data.get("step") == step
    initial = {"step": str(step), "happened_on": on, "ends_on": ending.ends_on}
    form = sent if is_sent else StepForm(step=step, initial=initial, auto_id=f"{step}_%s")
    return {"kind": "step", "step": step, "label": told.GESTURES[step], "form": form, "is_open": is_sent}


def _of_the_letter(ending, followed, gestures, on):
    """Made, signed, sent: the next of the three first; a letter made elsewhere is noted sent at once."""
    is_made = bool(found.letters_of(ending))
    make = {"kind": "make", "label": "Refaire la lettre" if is_made else "Préparer la lettre"}
    notice = _sending(on)
    if Step.LETTER in followed.closed:
        return [notice, *gestures, make]
    return [*gestures, notice, make] if is_made else [make, *gestures, notice]


def _sending(on):
    form = NoticeForm(initial={"sent_on": on}, auto_id="notice_%s")
    return {"kind": "notice", "label": "Noter l’envoi", "form": form}


def _of_the_answer(request, ending, followed, gestures, waits, on):
    """Late, it is chased; else what comes next is noted when it comes."""
    first = waits[0] if waits else None
    if first is not None and first.step is Step.RETURNED and _is_something_left(ending):
        gestures.insert(0, {"kind": "things", "label": told.TO_DO[Step.RETURNED]})
    late = first.step if first and first.step in CHASED and first.opens_on <= on else None
    chased = late or (told.chaseable(followed) if followed.is_sent else None)
    if chased is not None:
        gestures.insert(0 if late else 1, _chase(ending, followed, chased, request.actor.company))
    return gestures


def _is_something_left(ending):
    return any(one.returned_on is None and not one.is_needless for one in found.things_of_ending(ending))


def _chase(ending, followed, step, company):
    contract = ending.contract
    subject, text = told.chase_subject(contract), told.chase_text(contract, followed, step, company.name)
    return {
        "kind": "chase",
        "step": str(step),
        "label": f"Relancer {contract.supplier.name}",
        "asked": told.TO_DO[step],
        "text": text,
        "mailto": told.mailto(contract.supplier.email, subject, text),
        "count": len(followed.chases(step)),
    }
