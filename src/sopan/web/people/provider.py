"""Which government the OpenID Connect provider serves: nobody of another one comes in by it."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings


def government_served() -> Any | None:
    """The one that the setting names, or the only one; None where that is not clear."""
    governments = apps.get_model("organisation", "Government")._default_manager
    if code := settings.PROVIDER_GOVERNMENT:
        return governments.filter(code=code).first()
    found = list(governments.order_by("pk")[:2])
    return found[0] if len(found) == 1 else None
