"""The one thing that is changed from the frame of every page."""

from __future__ import annotations

from sopan.web.people.models import Account


def choose_language(account: Account, language: str) -> None:
    """Keep the language in which somebody reads; a taste, so it is not on the trail."""
    Account.objects.filter(pk=account.pk).update(language=language)
