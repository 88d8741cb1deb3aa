"""What a plan would do: the structure after it, all that is touched, what must still be decided.

1. `state.carried_out` puts the plan on the organisation of the day.
2. What hangs on units and posts follows: holders, coordination, roles (`_holders`, `_edges`,
   `_roles`). It goes along where a unit was merged, else it ends, and either is told.
3. `leftovers` are units and posts whose place is gone; `findings` (see `findings.py`) are what is
   wrong or deserves care. With leftovers or a finding that stops, a plan is not applied.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from sopan.web.organisation.reorganisation import findings as find
from sopan.web.organisation.reorganisation.findings import Finding, Leftover
from sopan.web.organisation.reorganisation.plan import Plan, Ref
from sopan.web.organisation.reorganisation.state import State, carried_out
from sopan.web.organisation.reorganisation.structure import (
    EdgeRow,
    HolderRow,
    PostRow,
    RoleRow,
    Structure,
    UnitRow,
    on,
)


class What(StrEnum):
    """What happens to something."""

    MADE = "made"
    RENAMED = "renamed"
    MOVED = "moved"
    MERGED = "merged"
    SPLIT = "split"
    ENDS = "ends"
    GOES = "goes"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Touched:
    """One thing and what happens to it; `kind` is unit, post, holder, coordination, role, ..."""

    kind: str
    id: int | str
    name: str
    what: What
    old: str = ""
    new: str = ""
    heirs: tuple[str, ...] = ()
    """The units that a merged or split one becomes."""


Row = TypeVar("Row")
Pair = tuple[Row, Row]


@dataclass(frozen=True, slots=True)
class Changes:
    """What is written when the plan is applied; a pair without a second row ends."""

    new_units: tuple[UnitRow, ...]
    units: tuple[Pair[UnitRow], ...]
    closed_units: tuple[UnitRow, ...]
    new_posts: tuple[PostRow, ...]
    posts: tuple[Pair[PostRow], ...]
    closed_posts: tuple[PostRow, ...]
    ended_holders: tuple[HolderRow, ...]
    edges: tuple[tuple[EdgeRow, EdgeRow | None], ...]
    roles: tuple[tuple[RoleRow, RoleRow | None], ...]
    successions: tuple[tuple[int, Ref], ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything there is to know before a plan is applied."""

    day: date
    units: tuple[UnitRow, ...]
    posts: tuple[PostRow, ...]
    changes: Changes
    touched: tuple[Touched, ...]
    leftovers: tuple[Leftover, ...]
    findings: tuple[Finding, ...]

    @property
    def stops(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.stops]

    @property
    def ready(self) -> bool:
        """Whether it can be applied."""
        return not self.leftovers and not self.stops

    @property
    def fingerprint(self) -> str:
        """Of all that was shown: another preview has another one."""
        return hashlib.sha256(repr(self).encode()).hexdigest()

    def of_kind(self, *kinds: str) -> list[Touched]:
        return [one for one in self.touched if one.kind in kinds]


def preview(structure: Structure, plan: Plan) -> Preview:
    """What the plan does to the organisation on the day."""
    state = carried_out(structure, plan)
    changes = _changes(state)
    return Preview(
        structure.day,
        tuple(state.units.values()),
        tuple(state.posts.values()),
        changes,
        tuple(_touched(state, changes)),
        tuple(find.leftovers(state)),
        tuple(find.findings(state, _kept_roles(structure, changes))),
    )


def _changes(state: State) -> Changes:
    structure = state.structure
    units = [(row, state.units[id_]) for id_, row in state.before.items() if id_ in state.units]
    posts = [(row, state.posts[i]) for i, row in state.posts_before.items() if i in state.posts]
    return Changes(
        tuple(row for row in state.units.values() if row.id not in state.before),
        tuple((old, new) for old, new in units if old != new),
        tuple(row for id_, row in state.before.items() if id_ not in state.units),
        tuple(row for row in state.posts.values() if row.id not in state.posts_before),
        tuple((old, new) for old, new in posts if old != new),
        tuple(row for id_, row in state.posts_before.items() if id_ not in state.posts),
        tuple(r for r in on(structure.holders, structure.day) if r.post in state.closed_posts),
        tuple(_edges(state)),
        tuple(_roles(state)),
        tuple((unit, heir) for unit, heirs in state.heirs.items() for heir in heirs),
    )


# What follows


def _edges(state: State) -> Iterable[tuple[EdgeRow, EdgeRow | None]]:
    """Coordinations that go along or end; those that stay are left out."""
    rows = on(state.structure.edges, state.structure.day)
    follows = [(row, _followed_edge(state, row)) for row in rows]
    kept = [row for row, new in follows if row == new]
    for row, new in follows:
        if row == new:
            continue
        if new and not _same_edge(new, kept) and not _makes_loop(new, kept):
            kept.append(new)
            yield row, new
        else:
            yield row, None


def _followed_edge(state: State, row: EdgeRow) -> EdgeRow | None:
    unit, by_unit = state.follow(row.unit), state.follow(row.by_unit)
    if unit is None or unit == by_unit:
        return None
    if row.by_post is None and by_unit is None:
        return None
    if row.by_post is not None and row.by_post not in state.posts:
        return None
    return replace(row, unit=unit, by_unit=by_unit)


def _same_edge(new: EdgeRow, kept: Iterable[EdgeRow]) -> bool:
    key = (new.unit, new.field.casefold(), new.by_unit, new.by_post)
    return any(key == (e.unit, e.field.casefold(), e.by_unit, e.by_post) for e in kept)


def _makes_loop(new: EdgeRow, kept: Sequence[EdgeRow]) -> bool:
    """Whether the coordinator would be coordinated by the unit in the same field."""
    if new.by_unit is None:
        return False
    seen: set[Ref] = set()
    waiting: list[Ref] = [new.by_unit]
    while waiting:
        unit = waiting.pop()
        if unit == new.unit:
            return True
        if unit not in seen:
            seen.add(unit)
            same = (
                e for e in kept if e.unit == unit and e.field.casefold() == new.field.casefold()
            )
            waiting.extend(e.by_unit for e in same if e.by_unit is not None)
    return False


def _roles(state: State) -> Iterable[tuple[RoleRow, RoleRow | None]]:
    """Roles that go along or end."""
    rows = on(state.structure.roles, state.structure.day)
    follows = [(row, _followed_role(state, row)) for row in rows]
    kept = {_role_key(row) for row, new in follows if row == new}
    for row, new in follows:
        if row == new:
            continue
        if new is None or _role_key(new) in kept:
            yield row, None
        else:
            kept.add(_role_key(new))
            yield row, new


def _followed_role(state: State, row: RoleRow) -> RoleRow | None:
    unit = state.follow(row.unit)
    if unit is None or (row.post is not None and row.post not in state.posts):
        return None
    return replace(row, unit=unit)


def _role_key(row: RoleRow) -> tuple[str, Ref, int | None, int | None]:
    return row.kind, row.unit, row.post, row.person


def _kept_roles(structure: Structure, changes: Changes) -> list[RoleRow]:
    ended = {row.id for row, new in changes.roles if new is None}
    return [row for row in on(structure.roles, structure.day) if row.id not in ended]


# What is touched


def _touched(state: State, changes: Changes) -> Iterable[Touched]:
    yield from _touched_units(state, changes)
    yield from _touched_posts(state, changes)
    yield from _touched_holders(state, changes)
    for edge, new_edge in changes.edges:
        yield Touched("coordination", edge.id, *_edge_words(state, edge, new_edge))
    for role, new_role in changes.roles:
        bearer = role.bearer or state.post_name(role.post)
        what = What.GOES if new_role else What.ENDS
        place = state.unit_name(new_role.unit) if new_role else ""
        old = _name_before(state, role.unit)
        yield Touched("role", role.id, f"{role.label}: {bearer}", what, old, place)


def _touched_units(state: State, changes: Changes) -> Iterable[Touched]:
    for row in changes.new_units:
        yield Touched("unit", row.id, row.name, What.MADE, "", state.unit_name(row.parent))
    for old, new in changes.units:
        if (old.name, old.short_name, old.kind) != (new.name, new.short_name, new.kind):
            yield Touched("unit", old.id, old.name, What.RENAMED, old.name, new.name)
        if old.parent != new.parent:
            places = _name_before(state, old.parent), state.unit_name(new.parent)
            yield Touched("unit", old.id, new.name, What.MOVED, *places)
    for row in changes.closed_units:
        heirs = state.heirs[int(row.id)]
        names = tuple(state.unit_name(heir) for heir in heirs)
        what = What.ENDS if not heirs else What.MERGED if row.id in state.merged else What.SPLIT
        yield Touched("unit", row.id, row.name, what, heirs=names)


def _touched_posts(state: State, changes: Changes) -> Iterable[Touched]:
    for row in changes.new_posts:
        yield Touched("post", row.id, row.name, What.MADE, "", state.unit_name(row.unit))
    for old, new in changes.posts:
        if old.name != new.name:
            yield Touched("post", old.id, old.name, What.RENAMED, old.name, new.name)
        if (old.unit, old.is_head) != (new.unit, new.is_head):
            places = _name_before(state, old.unit), state.unit_name(new.unit)
            yield Touched("post", old.id, new.name, What.MOVED, *places)
    for row in changes.closed_posts:
        yield Touched("post", row.id, row.name, What.ENDS, _name_before(state, row.unit))


def _touched_holders(state: State, changes: Changes) -> Iterable[Touched]:
    changed = {new.id: new for _, new in changes.posts}
    for row in on(state.structure.holders, state.structure.day):
        old = state.posts_before.get(row.post)
        title = f"{row.title}{old.name if old else ''}"
        if row.post in state.closed_posts:
            yield Touched("holder", row.id, row.name, What.ENDS, title)
        elif row.post in changed:
            new = changed[row.post]
            place = f"{row.title}{new.name} ({state.unit_name(new.unit)})"
            yield Touched("holder", row.id, row.name, What.LETTER, title, place)


def _edge_words(state: State, old: EdgeRow, new: EdgeRow | None) -> tuple[str, What, str, str]:
    by = _name_before(state, old.by_unit) if old.by_unit else state.post_name(old.by_post)
    name = f"{_name_before(state, old.unit)} ({old.field})"
    if new is None:
        return name, What.ENDS, by, ""
    later = state.unit_name(new.by_unit) if new.by_unit else state.post_name(new.by_post)
    return name, What.GOES, by, f"{state.unit_name(new.unit)} – {later}"


def _name_before(state: State, unit: Ref | None) -> str:
    row = state.before.get(unit) if unit is not None else None
    return row.name if row else state.unit_name(unit)
