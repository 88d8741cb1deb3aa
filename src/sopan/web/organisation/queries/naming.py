"""What units and posts are called, on the day asked for or on the nearest one they existed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

from sopan.web.organisation.deciding import Office, Post
from sopan.web.organisation.models import Dated, PositionPeriod, UnitPeriod

Period = TypeVar("Period", UnitPeriod, PositionPeriod)
UnitPeriods = Mapping[int, Sequence[UnitPeriod]]
PositionPeriods = Mapping[int, Sequence[PositionPeriod]]


def unit_periods(units: Iterable[int | None]) -> UnitPeriods:
    """All periods of these units, the earliest first; one question."""
    found: dict[int, list[UnitPeriod]] = {}
    ids = {unit for unit in units if unit is not None}
    if not ids:
        return found
    for period in UnitPeriod.objects.filter(unit__in=ids).order_by("since"):
        found.setdefault(period.unit_id, []).append(period)
    return found


def position_periods(positions: Iterable[int]) -> PositionPeriods:
    """All periods of these posts, the earliest first; one question."""
    found: dict[int, list[PositionPeriod]] = {}
    ids = set(positions)
    if not ids:
        return found
    for period in PositionPeriod.objects.filter(position__in=ids).order_by("since"):
        found.setdefault(period.position_id, []).append(period)
    return found


def nearest(periods: Sequence[Period], day: date) -> Period | None:
    """The period of the day, else the last one before it, else the first one after it."""
    before = [period for period in periods if period.since <= day]
    if before:
        return before[-1]
    return periods[0] if periods else None


def within(row: Dated, day: date) -> date:
    """The day of the row's period that is nearest to the day asked for."""
    last = row.until - timedelta(days=1) if row.until else day
    return max(row.since, min(day, last))


def office(units: UnitPeriods, unit: int, day: date) -> Office:
    found = nearest(units.get(unit, ()), day)
    return Office(unit, found.name if found else "")


def post(posts: PositionPeriods, units: UnitPeriods, position: int, day: date) -> Post | None:
    found = nearest(posts.get(position, ()), day)
    if found is None:
        return None
    return Post(position, found.name, office(units, found.unit_id, day), found.is_head)


def units_of(posts: PositionPeriods) -> UnitPeriods:
    """The periods of all units in which these posts ever stood."""
    return unit_periods(period.unit_id for periods in posts.values() for period in periods)
