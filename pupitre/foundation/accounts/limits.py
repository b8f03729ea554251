"""How many wrong passwords and codes are too many: slowed down by account and by address, nobody is locked out long."""

from datetime import timedelta
from hashlib import sha256

from pupitre.foundation import clock
from pupitre.foundation.accounts.models import Attempt

WINDOW = timedelta(minutes=15)
PER_ACCOUNT_AND_ADDRESS = 5
PER_ADDRESS = 40
CODES_PER_ACCOUNT = 10  # whoever types codes already knew the password, and may have many addresses


def too_many(email: str, address: str) -> bool:
    return _recent(_pair(email, address)) >= PER_ACCOUNT_AND_ADDRESS or _recent(_alone(address)) >= PER_ADDRESS


def note_failure(email: str, address: str) -> None:
    Attempt.objects.bulk_create([Attempt(who=who, at=clock.now()) for who in (_pair(email, address), _alone(address))])


def forget_failures(email: str, address: str) -> None:
    Attempt.objects.filter(who=_pair(email, address)).delete()


def too_many_codes(account: str, address: str, *, is_guessable: bool) -> bool:
    """A recovery code is no guess: it still opens when too many codes of six figures were tried, here or elsewhere."""
    if not is_guessable:
        return _recent(_alone(address)) >= PER_ADDRESS
    return too_many(_codes_of(account), address) or _recent(_pair(_codes_of(account), "")) >= CODES_PER_ACCOUNT


def note_wrong_code(account: str, address: str) -> None:
    note_failure(_codes_of(account), address)
    Attempt.objects.create(who=_pair(_codes_of(account), ""), at=clock.now())


def forget_wrong_codes(account: str, address: str) -> None:
    forget_failures(_codes_of(account), address)


def _codes_of(account: str) -> str:
    return f"codes of {account}"


def _recent(who: str) -> int:
    return Attempt.objects.filter(who=who, at__gt=clock.now() - WINDOW).count()


def _pair(email: str, address: str) -> str:
    """A stranger elsewhere never slows the person down: the count is of this address for this account."""
    return sha256(f"{email.strip().lower()}|{address}".encode()).hexdigest()


def _alone(address: str) -> str:
    return sha256(f"|{address}".encode()).hexdigest()
