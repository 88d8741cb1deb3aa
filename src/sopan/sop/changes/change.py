"""A change between two SOPs, as data: what kind, where, before and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sopan.sop.model import Actor, Duration, Link, Step


class Group(StrEnum):
    """The part of the form that a change belongs to, in the order in which they are told."""

    IDENTITY = "identity"
    ACTORS = "actors"
    STEPS = "steps"
    FLOW = "flow"


class ChangeKind(StrEnum):
    FIELD = "field"
    ITEM_ADDED = "item added"
    ITEM_REMOVED = "item removed"
    ITEM_CHANGED = "item changed"
    ITEMS_REORDERED = "items reordered"
    ACTOR_ADDED = "actor added"
    ACTOR_REMOVED = "actor removed"
    ACTOR_RENAMED = "actor renamed"
    ACTOR_OUTSIDE = "actor outside"
    ACTORS_REORDERED = "actors reordered"
    STEP_ADDED = "step added"
    STEP_REMOVED = "step removed"
    STEP_MOVED = "step moved"
    PERFORMERS = "performers"
    SYMBOL_KIND = "symbol kind"
    SYMBOL_ADDED = "symbol added"
    SYMBOL_REMOVED = "symbol removed"
    JOIN = "join"
    FLOW = "flow"
    BRANCH_ADDED = "branch added"
    BRANCH_REMOVED = "branch removed"
    BRANCH_RENAMED = "branch renamed"
    BRANCH_LED = "branch led elsewhere"


FLOW_KINDS = frozenset(
    (
        ChangeKind.JOIN,
        ChangeKind.FLOW,
        ChangeKind.BRANCH_ADDED,
        ChangeKind.BRANCH_REMOVED,
        ChangeKind.BRANCH_RENAMED,
        ChangeKind.BRANCH_LED,
    )
)
ACTOR_KINDS = frozenset(
    (
        ChangeKind.ACTOR_ADDED,
        ChangeKind.ACTOR_REMOVED,
        ChangeKind.ACTOR_RENAMED,
        ChangeKind.ACTOR_OUTSIDE,
        ChangeKind.ACTORS_REORDERED,
    )
)


@dataclass(frozen=True, slots=True)
class Arrow:
    """Where a flow leads, as a reader sees it; `row` from 0, None for a symbol that is missing."""

    label: str
    target: str
    row: int | None


Value = str | bool | date | Duration | Link | Actor | Step | tuple[str, ...] | tuple[Arrow, ...]
"""What stood or stands at a place; None where there is nothing."""


@dataclass(frozen=True, slots=True)
class Where:
    """The place: the field of the SOP or of a row; rows count from 0.

    `step` and `symbol` are ids of the newer SOP, or of the older one where it is gone. `place` is
    the position of the symbol in a row of several, else None.
    """

    field: str = ""
    step: str = ""
    old: int | None = None
    new: int | None = None
    symbol: str = ""
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    kind: ChangeKind
    where: Where
    before: Value | None = None
    after: Value | None = None

    @property
    def group(self) -> Group:
        if self.kind in FLOW_KINDS:
            return Group.FLOW
        if self.kind in ACTOR_KINDS:
            return Group.ACTORS
        return Group.STEPS if self.where.step else Group.IDENTITY
