"""Listens to allauth where it offers no other way: second steps that come, go or fail.

Everything else about signing in reaches the actions through the adapters. allauth.mfa has no
method to override for these, only signals; so here, at the edge, and nowhere else, Sopan uses
signals. Each receiver does nothing but call an action. allauth sends most of them just after its
own transaction, so these events alone are not in one transaction with what they tell.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.utils import timezone

from sopan.web.people.actions import signing
from sopan.web.people.doing import doer_of, stranger_of
from sopan.web.people.models import Account


def listen() -> None:
    """Once, when the application starts."""
    signals.authenticator_added.connect(ADDED, dispatch_uid="sopan.added")
    signals.authenticator_removed.connect(REMOVED, dispatch_uid="sopan.removed")
    signals.authenticator_reset.connect(RENEWED, dispatch_uid="sopan.renewed")
    signals.authentication_failed.connect(_failed, dispatch_uid="sopan.failed")


def _changed(
    change: str, *, request: HttpRequest, user: Account, authenticator: Authenticator, **_more: Any
) -> None:
    doer, kind = doer_of(request, user), authenticator.type
    signing.note_second_step(user, change=change, kind=kind, doer=doer, at=timezone.now())


ADDED, REMOVED, RENEWED = (partial(_changed, change) for change in ("add", "remove", "renew"))
"""Kept by name: a signal holds its receivers only weakly."""


def _failed(
    *, request: HttpRequest, user: Account, authenticator: Authenticator, **_more: Any
) -> None:
    doer, kind = stranger_of(request), authenticator.type
    signing.fail_to_sign_in(user, method=kind, doer=doer, at=timezone.now())
