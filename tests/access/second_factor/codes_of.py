"""Codes, accounts and addresses that the tests of the second factor share."""

from datetime import timedelta

from pupitre.foundation import clock
from pupitre.foundation.access import codes, second_factor
from pupitre.foundation.access.models import SecondFactor
from pupitre.foundation.audit.models import Entry
from pupitre.foundation.tenancy.scope import working_for

PASSWORD = "une phrase assez longue"
SIGN_IN, CODE, ACCOUNT = "/accounts/sign-in/", "/accounts/code/", "/accounts/"
SECURITY = "/accounts/security/"
CONFIRM, RENEW, OFF = f"{SECURITY}confirm/", f"{SECURITY}codes/", f"{SECURITY}off/"
LUMEN = "/c/atelier-lumen/"
HERE = "127.0.0.1"
HALF_A_MINUTE = timedelta(seconds=codes.STEP)


def code_of(user, shift=0):
    secret = second_factor.secret_of(SecondFactor.objects.select_related("user").get(user=user))
    return codes.code_of(secret, codes.step_at(clock.now()) + shift)


def wrong_code_of(user):
    """Refused at any of the three steps."""
    near = {code_of(user, shift) for shift in codes.AROUND}
    return next(code for code in ("000000", "111111", "222222", "333333") if code not in near)


def later(seconds=codes.STEP):
    return clock.at(clock.now() + timedelta(seconds=seconds))


def protected(user):
    """As if turned on an hour ago; the recovery codes."""
    with clock.at(clock.now() - timedelta(hours=1)):
        second_factor.begin(user)
        assert second_factor.confirm(user, code_of(user), HERE)
        return second_factor.new_recovery_codes(user)


def is_in(visitor):
    return visitor.get(ACCOUNT).status_code == 200


def told(company):
    with working_for(company):
        return list(Entry.objects.order_by("seq").values_list("event", flat=True))


# Turning on
