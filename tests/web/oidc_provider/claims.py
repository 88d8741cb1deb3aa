"""What the provider says of its people: also the NIP, where it knows it (kept as last name)."""

from __future__ import annotations

from typing import Any

from allauth.idp.oidc.adapter import DefaultOIDCAdapter
from django.contrib.auth.models import User


class Claims(DefaultOIDCAdapter):  # type: ignore[misc]
    def get_claims(self, purpose: str, user: User, *given: Any, **more: Any) -> dict[str, Any]:
        claims: dict[str, Any] = super().get_claims(purpose, user, *given, **more)
        return claims | ({"nip": user.last_name} if user.last_name else {})
