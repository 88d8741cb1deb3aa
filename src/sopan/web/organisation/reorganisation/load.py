"""Reads the organisation as far as a plan reaches: a few questions, whatever its size.

1. A plan names units and posts; of a unit that ends, those below it lose their place.
2. What hangs on these: all posts of the units, who holds them, coordination and roles. Of
   coordination also what leads up from these units, for it must not become a circle.
3. Every unit of a row that is read is read too, with all above it, on the day and on all later
   ones; and the units beside them, for no two below one unit may bear the same name.

So nothing that is read points to something that is not, and what is left out stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q

from sopan.web.organisation import tree
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
from sopan.web.organisation.reorganisation.plan import Plan, ended_by, posts_in, units_in
from sopan.web.organisation.reorganisation.structure import (
    EdgeRow,
    HolderRow,
    PostRow,
    RoleRow,
    Structure,
    UnitRow,
)


def structure_of(government: Government, day: date, plan: Plan) -> Structure:
    """The organisation from the day on, as far as the plan reaches; at most nine questions."""
    own = Q(government=government) & (Q(until=None) | Q(until__gt=day))
    units = units_in(plan) | _below(own, ended_by(plan))
    posts = _posts(own, _positions(own, units, posts_in(plan)))
    units |= {_number(row.unit) for row in posts}
    edges = _edges(own, units, {row.id for row in posts})
    roles = _roles(own, units, {row.id for row in posts})
    posts += _posts(own, _bearers(edges, roles) - {row.id for row in posts})
    return Structure(
        day,
        tuple(_units(own, units | _places(posts, edges, roles), day)),
        tuple(posts),
        tuple(_holders(own, {row.id for row in posts})),
        tuple(edges),
        tuple(roles),
    )


def _number(unit: object) -> int:
    assert isinstance(unit, int)  # Only a plan makes units without one.
    return unit


def _below(own: Q, units: set[int]) -> set[int]:
    if not units:
        return set()
    return set(UnitPeriod.objects.filter(own, parent__in=units).values_list("unit", flat=True))


def _positions(own: Q, units: set[int], named: set[int]) -> set[int]:
    """The posts that are named, and all those in the units and beside the named ones."""
    periods = PositionPeriod.objects.filter(own)
    beside = periods.filter(position__in=named).values_list("unit", flat=True) if named else ()
    places = units.union(beside)
    return named.union(periods.filter(unit__in=places).values_list("position", flat=True))


def _posts(own: Q, positions: set[int]) -> list[PostRow]:
    if not positions:
        return []
    rows = PositionPeriod.objects.filter(own, position__in=positions)
    rows = rows.order_by("-is_head", "order", "name", "pk")
    return [PostRow(*row) for row in rows.values_list(*POST)]


def _edges(own: Q, units: set[int], posts: set[int]) -> list[EdgeRow]:
    """Coordination of and by these, and what leads up from these units."""
    rows = Coordination.objects.filter(own).order_by("field", "pk")
    edges = [EdgeRow(*row) for row in rows.values_list(*EDGE)]
    line = _led_up(edges, units)
    return [e for e in edges if e.unit in line or e.by_unit in units or e.by_post in posts]


def _led_up(edges: Sequence[EdgeRow], units: set[int]) -> set[int]:
    """The units and all that coordinate them, over any number of steps."""
    above: dict[int, set[int]] = {}
    for edge in edges:
        if edge.by_unit is not None:
            above.setdefault(_number(edge.unit), set()).add(_number(edge.by_unit))
    line, waiting = set(units), list(units)
    while waiting:
        new = above.get(waiting.pop(), set()) - line
        line |= new
        waiting += new
    return line


def _roles(own: Q, units: set[int], posts: set[int]) -> list[RoleRow]:
    """Roles at these units and of these posts; and all administrators, for one must be left."""
    reached = Q(unit__in=units) | Q(position__in=posts) | Q(kind=RoleKind.ADMINISTRATOR)
    rows = Role.objects.filter(own & reached).order_by("kind", "pk")
    return [_role(*row) for row in rows.values_list(*ROLE)]


def _bearers(edges: Iterable[EdgeRow], roles: Iterable[RoleRow]) -> set[int]:
    posts = {*(edge.by_post for edge in edges), *(role.post for role in roles)}
    return {post for post in posts if post is not None}


def _places(
    posts: Iterable[PostRow], edges: Iterable[EdgeRow], roles: Iterable[RoleRow]
) -> set[int]:
    rows: Iterable[PostRow | EdgeRow | RoleRow] = (*posts, *edges, *roles)
    found = {_number(row.unit) for row in rows}
    return found | {_number(edge.by_unit) for edge in edges if edge.by_unit is not None}


def _units(own: Q, units: set[int], day: date) -> Iterable[UnitRow]:
    line = tree.above_from(units, day)
    rows = UnitPeriod.objects.filter(own & (Q(unit__in=line) | Q(parent__in=line)))
    rows = rows.order_by("order", "name", "pk")
    return (UnitRow(*row) for row in rows.values_list(*UNIT))


def _holders(own: Q, posts: set[int]) -> Iterable[HolderRow]:
    rows = Holding.objects.filter(own, position__in=posts).order_by("since", "pk")
    return (_holder(*row) for row in rows.values_list(*HOLDER))


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
