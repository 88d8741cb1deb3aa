"""Who does something with an account, for the trail.

Signing in and what belongs to it is done by a person, not by a position.
"""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from sopan.web.people.models import Account
from sopan.web.trail.record import Doer


def address_of(request: HttpRequest) -> str:
    """From where a request comes, seen through the proxies that are trusted."""
    address: str = get_adapter().get_client_ip(request)
    return address


def doer_of(request: HttpRequest, account: Account) -> Doer:
    return Doer(account.person.name, account.pk, source=address_of(request))


def stranger_of(request: HttpRequest) -> Doer:
    """Somebody who has not shown who it is."""
    return Doer("", None, source=address_of(request))
