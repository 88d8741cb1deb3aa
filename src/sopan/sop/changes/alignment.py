"""Which row, symbol and column of an older SOP is which one of a newer SOP.

A row is known by its id where ids are kept, and by what it says where they are only counted
(`s1`, `s2`, ... in files without written ids, where inserting a row renames all below it):

1. Ids: those with a name of their own; and all of them once a counted one stands out of its row,
   since only an id that is kept can do so.
2. Rows that say the same in every column, then rows with the same activity: as many as keep their
   order (longest common subsequence), then those that moved.
3. Rows alike enough in activity, actors and output, the most alike first.
4. Rows with the same id whose upper or lower neighbours belong together: written anew in place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property

from sopan.sop.changes.matching import (
    Pairs,
    free,
    match_alike,
    match_equal,
    match_rest,
    out_of_order,
)
from sopan.sop.changes.spelling import level, likeness
from sopan.sop.editing.following import nexts
from sopan.sop.model import SOP, Kind, Step

ALIKE = 0.5
"""How alike two rows must be to be one row that was reworded."""
ALIKE_NAMES = 0.6
"""The same for names of actors and for items of lists."""

_COUNTED = re.compile(r"s[1-9][0-9]*")


@dataclass(frozen=True)
class Alignment:
    """Rows that belong together: row in the old SOP, row in the new one, in the new order."""

    old: SOP
    new: SOP
    rows: tuple[tuple[int, int], ...]

    @cached_property
    def removed(self) -> tuple[int, ...]:
        kept = {old for old, _ in self.rows}
        return tuple(row for row in range(len(self.old.steps)) if row not in kept)

    @cached_property
    def added(self) -> tuple[int, ...]:
        kept = {new for _, new in self.rows}
        return tuple(row for row in range(len(self.new.steps)) if row not in kept)

    @cached_property
    def moved(self) -> frozenset[int]:
        """Old rows that stand in another order now, as few as explain it."""
        return frozenset(out_of_order(old for old, _ in self.rows))

    @cached_property
    def actors(self) -> Pairs:
        """Columns that belong together."""
        return _actors(self)

    @cached_property
    def names(self) -> dict[str, str]:
        """What actors of the old SOP are called in the new one, where that differs."""
        pairs = ((self.old.actors[o].name, self.new.actors[n].name) for o, n in self.actors.items())
        return {old: new for old, new in pairs if old != new}

    @cached_property
    def symbols(self) -> dict[tuple[int, int], Pairs]:
        """Positions of the symbols of two rows that belong together."""
        return {
            (old, new): match_symbols(self.old.steps[old], self.new.steps[new], self.names)
            for old, new in self.rows
        }

    @cached_property
    def symbol_ids(self) -> dict[str, str]:
        """Ids of the symbols of the new SOP by those of the old one."""
        return {
            self.old.steps[old].symbols[one].id: self.new.steps[new].symbols[two].id
            for (old, new), pairs in self.symbols.items()
            for one, two in pairs.items()
        }


def align(old: SOP, new: SOP) -> Alignment:
    """Which rows of two SOPs are the same rows."""
    pairs = _by_id(old, new)
    if len(pairs) < len(old.steps) and len(pairs) < len(new.steps):
        match_equal(pairs, [_whole(step) for step in old.steps], [_whole(s) for s in new.steps])
        match_equal(pairs, [_activity(s) for s in old.steps], [_activity(s) for s in new.steps])
        match_alike(
            pairs,
            old.steps,
            new.steps,
            lambda one, two: _likeness(old.steps[one], new.steps[two]),
            ALIKE,
        )
        _in_place(pairs, old, new)
    return Alignment(old, new, tuple(sorted(pairs.items(), key=lambda pair: pair[1])))


def is_counted(sop: SOP) -> bool:
    """Whether no counted id (`s3`) stands out of its row, as in files without written ids."""
    return all(
        step.id == f"s{row}" or not _COUNTED.fullmatch(step.id)
        for row, step in enumerate(sop.steps, 1)
    )


def has_counted_id(step: Step) -> bool:
    return _COUNTED.fullmatch(step.id) is not None


def _by_id(old: SOP, new: SOP) -> Pairs:
    counted = is_counted(old) and is_counted(new)
    rows = {step.id: row for row, step in enumerate(new.steps)}
    return {
        row: rows[step.id]
        for row, step in enumerate(old.steps)
        if step.id in rows and not (counted and has_counted_id(step))
    }


def _whole(step: Step) -> Hashable:
    """All that a row says, without ids and arrows; None for a row that says nothing."""
    said = (
        level(step.text),
        tuple((symbol.actors, symbol.kind) for symbol in step.symbols),
        step.needs,
        step.time,
        step.gives,
        step.note,
        step.macro,
    )
    return said if any(said) else None


def _activity(step: Step) -> str | None:
    return level(step.text) or None


def _likeness(old: Step, new: Step) -> float:
    same_actors = _actors_of(old) == _actors_of(new)
    same_output = bool(old.gives) and old.gives == new.gives
    return 0.7 * likeness(old.text, new.text) + 0.15 * same_actors + 0.15 * same_output


def _actors_of(step: Step) -> set[str]:
    return {actor for symbol in step.symbols for actor in symbol.actors}


def _in_place(pairs: Pairs, old: SOP, new: SOP) -> None:
    """Pairs rows of one id that stand beside rows which belong together."""
    rows = {step.id: row for row, step in enumerate(new.steps)}
    left, right = free(pairs, old.steps, new.steps)
    for row in left:
        there = rows.get(old.steps[row].id)
        if there is None or there not in right:
            continue
        above = pairs.get(row - 1, -1) == there - 1 if row else there == 0
        below = pairs.get(row + 1, len(new.steps)) == there + 1
        if above or below:
            pairs[row] = there


# Symbols of two rows, columns


def match_symbols(old: Step, new: Step, names: dict[str, str]) -> Pairs:
    """Symbols of one row that belong together; `names` are new names of actors."""
    pairs: Pairs = {}
    before = [tuple(names.get(a, a) for a in symbol.actors) for symbol in old.symbols]
    after = [symbol.actors for symbol in new.symbols]
    one = [(_local(old, place), before[place], s.kind) for place, s in enumerate(old.symbols)]
    two = [(_local(new, place), after[place], s.kind) for place, s in enumerate(new.symbols)]
    match_equal(pairs, one, two)
    match_equal(pairs, [key[1:] for key in one], [key[1:] for key in two])
    match_equal(pairs, [_named(key[0]) for key in one], [_named(key[0]) for key in two])
    match_rest(pairs, one, two)
    return pairs


def _local(step: Step, place: int) -> str:
    return step.symbols[place].id.removeprefix(f"{step.id}.")


def _named(local: str) -> str | None:
    return None if local.isdecimal() else local


def _actors(alignment: Alignment) -> Pairs:
    """Columns of one name; then those whose work passed from one to the other; then alike names."""
    old, new = alignment.old.actors, alignment.new.actors
    pairs: Pairs = {}
    match_equal(pairs, [a.name for a in old], [a.name for a in new])
    match_equal(pairs, [level(a.name) or None for a in old], [level(a.name) or None for a in new])
    if len(pairs) in (len(old), len(new)):
        return pairs
    work = _work(alignment)
    left, right = free(pairs, old, new)
    passed = Counter(
        {
            (one, two): work[old[one].name, new[two].name]
            for one in left
            for two in right
            if work[old[one].name, new[two].name]
        }
    )
    for (one, two), count in sorted(passed.items(), key=lambda entry: (-entry[1], entry[0])):
        most = 2 * count > work[old[one].name, ""] and 2 * count > work["", new[two].name]
        if most and one not in pairs and two not in pairs.values():
            pairs[one] = two
    match_alike(pairs, old, new, lambda a, b: likeness(old[a].name, new[b].name), ALIKE_NAMES)
    return pairs


def _work(alignment: Alignment) -> Counter[tuple[str, str]]:
    """How many symbols passed from an old actor to a new one; with "" how many each has."""
    work: Counter[tuple[str, str]] = Counter()
    for old, new in alignment.rows:
        one, two = alignment.old.steps[old].symbols, alignment.new.steps[new].symbols
        if [len(s.actors) for s in one] != [len(s.actors) for s in two]:
            continue
        for before, after in zip(one, two, strict=True):
            for names in zip(before.actors, after.actors, strict=True):
                work[names] += 1
                work[names[0], ""] += 1
                work["", names[1]] += 1
    return work


# What an arrow that follows the order leads to


BESIDE, BELOW = "beside", "below"


class Following:
    """What stands next to each symbol: an arrow there follows the order of the form."""

    def __init__(self, sop: SOP) -> None:
        self._nexts = nexts(sop.steps)

    def default(self, id_: str) -> str:
        """What follows a symbol when nothing else is said, "" for nothing."""
        return self._nexts[id_].default

    def place(self, id_: str, target: str) -> str:
        """Whether a target is the next symbol of the row or of the row below, else ""."""
        beside, below = self._nexts[id_].beside, self._nexts[id_].below
        if target and target == beside:
            return BESIDE
        return BELOW if target and target == below else ""

    def is_default(self, id_: str, kind: Kind, targets: tuple[str, ...]) -> bool:
        """Whether a process leads on as the form does, or ends where the form ends."""
        default = self.default(id_)
        return kind is Kind.PROCESS and targets == ((default,) if default else ())
