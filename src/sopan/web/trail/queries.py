"""Reads a government's chain from the database, in pieces: constant memory, no long transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from sopan.web.trail.chain import FIELDS, Entry, stamp
from sopan.web.trail.models import Event, Head
from sopan.web.trail.verify import START, Fault, Finding, Note, Report, verify

PIECE = 1000


def head_of(government: int) -> Note:
    found = Head.objects.filter(pk=government).first()
    return Note(found.number, found.hash) if found else START


def entries(government: int, upto: int, after: int | None = None) -> Iterator[Entry | None]:
    """The events up to a number; None, and nothing more, where one cannot be read."""
    events = Event.objects.filter(government=government, number__lte=upto).order_by("number")
    while True:
        piece = list(_piece(events if after is None else events.filter(number__gt=after)))
        yield from piece
        last = piece[-1] if piece else None
        if last is None or len(piece) < PIECE:
            return
        after = last.number


def _piece(events: QuerySet[Event]) -> Iterator[Entry | None]:
    try:
        rows: Sequence[tuple[Any, ...]] = list(events.values_list(*FIELDS)[:PIECE])
    except (ValueError, TypeError):
        yield from _one_by_one(events)
        return
    for number, at, *more in rows:
        yield Entry(number, _stamp(at), *more)


def _one_by_one(events: QuerySet[Event]) -> Iterator[Entry | None]:
    """The events before one that cannot be read, and None for that one."""
    for place in range(PIECE):
        try:
            row = events.values_list(*FIELDS)[place : place + 1].get()
        except (ValueError, TypeError):
            yield None
            return
        number, at, *more = row
        yield Entry(number, _stamp(at), *more)


def _stamp(at: object) -> str:
    return stamp(at) if isinstance(at, datetime) else str(at)


def verify_database(
    government: int, code: str, noted: Sequence[Note] = (), start: Note = START
) -> Report:
    """Verifies the chain that the database keeps, from the start or from a note that is trusted."""
    head = head_of(government)
    after = start.number if start.number else None
    report = verify(code, entries(government, head.number, after), head, noted, start)
    beyond = None if report.finding else _beyond(government)
    return Report(report.sound, Finding(Fault.ADDED, beyond)) if beyond else report


def _beyond(government: int) -> int | None:
    """The number of an event past the head; one question, so that writers do not matter."""
    head = Head.objects.filter(pk=OuterRef("government")).values("number")
    events = Event.objects.filter(government=government)
    past = events.filter(number__gt=Coalesce(Subquery(head), 0))
    return past.order_by("number").values_list("number", flat=True).first()
