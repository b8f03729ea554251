"""When somebody is there: one's own page, and that of another by right."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from pupitre.desk.forms.presence import AppointmentForm, AwayForm, RelayForm, ThereForm, TuningForm, WeekForm
from pupitre.desk.queries.first_steps import next_step
from pupitre.desk.queries.presence import Presence, appointment_of, change_of, presence_page_of
from pupitre.engines.attention import public as attention
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.tenancy.models import Member, Role
from pupitre.foundation.web.answers import answer, done
from pupitre.kernel.refs import new_ref


@require_http_methods(["GET", "HEAD", "POST"])
def mine(request):
    return _presence(request, request.actor)


@require_http_methods(["GET", "HEAD", "POST"])
def theirs(request, ref):
    """Absent and not yours to edit look alike."""
    member = get_object_or_404(Member.objects.select_related("site", "company"), ref=ref)
    if not attention.can_edit_presence(request.actor, member):
        raise Http404
    return _presence(request, member)


MEANWHILE = "Cette semaine a été modifiée entre-temps : en enregistrant de nouveau, celle qui est tapée ici l’emporte."


def _presence(request, member):
    page = presence_page_of(member)
    if request.method != "POST":
        return _render(request, page, _forms(request, page))
    what = request.POST.get("what", "")
    if what in REMOVALS:
        return _remove(request, member, what)
    if what not in ACTS:
        raise Http404
    given = _forms(request, page, bound=what)
    if not given[what].is_valid():
        return _render(request, page, given)
    if what == "week" and _was_changed(request, page):
        given["week"].add_error(None, MEANWHILE)
        return _render(request, page, given, status=409)
    return ACTS[what](request, page, given[what].cleaned_data)


def _was_changed(request, page: Presence) -> bool:
    """In another tab, or by somebody else, since the form was made."""
    return request.POST.get("seen", "") not in ("", attention.mark_of(page.pattern))


def _forms(request, page: Presence, bound: str = "") -> dict[str, Any]:
    today = clock.today(page.member.company)
    makers: dict[str, Callable[..., Any]] = {
        "week": lambda **data: WeekForm(pattern=page.pattern, sites=page.sites, member=page.member, **data),
        "away": lambda **data: AwayForm(today=today, auto_id="away_%s", **data),
        "there": lambda **data: ThereForm(today=today, auto_id="there_%s", **data),
        "appointment": lambda **data: AppointmentForm(today=today, auto_id="appointment_%s", **data),
        "relay": lambda **data: RelayForm(others=page.others, initial=_relay_of(page), **data),
        "tuning": lambda **data: TuningForm(initial=_figures_of(page), auto_id="tuning_%s", **data),
    }
    return {name: make(**({"data": request.POST} if name == bound else {})) for name, make in makers.items()}


def _relay_of(page: Presence) -> dict[str, str]:
    return {"relay": page.relay.ref} if page.relay else {}


def _figures_of(page: Presence) -> dict[str, int]:
    tuning = page.tuning
    names = ("reserve_percent", "is_reserve_learned", "weeks", "version")
    figures = {name: getattr(tuning, name) for name in names}
    return figures | {f"priority_{level}": cents // 100 for level, cents in enumerate(tuning.priorities, start=1)}


def _render(request, page: Presence, forms: dict[str, Any], status: int = 200):
    is_mine = page.member.pk == request.actor.pk
    context = {
        "page": page,
        "forms": forms,
        "is_mine": is_mine,
        "is_new": not page.pattern,
        "can_tune": attention.can_tune_the_plan(request.actor),
        "once": new_ref(),
        "seen": attention.mark_of(page.pattern),
    }
    return render(request, "desk/presence.html", context, status=status)


def _address(request, member) -> str:
    slug = request.actor.company.slug
    if member.pk == request.actor.pk:
        return reverse("desk:presence", args=[slug])
    return reverse("desk:presence_of", args=[slug, member.ref])


def _set_week(request, page, typed):
    """The first time, what comes next is shown at once."""
    is_first = not page.pattern and page.member.pk == request.actor.pk and request.actor.has(Role.OFFICE_MANAGER)
    given = (page.member, typed["pattern"], request.POST.get("seen", ""))
    answered = _answer_or_keep(request, page, "La semaine est enregistrée.", attention.set_pattern, *given)
    if answered.status_code != 302:
        return answered
    step = next_step(request.actor) if is_first and typed["pattern"] else None
    return redirect(step.url) if step else answered


def _note_away(request, page, typed):
    member = page.member
    given = {"part": typed["part"], "once": request.POST.get("once", "")}
    return answer(
        request,
        "L’absence est notée.",
        attention.note_presence_change,
        member,
        typed["period"],
        to=_address(request, member),
        **given,
    )


def _note_there(request, page, typed):
    member = page.member
    given = {"part": typed["part"], "shift": typed["shift"], "once": request.POST.get("once", "")}
    said = "La présence est notée."
    return _answer_or_keep(request, page, said, attention.note_presence_change, member, typed["period"], **given)


def _answer_or_keep(request, page, sentence, act, *args, **kwargs):
    """What was typed stays on the page when another of one's companies holds the half-day."""
    what, to = request.POST["what"], _address(request, page.member)
    try:
        act(*args, actor=request.actor, **kwargs)
    except attention.AlreadyPromised as reason:
        given = _forms(request, page, bound=what)
        given[what].full_clean()
        given[what].add_error(None, str(reason))
        return _render(request, page, given, status=422)
    except Refusal as reason:
        messages.error(request, str(reason))
        return redirect(to)
    return done(request, sentence, to=to)


def _make_appointment(request, page, typed):
    member, once = page.member, request.POST.get("once", "")
    return answer(
        request,
        "Le rendez-vous est noté.",
        attention.make_appointment,
        member,
        **typed,
        once=once,
        to=_address(request, member),
    )


def _name_relay(request, page, typed):
    relay = next(one for one in page.others if one.ref == typed["relay"])
    return answer(
        request,
        f"{relay.name} est relais.",
        attention.name_relay,
        page.member,
        relay,
        to=_address(request, page.member),
    )


def _tune(request, page, typed):
    return answer(request, "Le plan est réglé.", attention.tune_plan, **typed, to=_address(request, page.member))


ACTS: dict[str, Callable[..., Any]] = {
    "week": _set_week,
    "away": _note_away,
    "there": _note_there,
    "appointment": _make_appointment,
    "relay": _name_relay,
    "tuning": _tune,
}
REMOVALS: dict[str, tuple[Any, Any, str]] = {
    "change": (change_of, attention.remove_presence_change, "C’est retiré."),
    "meeting": (appointment_of, attention.remove_appointment, "Le rendez-vous est retiré."),
}


def _remove(request, member, what):
    find, act, said = REMOVALS[what]
    row = find(member, request.POST.get("ref", ""))
    if row is None:
        raise Http404
    return answer(request, said, act, row, to=_address(request, member))
