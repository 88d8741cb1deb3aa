"""Puts what allauth changes into one transaction with its event: second steps that come, go, serve.

allauth.mfa has no method to override for these, and sends its signals after it has committed. So
its views are wrapped, here and nowhere else: what an account has is compared before and after.
Only failures are heard by a signal: they change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from typing import Any

from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from sopan.web.people.actions import signing
from sopan.web.people.doing import doer_of, stranger_of
from sopan.web.people.models import Account

View = Callable[..., HttpResponse]
Steps = Mapping[int, str]
"""The second steps of an account: key and kind."""


def at_once(view: View) -> View:
    """A form and all that follows from it in one transaction."""

    @wraps(view)
    def whole(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            return view(request, *args, **kwargs)

    return whole


def told(view: View) -> View:
    """A form that changes second steps, in one transaction with the events that tell of it."""

    @wraps(view)
    @at_once
    def telling(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        account = request.user
        if request.method != "POST" or not isinstance(account, Account):
            return view(request, *args, **kwargs)
        before = _steps(account)
        response = view(request, *args, **kwargs)
        doer, at = doer_of(request, account), timezone.now()
        for change, kind in changes(before, _steps(account)):
            signing.note_second_step(account, change=change, kind=kind, doer=doer, at=at)
        return response

    return telling


def _steps(account: Account) -> Steps:
    found = Authenticator.objects.filter(user=account).order_by("pk")
    return dict(found.values_list("pk", "type"))


def changes(before: Steps, after: Steps) -> Iterator[tuple[str, str]]:
    """What came, went, or was made anew, with its kind; recovery codes are made anew as a whole."""
    gone = [kind for pk, kind in before.items() if pk not in after]
    come = [kind for pk, kind in after.items() if pk not in before]
    codes = str(Authenticator.Type.RECOVERY_CODES)
    if codes in gone and codes in come:
        gone.remove(codes)
        come.remove(codes)
        yield "renew", codes
    yield from (("add", kind) for kind in come)
    yield from (("remove", kind) for kind in gone)


def listen() -> None:
    """Once, when the application starts."""
    signals.authentication_failed.connect(_failed, dispatch_uid="sopan.failed")


def _failed(
    *, request: HttpRequest, user: Account, authenticator: Authenticator, **_more: Any
) -> None:
    doer, kind = stranger_of(request), authenticator.type
    signing.fail_to_sign_in(user, method=kind, doer=doer, at=timezone.now())
