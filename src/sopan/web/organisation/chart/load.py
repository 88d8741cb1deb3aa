"""Reads the chart of a day: five questions for any number of units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from sopan.web.organisation.chart import folding
from sopan.web.organisation.chart.folding import Folds
from sopan.web.organisation.chart.model import Edge, Node, Picture, walk
from sopan.web.organisation.deciding import PREFIX, Acting, post_of, who_acts
from sopan.web.organisation.models import (
    Coordination,
    Government,
    PositionPeriod,
    UnitKind,
    UnitPeriod,
)
from sopan.web.organisation.queries.units import Row


@dataclass(frozen=True, slots=True)
class Tie:
    """A functional relation in words, seen from one unit: with whom, in which field."""

    unit: int
    name: str
    field: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The picture, and what only words can say: relations with units that are not drawn."""

    picture: Picture
    by: Mapping[int, Sequence[Tie]]
    """Who coordinates a unit."""
    of: Mapping[int, Sequence[Tie]]
    """Whom a unit coordinates."""
    line: tuple[Row, ...]
    """The units above the one on top, the highest first."""


def load(government: Government, day: date, top: int | None, folds: Folds) -> Chart | None:
    """The chart of a day from `top` down; None where there is no such unit on the day."""
    rows = _rows(government, day)
    if top is None:
        top = next((row.unit for row in rows.values() if row.parent is None), None)
    if top is None or top not in rows:
        return None
    children = _children(top, rows)
    kinds = {row.unit: row.kind for row in rows.values()}
    first = folding.first_view(top, children, kinds)
    drawn = folding.unfolded(top, children, (first | folds.opened) - folds.closed | {top})
    shown = {top, *(child for unit in drawn for child in children.get(unit, ()))}
    root = _node(top, rows, children, drawn, _heads(shown, rows, day))
    edges, by, of = _coordination(government, day, rows, {node.id for node in walk(root)})
    return Chart(Picture(root, edges), by, of, _above(rows[top], rows))


def _rows(government: Government, day: date) -> dict[int, Row]:
    periods = UnitPeriod.objects.on(day).filter(government=government).order_by("order", "name")
    values = periods.values_list("unit", "parent", "name", "short_name", "kind")
    return {value[0]: Row(*value) for value in values}


def _children(top: int, rows: Mapping[int, Row]) -> dict[int, list[int]]:
    """The units below each one, from the top down; each once, whatever the database says."""
    everywhere: dict[int | None, list[int]] = {}
    for row in rows.values():
        everywhere.setdefault(row.parent, []).append(row.unit)
    found: dict[int, list[int]] = {}
    seen, waiting = {top}, [top]
    for unit in waiting:
        found[unit] = [child for child in everywhere.get(unit, ()) if child not in seen]
        seen.update(found[unit])
        waiting += found[unit]
    return found


def _above(row: Row, rows: Mapping[int, Row]) -> tuple[Row, ...]:
    found: list[Row] = []
    while (parent := rows.get(row.parent or 0)) and parent not in found:
        found.append(parent)
        row = parent
    return tuple(reversed(found))


def _node(
    unit: int,
    rows: Mapping[int, Row],
    children: Mapping[int, Sequence[int]],
    drawn: set[int],
    heads: Mapping[int, _Head],
) -> Node:
    row, below = rows[unit], children.get(unit, ())
    shown = below if unit in drawn else ()
    head = heads.get(unit, _Head())
    return Node(
        id=unit,
        name=row.name,
        post=head.post,
        holder=head.holder,
        vacant=head.vacant,
        beside=row.kind == UnitKind.STAFF,
        children=tuple(_node(child, rows, children, drawn, heads) for child in shown),
        hidden=0 if unit in drawn else _below(unit, children),
    )


def _below(unit: int, children: Mapping[int, Sequence[int]]) -> int:
    return sum(1 + _below(child, children) for child in children.get(unit, ()))


@dataclass(frozen=True, slots=True)
class _Head:
    """What a box says below the name of its unit."""

    post: str = ""
    holder: str = ""
    vacant: bool = False


def _heads(units: set[int], rows: Mapping[int, Row], day: date) -> dict[int, _Head]:
    """Who heads the units; of staf ahli, who have no head, the posts."""
    staff = [unit for unit in units if rows[unit].kind == UnitKind.STAFF]
    periods = list(
        PositionPeriod.objects.on(day)
        .filter(Q(is_head=True) | Q(unit__in=staff), unit__in=units)
        .only("position", "name", "unit", "is_head")
    )
    posts = [post_of(period, {}) for period in periods if period.is_head]
    heads = {a.post.unit.id: _head(rows[a.post.unit.id], a) for a in who_acts(posts, day).values()}
    for unit in set(staff) - set(heads):
        names = [p.name for p in periods if p.unit_id == unit]
        heads[unit] = _Head("\n".join(names))
    return heads


def _head(row: Row, head: Acting) -> _Head:
    """The head's post where the name of the unit does not tell it, and who acts."""
    post = "" if head.post.name in {row.name, f"Kepala {row.name}"} else head.post.name
    if head.tenure is None:
        return _Head(post, _("lowong"), True)
    return _Head(post, f"{PREFIX[head.tenure.kind]}{head.tenure.name}")


# The functional hierarchy

Ties = dict[int, list[Tie]]


def _coordination(
    government: Government, day: date, rows: Mapping[int, Row], shown: set[int]
) -> tuple[tuple[Edge, ...], Ties, Ties]:
    """Edges between units that are drawn; in words, all that a drawn unit has part in."""
    edges: list[Edge] = []
    by: Ties = {}
    of: Ties = {}
    found = list(Coordination.objects.on(day).filter(government=government))
    posts = _posts((row.by_position_id for row in found), day)
    for row in found:
        post = posts.get(row.by_position_id or 0)
        target = row.by_unit_id or (post.unit_id if post else 0)
        if row.unit_id not in rows or target not in rows:
            continue
        name = post.name if post else rows[target].name
        by.setdefault(row.unit_id, []).append(Tie(target, name, row.field))
        of.setdefault(target, []).append(Tie(row.unit_id, rows[row.unit_id].name, row.field))
        if row.unit_id in shown and target in shown and row.unit_id != target:
            edges.append(Edge(row.unit_id, target, row.field))
    return tuple(dict.fromkeys(edges)), by, of


def _posts(positions: Iterable[int | None], day: date) -> dict[int, PositionPeriod]:
    ids = {position for position in positions if position}
    if not ids:
        return {}
    return {p.position_id: p for p in PositionPeriod.objects.on(day).filter(position__in=ids)}
