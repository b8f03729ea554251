"""Making, reading and using public links: GET reads, POST uses, and two POSTs use once."""

import secrets
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.db.models import QuerySet

from pupitre.foundation import clock
from pupitre.foundation.access.models import Link, Purpose
from pupitre.foundation.accounts.models import User, epoch
from pupitre.foundation.tenancy.prepared import Prepared

SIGN_IN_LIFE = timedelta(minutes=15)
SET_UP_LIFE = timedelta(days=2)


def new_link(purpose: Purpose, life: timedelta, user: User | None = None, **about: Any) -> str:
    """The token, known to nobody but its receiver; `about`: the member, the subject and its edition."""
    token = secrets.token_urlsafe(32)
    ends = {"epoch": epoch(), "expires_at": clock.now() + life}
    Link.objects.create(hash=_hash(token), purpose=purpose, user=user, **ends, **about)
    return token


def open_link(token: str, purpose: Purpose) -> Link | None:
    found = _known.first(_hash(token), str(purpose), epoch())
    return found if found and found.used_at is None and found.expires_at > clock.now() else None


def any_link(token: str, purpose: Purpose) -> Link | None:
    """Even used or expired: to say why it opens nothing any more."""
    return _known.first(_hash(token), str(purpose), epoch())  # type: ignore[no-any-return]  # a link


def _any(token_hash: str, purpose: str, now: int) -> "QuerySet[Link]":
    known = Link.objects.filter(hash=token_hash, purpose=purpose, epoch=now)
    return known.select_related("user", "member__company", "member__user")


_known = Prepared(_any, is_of_company=False)


def use_link(token: str, purpose: Purpose) -> Link | None:
    """The link, when this call is the one that used it."""
    link = open_link(token, purpose)
    return link if link and _open(token, purpose).update(used_at=clock.now()) == 1 else None


def close_links(purpose: Purpose, **about: Any) -> int:
    """How many were open."""
    return Link.objects.filter(purpose=purpose, used_at=None, **about).update(used_at=clock.now())


def _open(token: str, purpose: Purpose) -> QuerySet[Link]:
    return Link.objects.filter(
        hash=_hash(token), purpose=purpose, used_at=None, epoch=epoch(), expires_at__gt=clock.now()
    )


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
