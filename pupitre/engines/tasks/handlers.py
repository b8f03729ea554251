"""Whoever is given a task by somebody else is told at once: « on vous a nommé »."""

from django.conf import settings
from django.template.loader import render_to_string

from pupitre.engines.tasks.events import MemberNamed
from pupitre.engines.tasks.queries import all_tasks
from pupitre.foundation import clock
from pupitre.foundation.events.dispatch import listen
from pupitre.foundation.notifications.posting import post
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.scope import current_company
from pupitre.kernel.formatting import counted
from pupitre.ui.addresses import url_of

SHOWN = 20


@listen(MemberNamed)
def name_owner(event: MemberNamed) -> None:
    """One mail for all that was given at once; nothing for what was taken back meanwhile."""
    company = current_company()
    owner = Member.objects.select_related("user").filter(ref=event.member).first()
    tasks = list(all_tasks().filter(ref__in=event.tasks, owner__ref=event.member).order_by("due_on", "pk"))
    if owner is None or not owner.is_here(clock.today(company)) or not tasks:
        return
    by = Member.objects.filter(ref=event.by).first()
    lines = [(task.title, task.due_on, settings.URL + url_of("tasks:task", company.slug, task.ref)) for task in tasks]
    count = counted(len(tasks), "tâche", "tâches")
    subject = f"{by.name if by else 'Quelqu’un'} vous confie {'une tâche' if len(tasks) == 1 else count}"
    context = {"company": company.name, "subject": subject, "lines": lines[:SHOWN], "more": len(lines[SHOWN:])}
    context["url"] = settings.URL + url_of("tasks:list", company.slug)
    text, html = (render_to_string(f"tasks/mail/named.{kind}", context) for kind in ("txt", "html"))
    key = f"tasks:named:{event.member}:{event.tasks[0]}:{event.edition}"
    post(owner, key=key, subject=" ".join(subject.split()), text=text, html=html, is_immediate=True)
