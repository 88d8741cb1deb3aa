"""The organisation from a day on, as plain data: what holds on the day, what is planned after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

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
    """What holds on the day or begins after it, as far as a plan reaches."""

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
