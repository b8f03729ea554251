"""Telling what happened to an account, which belongs to no company: in the log, and in the journal of each it is in."""

import logging
from contextlib import ExitStack
from typing import Any

from pupitre.foundation.accounts.models import User
from pupitre.foundation.audit.journal import through
from pupitre.foundation.audit.verbs import acting, name_of, tell
from pupitre.foundation.tenancy.queries import memberships_of
from pupitre.foundation.tenancy.scope import working_for

HOST = "ligne de commande"
log = logging.getLogger("pupitre.accounts")


def tell_of_account(user: User, event: Any, *, by_host: bool = False, **figures: int) -> None:
    """Always in the same order of companies: two accounts never wait for each other's journals."""
    name = name_of(event)
    log.info("account %s: %s%s", user.ref, event.__name__, " by the host" if by_host else "")
    for member in sorted(memberships_of(user), key=lambda member: member.company.pk):
        with ExitStack() as inside:
            inside.enter_context(working_for(member.company))
            if by_host:
                inside.callback(through.reset, through.set(HOST))
            inside.enter_context(acting(None if by_host else member, name))
            tell(event(member.ref, **figures), member)
