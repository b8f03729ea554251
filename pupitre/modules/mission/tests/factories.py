"""Savings, agreements and pages, as tests want them."""

from datetime import date

from pupitre.modules.mission import actions
from pupitre.modules.mission.rules import Month, Per, SavingDraft, Terms, digest_of
from pupitre.modules.mission.tables.month import page_of

OCTOBER = Month(date(2026, 10, 1))
DRAFT = SavingDraft(
    title="Copieurs renégociés",
    before_cents=5_650_00,
    after_cents=4_530_00,
    effective_on=date(2026, 10, 1),
    proof="Facture 2026-118",
)
DAY_RATE = Terms(Per.DAY, 450_00, date(2026, 1, 1))


def identified(actor, draft=DRAFT):
    return actions.add_saving(draft, actor=actor)


def contracted(actor, draft=DRAFT):
    return actions.contract_saving(identified(actor, draft), actor=actor)


def realised(actor, draft=DRAFT):
    return actions.realise_saving(contracted(actor, draft), "F-2026-1182", actor=actor)


def validated(actor, by, draft=DRAFT):
    return actions.validate_saving(realised(actor, draft), actor=by)


def agreed(member, actor, terms=DAY_RATE):
    return actions.agree_engagement(member, terms, 8, actor=actor)


def issued(actor, month=OCTOBER, after=0):
    return actions.issue_month(month, page_of(month, actor.company), after, actor=actor)


def shown_digest(month, company):
    return digest_of(page_of(month, company))
