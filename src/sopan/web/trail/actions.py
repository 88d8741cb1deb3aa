"""Looking closely at the trail is told on the trail."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sopan.web.trail.models import Event
from sopan.web.trail.record import Doer, Subject, record
from sopan.web.trail.verify import Note, Report

TRAIL = Subject("trail", None, "")


@transaction.atomic
def tell_verification(
    government: int, report: Report, start: Note, *, doer: Doer, at: datetime
) -> Event:
    """That the trail was verified after `start`, and what was found."""
    found = report.finding
    data = {
        "first": start.number + 1,
        "number": report.sound.number,
        "hash": report.sound.hash,
        "fault": [found.fault.name, found.number, found.other] if found else None,
    }
    return record(government, doer, "trail.verify", TRAIL, at, data)


@transaction.atomic
def tell_export(government: int, upto: int, *, doer: Doer, at: datetime) -> Event:
    """That somebody took the trail along, up to a number."""
    return record(government, doer, "trail.export", TRAIL, at, {"number": upto})
