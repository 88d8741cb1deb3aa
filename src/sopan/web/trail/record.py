"""Writes events. An action calls `record` inside its own transaction, last.

Each government has a chain of its own. `Head` keeps the last number and hash: writers take turns
on it, and a chain that was cut at its end is found by it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from sopan.web.trail.chain import Entry, sealed, stamp
from sopan.web.trail.models import Event, Head


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
    head = _head(government)
    entry = Entry(
        number=head.number + 1,
        at=stamp(at),
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
    entry = sealed(head.government.code, entry)
    event = Event(government_id=government, **{**entry._asdict(), "at": at})
    event.save(force_insert=True)
    head.number, head.hash = entry.number, entry.hash
    head.save(update_fields=["number", "hash"])
    return event


def _head(government: int) -> Head:
    """The head of the chain, made with the first event; locked until the transaction ends."""
    heads = Head.objects.select_for_update(of=("self",)).select_related("government")
    found = heads.filter(pk=government).first()
    if found is None:
        Head.objects.get_or_create(government_id=government)
        found = heads.get(pk=government)
    return found


def plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data as JSON keeps it: what is hashed now must be what is read later.

    Raises:
        TypeError: for a float, which databases write each in their own way; Decimal keeps as text.
    """
    text = json.dumps(data, cls=DjangoJSONEncoder)
    kept: dict[str, Any] = json.loads(text, parse_float=_no_float, parse_constant=_no_float)
    return kept


def _no_float(written: str) -> NoReturn:
    raise TypeError(f"the trail keeps no floats ({written}): record a Decimal, or text")
