"""One unit: whom it coordinates, who coordinates it, its posts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from sopan.web.organisation.deciding import Acting, Office, offices_on, post_of, who_acts
from sopan.web.organisation.models import (
    Coordination,
    Level,
    PositionPeriod,
    Unit,
)
from sopan.web.organisation.queries import naming


@dataclass(frozen=True, slots=True)
class Edge:
    """A unit that is coordinated by the unit asked for, or by a post in it."""

    id: int
    office: Office
    field: str
    since: date
    until: date | None


def coordinated_by(unit: Unit, day: date) -> list[Edge]:
    """Whom the unit, or a post in it, coordinates on the day."""
    posts = PositionPeriod.objects.on(day).filter(unit=unit).values("position")
    rows = Coordination.objects.on(day).filter(Q(by_unit=unit) | Q(by_position__in=posts))
    return _edges(rows, day)


def coordinations_of(unit: Unit, day: date) -> list[Edge]:
    """The coordinations of the unit itself that run on the day or begin later, by coordinator."""
    rows = list(Coordination.objects.filter(Q(until=None) | Q(until__gt=day), unit=unit))
    posts = naming.position_periods(r.by_position_id for r in rows if r.by_position_id)
    units = naming.unit_periods(r.by_unit_id for r in rows)
    return [Edge(r.pk, _coordinator(r, posts, units, day), r.field, r.since, r.until) for r in rows]


def _coordinator(
    edge: Coordination, posts: naming.PositionPeriods, units: naming.UnitPeriods, day: date
) -> Office:
    """By name, as an office also where it is a single post."""
    if edge.by_unit_id:
        return naming.office(units, edge.by_unit_id, day)
    found = naming.nearest(posts.get(edge.by_position_id or 0, ()), day)
    return Office(found.unit_id if found else 0, found.name if found else "")


def _edges(rows: Iterable[Coordination], day: date) -> list[Edge]:
    found = list(rows)
    offices = offices_on((row.unit_id for row in found), day)
    return [
        Edge(row.pk, offices[row.unit_id], row.field, row.since, row.until)
        for row in found
        if row.unit_id in offices
    ]


@dataclass(frozen=True, slots=True)
class Seat:
    """A post of a unit on a day and who acts in it."""

    acting: Acting
    level: str
    order: int


def seats_of(office: Office, day: date) -> list[Seat]:
    """The posts of a unit, its head first; two questions."""
    periods = list(PositionPeriod.objects.on(day).filter(unit=office.id))
    posts = [post_of(period, {office.id: office}) for period in periods]
    actings = who_acts(posts, day)
    return [Seat(actings[p.position_id], str(Level(p.level).label), p.order) for p in periods]
