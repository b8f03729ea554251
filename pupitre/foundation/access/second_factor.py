"""Turning a second factor on and off, and accepting its codes: each once, under the lock of its row."""

from enum import Enum
from typing import Any

from django.db import transaction

from pupitre.foundation import clock
from pupitre.foundation.access import codes
from pupitre.foundation.access.models import RecoveryCode, SecondFactor
from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.accounts import limits
from pupitre.foundation.accounts.models import User
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.sealing import opened, seal

HOW_MANY_CODES = 10


class TooManyCodes(Refusal):
    """Wrong codes came too quickly: wait a quarter of an hour."""


class Opened(Enum):
    """What opened the door."""

    BY_APPLICATION = "application"
    BY_RECOVERY_CODE = "recovery code"


def has_second_factor(user: Any) -> bool:
    return SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).exists()


def lacks_second_factor(member: Member) -> bool:
    """The company asks one of this member, who has none."""
    return member.must_have_second_factor and not has_second_factor(member.user)


def draft_of(user: Any) -> SecondFactor | None:
    """What was begun and does not count yet."""
    return SecondFactor.objects.filter(user=user, confirmed_at=None).select_related("user").first()


def secret_of(factor: SecondFactor) -> str:
    return opened(factor, "secret")


def codes_left(user: Any) -> int:
    return RecoveryCode.objects.filter(factor__user=user, used_at=None).count()


@transaction.atomic
def begin(user: Any) -> None:
    """A new secret, in place of one that was begun; one that counts stays as it is."""
    User.objects.select_for_update().get(pk=user.pk)
    SecondFactor.objects.filter(user=user, confirmed_at=None).delete()
    if has_second_factor(user):
        return
    factor = SecondFactor(user=user)
    seal(factor, "secret", codes.new_secret())
    factor.save()


@transaction.atomic
def confirm(user: Any, typed: str, address: str) -> bool:
    """From the first code on, the factor counts."""
    factor = _locked(user)
    if factor is None or factor.confirmed_at or _accept(factor, typed, address) is None:
        return False
    factor.confirmed_at = clock.now()
    factor.save(update_fields=["confirmed_at"])
    return True


@transaction.atomic
def accept(user: Any, typed: str, address: str) -> Opened | None:
    """What this code is, if it opens; it will not open twice. Raises TooManyCodes."""
    factor = _locked(user)
    return _accept(factor, typed, address) if factor and factor.confirmed_at else None


@transaction.atomic
def new_recovery_codes(user: Any) -> list[str]:
    """Those of before no longer open anything; these are told once, and only their digests are kept."""
    factor = SecondFactor.objects.select_for_update().get(user=user)
    factor.codes.all().delete()
    made = [codes.new_recovery_code() for _ in range(HOW_MANY_CODES)]
    RecoveryCode.objects.bulk_create(
        [RecoveryCode(factor=factor, hash=codes.digest_of(code, user.ref)) for code in made]
    )
    return made


def turn_off(user: Any) -> None:
    SecondFactor.objects.filter(user=user).delete()


def _locked(user: Any) -> SecondFactor | None:
    return SecondFactor.objects.select_for_update(of=("self",)).select_related("user").filter(user=user).first()


def _accept(factor: SecondFactor, typed: str, address: str) -> Opened | None:
    """Counted under the lock: a hundred tries at once are a hundred tries."""
    account, is_recovery = factor.ref, codes.is_recovery_code(typed)
    if limits.too_many_codes(account, address, is_guessable=not is_recovery):
        other_way = "" if is_recovery else ", ou servez-vous d’un code de secours"
        raise TooManyCodes(f"Trop de codes refusés : attendez un quart d’heure{other_way}.")
    found = _by_recovery_code(factor, typed) if is_recovery else _by_application(factor, typed)
    if found is None:
        limits.note_wrong_code(account, address)
    else:
        limits.forget_wrong_codes(account, address)
    return found


def _by_application(factor: SecondFactor, typed: str) -> Opened | None:
    step = codes.step_of(typed, secret_of(factor), clock.now(), factor.last_step)
    if step is None:
        return None
    factor.last_step = step
    factor.save(update_fields=["last_step"])
    return Opened.BY_APPLICATION


def _by_recovery_code(factor: SecondFactor, typed: str) -> Opened | None:
    same = factor.codes.filter(hash=codes.digest_of(typed, factor.ref), used_at=None)
    return Opened.BY_RECOVERY_CODE if same.update(used_at=clock.now()) == 1 else None
