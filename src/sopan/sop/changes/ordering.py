"""The order of a list after two people changed it, each from the same base.

1. Entries that neither side moved keep the order of the base: they are the spine.
2. What one side added or moved stands behind the entry that precedes it on that side.
3. What both sides moved stays where the base has it, unless both put it behind the same entry.
4. Entries that would wait for each other in a ring go back to the spine.

The result is the same whichever side is named first; when one side changed nothing, it is the
order of the other one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sopan.sop.changes.matching import out_of_order

_TOP = ""
"""Stands before the first entry; no key is empty."""


@dataclass(frozen=True, slots=True)
class Order:
    keys: tuple[str, ...]
    clashes: frozenset[str]
    """Entries that both sides moved, to different places."""


def order(
    base: Sequence[str],
    mine: Sequence[str],
    theirs: Sequence[str],
    kept: Collection[str],
    chosen: Mapping[str, Sequence[str]],
) -> Order:
    """The keys that are kept, in their common order; `chosen` has the side to follow for a key."""
    if base == mine == theirs:
        return Order(tuple(key for key in base if key in kept), frozenset())
    parents, clashes = _parents(base, mine, theirs, frozenset(kept), chosen)
    spine = [key for key in base if key in kept and key not in parents]
    while True:
        keys = _walk(spine, parents)
        stuck = set(kept).difference(keys)
        if not stuck:
            return Order(tuple(keys), frozenset(clashes))
        freed = stuck.intersection(base) or {min(stuck)}
        for key in freed:
            del parents[key]
        spine = [key for key in base if key in kept and key not in parents]
        spine += sorted(key for key in freed if key not in base)
        clashes |= freed.intersection(base)


def _parents(
    base: Sequence[str],
    mine: Sequence[str],
    theirs: Sequence[str],
    kept: frozenset[str],
    chosen: Mapping[str, Sequence[str]],
) -> tuple[dict[str, str], set[str]]:
    """Behind which entry each one stands that was added or moved; and what was moved apart."""
    sides = [_Side(base, mine, kept), _Side(base, theirs, kept)]
    parents: dict[str, str] = {}
    clashes: set[str] = set()
    for key in sorted(kept):
        loose = [side for side in sides if key in side.loose]
        if key in chosen:
            loose = [side for side in loose if side.keys is chosen[key]]
        before = {side.before[key] for side in loose}
        if len(before) == 2:
            before = {_shared(side, key, sides) for side in loose}
        if len(before) == 1:
            parents[key] = before.pop()
        elif before and key in base:
            clashes.add(key)
        elif before:
            parents[key] = min(before)
    return parents, clashes


class _Side:
    """One side: what it added or moved, and what stands before each entry."""

    def __init__(self, base: Sequence[str], keys: Sequence[str], kept: frozenset[str]) -> None:
        self.keys = keys
        rows = {key: row for row, key in enumerate(base)}
        moved = out_of_order(rows[key] for key in keys if key in rows)
        self.loose = {key for key in keys if key not in rows or rows[key] in moved}
        self.before: dict[str, str] = {}
        last = _TOP
        for key in keys:
            if key in kept:
                self.before[key] = last
                last = key


def _shared(side: _Side, key: str, sides: Sequence[_Side]) -> str:
    """The nearest entry before a key that both sides have."""
    before = side.before[key]
    while before != _TOP and not all(before in each.before for each in sides):
        before = side.before[before]
    return before


def _walk(spine: Sequence[str], parents: Mapping[str, str]) -> list[str]:
    """The spine, behind each entry what hangs on it."""
    hanging: dict[str, list[str]] = defaultdict(list)
    for key in sorted(parents, reverse=True):
        hanging[parents[key]].append(key)
    keys: list[str] = []
    for entry in (_TOP, *spine):
        waiting = [entry]
        while waiting:
            key = waiting.pop()
            keys.append(key)
            waiting += hanging[key]
    return keys[1:]
