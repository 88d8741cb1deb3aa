"""In which language, and by which clock, somebody reads a page.

The language is that of the account, else the one chosen in this browser, else Indonesian. What the
browser prefers is not asked: many offices have an English Windows and no English reader. The clock
is that of the government.
"""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from sopan.web.people.models import Account

SPOKEN = frozenset(code for code, _name in settings.LANGUAGES)


class LanguageAndClock:
    """Makes the page in its language and time zone, and says which language it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        with translation.override(language), timezone.override(zone_of(request)):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Cookie",))
        return response


def language_of(request: HttpRequest) -> str:
    account = request.user
    own = account.language if isinstance(account, Account) else ""
    chosen = own or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in SPOKEN else settings.LANGUAGE_CODE


def zone_of(request: HttpRequest) -> ZoneInfo:
    account = request.user
    if not isinstance(account, Account):
        return ZoneInfo(settings.TIME_ZONE)
    return ZoneInfo(account.person.government.time_zone)
