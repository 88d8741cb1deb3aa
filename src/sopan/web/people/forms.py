"""Forms of signing in that allauth does not have as they should be here."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext_lazy as _

from sopan.web.people.nip import FORM, clean_nip


class SignInForm(LoginForm):  # type: ignore[misc]
    """NIP, written as people write it, or e-mail, and the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login = self.fields["login"]
        login.label = _("NIP atau e-mail")
        login.widget.attrs |= {"autocomplete": "username webauthn", "autocapitalize": "none"}
        login.widget.attrs.pop("placeholder", None)
        self.fields["password"].help_text = ""  # The page has the way for a forgotten one.

    def clean_login(self) -> str:
        written: str = super().clean_login()
        nip = clean_nip(written)
        return nip if FORM.fullmatch(nip) else written


class CodeForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app, which proves that it is set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = _("Kode 6 angka dari aplikasi")
        code.widget.attrs |= {"inputmode": "numeric"}


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A name for a passkey, and whether it may sign in alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Nama passkey")
        alone = self.fields["passwordless"]
        alone.label = _("Masuk dengan passkey ini saja, tanpa kata sandi")
        alone.help_text = _("Perangkat harus meminta sidik jari, wajah, atau PIN.")
        alone.initial = True
