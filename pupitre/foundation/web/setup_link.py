"""The one-time link of /setup, printed by `make run` while the hub is empty."""

from django.conf import settings
from django.urls import reverse

from pupitre.foundation.access.links import SET_UP_LIFE, close_links, new_link
from pupitre.foundation.access.models import Purpose
from pupitre.foundation.tenancy.models import Company


def new_setup_link() -> str | None:
    """The full address, or None as soon as a company lives here; a new link closes the one before."""
    if Company.objects.exists():
        return None
    close_links(Purpose.SET_UP)
    return settings.URL + reverse("setup", args=[new_link(Purpose.SET_UP, SET_UP_LIFE)])
