"""Who is in a draft now. Not on the trail: it tells where a page is open, not what was done."""

from __future__ import annotations

from datetime import datetime, timedelta

from sopan.web.people.models import Account
from sopan.web.register.models import Draft, Presence

STAYS = timedelta(minutes=2)
"""So long somebody counts as present after their page last said so."""


def come(draft: Draft, account: Account, at: datetime) -> list[str]:
    """Say that somebody has the draft open; the names of the others who have."""
    Presence.objects.update_or_create(
        draft=draft,
        account=account,
        defaults={"government_id": draft.government_id, "at": at},
    )
    return others(draft, account, at)


def others(draft: Draft, account: Account, at: datetime) -> list[str]:
    """The names of those who have the draft open, but for one."""
    rows = Presence.objects.filter(draft=draft, at__gt=at - STAYS).exclude(account=account)
    return [row.account.person.name for row in rows.select_related("account__person")]
