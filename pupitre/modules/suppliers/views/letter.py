"""The letter that ends a contract, made as a PDF; and the way back once it has left."""

from pathlib import Path

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import require
from pupitre.foundation.printing import typeset
from pupitre.foundation.tenancy.models import Site
from pupitre.foundation.web.editing import save_form, sent_version
from pupitre.kernel.notice import end_after_notice
from pupitre.modules.suppliers import actions, policies
from pupitre.modules.suppliers.actions.followed import CannotFollow
from pupitre.modules.suppliers.actions.signing import power_of
from pupitre.modules.suppliers.forms.endings import LetterForm, ResumptionForm, upload_of
from pupitre.modules.suppliers.models import Channel
from pupitre.modules.suppliers.queries import endings as found
from pupitre.modules.suppliers.rules.drafts import terms_of
from pupitre.modules.suppliers.tables import endings as told
from pupitre.modules.suppliers.tables.words import notice
from pupitre.modules.suppliers.views.ending import ending_or_404, ending_url

TEMPLATE = Path(__file__).resolve().parents[1] / "typst" / "termination.typ"
LETTER, RESUMPTION = "suppliers/ending_letter.html", "suppliers/ending_resumption.html"


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request, ref):
    contract, ending = ending_or_404(request, ref)
    require(policies.can_decide(request.actor, contract))
    on = clock.today(request.actor.company)
    able = found.who_may_sign(contract, request.actor, on)
    back = ending_url(request, ref)
    row = told.letters_by_regime()[contract.regime]
    context = {
        "contract": contract,
        "ending": ending,
        "able": able,
        "law": row,
        "is_to_be_checked": row["confidence"] == "memory",
        "back": back,
        "version": ending.version,
    }
    if not able or ending.outcome:
        return render(request, LETTER, context, status=200 if request.method in ("GET", "HEAD") else 422)
    form = LetterForm(request.POST or None, able=able, initial=_proposed(contract, ending, able, on))

    def act(_):
        return _made(request, contract, ending, form.draft())

    return save_form(
        request, form, act, template=LETTER, sentence="Lettre faite\u00a0: à signer.", to=back, context=context
    )


@require_http_methods(["GET", "HEAD", "POST"])
def resumption(request, ref):
    contract, ending = ending_or_404(request, ref)
    require(policies.can_decide(request.actor, contract))
    form = ResumptionForm(request.POST or None, request.FILES or None)

    def act(noted):
        args = (ending, noted["on"], noted["note"], upload_of(noted["proof"]), sent_version(request))
        return actions.resume_contract(*args, actor=request.actor)

    context = {"contract": contract, "back": ending_url(request, ref), "version": ending.version}
    return save_form(
        request,
        form,
        act,
        template=RESUMPTION,
        sentence="Le contrat continue, avec l’accord du fournisseur.",
        to=ending_url(request, ref),
        context=context,
    )


def _made(request, contract, ending, draft):
    """The power is asked before the paper is set, outside any transaction, and again when it is kept."""
    power_of(draft.signatory, contract, request.actor, draft.dated_on)
    if draft.dated_on > clock.today(request.actor.company):
        raise CannotFollow("Une lettre se date d’aujourd’hui au plus tard.")
    pdf = typeset(TEMPLATE, letter_data(contract, draft, request.actor.company), title=draft.subject)
    return actions.keep_letter(ending, draft, pdf, sent_version(request), actor=request.actor)


def letter_data(contract, draft, company):
    """What the letter is made from: plain values."""
    return {
        "company": company.name,
        "sender": draft.sender.replace("\r", ""),
        "recipient": draft.recipient.replace("\r", ""),
        "place_and_date": f"{draft.place}, le {told.day_written(draft.dated_on)}",
        "sent_by": told.MENTIONS[draft.channel],
        "subject": draft.subject,
        "reference": contract.reference,
        "paragraphs": [one for one in draft.body.replace("\r", "").split("\n\n") if one.strip()],
        "signatory": draft.signatory.name,
    }


def _proposed(contract, ending, able, on):
    ends_on = ending.ends_on or end_after_notice(terms_of(contract), on)
    subject, body = told.letter_words(contract, ends_on, notice(contract))
    last = found.last_letter_of(ending)
    if last is not None:
        kept = ("sender", "place", "recipient", "channel", "subject", "body")
        proposed = {**{name: getattr(last, name) for name in kept}, "signatory": last.signatory.ref, "dated_on": on}
        is_of_this_end = ends_on is None or told.day_written(ends_on) in last.body
        return proposed if is_of_this_end else {**proposed, "subject": subject, "body": body}
    supplier = contract.supplier
    named = f"{supplier.name}\n{supplier.contact_name}".strip()
    return {
        "signatory": able[0].member.ref,
        "sender": f"{contract.company.name}\n{_address(contract) or '(adresse à compléter)'}",
        "place": _place(contract),
        "dated_on": on,
        "recipient": found.last_recipient(supplier.pk) or f"{named}\n(adresse à compléter)",
        "channel": Channel.REGISTERED,
        "subject": subject,
        "body": body,
    }


def _site(contract):
    return contract.site or Site.objects.order_by("pk").first()


def _address(contract):
    site = _site(contract)
    return site.address if site else ""


def _place(contract):
    """The town of the address, when it ends with one: « 12 rue des Lilas, 93500 Pantin »."""
    last = _address(contract).replace("\n", ",").split(",")[-1].strip()
    town = last.lstrip("0123456789 ")
    return town or (_site(contract).name if _site(contract) else "")
