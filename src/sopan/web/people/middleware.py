"""The first sign-in ends with a password of one's own."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from sopan.web.people.models import Account
from sopan.web.ui.errors import API

OPEN = {"account_change_password", "account_logout", "language", "style", "emblem"}
"""By name: what may be opened before the password is changed."""


class FirstPassword:
    """Leads to the change of password until it is done; programs are told."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        account = request.user
        first = isinstance(account, Account) and account.must_change_password
        found = request.resolver_match
        if not first or not found or found.url_name in OPEN:
            return None
        if request.path.startswith(API):
            raise PermissionDenied(_("Ganti dahulu kata sandi yang diberikan admin."))
        return redirect(reverse("account_change_password"))
