"""What allauth asks Sopan.

Nobody signs up alone: accounts are made by administrators. Whatever signing in changes goes
through the actions, and so onto the trail. Each adapter here is named by a setting of allauth.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.userkit import filter_users_by_email
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from sopan.web.people import encryption
from sopan.web.people.actions import signing
from sopan.web.people.doing import doer_of, stranger_of
from sopan.web.people.models import Account
from sopan.web.people.nip import FORM, clean_nip
from sopan.web.people.provider import government_served

WRONG = _("NIP, e-mail, atau kata sandi tidak cocok. Periksa lalu coba lagi.")
"""One answer for a name that is unknown and for a password that is wrong."""

UNREADABLE = _(
    "Kode Anda tidak dapat diperiksa lagi, karena kunci rahasia Sopan di sini berbeda dari yang "
    "dahulu. Mintalah admin memberi kata sandi baru dan melepas langkah kedua akun Anda."
)

WAYS = {
    "reauthenticate": _("Pakai kata sandi"),
    "mfa_reauthenticate": _("Pakai kode"),
    "mfa_reauthenticate:webauthn": _("Pakai passkey"),
}
"""How somebody signed in proves again who it is, by allauth's name."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in and out, and passwords."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
        "invalid_login": WRONG,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_reauthentication_methods(self, user: Account) -> list[dict[str, Any]]:
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [{**way, "description": WAYS.get(way["id"], way["description"])} for way in ways]

    def clean_password(self, password: str, user: Account | None = None) -> str:
        cleaned: str = super().clean_password(password, user)
        if user is not None and user.pk and user.check_password(cleaned):
            raise ValidationError(_("Kata sandi baru harus berbeda dari yang lama."))
        return cleaned

    def set_password(self, user: Account, password: str) -> None:
        doer = doer_of(context.request, user)
        signing.change_password(user, password, doer=doer, at=timezone.now())

    @transaction.atomic
    def login(self, request: HttpRequest, user: Account) -> None:
        super().login(request, user)
        records = get_authentication_records(request, user)
        method = "+".join(dict.fromkeys(one["method"] for one in records))
        signing.sign_in(user, method=method, doer=doer_of(request, user), at=timezone.now())

    def logout(self, request: HttpRequest) -> None:
        account, session = request.user, request.session.session_key or ""
        if isinstance(account, Account):
            doer = doer_of(request, account)
            signing.sign_out(account, session=session, doer=doer, at=timezone.now())
        super().logout(request)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Account,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        known = {**(context or {}), "user": user}
        super().send_notification_mail(template_prefix, user, known, email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language and by the clock of whoever reads it.

        Only of what is committed; a mail server that fails undoes nothing.
        """
        reader: Account = context["user"]
        site = get_current_site(self.request)
        known = {"request": self.request, "email": email, "current_site": site}
        language = reader.language or settings.LANGUAGE_CODE
        zone = reader.person.government.time_zone
        with translation.override(language), timezone.override(zone):
            message = self.render_mail(template_prefix, email, known | context)
        transaction.on_commit(message.send, robust=True)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        for account in _meant_by(credentials):
            doer = stranger_of(request)
            signing.fail_to_sign_in(account, method="password", doer=doer, at=timezone.now())


def _meant_by(credentials: dict[str, Any]) -> Iterable[Account]:
    """The accounts for which credentials were tried: mostly one or none."""
    name = credentials.get("username", "")
    found = {one.pk: one for one in Account.objects.filter(username__iexact=name)} if name else {}
    if email := credentials.get("email"):
        found |= {one.pk: one for one in filter_users_by_email(email, for_login=True)}
    return found.values()


class SessionsAdapter(DefaultUserSessionsAdapter):  # type: ignore[misc]
    """Ending sessions."""

    def end_sessions(self, sessions: Iterable[UserSession]) -> None:
        account = context.request.user
        doer = doer_of(context.request, account)
        signing.end_sessions(account, sessions, doer=doer, at=timezone.now())


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Codes from a phone, and passkeys."""

    def encrypt(self, text: str) -> str:
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return encryption.decrypt(encrypted_text)
        except encryption.OtherKey:
            raise PermissionDenied(UNREADABLE) from None

    def build_totp_svg(self, url: str) -> str:
        """The QR code as SVG to stand within the page: no `data:` address, no `style`."""
        out = io.BytesIO()
        code = segno.make(url, error="m", micro=False)
        code.save(
            out, kind="svg", scale=5, light="#fff", xmldecl=False, svgclass="qr", lineclass=None
        )
        return out.getvalue().decode()

    def get_public_key_credential_user_entity(self, user: Account) -> dict[str, Any]:
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return entity | {"display_name": user.person.name}


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Signing in through the government's own OpenID Connect provider: finds, never makes."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Link the provider's person with the account of the same NIP or verified e-mail.

        Raises:
            ImmediateHttpResponse: the page that refuses, where the government that the provider
                serves has no such account.
        """
        name, served = sociallogin.provider.name, government_served()
        accounts = Account.objects.filter(person__government=served)
        existing, known = sociallogin.is_existing, sociallogin.user.pk
        account = accounts.filter(pk=known).first() if existing else _found(sociallogin, accounts)
        if account is None:
            context = {"provider": name, "government": served, "linked": existing}
            page = render(request, "people/unknown.html", context, status=403)
            raise ImmediateHttpResponse(page)
        if existing:
            return
        with transaction.atomic():
            doer = doer_of(request, account)
            account = signing.link_provider(account, provider=name, doer=doer, at=timezone.now())
            sociallogin.connect(request, account)


def _found(sociallogin: Any, accounts: QuerySet[Account]) -> Account | None:
    """The account that the claims name: by NIP first, then by an e-mail that was verified."""
    kept = sociallogin.account.extra_data
    claims = {**kept.get("id_token", {}), **kept.get("userinfo", {})}
    for claim in ("nip", "preferred_username"):
        if found := _by_nip(clean_nip(str(claims.get(claim) or "")), accounts):
            return found
    emails = [one.email for one in sociallogin.email_addresses if one.verified]
    return next(_by_emails(emails, accounts), None)


def _by_nip(nip: str, accounts: QuerySet[Account]) -> Account | None:
    """By the name of the account, else by the NIP of its person."""
    if not FORM.fullmatch(nip):
        return None
    return accounts.filter(username=nip).first() or accounts.filter(person__nip=nip).first()


def _by_emails(emails: Iterable[str], accounts: QuerySet[Account]) -> Iterator[Account]:
    for email in emails:
        yield from accounts.filter(email__iexact=email)
