"""What second steps keep secret lies encrypted in the database.

The key is made of the installation's secret key, which is not in the database and not in a backup:
who reads either of them cannot make codes.
"""

from __future__ import annotations

import base64

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.utils.crypto import salted_hmac


class OtherKey(Exception):  # noqa: N818  # What is the case; callers say it in their own words.
    """Encrypted under another secret key than this installation has."""


def encrypt(text: str) -> str:
    return _fernet().encrypt(text.encode()).decode()


def decrypt(encrypted: str) -> str:
    """Raises OtherKey; never gives back what was not encrypted here."""
    try:
        return _fernet().decrypt(encrypted.encode()).decode()
    except InvalidToken:
        raise OtherKey from None


def key_mark() -> str:
    """By which the secret key is known again; says nothing about it."""
    return salted_hmac("sopan.key-mark", "", algorithm="sha256").hexdigest()[:16]


def unreadable() -> int:
    """How many accounts have second steps that this installation cannot check."""
    kept = Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN)
    rows = kept.values_list("user", "data__secret", "data__seed")
    return len({user for user, *both in rows.iterator() if not _readable(both)})


def _readable(kept: list[str | None]) -> bool:
    try:
        return bool([decrypt(one) for one in kept if one is not None])
    except OtherKey:
        return False


def _fernet() -> Fernet:
    key = salted_hmac("sopan.second-steps", "", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
