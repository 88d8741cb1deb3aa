"""Writes events. An action calls `record` inside its own transaction, last.

Each government has a chain of its own. The hash of an event covers all its values and the hash of
the one before, so that no event can be changed, removed or put in between without breaking the
chain there. `Head` keeps the last number and hash: a chain that was cut at its end is found too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from sopan.web.trail.models import Event, Head

FIELDS = (
    "number",
    "at",
    "account",
    "name",
    "position",
    "acting_for",
    "source",
    "verb",
    "subject_kind",
    "subject_id",
    "subject",
    "data",
    "previous",
)
"""What the hash covers, in this order, after the government's code."""


@dataclass(frozen=True, slots=True)
class Doer:
    """Who does something, and as what; made at the edge of a request or a command."""

    name: str
    account: int | None = None
    position: str = ""
    acting_for: str = ""
    source: str = "cli"


@dataclass(frozen=True, slots=True)
class Subject:
    """What something is done to: its kind (`unit`, `person`, ...), number and name of that day."""

    kind: str
    id: int | None
    name: str


def record(
    government: int,
    doer: Doer,
    verb: str,
    subject: Subject,
    at: datetime,
    data: Mapping[str, Any] | None = None,
) -> Event:
    """Append an event to the government's chain; only within a transaction.

    `data` is what the verb's sentence names, and by custom `before` and `after`.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an event is recorded in the transaction of what it tells")
    Head.objects.get_or_create(government_id=government)
    head = Head.objects.select_for_update().select_related("government").get(pk=government)
    event = Event(
        government_id=government,
        number=head.number + 1,
        at=at.astimezone(UTC),
        account=doer.account,
        name=doer.name[:120],
        position=doer.position[:200],
        acting_for=doer.acting_for[:200],
        source=doer.source[:60],
        verb=verb,
        subject_kind=subject.kind,
        subject_id=subject.id,
        subject=subject.name[:300],
        data=plain(data or {}),
        previous=head.hash,
    )
    event.hash = hash_of(head.government.code, values_of(event))
    event.save(force_insert=True)
    head.number, head.hash = event.number, event.hash
    head.save(update_fields=["number", "hash"])
    return event


def plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data as JSON keeps it: what is hashed now must be what is read later."""
    kept: dict[str, Any] = json.loads(json.dumps(data, cls=DjangoJSONEncoder))
    return kept


def values_of(event: Event) -> dict[str, Any]:
    values = {name: getattr(event, name) for name in FIELDS}
    values["at"] = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    return values


def hash_of(government: str, values: Mapping[str, Any]) -> str:
    """SHA-256, in hexadecimal, over the canonical JSON of the values in the order of `FIELDS`."""
    parts = [government, *(values[name] for name in FIELDS)]
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
