"""A list, an object, a write, each with a session and its user; the rows of the list are written by Python."""

from datetime import date
from html import escape

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template import RequestContext, Template
from django.urls import path
from django.views.decorators.http import require_POST

from bench.floor.models import Absence, Team

ROW = "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td class=number>{}</td><td>{}</td></tr>"
PAGE = "<!doctype html><html lang=fr><title>{}</title><body><h1>{}</h1>{}</body></html>"
ONE = Template(
    "<h1>{{ a.title }}</h1><p>{{ user }}</p><dl><dt>Équipe<dd>{{ a.team.name }}"
    "<dt>Début<dd>{{ first }}<dt>Fin<dd>{{ last }}<dt>Montant<dd>{{ amount }}<dt>État<dd>{{ a.state }}</dl>"
    '<form method="post" action="/write/">{% csrf_token %}<input name="title" value="{{ a.title }}"></form>'
)


def words_of(absence):
    amount = f"{absence.cents / 100:,.2f} €".replace(",", "\u202f").replace(".", ",")
    return f"{absence.starts_on:%d/%m/%Y}", f"{absence.ends_on:%d/%m/%Y}", amount


def row_of(absence):
    first, last = f"{absence.starts_on:%d/%m/%Y}", f"{absence.ends_on:%d/%m/%Y}"
    amount = f"{absence.cents / 100:,.2f} €".replace(",", "\u202f").replace(".", ",")
    return ROW.format(
        *(escape(text) for text in (absence.title, absence.team.name, first, last, amount, absence.state))
    )


def page(request, title, body):
    return HttpResponse(PAGE.format(escape(title), escape(request.user.get_username()), body))


def hundred(request):
    rows = Absence.objects.select_related("team").order_by("starts_on", "pk")[:100]
    return page(request, "Liste", f"<table>{''.join(row_of(row) for row in rows)}</table>")


def one(request, number):
    absence = Absence.objects.select_related("team").get(pk=number)
    first, last, amount = words_of(absence)
    said = {"a": absence, "user": request.user.get_username(), "first": first, "last": last, "amount": amount}
    return HttpResponse(ONE.render(RequestContext(request, said)))


@require_POST
def write(request):
    days = {name: date.fromisoformat(request.POST[name]) for name in ("starts_on", "ends_on")}
    team = Team.objects.get(pk=request.POST["team"])
    made = Absence.objects.create(team=team, title=request.POST["title"], cents=0, state="demandé", **days)
    return redirect(f"/one/{made.pk}/")


urlpatterns = [path("list/", hundred), path("one/<int:number>/", one), path("write/", write)]
