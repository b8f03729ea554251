"""What is still to be said to somebody, kept for each company apart: nothing of one shows on a page of another."""

import re
from typing import Any

from django.contrib.messages.storage.cookie import CookieStorage

OF_A_COMPANY = re.compile(r"/c/([-\w]+)/", re.ASCII)


class OfTheCompany(CookieStorage):
    """In a signed cookie: no second commit. What was said of the account, on a page of no company, shows in any."""

    def __init__(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        if found := OF_A_COMPANY.match(request.path):
            self.cookie_name = f"{CookieStorage.cookie_name}.{found[1]}"

    def _get(self, *args: Any, **kwargs: Any) -> Any:
        found, is_all = super()._get(*args, **kwargs)  # type: ignore[misc]  # which stubs do not know
        if self.cookie_name != CookieStorage.cookie_name:
            general = CookieStorage(self.request)._get()[0]  # type: ignore[attr-defined]  # the same
            found = [*(general or []), *(found or [])]
        return found, is_all

    def _store(self, messages: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        if self.cookie_name != CookieStorage.cookie_name and CookieStorage.cookie_name in self.request.COOKIES:
            response.delete_cookie(CookieStorage.cookie_name)
        return super()._store(messages, response, *args, **kwargs)  # type: ignore[misc]  # the same
