"""The page of a month: the draft as it is today, what was issued, one figure and its rows, and the gestures on it."""

from dataclasses import replace

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import require
from pupitre.foundation.tenancy.models import Role
from pupitre.foundation.web.answers import answer
from pupitre.modules.mission import actions, policies, queries
from pupitre.modules.mission.forms import CommentForm
from pupitre.modules.mission.queries.pages import latest_before
from pupitre.modules.mission.rules import Month, digest_of, month_of
from pupitre.modules.mission.tables.month import page_of
from pupitre.modules.mission.tables.shown import (
    DRAWN,
    MOST_AWAITED,
    MOST_RISKS,
    coming_title,
    faces,
    issued_words,
    months_around,
    pictures_of,
    shown,
    shown_rows,
    unlisted,
)
from pupitre.modules.mission.tables.words import titled
from pupitre.modules.mission.views.found import asked_of, month_asked, month_url, seen, tabs
from pupitre.ui.addresses import url_of


@require_safe
def home(request):
    """The current month's; for who does not make it, the last one that was issued."""
    if not policies.can_see_month(request.actor):
        raise Http404
    month = month_of(clock.today(request.actor.company))
    last = queries.pages_visible_to(request.actor).first()
    if last is not None and not request.actor.has(Role.OFFICE_MANAGER):
        month = Month(last.month_on)
    return redirect(month_url(request, month))


@require_safe
def page(request, month):
    asked = asked_of(request, month)
    company, today = request.actor.company, clock.today(request.actor.company)
    slug, found = company.slug, asked.page
    can_issue, is_over = policies.can_issue(request.actor), today > asked.month.last
    pictures = pictures_of(latest_before(asked.month, DRAWN), found)
    waiting = found.figure("waiting")
    risks = found.figure("risks")
    context = {
        "asked": asked,
        "found": found,
        "month": str(asked.month),
        "around": months_around(asked.month, slug, month_of(today)),
        "faces": faces(found, slug, asked.query, pictures),
        "waiting": shown(waiting, slug, found.month, asked.query),
        "awaited": shown_rows(found.awaited(MOST_AWAITED), slug),
        "awaited_more": unlisted(found),
        "risks": shown(risks, slug, found.month, asked.query),
        "coming": shown_rows(risks.rows[:MOST_RISKS], slug),
        "coming_title": coming_title(asked.month),
        "state": _state(request, asked, is_over),
        "versions": [_version(request, row) for row in asked.versions],
        "can_comment": can_issue and asked.row is None,
        "can_issue": can_issue and asked.row is None and is_over,
        "form": CommentForm(initial={"comment": found.comment}),
        "note": queries.note_of(asked.month),
        "digest": digest_of(found),
        "after": asked.versions[0].number if asked.versions else 0,
        "tabs": tabs(request, "home"),
    }
    return render(request, "mission/month.html", context)


def _state(request, asked, is_over):
    if asked.row is not None:
        return issued_words(asked.row, clock.local(asked.row.issued_at, request.actor.company).date())
    if asked.versions:
        return "Chiffres d’aujourd’hui : ils ne changent rien à la page arrêtée"
    return "Brouillon, à arrêter : les chiffres bougent encore" if is_over else "Brouillon du mois en cours"


def _version(request, row):
    on = clock.local(row.issued_at, request.actor.company).date()
    url = f"{month_url(request, Month(row.month_on))}?version={row.number}"
    return {"words": issued_words(row, on), "url": url, "number": row.number}


@require_safe
def figure(request, month, figure):
    asked = asked_of(request, month)
    found = next((one for one in asked.page.figures if one.code == figure), None)
    if found is None:
        raise Http404
    slug = request.actor.company.slug
    context = {
        "asked": asked,
        "figure": found,
        "shown": shown(found, slug, asked.page.month, asked.query),
        "rows": shown_rows(found.rows, slug),
        "title": titled(asked.month),
        "back": f"{month_url(request, asked.month)}{asked.query}",
        "state": _state(request, asked, clock.today(request.actor.company) > asked.month.last),
    }
    return render(request, "mission/figure.html", context)


@require_safe
def circulate(request, month):
    """As it may be shown to anybody: what it leaves out, it says."""
    asked = asked_of(request, month)
    found, slug = asked.page.to_circulate(), request.actor.company.slug
    context = {
        "asked": asked,
        "found": found,
        "figures": [
            replace(shown(one, slug, found.month, asked.query), url="") for one in found.figures if one.code != "risks"
        ],
        "back": f"{month_url(request, asked.month)}{asked.query}",
    }
    return render(request, "mission/circulate.html", context)


@require_safe
def issued(request):
    if not policies.can_see_month(request.actor):
        raise Http404
    latest = {row.month_on: row for row in [*queries.pages_visible_to(request.actor)][::-1]}
    rows = [{"title": titled(Month(on)), **_version(request, row)} for on, row in reversed(latest.items())]
    home = url_of("mission:home", request.actor.company.slug)
    return render(request, "mission/issued.html", {"rows": rows, "home": home, "tabs": tabs(request, "issued")})


@require_POST
def comment(request, month):
    wanted = month_asked(request, month)
    version = request.POST.get("version", "")
    given = (wanted, request.POST.get("comment", ""), int(version) if version.isdecimal() else 0)
    return answer(request, "Vos mots sont gardés.", actions.comment_month, *given, to=_live(request, wanted))


@require_POST
def issue(request, month):
    """What is frozen is what was shown: when a figure has moved since, it is shown again first."""
    wanted = month_asked(request, month)
    require(policies.can_issue(request.actor))
    whole = page_of(wanted, request.actor.company)
    after = request.POST.get("after", "")
    if digest_of(seen(request, whole)) != request.POST.get("digest"):
        return answer(request, "", _moved, to=_live(request, wanted))
    number = int(after) if after.isdecimal() else 0
    said = "La page est arrêtée : la direction la reçoit."
    return answer(request, said, actions.issue_month, wanted, whole, number, to=month_url(request, wanted))


def _moved(*, actor):
    raise actions.CannotIssue("Un chiffre a changé depuis que cette page est ouverte : relisez-la, puis arrêtez-la.")


def _live(request, month):
    there = queries.issued_of(month)
    return f"{month_url(request, month)}{'?now=1' if there else ''}"
