"""Administrator power: begun with a fresh proof and a reason, ended by hand or by time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from sopan.web.people.actions.common import locked, record
from sopan.web.people.models import Account, Power
from sopan.web.people.power import LASTS, power_of
from sopan.web.trail.record import Doer
from sopan.web.ui.refusal import Refusal

PROOF_LASTS = timedelta(minutes=5)


@transaction.atomic
def begin_power(
    account: Account,
    *,
    session: str,
    reason: str,
    proved: datetime | None,
    doer: Doer,
    at: datetime,
) -> Power:
    """Power for one session. `proved` is when that session last proved who it is.

    Whether the account may have power at all is the caller's to know: that is a role.
    """
    account = locked(account)
    reason = reason.strip()
    if not reason:
        raise Refusal(_("Tulis keperluannya."), "reason")
    if proved is None or not at - PROOF_LASTS < proved <= at:
        raise Refusal(_("Buktikan dahulu bahwa ini Anda, misalnya dengan kata sandi."), "password")
    if power_of(account, session, at):
        raise Refusal(_("Sesi admin Anda masih berjalan."))
    power = Power.objects.create(
        account=account, session=session, reason=reason, begun=at, until=at + LASTS
    )
    record(account, doer, "power.begin", at, {"reason": reason, "until": power.until})
    return power


@transaction.atomic
def end_power(power: Power, *, doer: Doer, at: datetime) -> None:
    """The power ends before its time; asked twice, it has ended once."""
    running = Power.objects.filter(pk=power.pk, ended=None, until__gt=at)
    if running.update(ended=at):
        record(power.account, doer, "power.end", at, {"reason": power.reason})


def end_powers(account: Account, doer: Doer, at: datetime, session: str = "") -> None:
    """All that run of an account, or of one of its sessions."""
    running = Power.objects.filter(account=account, ended=None, until__gt=at)
    for power in running.filter(session=session) if session else running:
        end_power(power, doer=doer, at=at)
