"""What every page of a signed-in member shows around it: the rail, the companies, the person, the toasts."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.urls import reverse

from pupitre.foundation.access.table import may_somewhere
from pupitre.foundation.registry import Link, Room, offered, rooms
from pupitre.foundation.tenancy.models import Role
from pupitre.kernel.formatting import initials
from pupitre.ui.addresses import url_of

UNDO = "undo:"


@dataclass(frozen=True)
class Door:
    label: str
    url: str
    icon: str
    key: str
    is_current: bool
    count: int = 0


class Shell:
    """Evaluated only as far as the template looks: a fragment costs nothing."""

    def __init__(self, request: Any) -> None:
        self.request, self.actor = request, request.actor

    @cached_property
    def groups(self) -> list[list[Door]]:
        links = [link for link in offered("menu", frozenset(self.actor.company.modules_off)) if self._may(link)]
        links.sort(key=lambda link: link.rank)
        current = self._current([link.url_name for link in links])
        groups = ([self._door(link, current) for link in links if link.group == n] for n in range(3))
        return [sorted(doors, key=self._is_not_home) for doors in groups if doors]

    def _is_not_home(self, door: Door) -> bool:
        """Today comes first, whatever room is next to it."""
        return bool(door.url != self.actor.company.address)

    def _may(self, link: Link) -> bool:
        is_open = link.is_open is None or link.is_open(self.actor)
        return is_open and (not link.permission or may_somewhere(self.actor, link.permission))

    def _current(self, names: list[str]) -> str:
        """The door of the page: the longest address that begins it, else its room's; the desk is only itself."""
        path, home = self.request.path, self.actor.company.address
        urls = {name: url_of(name, self.actor.company.slug) for name in names}
        behind = {name: len(url) for name, url in urls.items() if path == url or (url != home and path.startswith(url))}
        room = self._room
        return max(behind, key=lambda name: behind[name], default=room.door if room else "")

    @property
    def _room(self) -> Room | None:
        match = self.request.resolver_match
        return rooms.get(match.namespace) if match else None

    def _door(self, link: Link, current: str) -> Door:
        url = url_of(link.url_name, self.actor.company.slug)
        return Door(link.label, url, link.icon, link.key, link.url_name == current)

    @property
    def company(self) -> dict[str, str]:
        return {"name": self.actor.company.name, "url": self.actor.company.address}

    @property
    def switch_url(self) -> str:
        """Where the list of one's companies is asked for; empty for whoever has one. No page names another company."""
        return url_of("companies") if len(self.request.memberships) > 1 else ""

    @property
    def person(self) -> dict[str, str]:
        roles = [role.label for role in Role if role in self.actor.roles]
        return {"name": self.actor.name, "initials": initials(self.actor.name), "role": roles[0] if roles else ""}

    @property
    def rights_url(self) -> str:
        """« Qui voit cette page » : the rights of the room whose page it is; of all, when it shows several."""
        page = next((room.rights_page for room in rooms.values() if room.rights_page), "")
        if not page:
            return ""
        room = self._room
        asked = f"?room={room.name}" if room and room.permissions else ""
        return url_of(page, self.actor.company.slug) + asked

    @property
    def search_url(self) -> str:
        return url_of("search:page", self.actor.company.slug)

    @property
    def palette_url(self) -> str:
        return url_of("search:palette", self.actor.company.slug)

    @property
    def account_url(self) -> str:
        return url_of("account")

    @property
    def sign_out_url(self) -> str:
        return url_of("sign_out")

    @property
    def messages(self) -> list[dict[str, str]]:
        return [self._toast(message) for message in messages.get_messages(self.request)]

    def _toast(self, message: Any) -> dict[str, str]:
        ref = next((tag.removeprefix(UNDO) for tag in message.tags.split() if tag.startswith(UNDO)), "")
        undo_url = reverse("undo", args=[self.actor.company.slug, ref]) if ref else ""
        return {"text": str(message), "level": message.level_tag, "undo_url": undo_url, "undo_label": "Annuler"}


def shell(request: Any) -> dict[str, Any]:
    """For pages of a company; public pages have no rail."""
    return {"shell": Shell(request)} if getattr(request, "actor", None) else {}
