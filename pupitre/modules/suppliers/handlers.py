"""What suppliers do because something happened elsewhere."""

from contextlib import suppress

from pupitre.foundation.events.dispatch import listen
from pupitre.modules.people.public import CompanyEdited, SiteEdited
from pupitre.modules.suppliers import actions

ZONE = "zone"  # its holidays are others, and so are its working days


@listen(SiteEdited)
def follow_site(event: SiteEdited) -> None:
    if ZONE in event.fields:
        with suppress(actions.CannotChange):  # no date moved
            actions.reckon_contracts(event.site, actor=None)


@listen(CompanyEdited)
def follow_company(event: CompanyEdited) -> None:
    if ZONE in event.fields:
        with suppress(actions.CannotChange):  # no date moved
            actions.reckon_contracts(actor=None)
