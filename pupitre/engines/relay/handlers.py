"""What a relay is written because it was passed: the page of the absence, by a link of their own."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from pupitre.engines.relay import queries
from pupitre.engines.relay.actions.passing import link_for
from pupitre.engines.relay.events import RelayPassed
from pupitre.foundation import clock
from pupitre.foundation.events.dispatch import listen
from pupitre.foundation.notifications.posting import is_posted, post
from pupitre.foundation.tenancy.scope import current_company
from pupitre.kernel.formatting import day_near

SUBJECT = "Vous êtes relais"


@listen(RelayPassed)
def write_to_the_relay(event: RelayPassed) -> None:
    """Being named: it leaves at once. The link is made with its mail, or not at all."""
    handover, key, company = queries.handover_named(event.handover), f"relay:{event.handover}", current_company()
    if handover is None or queries.is_over(handover, company) or is_posted(key):
        return
    handover.relay.company = company
    url = settings.URL + reverse("relay_by_link", args=[link_for(handover)])
    until = day_near(handover.until, clock.today(company)) if handover.until else ""
    context = {"handover": handover, "until": until, "url": url, "company": company.name, "count": event.lines}
    text, html = (render_to_string(f"relay/mail/relay.{kind}", context) for kind in ("txt", "html"))
    post(handover.relay, key=key, subject=SUBJECT, text=text, html=html, is_immediate=True)
