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
    own = {"government": government}
    units = UnitPeriod.objects.filter(alive, **own).order_by("order", "name", "pk")
    posts = PositionPeriod.objects.filter(alive, **own).order_by("-is_head", "order", "name", "pk")
    holders = Holding.objects.filter(alive, **own).order_by("since", "pk")
    edges = Coordination.objects.filter(alive, **own).order_by("field", "pk")
    roles = Role.objects.filter(alive, **own).order_by("kind", "pk")
    return Structure(
        day,
        tuple(UnitRow(*row) for row in units.values_list(*UNIT)),
        tuple(PostRow(*row) for row in posts.values_list(*POST)),
        tuple(_holder(*row) for row in holders.values_list(*HOLDER)),
        tuple(EdgeRow(*row) for row in edges.values_list(*EDGE)),
        tuple(_role(*row) for row in roles.values_list(*ROLE)),
    )


UNIT = ("unit", "name", "short_name", "kind", "parent", "order", "since", "until")
POST = ("position", "unit", "name", "level", "is_head", "order", "since", "until")
HOLDER = ("pk", "position", "person", "person__name", "kind", "since", "until")
EDGE = ("pk", "unit", "field", "by_unit", "by_position", "since", "until")
ROLE = ("pk", "kind", "unit", "position", "person", "person__name", "since", "until")
"""The columns in the order of the rows' fields: no objects of the ORM, of which there are many."""


def _holder(
    id_: int, post: int, person: int, name: str, kind: str, since: date, until: date | None
) -> HolderRow:
    return HolderRow(id_, post, person, name, PREFIX[HoldingKind(kind)], since, until)


def _role(
    id_: int,
    kind: str,
    unit: int,
    post: int | None,
    person: int | None,
    bearer: str | None,
    since: date,
    until: date | None,
) -> RoleRow:
    label = str(RoleKind(kind).label)
    return RoleRow(id_, kind, label, unit, post, person, bearer or "", since, until)
