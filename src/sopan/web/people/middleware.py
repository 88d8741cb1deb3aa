"""The first sign-in ends with a password of one's own."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from sopan.web.people.models import Account

OPEN = {"account_change_password", "account_logout", "language", "style", "emblem"}
"""By name: what may be opened before the password is changed."""


class FirstPassword:
    """Leads to the change of password until it is done."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        account = request.user
        first = isinstance(account, Account) and account.must_change_password
        found = request.resolver_match
        if first and found and found.url_name not in OPEN:
            return redirect(reverse("account_change_password"))
        return None
