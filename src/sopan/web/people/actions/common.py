"""What the actions on accounts share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sopan.web.people.models import Account
from sopan.web.trail import record as trail
from sopan.web.trail.record import Doer, Subject


def record(
    account: Account, doer: Doer, verb: str, at: datetime, data: Mapping[str, Any] | None = None
) -> None:
    """An event about an account, in the chain of its government."""
    subject = Subject("account", account.pk, account.person.name)
    trail.record(account.person.government_id, doer, verb, subject, at, data)


def locked(account: Account) -> Account:
    """The account as it is now; others wait until the transaction ends."""
    return Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
