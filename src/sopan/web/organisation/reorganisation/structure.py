"""The organisation from a day on, as plain data: what holds on the day, what is planned after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from django.db.models import Q

from sopan.web.organisation.deciding import PREFIX
from sopan.web.organisation.models import (
    Coordination,
    Government,
    Holding,
    HoldingKind,
    PositionPeriod,
    Role,
    RoleKind,
    UnitPeriod,
)
from sopan.web.organisation.reorganisation.plan import Ref


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A period of a unit."""

    id: Ref
    name: str
    short_name: str
    kind: str
    parent: Ref | None
    order: int
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class PostRow:
    """A period of a position; `id` is negative for one that a plan makes."""

    id: int
    unit: Ref
    name: str
    level: str
    is_head: bool
    order: int
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class HolderRow:
    """A person in a post; `title` is "Plt. " or "Plh. " or empty."""

    id: int
    post: int
    person: int
    name: str
    title: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """A coordination."""

    id: int
    unit: Ref
    field: str
    by_unit: Ref | None
    by_post: int | None
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role at a unit; `bearer` is the person's name, empty for the role of a post."""

    id: int
    kind: str
    label: str
    unit: Ref
    post: int | None
    person: int | None
    bearer: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Structure:
    """Everything that holds on the day or begins after it."""

    day: date
    units: tuple[UnitRow, ...]
    posts: tuple[PostRow, ...]
    holders: tuple[HolderRow, ...] = ()
    edges: tuple[EdgeRow, ...] = ()
    roles: tuple[RoleRow, ...] = ()


class Timed(Protocol):
    @property
    def since(self) -> date: ...
    @property
    def until(self) -> date | None: ...


One = TypeVar("One", bound=Timed)


def on(rows: Iterable[One], day: date) -> list[One]:
    """The rows that hold on a day."""
    return [row for row in rows if row.since <= day and (row.until is None or day < row.until)]


def structure_of(government: Government, day: date) -> Structure:
    """The organisation from the day on; five questions."""
    alive = Q(until=None) | Q(until__gt=day)
    units = UnitPeriod.objects.filter(alive, government=government)
    posts = PositionPeriod.objects.filter(alive, government=government)
    holders = Holding.objects.filter(alive, government=government).select_related("person")
    edges = Coordination.objects.filter(alive, government=government)
    roles = Role.objects.filter(alive, government=government).select_related("person")
    return Structure(
        day,
        tuple(map(_unit, units.order_by("order", "name", "pk"))),
        tuple(map(_post, posts.order_by("-is_head", "order", "name", "pk"))),
        tuple(map(_holder, holders.order_by("since", "pk"))),
        tuple(map(_edge, edges.order_by("field", "pk"))),
        tuple(map(_role, roles.order_by("kind", "pk"))),
    )


def _unit(p: UnitPeriod) -> UnitRow:
    return UnitRow(p.unit_id, p.name, p.short_name, p.kind, p.parent_id, p.order, p.since, p.until)


def _post(p: PositionPeriod) -> PostRow:
    return PostRow(p.position_id, p.unit_id, p.name, p.level, p.is_head, p.order, p.since, p.until)


def _holder(h: Holding) -> HolderRow:
    title = PREFIX[HoldingKind(h.kind)]
    return HolderRow(h.pk, h.position_id, h.person_id, h.person.name, title, h.since, h.until)


def _edge(c: Coordination) -> EdgeRow:
    return EdgeRow(c.pk, c.unit_id, c.field, c.by_unit_id, c.by_position_id, c.since, c.until)


def _role(r: Role) -> RoleRow:
    bearer = r.person.name if r.person else ""
    label = str(RoleKind(r.kind).label)
    return RoleRow(
        r.pk, r.kind, label, r.unit_id, r.position_id, r.person_id, bearer, r.since, r.until
    )
