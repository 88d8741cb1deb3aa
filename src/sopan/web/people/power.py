"""Administrator power: begun with the password and a reason, short, bound to one session."""

from __future__ import annotations

from datetime import datetime, timedelta

from sopan.web.people.models import Account, Power

LASTS = timedelta(minutes=20)


def power_of(account: Account, session: str, at: datetime) -> Power | None:
    """The power that this session has now."""
    running = Power.objects.filter(account=account, session=session, ended=None, until__gt=at)
    return running.order_by("-begun").first() if session else None
