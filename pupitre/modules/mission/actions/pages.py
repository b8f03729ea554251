"""Her words on a month, and issuing its page: frozen with all that it counted, as one row that never changes."""

from dataclasses import replace

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.audit.queries import chain_head
from pupitre.foundation.audit.verbs import action, locked, save, tell
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.scope import current_company
from pupitre.foundation.tenancy.sealing import seal
from pupitre.modules.mission import policies
from pupitre.modules.mission.events import MonthCommented, MonthIssued
from pupitre.modules.mission.models import MonthNote, MonthPage
from pupitre.modules.mission.queries.pages import content_of, last_issued
from pupitre.modules.mission.rules import Month, Page, digest_of, page_to
from pupitre.modules.mission.rules.pages import changes_between

LONGEST = 2000  # of her words


class CannotIssue(Refusal):
    pass


@action
def comment_month(month: Month, comment: str, version: int = 0, *, actor: Member) -> MonthNote:
    """`version`: of the words the form was made from, 0 when there were none."""
    require(policies.can_issue(actor))
    if len(comment) > LONGEST:
        raise CannotIssue(f"Vos mots tiennent en {LONGEST} signes au plus.")
    note, is_new = MonthNote.objects.get_or_create(month_on=month.first)
    note = locked(note)
    if not is_new and note.version != version:
        raise CannotIssue("Quelqu’un a écrit entre-temps : relisez, puis enregistrez de nouveau.")
    if note.comment == comment.strip():
        raise CannotIssue("Ces mots y sont déjà.")
    note.comment = comment.strip()
    save(note, "comment")
    tell(MonthCommented(str(month)))
    return note


@action
def issue_month(month: Month, page: Page, after: int, *, actor: Member) -> MonthPage:
    """`page`: what was shown and agreed to; `after`: the number of the version it follows, 0 for the first.

    The unique number is the lock: of two that issue at once, one is refused.
    """
    require(policies.can_issue(actor))
    if clock.today(current_company()) <= month.last:
        raise CannotIssue("Le mois n’est pas fini : sa page s’arrête à partir du premier jour du suivant.")
    last = last_issued(month)
    if (last.number if last else 0) != after:
        raise CannotIssue("Cette page vient d’être arrêtée : relisez-la avant d’en faire une version de plus.")
    if last is not None:
        before = content_of(last)
        changes = changes_between(before, page)
        if not changes:
            raise CannotIssue("Rien n’a changé depuis la version arrêtée : il n’y a pas d’autre version à faire.")
        page = replace(page, changes=changes)
    seq, link = chain_head()
    made = MonthPage(
        month_on=month.first,
        number=after + 1,
        content_digest=digest_of(page),
        head_seq=seq,
        head_link=link,
        issued_by=actor,
        issued_at=clock.now(),
    )
    seal(made, "content", page_to(page))
    made.save(force_insert=True)
    tell(MonthIssued(made.ref, str(month), made.number, made.content_digest, f"{seq}:{link}"), made)
    return made
