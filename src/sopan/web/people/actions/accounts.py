"""Accounts: made, given a new password, changed, closed and opened by administrators."""

from __future__ import annotations

import secrets
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from sopan.web.people.actions.common import locked, record
from sopan.web.people.actions.power import end_powers
from sopan.web.people.actions.signing import drop_sessions
from sopan.web.people.models import Account, Person
from sopan.web.trail.record import Doer
from sopan.web.ui.refusal import Refusal

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are mistaken for each other on paper: i, l, 1, o, 0."""


def initial_password() -> str:
    """Three groups that can be read aloud; 59 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _place in range(4)) for _group in range(3))


@transaction.atomic
def make_account(
    person: Person, *, doer: Doer, at: datetime, username: str = "", email: str = ""
) -> tuple[Account, str]:
    """An account, with the password that is shown once and must be changed at the first sign-in."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if Account.objects.filter(person=person).exists():
        raise Refusal(_("Orang ini sudah mempunyai akun."))
    username = username or person.nip
    _check_free(username, email, None)
    password = initial_password()
    account = Account.objects.create_user(username, email, password, person=person)
    record(account, doer, "account.create", at, {"username": username})
    return account, password


@transaction.atomic
def change_account(
    account: Account, *, username: str, email: str, doer: Doer, at: datetime
) -> Account:
    """Another name to sign in by, or another e-mail; all sessions end."""
    account = locked(account)
    if (account.username, account.email or "") == (username, email):
        raise Refusal(_("Tidak ada yang berubah."))
    _check_free(username, email, account)
    _change_login(account, username, email, doer, at)
    return account


@transaction.atomic
def follow_person(
    account: Account, *, nip_before: str, email_before: str, doer: Doer, at: datetime
) -> None:
    """The account goes along where its person has another NIP or e-mail than before.

    What was not the person's own NIP or e-mail stays: an account may have another name.
    """
    account = locked(account)
    person, own = account.person, account.email or ""
    same_nip, same_email = account.username == nip_before, own.lower() == email_before.lower()
    username = person.nip if same_nip and person.nip else account.username
    email = person.email if same_email else own
    if (username, email) == (account.username, own):
        return
    try:
        _check_free(username, email, account)
    except Refusal as refusal:
        if refusal.field == "email":
            raise
        raise Refusal(_("NIP ini sudah dipakai akun lain untuk masuk."), "nip") from refusal
    _change_login(account, username, email, doer, at)


def _change_login(account: Account, username: str, email: str, doer: Doer, at: datetime) -> None:
    """All sessions end, but for one's own: whoever came in by the old login proves it anew."""
    before = {"username": account.username, "has_email": bool(account.email)}
    account.username, account.email = username, email or None
    account.save(update_fields=["username", "email"])
    # allauth keeps addresses of its own and would go on letting the old one sign in.
    EmailAddress.objects.filter(user=account).delete()
    if account.pk != doer.account:
        drop_sessions(account)
        end_powers(account, doer, at)
    after = {"username": username, "has_email": bool(email)}
    record(account, doer, "account.change", at, {"before": before, "after": after})


@transaction.atomic
def reset_password(account: Account, *, doer: Doer, at: datetime) -> str:
    """A new password, shown once, to be changed at the next sign-in; all sessions end."""
    account = locked(account)
    password = initial_password()
    account.set_password(password)
    account.must_change_password = True
    account.save(update_fields=["password", "must_change_password"])
    drop_sessions(account)
    end_powers(account, doer, at)
    record(account, doer, "account.reset", at)
    return password


@transaction.atomic
def remove_second_steps(account: Account, *, doer: Doer, at: datetime) -> int:
    """For somebody who lost the device: the password alone is enough again."""
    found = Authenticator.objects.filter(user=account)
    kinds = sorted(set(found.values_list("type", flat=True)))
    if not kinds:
        return 0
    removed: int = found.delete()[0]
    record(account, doer, "account.second_step_clear", at, {"kinds": kinds})
    return removed


@transaction.atomic
def deactivate(account: Account, *, doer: Doer, at: datetime) -> Account:
    """Nobody signs in by it any more; who is signed in is thrown out at once."""
    account = locked(account)
    if not account.is_active:
        raise Refusal(_("Akun ini sudah nonaktif."))
    if account.pk == doer.account:
        raise Refusal(_("Anda tidak dapat menonaktifkan akun Anda sendiri. Mintalah admin lain."))
    account.is_active = False
    account.save(update_fields=["is_active"])
    drop_sessions(account)
    end_powers(account, doer, at)
    record(account, doer, "account.deactivate", at)
    return account


@transaction.atomic
def activate(account: Account, *, doer: Doer, at: datetime) -> Account:
    """It may sign in again, with the password it had."""
    account = locked(account)
    if account.is_active:
        raise Refusal(_("Akun ini sudah aktif."))
    account.is_active = True
    account.save(update_fields=["is_active"])
    record(account, doer, "account.activate", at)
    return account


def _check_free(username: str, email: str, own: Account | None) -> None:
    """Both are how an account is found, by one field of the sign-in page: no two may share one."""
    if not username:
        raise Refusal(_("Orang ini belum mempunyai NIP. Isi nama akun."), "username")
    if "@" in username:
        raise Refusal(_("Nama akun tidak boleh memuat tanda @."), "username")
    others = Account.objects.exclude(pk=own.pk) if own else Account.objects.all()
    if others.filter(username__iexact=username).exists():
        raise Refusal(_("Nama akun ini sudah dipakai."), "username")
    if email and others.filter(email__iexact=email).exists():
        raise Refusal(_("E-mail ini sudah dipakai akun lain."), "email")
