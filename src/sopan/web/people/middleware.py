"""The first sign-in ends with a password of one's own."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve, reverse

from sopan.web.people.models import Account

OPEN = {"account_change_password", "account_logout"}
"""The pages that may be opened before the password is changed, by name."""


class FirstPassword:
    """Leads to the change of password until it is done."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        account = request.user
        first = isinstance(account, Account) and account.must_change_password
        if first and resolve(request.path_info).url_name not in OPEN:
            return redirect(reverse("account_change_password"))
        return self.get_response(request)
