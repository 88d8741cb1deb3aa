"""One unit: its times and its kin, whom it coordinates, its posts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from sopan.web.organisation.deciding import Acting, Office, offices_on, post_of, who_acts
from sopan.web.organisation.models import (
    Coordination,
    Level,
    PositionPeriod,
    Succession,
    Unit,
    UnitPeriod,
)
from sopan.web.organisation.queries import naming


@dataclass(frozen=True, slots=True)
class Stage:
    """A time in which a unit had one name and one place."""

    name: str
    since: date
    until: date | None
    parent: Office | None
    current: bool


@dataclass(frozen=True, slots=True)
class Kin:
    """A unit that this one succeeded, or that succeeded it."""

    office: Office
    day: date


@dataclass(frozen=True, slots=True)
class History:
    """The times of a unit and its kin."""

    stages: tuple[Stage, ...]
    predecessors: tuple[Kin, ...]
    successors: tuple[Kin, ...]

    @property
    def first(self) -> date | None:
        return self.stages[0].since if self.stages else None

    @property
    def end(self) -> date | None:
        """The first day without the unit; None while it lives."""
        return self.stages[-1].until if self.stages else None


def history_of(unit: Unit, day: date) -> History:
    """Three questions: the successions, all periods of the unit and of those beside it, parents."""
    rows = list(Succession.objects.filter(Q(before=unit) | Q(after=unit)))
    beside = naming.unit_periods(
        {unit.pk, *(r.before_id for r in rows), *(r.after_id for r in rows)}
    )
    own = beside.get(unit.pk, ())
    parents = naming.unit_periods(period.parent_id for period in own)
    before = [
        Kin(naming.office(beside, r.before_id, r.day), r.day) for r in rows if r.after_id == unit.pk
    ]
    after = [
        Kin(naming.office(beside, r.after_id, r.day), r.day) for r in rows if r.before_id == unit.pk
    ]
    return History(tuple(_stages(own, parents, day)), tuple(before), tuple(after))


def _stages(
    periods: Sequence[UnitPeriod], parents: naming.UnitPeriods, day: date
) -> Iterable[Stage]:
    for period in periods:
        parent = period.parent_id
        above = naming.office(parents, parent, period.since) if parent else None
        yield Stage(period.name, period.since, period.until, above, period.covers(day))


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
