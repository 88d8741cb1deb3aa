"""The organisation of the day with a plan carried out on it.

First what the plan says, word for word; then what follows from a merger: what stood below or in the
merged unit goes along, but no head.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sopan.web.organisation.reorganisation.plan import (
    Close,
    ClosePosition,
    CreatePosition,
    Merge,
    Move,
    MovePosition,
    NewUnit,
    Operation,
    Plan,
    Ref,
    Rename,
    RenamePosition,
    Split,
    new_units,
)
from sopan.web.organisation.reorganisation.structure import PostRow, Structure, UnitRow, on

LAST = 9_999
"""New units and posts stand behind those that are there."""


@dataclass
class State:
    """Units and posts after the plan, and what the plan says that cannot be done."""

    structure: Structure
    before: dict[Ref, UnitRow]
    posts_before: dict[int, PostRow]
    units: dict[Ref, UnitRow]
    posts: dict[int, PostRow]
    heirs: dict[int, tuple[Ref, ...]] = field(default_factory=dict)
    """Of each unit that is gone: those that continue it."""
    merged: dict[int, Ref] = field(default_factory=dict)
    closed_posts: set[int] = field(default_factory=set)
    twice: list[str] = field(default_factory=list)
    """Names of what the plan changes, moves or closes more than once."""
    unknown: list[str] = field(default_factory=list)
    """Names or numbers of what the plan names and the day does not know."""
    touched_root: list[str] = field(default_factory=list)
    _done: set[tuple[str, Ref]] = field(default_factory=set)

    def unit_name(self, unit: Ref | None) -> str:
        """As it is called after the plan, else before it."""
        if unit is None:
            return ""
        row = self.units.get(unit) or self.before.get(unit)
        return row.name if row else str(unit)

    def post_name(self, post: int | None) -> str:
        row = self.posts.get(post or 0) or self.posts_before.get(post or 0)
        return row.name if row else str(post)

    def follow(self, unit: Ref | None) -> Ref | None:
        """The unit itself while it lives, else the one it was merged into, else nothing."""
        if unit in self.units:
            return unit
        target = self.merged.get(unit) if isinstance(unit, int) else None
        return target if target in self.units else None


def carried_out(structure: Structure, plan: Plan) -> State:
    """The plan on the organisation of the day."""
    units: dict[Ref, UnitRow] = {row.id: row for row in on(structure.units, structure.day)}
    posts = {row.id: row for row in on(structure.posts, structure.day)}
    state = State(structure, dict(units), dict(posts), units, posts)
    for new in new_units(plan):
        _make(state, new)
    for operation in plan:
        _carry_out(state, operation)
    for unit in state.heirs:
        state.units.pop(unit, None)
    for post in state.closed_posts:
        state.posts.pop(post, None)
    _take_along(state)
    return state


def _make(state: State, new: NewUnit) -> None:
    day = state.structure.day
    state.units[new.key] = UnitRow(
        new.key, new.name, new.short_name, new.kind, new.parent, LAST, day, None
    )


def _carry_out(state: State, operation: Operation) -> None:
    match operation:
        case Rename(unit, name, short_name, kind):
            if row := _unit(state, unit, "rename"):
                kind = kind or row.kind
                state.units[unit] = replace(row, name=name, short_name=short_name, kind=kind)
        case Move(unit, parent):
            if (row := _unit(state, unit, "place")) and not _is_root(state, row):
                state.units[unit] = replace(row, parent=parent)
        case Merge(units):
            _merge(state, units, operation.target)
        case Split(unit, parts):
            _end(state, unit, [part.key for part in parts])
        case Close(unit):
            _end(state, unit, [])
        case CreatePosition(unit, name, level, is_head):
            number = -1 - sum(1 for post in state.posts if post < 0)
            state.posts[number] = PostRow(
                number, unit, name, level, is_head, LAST, state.structure.day, None
            )
        case MovePosition(position, unit, is_head):
            if post := _post(state, position, "place"):
                state.posts[position] = replace(post, unit=unit, is_head=is_head)
        case RenamePosition(position, name):
            if post := _post(state, position, "rename"):
                state.posts[position] = replace(post, name=name)
        case ClosePosition(position):
            if _post(state, position, "place"):
                state.closed_posts.add(position)


def _merge(state: State, units: Iterable[int], target: Ref) -> None:
    for unit in units:
        if unit != target and _end(state, unit, [target]):
            state.merged[unit] = target


def _end(state: State, unit: int, heirs: list[Ref] | list[str]) -> bool:
    row = _unit(state, unit, "place")
    if row is None or _is_root(state, row):
        return False
    if ("rename", unit) in state._done:
        state.twice.append(row.name)
    state._done.add(("rename", unit))
    state.heirs[unit] = tuple(heirs)
    return True


def _unit(state: State, unit: int, what: str) -> UnitRow | None:
    """The unit, noted as changed in this respect; None where that is not possible."""
    row = state.units.get(unit)
    if row is None:
        state.unknown.append(state.unit_name(unit))
        return None
    if (what, unit) in state._done:
        state.twice.append(row.name)
        return None
    state._done.add((what, unit))
    return row


def _post(state: State, post: int, what: str) -> PostRow | None:
    row = state.posts.get(post)
    if row is None:
        state.unknown.append(state.post_name(post))
        return None
    if (f"post-{what}", post) in state._done:
        state.twice.append(row.name)
        return None
    state._done.add((f"post-{what}", post))
    return row


def _is_root(state: State, row: UnitRow) -> bool:
    if row.parent is None:
        state.touched_root.append(row.name)
    return row.parent is None


def _take_along(state: State) -> None:
    """What stood below or in a merged unit and was not placed goes where the unit went."""
    for unit, row in list(state.units.items()):
        target = state.follow(row.parent)
        if row.parent not in (None, target) and target not in (None, unit):
            state.units[unit] = replace(row, parent=target)
    for id_, post in list(state.posts.items()):
        target = state.follow(post.unit)
        if target not in (None, post.unit) and not post.is_head:
            state.posts[id_] = replace(post, unit=target)
