"""Joining what two people made of one SOP: a three-way merge, field by field and row by row.

What only one side changed is taken; what both changed to the same is taken once. What both changed
differently is a clash: the value keeps what the base says there, and the clash holds all three.
Of a row (or symbol, branch, item) that one side deleted and the other changed, the changed one is
kept. Where both added one row with different words, the base says nothing, and the longer stays.
So no row is lost that nobody deleted, and no word that is not in the value or in a clash.

Either order of the two sides gives the same value, and the same clashes with sides exchanged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sopan.sop.changes.alignment import is_counted
from sopan.sop.changes.change import Arrow, Value, Where
from sopan.sop.changes.keyed import Entry, Keys, Target, entries, sop_of
from sopan.sop.changes.ordering import order
from sopan.sop.model import SOP


class Side(StrEnum):
    BASE = "base"
    MINE = "mine"
    THEIRS = "theirs"


class ClashKind(StrEnum):
    """Changed differently by both; deleted by one and changed by the other; moved apart."""

    CHANGED = "changed"
    DELETED = "deleted"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Clash:
    """What could not be joined. `key` names it to `resolve`; a side without a value is None.

    `where.old` is the row in the base, `where.new` the row in the merged value, both from 0. Of a
    row that was moved apart, the values are its rows in the three.
    """

    key: str
    kind: ClashKind
    where: Where
    base: Value | int | None
    mine: Value | int | None
    theirs: Value | int | None

    def mirrored(self) -> Clash:
        return replace(self, mine=self.theirs, theirs=self.mine)


@dataclass(frozen=True, slots=True)
class Merge:
    """The joined value and what clashed; the three values it came from, for `resolve`."""

    value: SOP
    clashes: tuple[Clash, ...]
    base: SOP
    mine: SOP
    theirs: SOP
    choices: Mapping[str, Side]


def merge(base: SOP, mine: SOP, theirs: SOP) -> Merge:
    """What `mine` and `theirs` changed in `base`, in one value."""
    return _merge(base, mine, theirs, {})


def resolve(merged: Merge, choices: Mapping[str, Side]) -> Merge:
    """The merge with clashes decided, by their keys; those not named remain."""
    return _merge(merged.base, merged.mine, merged.theirs, {**merged.choices, **choices})


def _merge(base: SOP, mine: SOP, theirs: SOP, choices: Mapping[str, Side]) -> Merge:
    counted = all(map(is_counted, (base, mine, theirs)))
    keys = [Keys(base, sop, counted) for sop in (base, mine, theirs)]
    trees = [entries(keys[0], each) for each in keys]
    joining = _Joining(choices)
    joined = joining.entry((), *trees)
    value = sop_of(joined, keys)
    places = _Places(keys, joined, value)
    clashes = [places.clash(raw) for raw in joining.clashes]
    clashes.sort(key=lambda clash: (-1 if clash.where.new is None else clash.where.new, clash.key))
    return Merge(value, tuple(clashes), base, mine, theirs, choices)


_Path = tuple[str, ...]
"""Names of lists, keys of their entries, at the end the name of a field."""


def _name(path: _Path) -> str:
    return "/".join(path)


@dataclass(frozen=True, slots=True)
class _Raw:
    """A clash in keys, before rows and names are known."""

    path: _Path
    kind: ClashKind
    values: tuple[Any, Any, Any]


class _Joining:
    """Joins trees of entries and notes what clashes."""

    def __init__(self, choices: Mapping[str, Side]) -> None:
        self.clashes: list[_Raw] = []
        self._choices = choices

    def entry(self, path: _Path, base: Entry | None, mine: Entry, theirs: Entry) -> Entry:
        fields = {
            name: self._field(
                (*path, name),
                base.fields[name] if base else None,
                mine.fields[name],
                theirs.fields[name],
                is_new=base is None,
            )
            for name in mine.fields
        }
        lists = {
            name: self._list(
                (*path, name),
                base.lists[name] if base else {},
                mine.lists[name],
                theirs.lists[name],
            )
            for name in mine.lists
        }
        return Entry(fields, lists)

    def _field(self, path: _Path, base: Any, mine: Any, theirs: Any, *, is_new: bool) -> Any:
        if mine == theirs or (theirs == base and not is_new):
            return mine
        if mine == base and not is_new:
            return theirs
        if same := _same_in_other_form(base, mine, theirs):
            return same
        if len(path) > 1 and path[-1] == "id":
            return min(mine, theirs, key=repr)
        kept = max(mine, theirs, key=lambda v: (len(repr(v)), repr(v))) if is_new else base
        chosen = self._choices.get(_name(path))
        if chosen:
            return {Side.BASE: kept, Side.MINE: mine, Side.THEIRS: theirs}[chosen]
        self.clashes.append(_Raw(path, ClashKind.CHANGED, (base, mine, theirs)))
        return kept

    def _list(
        self,
        path: _Path,
        base: Mapping[str, Entry],
        mine: Mapping[str, Entry],
        theirs: Mapping[str, Entry],
    ) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        for key in sorted({*base, *mine, *theirs}):
            entry = self._one((*path, key), base.get(key), mine.get(key), theirs.get(key))
            if entry is not None:
                found[key] = entry
        sides = {Side.BASE: list(base), Side.MINE: list(mine), Side.THEIRS: list(theirs)}
        keys = self._order(path, sides, found)
        return {key: found[key] for key in keys}

    def _one(
        self, path: _Path, base: Entry | None, mine: Entry | None, theirs: Entry | None
    ) -> Entry | None:
        if mine and theirs:
            return self.entry(path, base, mine, theirs)
        left = mine or theirs
        if base is None or left is None:
            return left
        if _says_the_same(base, left):
            return None
        chosen = self._choices.get(_name(path))
        if chosen:
            return {Side.BASE: base, Side.MINE: mine, Side.THEIRS: theirs}[chosen]
        self.clashes.append(_Raw(path, ClashKind.DELETED, (base, mine, theirs)))
        return left

    def _order(
        self, path: _Path, sides: Mapping[Side, Sequence[str]], found: Mapping[str, Entry]
    ) -> Sequence[str]:
        chosen = {
            key: sides[side]
            for key in found
            if (side := self._choices.get(_name((*path, key, "order"))))
        }
        ordered = order(sides[Side.BASE], sides[Side.MINE], sides[Side.THEIRS], found, chosen)
        if path == ("steps",):
            for key in ordered.clashes.difference(chosen):
                base, mine, theirs = (list(keys).index(key) for keys in sides.values())
                raw = _Raw((*path, key, "order"), ClashKind.MOVED, (base, mine, theirs))
                self.clashes.append(raw)
        return ordered.keys


def _same_in_other_form(base: Any, mine: Any, theirs: Any) -> Any:
    """For arrows: the side that changed more than the form of one, or either when none did."""
    if not (isinstance(mine, Target) and isinstance(theirs, Target)):
        return None
    mine_same = isinstance(base, Target) and mine.means(base)
    theirs_same = isinstance(base, Target) and theirs.means(base)
    if mine_same != theirs_same:
        return theirs if mine_same else mine
    if mine_same or mine.means(theirs):
        return max(mine, theirs)
    return None


def _says_the_same(base: Entry, left: Entry) -> bool:
    """Whether an entry that the other side deleted has nothing new: ids and order do not count."""
    for name, value in base.fields.items():
        other = left.fields[name]
        same = value.means(other) if isinstance(value, Target) else value == other
        if name != "id" and not same:
            return False
    return all(
        items.keys() == left.lists[name].keys()
        and all(_says_the_same(entry, left.lists[name][key]) for key, entry in items.items())
        for name, items in base.lists.items()
    )


# Clashes with their places


class _Places:
    """Puts rows, names and arrows in the place of keys."""

    def __init__(self, keys: Sequence[Keys], joined: Entry, value: SOP) -> None:
        self._keys = keys
        self._steps = joined.lists["steps"]
        self._rows = {key: row for row, key in enumerate(self._steps)}
        self._value = value

    def clash(self, raw: _Raw) -> Clash:
        base, mine, theirs = (
            _shown(value, keys) for value, keys in zip(raw.values, self._keys, strict=True)
        )
        return Clash(_name(raw.path), raw.kind, self._where(raw.path), base, mine, theirs)

    def _where(self, path: _Path) -> Where:
        if path[0] != "steps":
            return Where(path[0])
        key = path[1]
        row = self._rows[key]
        step = self._value.steps[row]
        old = int(key[1:]) if key.startswith("b") else None
        if len(path) < 4 or path[2] != "symbols":
            return Where(path[2] if len(path) > 2 else "", step.id, old, row)
        place = list(self._steps[key].lists["symbols"]).index(path[3])
        field = "flows" if "flows" in path[4:5] else path[4] if len(path) > 4 else "symbols"
        several = place if len(step.symbols) > 1 else None
        return Where(field, step.id, old, row, step.symbols[place].id, several)


def _shown(value: Any, keys: Keys) -> Value | int | None:
    """A value as a reader of its own SOP sees it."""
    if isinstance(value, Entry):
        return _gist(value, keys)
    if isinstance(value, Target):
        return _arrow("", value, keys)
    if isinstance(value, tuple):
        return tuple(keys.name(actor) for actor in value)
    shown: Value | int | None = value
    return shown


def _gist(entry: Entry, keys: Keys) -> Value | int | None:
    """What an entry is about: its activity, text, name, branch or actors."""
    fields = entry.fields
    if "target" in fields:
        return _arrow(fields["label"], fields["target"], keys)
    name = next(name for name in ("text", "item", "name", "actors") if name in fields)
    return _shown(fields[name], keys)


def _arrow(label: str, target: Target, keys: Keys) -> tuple[Arrow, ...]:
    if not target.key:
        return ()
    id_ = keys.id_of(target.key)
    return (Arrow(label, id_, keys.sop.rows.get(id_)),)
