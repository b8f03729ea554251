"""Somebody who has a second factor, and somebody half way in."""

import pytest

from tests.access.second_factor.codes_of import CODE, PASSWORD, SIGN_IN, protected


@pytest.fixture
def lea(cast):
    cast.lea.user.set_password(PASSWORD)
    cast.lea.user.save()
    return cast.lea


@pytest.fixture
def kept(lea):
    return protected(lea.user)


@pytest.fixture
def half_in(lea, kept, as_):
    """Léa gave her password, and is asked for a code."""
    visitor = as_()
    assert visitor.send(SIGN_IN, follow=False, email=lea.email, password=PASSWORD).url == CODE
    return visitor
