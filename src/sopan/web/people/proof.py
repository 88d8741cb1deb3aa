"""When a session last proved who it is: by password, code or passkey, after signing in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse

from sopan.web.people.models import Account
from sopan.web.ui.refusal import Refusal


def proved_at(request: HttpRequest, account: Account) -> datetime | None:
    """The moment of the last proof; the sign-in itself is none."""
    records = get_authentication_records(request, account)
    moments = [one["at"] for one in records if one.get("reauthenticated")]
    return datetime.fromtimestamp(max(moments), UTC) if moments else None


def prove_by_password(request: HttpRequest, account: Account, password: str) -> None:
    """Raises Refusal for a wrong one; how often one may try is limited by allauth."""
    adapter = get_adapter()
    try:
        right = adapter.reauthenticate(account, password)
    except ValidationError as problem:
        raise Refusal(problem.messages[0], "password") from problem
    if not right:
        raise Refusal(str(adapter.error_messages["incorrect_password"]), "password")
    reauthenticate_by_password(request)


def other_ways(account: Account) -> list[dict[str, Any]]:
    """Pages on which the account may prove itself without a password: `url`, `description`."""
    by_password = reverse("account_reauthenticate")
    ways = get_adapter().get_reauthentication_methods(account)
    return [way for way in ways if way["url"] != by_password]
