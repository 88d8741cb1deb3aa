"""What was typed into a form that came too late: it comes back filled in.

Administrator power, or the whole session, may end while somebody fills in a form. What was sent is
kept in the session, one form and for an hour, and shown again at the same address to the same
account. Who that is says the form itself, signed: after the session ended nothing else knows.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.utils import timezone

from sopan.web.people.models import Account

LASTS = timedelta(hours=1)
LARGEST = 100_000
"""Characters; far more than anybody types."""
MARK = "by"
"""The field of a form that says whose it is."""
NOT_KEPT = frozenset({"csrfmiddlewaretoken", MARK})
KEPT = "unsent"
"""By this name in the session."""


def mark_of(account: Account) -> str:
    return _signer().sign(str(account.pk))


def keep(request: HttpRequest) -> bool:
    """Whether the form was kept: it must be one of ours, and not too large."""
    whose = _account(request.POST.get(MARK, ""))
    values = {name: text for name, text in request.POST.dict().items() if name not in NOT_KEPT}
    if not whose or len(json.dumps(values)) > LARGEST:
        return False
    at = timezone.now().timestamp()
    request.session[KEPT] = {"path": request.path, "whose": whose, "at": at, "values": values}
    return True


def take(request: HttpRequest, account: Account, at: datetime) -> dict[str, str] | None:
    """What was kept for this address and account, once."""
    kept = request.session.get(KEPT)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[KEPT]
    fresh = at.timestamp() - kept["at"] < LASTS.total_seconds()
    values: dict[str, str] = kept["values"]
    return values if fresh and kept["whose"] == str(account.pk) else None


def _account(mark: str) -> str:
    try:
        return _signer().unsign(mark)
    except BadSignature:
        return ""


def _signer() -> Signer:
    return Signer(salt="sopan.unsent")
