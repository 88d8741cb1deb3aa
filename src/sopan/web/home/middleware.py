"""The language of a page: that of the account, else of the switch in this browser, else Indonesian.

What the browser prefers is not asked: many offices have an English Windows and no English reader.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from sopan.web.people.models import Account

SPOKEN = {code for code, _name in settings.LANGUAGES}


def language_of(request: HttpRequest) -> str:
    account = request.user
    own = account.language if isinstance(account, Account) else ""
    chosen = own or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in SPOKEN else settings.LANGUAGE_CODE


class Language:
    """Makes the page in its language and says which one it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Cookie",))
        return response
