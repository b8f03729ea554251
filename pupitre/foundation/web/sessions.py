"""Whose request it is: the session and its user, read by two questions that are made once in a process."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session

from pupitre.foundation import clock
from pupitre.foundation.accounts.models import User
from pupitre.foundation.tenancy.prepared import Prepared
from pupitre.foundation.tenancy.queries import account_of

_session = Prepared(lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now), is_of_company=False)
_user = Prepared(lambda pk: User.objects.filter(pk=pk), is_of_company=False)


class SessionStore(DatabaseSessions):
    def _get_session_from_db(self) -> Any:
        row = _session.first(self.session_key, clock.of_the_machine())
        if row is None:
            self._session_key = None
        return row


class Accounts(ModelBackend):
    def get_user(self, user_id: int) -> User | None:
        """With who they are in each company, which the page asks next."""
        user: User | None = account_of(user_id) or _user.first(user_id)
        return user


def close_sessions_of(user: User, but: str | None = None) -> None:
    """Every session of this account, but the one of this key."""
    for session in _sessions_of(user):
        if session.pk != but:
            session.delete()


def has_sessions(user: User) -> bool:
    return any(_sessions_of(user))


def _sessions_of(user: User) -> Iterator[Session]:
    for session in Session.objects.filter(expire_date__gt=clock.of_the_machine()):
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            yield session


def close_other_sessions(request: Any) -> None:
    close_sessions_of(request.user, request.session.session_key)
