"""What differs between two SOPs, part by part, in the order of the form.

1. `align` says which rows, symbols and columns belong together.
2. Identity, columns and rows are compared field by field; lists item by item.
3. Arrows are compared by what they mean: an arrow that follows the order of the form is unchanged
   when it still does, though another row may follow now; any other is unchanged when it leads to
   the same symbol, wherever that stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sopan.sop.changes.alignment import ALIKE_NAMES, Alignment, Following, align
from sopan.sop.changes.change import Arrow, Change, ChangeKind, Value, Where
from sopan.sop.changes.matching import (
    Pairs,
    free,
    match_alike,
    match_equal,
    out_of_order,
)
from sopan.sop.changes.spelling import law, level, likeness
from sopan.sop.model import SOP, Flow, Kind, Link, Step, Symbol

FIELDS = (
    "id",
    "title",
    "government",
    "unit",
    "number",
    "created",
    "revised",
    "effective",
    "nature",
    "scope",
    "reach",
    "detail",
    "verify",
)
APPROVAL_FIELDS = ("position", "acting", "name", "rank", "nip")
LISTS = ("laws", "qualifications", "related", "equipment", "warnings", "records")
STEP_FIELDS = ("text", "time", "note", "duty", "macro")
STEP_LISTS = ("needs", "gives")

Items = Sequence[str] | Sequence[Link]


def difference(old: SOP, new: SOP) -> tuple[Change, ...]:
    """All that was changed from the old SOP to the new one; empty when they say the same.

    Ids of rows and symbols are no part of what an SOP says.
    """
    if old == new:
        return ()
    return tuple(_changes(align(old, new)))


def _changes(alignment: Alignment) -> Iterator[Change]:
    yield from _identity(alignment.old, alignment.new)
    yield from _columns(alignment)
    yield from _rows(alignment)
    yield from _Arrows(alignment).changes()


# Identity


def _identity(old: SOP, new: SOP) -> Iterator[Change]:
    for name in FIELDS:
        yield from _field(Where(name), getattr(old, name), getattr(new, name))
    for name in APPROVAL_FIELDS:
        before, after = getattr(old.approval, name), getattr(new.approval, name)
        yield from _field(Where(f"approval.{name}"), before, after)
    for name in LISTS:
        yield from _items(Where(name), getattr(old, name), getattr(new, name))


def _field(where: Where, before: Value | None, after: Value | None) -> Iterator[Change]:
    if before != after:
        yield Change(ChangeKind.FIELD, where, before or None, after or None)


def _items(where: Where, old: Items, new: Items) -> Iterator[Change]:
    """What became of the items of a list: changed, removed, added; then whether others moved."""
    if old == new:
        return
    pairs = match_items(old, new, where.field)
    for one, two in sorted(pairs.items()):
        if old[one] != new[two]:
            yield Change(ChangeKind.ITEM_CHANGED, where, old[one], new[two])
    left, right = free(pairs, old, new)
    yield from (Change(ChangeKind.ITEM_REMOVED, where, old[at]) for at in left)
    yield from (Change(ChangeKind.ITEM_ADDED, where, None, new[at]) for at in right)
    if out_of_order(one for one, _ in sorted(pairs.items(), key=lambda pair: pair[1])):
        yield Change(ChangeKind.ITEMS_REORDERED, where)


def match_items(old: Items, new: Items, field: str) -> Pairs:
    """Items of two lists that belong together: equal ones, one law, then those reworded."""
    pairs: Pairs = {}
    match_equal(pairs, list(old), list(new))
    if len(pairs) in (len(old), len(new)):
        return pairs
    before, after = [text_of(item) for item in old], [text_of(item) for item in new]
    match_equal(pairs, [level(t) or None for t in before], [level(t) or None for t in after])
    if field == "laws":
        match_equal(pairs, [law(text) for text in before], [law(text) for text in after])
    match_alike(pairs, old, new, lambda one, two: likeness(before[one], after[two]), ALIKE_NAMES)
    return pairs


def text_of(item: str | Link) -> str:
    return item.text if isinstance(item, Link) else item


# Columns


def _columns(alignment: Alignment) -> Iterator[Change]:
    old, new, pairs = alignment.old.actors, alignment.new.actors, alignment.actors
    for one, two in sorted(pairs.items()):
        where = Where("actors", old=one, new=two)
        if old[one].name != new[two].name:
            yield Change(ChangeKind.ACTOR_RENAMED, where, old[one].name, new[two].name)
        if old[one].external != new[two].external:
            yield Change(ChangeKind.ACTOR_OUTSIDE, where, old[one], new[two])
    left, right = free(pairs, old, new)
    for at in left:
        yield Change(ChangeKind.ACTOR_REMOVED, Where("actors", old=at), old[at])
    for at in right:
        yield Change(ChangeKind.ACTOR_ADDED, Where("actors", new=at), None, new[at])
    if out_of_order(one for one, _ in sorted(pairs.items(), key=lambda pair: pair[1])):
        names = (tuple(a.name for a in old), tuple(a.name for a in new))
        yield Change(ChangeKind.ACTORS_REORDERED, Where("actors"), *names)


# Rows


def _rows(alignment: Alignment) -> Iterator[Change]:
    """Removed rows by their old numbers, then what became of the new rows from top to bottom."""
    old, new = alignment.old.steps, alignment.new.steps
    for row in alignment.removed:
        yield Change(ChangeKind.STEP_REMOVED, Where("", old[row].id, old=row), old[row])
    partners = {two: one for one, two in alignment.rows}
    for row, step in enumerate(new):
        before = partners.get(row)
        if before is None:
            yield Change(ChangeKind.STEP_ADDED, Where("", step.id, new=row), None, step)
        else:
            yield from _row(alignment, before, row)


def _row(alignment: Alignment, one: int, two: int) -> Iterator[Change]:
    old, new = alignment.old.steps[one], alignment.new.steps[two]
    where = Where("", new.id, one, two)
    if one in alignment.moved:
        yield Change(ChangeKind.STEP_MOVED, where)
    if _same_cells(old, new):
        return
    for name in STEP_FIELDS:
        yield from _field(replace(where, field=name), getattr(old, name), getattr(new, name))
    for name in STEP_LISTS:
        yield from _items(replace(where, field=name), getattr(old, name), getattr(new, name))
    yield from _symbols(alignment, one, two)


def _same_cells(old: Step, new: Step) -> bool:
    """A quick look: rows that are the same but for ids and arrows."""
    return replace(old, id="", symbols=()) == replace(new, id="", symbols=()) and [
        (s.actors, s.kind) for s in old.symbols
    ] == [(s.actors, s.kind) for s in new.symbols]


def _symbols(alignment: Alignment, one: int, two: int) -> Iterator[Change]:
    old, new = alignment.old.steps[one], alignment.new.steps[two]
    pairs = alignment.symbols[one, two]
    for first, second in sorted(pairs.items(), key=lambda pair: pair[1]):
        before, after = old.symbols[first], new.symbols[second]
        where = place_of(new, second, one, two)
        names = tuple(alignment.names.get(name, name) for name in before.actors)
        if names != after.actors:
            yield Change(ChangeKind.PERFORMERS, where, before.actors, after.actors)
        if before.kind is not after.kind:
            yield Change(ChangeKind.SYMBOL_KIND, where, before.kind, after.kind)
    left, right = free(pairs, old.symbols, new.symbols)
    for at in left:
        where = Where("", new.id, one, two, old.symbols[at].id)
        yield Change(ChangeKind.SYMBOL_REMOVED, where, old.symbols[at].actors)
    for at in right:
        where = Where("", new.id, one, two, new.symbols[at].id)
        yield Change(ChangeKind.SYMBOL_ADDED, where, None, new.symbols[at].actors)


def place_of(step: Step, place: int, old: int, new: int) -> Where:
    several = place if len(step.symbols) > 1 else None
    return Where("", step.id, old, new, step.symbols[place].id, several)


# Arrows


class _Arrows:
    """Compares the arrows of symbols that belong together."""

    def __init__(self, alignment: Alignment) -> None:
        self._alignment = alignment
        self._old = Following(alignment.old)
        self._new = Following(alignment.new)

    def changes(self) -> Iterator[Change]:
        alignment = self._alignment
        for one, two in alignment.rows:
            old, new = alignment.old.steps[one], alignment.new.steps[two]
            for first, second in alignment.symbols[one, two].items():
                before, after = old.symbols[first], new.symbols[second]
                where = place_of(new, second, one, two)
                if before.joins != after.joins:
                    yield Change(ChangeKind.JOIN, where, before.joins, after.joins)
                yield from self._symbol(where, before, after)

    def _symbol(self, where: Where, before: Symbol, after: Symbol) -> Iterator[Change]:
        if before.kind is Kind.PROCESS and after.kind is Kind.PROCESS:
            yield from self._process(where, before, after)
            return
        old = before.flows if before.kind is Kind.DECISION else ()
        new = after.flows if after.kind is Kind.DECISION else ()
        pairs = self._pairs(before, after, old, new)
        for one, two in sorted(pairs.items(), key=lambda pair: pair[1]):
            yield from self._branch(where, (before, old[one]), (after, new[two]))
        left, right = free(pairs, old, new)
        for at in left:
            yield Change(ChangeKind.BRANCH_REMOVED, where, self._seen_old(old[at]))
        for at in right:
            yield Change(ChangeKind.BRANCH_ADDED, where, None, self._seen_new(new[at]))

    def _process(self, where: Where, before: Symbol, after: Symbol) -> Iterator[Change]:
        old = self._old.is_default(before.id, before.kind, targets_of(before))
        new = self._new.is_default(after.id, after.kind, targets_of(after))
        if old and new:
            return
        left, right = list(before.flows), list(after.flows)
        for flow in before.flows:
            same = next((f for f in right if self._is_same(before, flow, after, f)), None)
            if same is not None:
                left.remove(flow)
                right.remove(same)
        if left or right:
            yield Change(
                ChangeKind.FLOW, where, self._seen_old(*before.flows), self._seen_new(*after.flows)
            )

    def _branch(
        self, where: Where, one: tuple[Symbol, Flow], two: tuple[Symbol, Flow]
    ) -> Iterator[Change]:
        before, after = self._seen_old(one[1]), self._seen_new(two[1])
        if printed(one[1].label) != printed(two[1].label):
            yield Change(ChangeKind.BRANCH_RENAMED, where, before, after)
        if not self._is_same(*one, *two):
            yield Change(ChangeKind.BRANCH_LED, where, before, after)

    def _pairs(
        self, before: Symbol, after: Symbol, old: Sequence[Flow], new: Sequence[Flow]
    ) -> Pairs:
        """Branches of one label, then of one target."""
        pairs: Pairs = {}
        match_equal(pairs, [printed(f.label) for f in old], [printed(f.label) for f in new])
        for one in free(pairs, old, new)[0]:
            for two in free(pairs, old, new)[1]:
                if self._is_same(before, old[one], after, new[two]):
                    pairs[one] = two
                    break
        return pairs

    def _is_same(self, before: Symbol, old: Flow, after: Symbol, new: Flow) -> bool:
        """Whether two arrows mean the same: the next in order, or the same symbol."""
        follows = self._old.place(before.id, old.target)
        if follows and follows == self._new.place(after.id, new.target):
            return True
        if old.target in self._alignment.old.rows:
            return self._alignment.symbol_ids.get(old.target) == new.target
        return old.target == new.target and new.target not in self._alignment.new.rows

    def _seen_old(self, *flows: Flow) -> tuple[Arrow, ...]:
        return _seen(self._alignment.old, flows)

    def _seen_new(self, *flows: Flow) -> tuple[Arrow, ...]:
        return _seen(self._alignment.new, flows)


def printed(label: str) -> str:
    """The label of a branch as the page has it: the keys `yes` and `no` are Ya and Tidak."""
    return {"yes": "Ya", "no": "Tidak"}.get(label, label)


def targets_of(symbol: Symbol) -> tuple[str, ...]:
    return tuple(flow.target for flow in symbol.flows)


def _seen(sop: SOP, flows: Sequence[Flow]) -> tuple[Arrow, ...]:
    return tuple(Arrow(flow.label, flow.target, sop.rows.get(flow.target)) for flow in flows)
