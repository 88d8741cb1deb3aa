"""All addresses that are opened by GET, from the resolver: a new page is looked at by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, reverse

from tests.web.browser.fill import ADMINISTRATOR, AUDITOR, PLT, WITHOUT_POWER
from tests.web.browser.urls import urlpatterns

VISITORS = {
    "public",
    "account_login",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
}
"""Pages before signing in; all others are looked at by an administrator with power."""

OTHERS = {
    "power_begin": WITHOUT_POWER,
    "mfa_reauthenticate": AUDITOR,
    "mfa_deactivate_totp": AUDITOR,
    "mfa_view_recovery_codes": AUDITOR,
    "mfa_generate_recovery_codes": AUDITOR,
    "mfa_download_recovery_codes": AUDITOR,
    "procedure_new": PLT,
    "draft": PLT,
    "draft_identity": PLT,
    "version_save": PLT,
    "draft_discard": PLT,
}
"""Pages that show themselves only to somebody else, by URL name."""

GIVEN: Mapping[str, Mapping[str, str]] = {
    "who_can_see": {"kind": "unit", "thing": "{unit}"},
    "pick": {"kind": "unit"},
    "import_template": {"kind": "unit"},
    "export": {"kind": "unit", "form": "csv"},
    "operation_add": {"kind": "nama"},
}
"""Arguments of single addresses, by URL name; `{unit}` is put in from what the server has."""

STATUS = {"socialaccount_login_error": 401}
"""What pages answer that are no 200."""

NOT_OPENED: Mapping[str, str] = {
    "account_reset_password_from_key": "needs the key of a mail; tried in tests/web/people",
    "openid_connect_login": "no provider is set",
    "openid_connect_callback": "no provider is set",
    "mfa_login_webauthn": "leads on without a passkey",
    "mfa_authenticate": "leads on without a sign-in half done",
    "mfa_edit_webauthn": "needs a passkey",
    "mfa_remove_webauthn": "needs a passkey",
    "mfa_reauthenticate_webauthn": "needs a passkey",
    "account_set_password": "for an account without a password",
    "import_apply": "a button's address",
    "import_drop": "a button's address",
    "operation_remove": "a button's address",
    "session_end": "a button's address, needs a second session",
    "draft_open": "a button's address",
    "draft_save": "no page, a script sends to it",
    "draft_paste": "a button's address",
    "version_file": "no page",
    "draft_file": "no page",
    "style": "no page",
    "emblem": "no page",
}
"""Addresses that nobody opens like this, with the reason."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address of the product by its name, with the names of its arguments."""

    name: str
    arguments: tuple[str, ...]

    def __str__(self) -> str:
        return self.name

    @property
    def who(self) -> str:
        """Who looks at it."""
        return "" if self.name in VISITORS else OTHERS.get(self.name, ADMINISTRATOR)

    def path(self, ids: Mapping[str, int]) -> str:
        """With the values of this server. Raises KeyError for an argument nobody gave."""
        given = GIVEN.get(self.name, {})
        values = {
            name: given[name].format(**ids) if name in given else ids[name]
            for name in self.arguments
        }
        return reverse(self.name, urlconf="tests.web.browser.urls", kwargs=values)


def addresses() -> list[Address]:
    return [found for found in _named(urlpatterns) if found.name not in NOT_OPENED]


def _named(patterns: list[URLPattern | URLResolver]) -> Iterator[Address]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if not pattern.namespace:  # The programs' interface has one; it has no pages.
                yield from _named(pattern.url_patterns)
        elif pattern.name:
            yield Address(pattern.name, tuple(pattern.pattern.regex.groupindex))
