"""Chains of events that were never in a database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sopan.web.trail.chain import Entry, sealed
from sopan.web.trail.export import Header
from sopan.web.trail.verify import START, Note

CODE = "uji"
BEGIN = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


def chain(length: int, government: str = CODE) -> list[Entry]:
    made: list[Entry] = []
    for number in range(1, length + 1):
        made.append(sealed(government, _entry(number, made[-1].hash if made else "")))
    return made


def _entry(number: int, previous: str) -> Entry:
    at = BEGIN + timedelta(minutes=number)
    return Entry(
        number=number,
        at=at.isoformat(timespec="microseconds"),
        account=number % 3 or None,
        name=f"Pejabat {number}",
        position="Plt. Kabag Organisasi",
        acting_for="Kabag Organisasi",
        source="10.0.0.1",
        verb="unit.rename",
        subject_kind="unit",
        subject_id=number,
        subject="Bagian Organisasi dan Tata Laksana",
        data={"before": {"name": "A"}, "after": {"name": f"B {number}"}},
        previous=previous,
    )


def head_of(entries: Sequence[Entry]) -> Note:
    return Note(entries[-1].number, entries[-1].hash) if entries else START


def header_of(entries: Sequence[Entry]) -> Header:
    head = head_of(entries)
    return Header(CODE, "Pemerintah Kota Uji", head.number, head.hash)


def other(value: Any) -> Any:
    """A value of the same kind that differs."""
    if isinstance(value, dict):
        return {**value, "lain": 1}
    return value + 1 if isinstance(value, int) else f"{value or ''}x"
