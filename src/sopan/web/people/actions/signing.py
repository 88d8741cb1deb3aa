"""Signing in and out, passwords and second steps, sessions: what a person does with an account."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction

from sopan.web.people.actions.common import locked, record
from sopan.web.people.actions.power import end_powers
from sopan.web.people.models import Account
from sopan.web.trail.record import Doer


@transaction.atomic
def sign_in(account: Account, *, method: str, doer: Doer, at: datetime) -> None:
    record(account, doer, "account.sign_in", at, {"method": method})


@transaction.atomic
def fail_to_sign_in(account: Account, *, method: str, doer: Doer, at: datetime) -> None:
    """Somebody gave a wrong password or code for this account."""
    record(account, doer, "account.sign_in_fail", at, {"method": method})


@transaction.atomic
def sign_out(account: Account, *, session: str, doer: Doer, at: datetime) -> None:
    end_powers(account, doer, at, session)
    UserSession.objects.filter(user=account, session_key=session).delete()
    record(account, doer, "account.sign_out", at)


@transaction.atomic
def change_password(account: Account, password: str, *, doer: Doer, at: datetime) -> None:
    """A password of one's own: what was given out by an administrator is over."""
    account.set_password(password)
    account.must_change_password = False
    account.save(update_fields=["password", "must_change_password"])
    record(account, doer, "account.password_change", at)


@transaction.atomic
def link_provider(account: Account, *, provider: str, doer: Doer, at: datetime) -> Account:
    """The government's own sign-in knows this account: a password given out ends unused."""
    account = locked(account)
    if account.must_change_password:
        account.set_unusable_password()
        account.must_change_password = False
        account.save(update_fields=["password", "must_change_password"])
    record(account, doer, "account.link", at, {"provider": provider})
    return account


@transaction.atomic
def note_second_step(account: Account, *, change: str, kind: str, doer: Doer, at: datetime) -> None:
    """A second step was added, removed or made anew (`change`); `kind` as allauth calls it."""
    record(account, doer, f"account.second_step_{change}", at, {"kind": kind})


@transaction.atomic
def end_sessions(
    account: Account, sessions: Iterable[UserSession], *, doer: Doer, at: datetime
) -> None:
    """Those who work there are asked to sign in again."""
    for session in sessions:
        end_powers(account, doer, at, session.session_key)
        session.end()
        record(account, doer, "account.session_end", at, {"address": session.ip})


def drop_sessions(account: Account) -> None:
    """All sessions of an account, without an event of their own."""
    for session in UserSession.objects.filter(user=account):
        session.end()
