"""What is still to be said to somebody, kept for each company apart: nothing of one shows on a page of another."""

import re
from typing import Any

from django.contrib.messages.storage.cookie import CookieStorage

OF_A_COMPANY = re.compile(r"/c/([-\w]+)/", re.ASCII)


class OfTheCompany(CookieStorage):
    """In a signed cookie: no second commit."""

    def __init__(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        if found := OF_A_COMPANY.match(request.path):
            self.cookie_name = f"{CookieStorage.cookie_name}.{found[1]}"
