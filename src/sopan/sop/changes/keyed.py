"""An SOP as entries with keys that three values share, so that they can be joined key by key.

Rows, symbols, columns and items of the base are known by their positions; what a side added, by its
id, or where ids only count, by what it says: so what both sides added alike is one entry. Actors of
symbols and targets of arrows are written as keys; names and ids are fields like others. Arrows that
follow the order of the form say so, and lead to whatever is next in the joined value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sopan.sop.changes.alignment import (
    BESIDE,
    Following,
    align,
    has_counted_id,
)
from sopan.sop.changes.difference import (
    APPROVAL_FIELDS,
    FIELDS,
    LISTS,
    STEP_FIELDS,
    STEP_LISTS,
    match_items,
    printed,
    targets_of,
)
from sopan.sop.changes.matching import Pairs, free, match_equal, match_rest
from sopan.sop.model import SOP, Actor, Approval, Flow, Step, Symbol

DEFAULT = "default"
"""The mark of an arrow of a process that has no other: on to the next, or the end of the form."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Fields that are joined one by one, and lists of entries by key."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    lists: Mapping[str, Mapping[str, Entry]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """Where an arrow leads: `mark` when it follows the order, `key` of the symbol there now."""

    mark: str
    key: str

    def means(self, other: Target) -> bool:
        return (self.mark != "" and self.mark == other.mark) or self.key == other.key


class Keys:
    """The keys of one value: those of the base for what it shares with it."""

    def __init__(self, base: SOP, sop: SOP, counted: bool) -> None:
        self.sop = sop
        self.counted = counted
        self.following = Following(sop)
        alignment = align(base, sop)
        self.actors = _keys(_inverted(alignment.actors), [actor.name for actor in sop.actors])
        self._actor_of = dict(
            zip([a.name for a in reversed(sop.actors)], reversed(self.actors), strict=True)
        )
        partners = {new: old for old, new in alignment.rows}
        self.steps = _keys(partners, [self._added_step(step) for step in sop.steps])
        self.symbols = [
            self._symbol_keys(step, key, alignment.symbols.get((partners.get(row, -1), row), {}))
            for row, (key, step) in enumerate(zip(self.steps, sop.steps, strict=True))
        ]
        self._symbol_of = {
            symbol.id: f"{self.steps[row]}/{key}"
            for row, step in enumerate(sop.steps)
            for symbol, key in zip(step.symbols, self.symbols[row], strict=True)
        }

    def actor(self, name: str) -> str:
        """The key of a column by its name; one that has no column gets the key of a new one."""
        return self._actor_of.get(name) or f"+{name}#0"

    def symbol(self, id_: str) -> str:
        return self._symbol_of.get(id_) or f"?{id_}"

    def name(self, key: str) -> str:
        """The name of an actor by its key."""
        if key in self.actors:
            return self.sop.actors[self.actors.index(key)].name
        return key[1:].rpartition("#")[0]

    def id_of(self, key: str) -> str:
        """The id of a symbol by its key, also of one that never was; "" where there is none."""
        if key.startswith("?"):
            return key[1:]
        return next((id_ for id_, found in self._symbol_of.items() if found == key), "")

    def _added_step(self, step: Step) -> str:
        if not (self.counted and has_counted_id(step)):
            return f"id:{step.id}"
        symbols = [(symbol.actors, symbol.kind.value) for symbol in step.symbols]
        return repr((step.text, symbols, step.needs, step.time, step.gives, step.note, step.macro))

    def _symbol_keys(self, step: Step, key: str, pairs: Pairs) -> list[str]:
        """In a row that both may have added, ids say which symbol is which; else what it says."""
        if key.startswith("+id:"):
            return _keys({}, [symbol.id for symbol in step.symbols])
        said = [repr(([self.actor(a) for a in s.actors], s.kind.value)) for s in step.symbols]
        return _keys(_inverted(pairs), said)


def _inverted(pairs: Pairs) -> Pairs:
    return {two: one for one, two in pairs.items()}


def _keys(partners: Mapping[int, int], said: Sequence[str]) -> list[str]:
    """Keys of the base where there are partners; else what is said, counted when said again."""
    seen: Counter[str] = Counter()
    keys: list[str] = []
    for at, words in enumerate(said):
        if at in partners:
            keys.append(f"b{partners[at]}")
            continue
        keys.append(f"+{words}#{seen[words]}")
        seen[words] += 1
    return keys


# From an SOP to entries


def entries(base: Keys, keys: Keys) -> Entry:
    """The whole SOP as one entry."""
    sop = keys.sop
    fields = {name: getattr(sop, name) for name in FIELDS}
    fields |= {f"approval.{name}": getattr(sop.approval, name) for name in APPROVAL_FIELDS}
    lists = {name: _items(base.sop, sop, name) for name in LISTS}
    lists["actors"] = {
        key: Entry({"name": actor.name, "external": actor.external})
        for key, actor in zip(keys.actors, sop.actors, strict=True)
    }
    lists["steps"] = {
        key: _step(base, keys, key, step) for key, step in zip(keys.steps, sop.steps, strict=True)
    }
    return Entry(fields, lists)


def _items(base: SOP | Step, value: SOP | Step, name: str) -> dict[str, Entry]:
    items: Sequence[Any] = getattr(value, name)
    pairs = match_items(getattr(base, name), items, name)
    keys = _keys(_inverted(pairs), [repr(item) for item in items])
    return {key: Entry({"item": item}) for key, item in zip(keys, items, strict=True)}


def _step(base: Keys, keys: Keys, key: str, step: Step) -> Entry:
    partner = base.sop.steps[int(key[1:])] if key.startswith("b") else Step("", "", ())
    fields: dict[str, Any] = {name: getattr(step, name) for name in STEP_FIELDS}
    fields["id"] = None if keys.counted and has_counted_id(step) else step.id
    lists = {name: _items(partner, step, name) for name in STEP_LISTS}
    names = [keys.symbol(symbol.id).removeprefix(f"{key}/") for symbol in step.symbols]
    lists["symbols"] = {
        name: _symbol(base, keys, _partner(partner, name), symbol, local)
        for name, symbol, local in zip(names, step.symbols, _local_ids(step), strict=True)
    }
    return Entry(fields, lists)


def _partner(step: Step, key: str) -> Symbol | None:
    return step.symbols[int(key[1:])] if key.startswith("b") else None


def _local_ids(step: Step) -> list[str | None]:
    """Ids of symbols within their row; None where they only count, with a dot where foreign."""
    head = f"{step.id}."
    ids = [s.id.removeprefix(head) if s.id.startswith(head) else f".{s.id}" for s in step.symbols]
    counted = ids == [str(place) for place in range(1, len(ids) + 1)]
    return [None] * len(ids) if counted else list(ids)


def _symbol(
    base: Keys, keys: Keys, partner: Symbol | None, symbol: Symbol, local: str | None
) -> Entry:
    fields = {
        "actors": tuple(keys.actor(name) for name in symbol.actors),
        "kind": symbol.kind,
        "joins": symbol.joins,
        "id": local,
    }
    arrows = _arrows(keys, symbol)
    pairs = _arrow_pairs(_arrows(base, partner), arrows) if partner else {}
    names = _keys(_inverted(pairs), [repr(arrow) for arrow in arrows])
    flows = {
        name: Entry({"label": label, "target": target})
        for name, (label, target) in zip(names, arrows, strict=True)
    }
    return Entry(fields, {"flows": flows})


_Arrow = tuple[str, Target]


def _arrows(keys: Keys, symbol: Symbol) -> list[_Arrow]:
    following = keys.following
    if following.is_default(symbol.id, symbol.kind, targets_of(symbol)):
        default = following.default(symbol.id)
        label = symbol.flows[0].label if symbol.flows else ""
        return [(label, Target(DEFAULT, keys.symbol(default) if default else ""))]
    return [
        (flow.label, Target(following.place(symbol.id, flow.target), keys.symbol(flow.target)))
        for flow in symbol.flows
    ]


def _arrow_pairs(old: Sequence[_Arrow], new: Sequence[_Arrow]) -> Pairs:
    """Arrows that belong together: same label, then same meaning, then in order."""
    pairs: Pairs = {}
    match_equal(pairs, old, new)
    match_equal(pairs, [printed(a[0]) or None for a in old], [printed(a[0]) or None for a in new])
    for one in free(pairs, old, new)[0]:
        for two in free(pairs, old, new)[1]:
            if old[one][1].means(new[two][1]):
                pairs[one] = two
                break
    match_rest(pairs, old, new)
    return pairs


# From entries to an SOP


def sop_of(entry: Entry, versions: Iterable[Keys]) -> SOP:
    """The SOP that joined entries make."""
    return _Building(entry, list(versions)).sop()


class _Building:
    """Gives names and ids back for keys, then leads the arrows."""

    def __init__(self, entry: Entry, versions: Sequence[Keys]) -> None:
        self._entry = entry
        self._versions = versions
        self._columns = entry.lists["actors"]
        self.step_ids = _step_ids(entry.lists["steps"])
        self._symbol_ids = _symbol_ids(entry.lists["steps"], self.step_ids)
        self._rows = [
            [f"{key}/{name}" for name in step.lists["symbols"]]
            for key, step in entry.lists["steps"].items()
        ]
        self._below = _first_below(self._rows)

    def sop(self) -> SOP:
        fields: dict[str, Any] = dict(self._entry.fields)
        approval = Approval(**{name: fields.pop(f"approval.{name}") for name in APPROVAL_FIELDS})
        actors = [Actor(**column.fields) for column in self._columns.values()]
        lists: dict[str, Any] = {name: _texts(self._entry.lists[name]) for name in LISTS}
        steps = tuple(
            self._step(row, key, step)
            for row, (key, step) in enumerate(self._entry.lists["steps"].items())
        )
        return SOP(
            **fields, **lists, approval=approval, actors=_once(actors, self._versions), steps=steps
        )

    def _step(self, row: int, key: str, step: Entry) -> Step:
        fields = {**step.fields, "id": self.step_ids[key]}
        lists: dict[str, Any] = {name: _texts(step.lists[name]) for name in STEP_LISTS}
        symbols = tuple(
            self._symbol(row, place, f"{key}/{name}", symbol)
            for place, (name, symbol) in enumerate(step.lists["symbols"].items())
        )
        return Step(**fields, **lists, symbols=symbols)

    def _symbol(self, row: int, place: int, key: str, symbol: Entry) -> Symbol:
        names = tuple(self.name(actor) for actor in symbol.fields["actors"])
        flows = (
            Flow(target, flow.fields["label"])
            for flow in symbol.lists["flows"].values()
            if (target := self._target(row, place, flow.fields["target"]))
        )
        return Symbol(
            self._symbol_ids[key],
            names,
            symbol.fields["kind"],
            tuple(flows),
            symbol.fields["joins"],
        )

    def name(self, key: str) -> str:
        """What an actor is called now, or was called last where its column is gone."""
        if key in self._columns:
            return str(self._columns[key].fields["name"])
        return self._versions[0].name(key)

    def _target(self, row: int, place: int, target: Target) -> str:
        """The id of the symbol that an arrow leads to; "" for the end of the form."""
        follows = self._following(row, place, target.mark) if target.mark else ""
        if follows or target.mark == DEFAULT:
            return follows
        return self.id_of(target.key)

    def _following(self, row: int, place: int, mark: str) -> str:
        beside = self._rows[row][place + 1 : place + 2] if mark in (DEFAULT, BESIDE) else []
        next_ = beside[0] if beside else self._below[row]
        return self._symbol_ids[next_] if next_ else ""

    def id_of(self, key: str) -> str:
        """The id of a symbol by its key, also of one that was deleted or never was."""
        if key in self._symbol_ids:
            return self._symbol_ids[key]
        return next(id_ for keys in self._versions if (id_ := keys.id_of(key)))


def _first_below(rows: Sequence[Sequence[str]]) -> list[str]:
    """For each row the first symbol below it, "" for none."""
    found: list[str] = []
    below = ""
    for row in reversed(rows):
        found.append(below)
        below = row[0] if row else below
    return found[::-1]


def _once(actors: Iterable[Actor], versions: Sequence[Keys]) -> tuple[Actor, ...]:
    """Columns that got one name by two ways are one column."""
    columns = tuple(actors)
    names = Counter(actor.name for actor in columns)
    most = {name: max(_columns(keys, name) for keys in versions) for name in names}
    kept: list[Actor] = []
    for actor in columns:
        if sum(actor.name == other.name for other in kept) < most[actor.name]:
            kept.append(actor)
    return tuple(kept)


def _columns(keys: Keys, name: str) -> int:
    return sum(actor.name == name for actor in keys.sop.actors)


def _texts(items: Mapping[str, Entry]) -> tuple[Any, ...]:
    return tuple(entry.fields["item"] for entry in items.values())


def _step_ids(steps: Mapping[str, Entry]) -> dict[str, str]:
    """Ids of the rows: the kept ones, then those that count; no id twice."""
    used: set[str] = set()
    ids = {
        key: _unused(step.fields["id"], used)
        for key, step in steps.items()
        if step.fields["id"] is not None
    }
    for row, key in enumerate(steps, 1):
        if key not in ids:
            ids[key] = _unused(f"s{row}", used)
    return ids


def _symbol_ids(steps: Mapping[str, Entry], step_ids: Mapping[str, str]) -> dict[str, str]:
    used: set[str] = set()
    ids: dict[str, str] = {}
    for key, step in steps.items():
        for place, (name, symbol) in enumerate(step.lists["symbols"].items(), 1):
            local = symbol.fields["id"] or str(place)
            whole = local[1:] if local.startswith(".") else f"{step_ids[key]}.{local}"
            ids[f"{key}/{name}"] = _unused(whole, used)
    return ids


def _unused(wanted: str, used: set[str]) -> str:
    """An id that nothing has yet: the wanted one, or with a number behind it."""
    found, number = wanted, 1
    while found in used:
        number += 1
        found = f"{wanted}-{number}"
    used.add(found)
    return found
