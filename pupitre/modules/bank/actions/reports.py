"""The page to send: a mail to somebody of the direction, once a day at most."""

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.audit.verbs import action, tell
from pupitre.foundation.notifications.posting import is_posted, post
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.scope import current_company
from pupitre.modules.bank import policies
from pupitre.modules.bank.events import ReportSent
from pupitre.modules.bank.rules import Letter


class CannotSend(Refusal):
    pass


@action
def send_report(recipient: Member, letter: Letter, *, actor: Member) -> Member:
    require(policies.can_discover(actor))
    today = clock.today(current_company())
    if not policies.may_receive(recipient, today):
        raise CannotSend("Cette page ne part qu’à la direction.")
    key = f"bank.report:{recipient.ref}:{today.isoformat()}"
    if is_posted(key):
        raise CannotSend(f"{recipient.name} a déjà reçu cette page aujourd’hui.")
    if post(recipient, key=key, subject=letter.subject, text=letter.text) is None:
        raise CannotSend(f"{recipient.name} n’a pas d’adresse, ou ne veut pas de mail : imprimez la page.")
    tell(ReportSent(recipient.ref, letter.dates, letter.yearly_cents), recipient)
    return recipient
