"""The tree of a day, and the units found by a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from sopan.web.organisation import tree
from sopan.web.organisation.deciding import Acting, Office, post_of, who_acts
from sopan.web.organisation.models import (
    Government,
    PositionPeriod,
    UnitKind,
    UnitPeriod,
)

SHOWN = 200
"""So many units are unfolded on one page; further branches stand on the pages of their units."""


class Row(NamedTuple):
    """A unit of the day as the database tells it."""

    unit: int
    parent: int | None
    name: str
    short_name: str
    kind: str

    @property
    def office(self) -> Office:
        return Office(self.unit, self.name)

    @property
    def kind_label(self) -> str:
        return str(UnitKind(self.kind).label)


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit in the tree, who acts as its head, and the units below; `hidden` are not unfolded."""

    row: Row
    head: Acting | None
    below: tuple[Branch, ...]
    hidden: int

    @property
    def office(self) -> Office:
        return self.row.office


# The tree


def tree_of(
    government: Government, day: date, top: int | None = None, most: int = SHOWN
) -> Branch | None:
    """The units of a day from `top` down, level by level as long as not more than `most` show."""
    rows = _rows(government, day, top)
    children: dict[int | None, list[Row]] = {}
    for row in rows:
        children.setdefault(row.parent, []).append(row)
    root = next((row for row in rows if row.unit == top or (not top and not row.parent)), None)
    if root is None:
        return None
    open_ = _unfolded(root, children, most)
    heads = heads_of([*open_, *(row.unit for unit in open_ for row in children.get(unit, ()))], day)
    return _branch(root, children, open_, heads)


def _rows(government: Government, day: date, top: int | None) -> list[Row]:
    periods = UnitPeriod.objects.on(day).filter(government=government)
    if top is not None:
        periods = periods.filter(unit__in=tree.below([top], day))
    values = periods.order_by("order", "name").values_list(
        "unit", "parent", "name", "short_name", "kind"
    )
    return [Row(*value) for value in values]


def _unfolded(root: Row, children: Mapping[int | None, Sequence[Row]], most: int) -> set[int]:
    """The units whose children are shown: whole levels, the first one always."""
    open_: set[int] = {root.unit}
    shown = 1 + len(children.get(root.unit, ()))
    level = list(children.get(root.unit, ()))
    while level:
        below = [row for parent in level for row in children.get(parent.unit, ())]
        shown += len(below)
        if shown > most:
            break
        open_.update(row.unit for row in level)
        level = below
    return open_


def _branch(
    row: Row,
    children: Mapping[int | None, Sequence[Row]],
    open_: set[int],
    heads: Mapping[int, Acting],
) -> Branch:
    own = children.get(row.unit, ())
    if row.unit not in open_:
        return Branch(row, heads.get(row.unit), (), _count(row.unit, children))
    below = tuple(_branch(child, children, open_, heads) for child in own)
    return Branch(row, heads.get(row.unit), below, 0)


def _count(unit: int, children: Mapping[int | None, Sequence[Row]]) -> int:
    return sum(1 + _count(child.unit, children) for child in children.get(unit, ()))


def heads_of(units: Iterable[int], day: date) -> dict[int, Acting]:
    """Who acts as the head of each unit; units without a head's post are left out."""
    periods = PositionPeriod.objects.on(day).filter(unit__in=set(units), is_head=True)
    posts = [post_of(period, {}) for period in periods]
    return {found.post.unit.id: found for found in who_acts(posts, day).values()}


# Search


def units_named(government: Government, day: date, text: str = "") -> list[Row]:
    """The units of a day whose name or short name holds the text, in the order of their names."""
    periods = UnitPeriod.objects.on(day).filter(government=government)
    if text:
        periods = periods.filter(Q(name__icontains=text) | Q(short_name__icontains=text))
    values = periods.order_by("name", "unit").values_list(
        "unit", "parent", "name", "short_name", "kind"
    )
    return [Row(*value) for value in values]
