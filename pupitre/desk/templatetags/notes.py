"""The lines of the desk, written by Python: dozens of them, each with forms, addresses and a menu."""

from collections.abc import Iterable
from html import escape

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from pupitre.desk.queries.arbitrate import Choice
from pupitre.desk.queries.lines import Row
from pupitre.ui.icons import icon

register = template.Library()

NOTE = (
    '<li class="note{alarm}">{mark}<div class="note__body"><div class="note__title">{title}</div>'
    '<div class="note__why">{why}</div></div><div class="note__stake figure" title="{stake_from}">{stake}</div>'
    '<div class="note__effort figure">{effort}</div><div class="note__verb">{verbs}</div></li>'
)
FORM = '<form method="post" action="{page}">{csrf}<input type="hidden" name="verb" value="{verb}">{button}</form>'
TICK = '<button class="tick" title="Fait" aria-label="Fait : {title}" data-once>{icon}</button>'
LATER = '<input type="hidden" name="until" value="{until}"><button data-once>{label}</button>'
MENU = (
    '<details class="menu" data-menu><summary class="button button--quiet" aria-label="Autres choix : {title}">{icon}'
    '</summary><div class="menu__items">{later}'
    '<a href="{page}#later">Plus tard…</a><a href="{page}#hand">Confier à…</a>'
    '<a href="{page}#wait">En attente de…</a><a href="{page}#block">Bloqué par une décision…</a>'
    '<a href="{page}#pin">Épingler à une présence…</a>{aside}<hr><a href="{page}#estimate">Durée…</a>'
    '<a href="{page}#note">Note…</a><a href="{page}#drop">Sans objet…</a></div></details>'
)
LOST = (
    '<div class="line line--lost">{icon}<div class="line__body"><a href="{url}">{title}</a><small>{why}</small></div>'
    '<div class="line__end"><span class="figure" title="{stake_from}">{stake}</span>{seen}</div></div>'
)
SEEN = '<button class="section__more" aria-label="J’ai vu : {title}" data-once>J’ai vu</button>'
CHOICE = (
    '<li><span>{title} <span class="dim">· {detail}</span></span>'
    '<b class="figure" title="{stake_from}">{stake}</b></li>'
)


@register.simple_tag(takes_context=True)
def notes(context: Context, rows: Iterable[Row], leave: str = "", leave_until: str = "") -> SafeString:
    """`leave`: the words that put a line off until the next presence, when there is one."""
    csrf = _csrf(context)
    return _safe("".join(_note(row, csrf, leave, leave_until) for row in rows))


@register.simple_tag(takes_context=True)
def lost(context: Context, rows: Iterable[Row]) -> SafeString:
    """What is too late: told until it was seen."""
    csrf = _csrf(context)
    return _safe("".join(_lost(row, csrf) for row in rows))


def _csrf(context: Context) -> str:
    token = context.get("csrf_token")
    return f'<input type="hidden" name="csrfmiddlewaretoken" value="{token}">' if token else ""


@register.simple_tag
def choices(found: Iterable[Choice]) -> SafeString:
    return _safe("".join(_choice(one) for one in found))


def _note(row: Row, csrf: str, leave: str, leave_until: str) -> str:
    title, page = escape(row.title), escape(row.page)
    em = f"<em>{escape(row.em)}</em> " if row.em else ""
    marks = "".join(f'<span class="note__more">{escape(mark)}</span>' for mark in row.marks)
    return NOTE.format(
        alarm=" note--alarm" if row.tone == "alarm" else "",
        mark=_mark(row, title, page, csrf),
        title=f'<a href="{escape(row.url or row.page)}">{title}</a>' if row.url or row.page else title,
        why=f"{em}{escape(row.why)}{marks}",
        stake_from=escape(row.stake_from),
        stake=escape(row.stake),
        effort=escape(row.effort),
        verbs=_verb(row, title, page, csrf) + _menu(title, page, csrf, leave, leave_until) if row.page else "",
    )


def _mark(row: Row, title: str, page: str, csrf: str) -> str:
    if row.page and row.is_ticked:
        return FORM.format(page=page, csrf=csrf, verb="done", button=TICK.format(title=title, icon=icon("check", 13)))
    drawn = icon("triangle-alert" if row.tone == "alarm" else row.icon, 18) if row.tone == "alarm" or row.icon else ""
    return f'<span class="note__mark" aria-hidden="true">{drawn}</span>'


def _verb(row: Row, title: str, page: str, csrf: str) -> str:
    """Its own verb, sent or opened; what is to be confirmed is asked on its page."""
    verb = row.verb
    if verb is None:
        button = f'<button class="button" data-once aria-label="Fait : {title}">Fait</button>'
        return FORM.format(page=page, csrf=csrf, verb="done", button=button)
    label, url = escape(verb.label), escape(verb.url)
    if verb.method == "post" and not verb.confirm:
        return f'<form method="post" action="{url}">{csrf}<button class="button" data-once>{label}</button></form>'
    href = page if verb.method == "post" else url
    return f'<a class="button" href="{href}" aria-label="{label} : {title}">{label}</a>'


def _menu(title: str, page: str, csrf: str, leave: str, leave_until: str) -> str:
    later = LATER.format(until=escape(leave_until), label=escape(leave))
    aside = "<button data-once>Mettre de côté</button>"
    return MENU.format(
        title=title,
        icon=icon("ellipsis", 16),
        page=page,
        later=FORM.format(page=page, csrf=csrf, verb="later", button=later) if leave_until else "",
        aside=FORM.format(page=page, csrf=csrf, verb="aside", button=aside),
    )


def _lost(row: Row, csrf: str) -> str:
    title, page = escape(row.title), escape(row.page)
    return LOST.format(
        icon=icon("triangle-alert", 16),
        url=escape(row.url) or page,
        title=title,
        why=escape(row.why),
        stake_from=escape(row.stake_from),
        stake=escape(row.stake),
        seen=FORM.format(page=page, csrf=csrf, verb="done", button=SEEN.format(title=title)),
    )


def _choice(one: Choice) -> str:
    title = escape(one.title)
    return CHOICE.format(
        title=f'<a href="{escape(one.url)}">{title}</a>' if one.url else title,
        detail=escape(one.detail),
        stake_from=escape(one.stake_from),
        stake=escape(one.stake),
    )


def _safe(text: str) -> SafeString:
    return mark_safe(text)  # noqa: S308 (every text was escaped above)
