"""Whose account a login and a password mean: one look, one check of the password.

allauth checks the password twice where an e-mail is known, which takes twice as long and so tells
that it is.
"""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from sopan.web.people.models import Account


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """By the name of the account or its e-mail; no name has an @, so that one account is meant."""

    def _authenticate(self, request: HttpRequest | None, **credentials: Any) -> Account | None:
        name = credentials.get("email") or credentials.get("username") or ""
        field = "email__iexact" if "@" in name else "username__iexact"
        found = Account.objects.filter(**{field: name}).first()
        account: Account | None = self._check_password(found, credentials.get("password") or "")
        return account
