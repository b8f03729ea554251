"""Calendars followed from outside: the feed itself, and the pages where its address is made and taken back."""

from datetime import timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_http_methods, require_safe

from pupitre.desk.queries.calendars import MY_DAY, calendars_of, feed_of, my_day_of
from pupitre.desk.tables.ical import TYPE, written
from pupitre.engines.attention import public as attention
from pupitre.engines.attention.public import presence_of
from pupitre.foundation import clock
from pupitre.foundation.access.links import close_links, new_link, open_link
from pupitre.foundation.access.models import Purpose
from pupitre.foundation.tenancy.queries import memberships_of
from pupitre.foundation.web import errors
from pupitre.foundation.web.answers import answer
from pupitre.foundation.web.middleware import address_of
from pupitre.foundation.web.pace import Pace

HOUR = timedelta(hours=1)
READINGS = Pace(60, HOUR)  # of one address by one reader
GUESSES = Pace(60, HOUR)  # of addresses that open nothing


@login_not_required
@require_safe
def feed(request, token):
    """Unknown, revoked, expired, of before a restore, of somebody who left: one and the same 404."""
    reader = address_of(request)
    if not READINGS.allows(f"{reader} {token}"):
        return _slow_down(request)
    link = open_link(token, Purpose.CALENDAR)
    found = feed_of(link) if link else None
    if found is None:
        if not GUESSES.allows(reader):
            return _slow_down(request)
        raise Http404
    body = written(found)
    response = HttpResponse(body, content_type=TYPE)
    response["ETag"] = f'"{sha256(body).hexdigest()[:32]}"'
    response["Cache-Control"], response["X-Robots-Tag"] = "no-store", "noindex, nofollow"
    response["Content-Disposition"] = 'inline; filename="pupitre.ics"'
    return get_conditional_response(request, etag=response["ETag"], response=response)


def _slow_down(request):
    response = errors.too_many_requests(request)
    response["Retry-After"] = str(int(HOUR.total_seconds()))
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def calendars(request):
    """Those of one company, whose second factor is asked for before its page."""
    actor = request.actor
    followed, here = calendars_of(actor), reverse("desk:calendars", args=[actor.company.slug])
    if request.method != "POST":
        return _page(request, followed, here, may_allow=attention.can_allow_titles(actor), titles=_titles(actor))
    what = request.POST.get("what", "")
    if what == "titles":
        is_allowed = request.POST.get("allow") == "yes"
        said = "Les titres peuvent sortir." if is_allowed else "Les titres ne sortent plus."
        return answer(request, said, attention.allow_titles, is_allowed=is_allowed, to=here)
    code = _asked(request, [one.code for one in followed])
    if what == "close":
        return answer(request, "L’adresse est révoquée.", attention.close_calendar, code, to=here)
    token = attention.open_calendar(code, actor=actor)
    return _shown_once(request, token, next(one.name for one in followed if one.code == code), here)


@require_http_methods(["GET", "HEAD", "POST"])
def my_calendars(request):
    """The one that goes across companies belongs to the account: no company is told of it."""
    if not memberships_of(request.user):
        raise Http404
    here, followed = reverse("my_calendars"), my_day_of(request.user)
    if request.method != "POST":
        others = [member.company for member in memberships_of(request.user)]
        return _page(request, [followed], here, companies=others)
    _asked(request, [MY_DAY])
    closed = close_links(Purpose.CALENDAR, user=request.user, member=None, subject=MY_DAY)
    if request.POST.get("what") == "close":
        messages.success(request, "L’adresse est révoquée." if closed else "Cette adresse est déjà révoquée.")
        return redirect(here)
    token = new_link(Purpose.CALENDAR, attention.CALENDAR_LIFE, user=request.user, subject=MY_DAY)
    return _shown_once(request, token, followed.name, here)


def _titles(actor) -> bool:
    on = clock.today(actor.company)
    return presence_of(actor, on, on).has_titles_elsewhere


def _asked(request, codes):
    code = request.POST.get("calendar", "")
    if code not in codes or request.POST.get("what") not in ("open", "close"):
        raise Http404
    return code


def _page(request, followed, here, **more):
    template = "desk/calendars.html" if getattr(request, "actor", None) else "desk/my_calendars.html"
    said = [] if getattr(request, "actor", None) else list(messages.get_messages(request))
    return render(request, template, {"followed": followed, "here": here, "said": said, **more})


def _shown_once(request, token, name, here):
    path = reverse("calendar_by_link", args=[token])
    webcal = f"webcal://{urlsplit(settings.URL).netloc}{path}"
    context = {"name": name, "here": here, "address": f"{settings.URL}{path}", "webcal": webcal}
    return render(request, "desk/calendar_shown.html", context)
