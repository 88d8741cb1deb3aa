"""The lines of a grid: which routes lie on them, pass them, and tangle in their gaps.

A line is a bit mask of its points, so that clashes and crossings are counted by one `&`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sopan.drawing.routing.patterns import GridPoint

End = tuple[int, int]
"""Where a leg joins a stretch in a gap: position along it, and side (-1 before, +1 after)."""

Stretch = tuple[int, int, tuple[End, End]]
"""A leg in a gap: lowest and highest position, and both ends."""


class Lines:
    """All lines of one orientation: who lies on them, and who passes them straight across."""

    def __init__(self, count: int, across: int) -> None:
        self.routes: list[dict[int, int]] = [{} for _ in range(count)]
        """By line: the points each route (by index) holds on it."""
        self.used = [0] * count
        self.symbols = [0] * count
        self.passing = [0] * across
        """By position on a line: the lines that some route of this orientation passes there."""
        self.stretches: list[dict[int, Stretch]] = [{} for _ in range(count)]
        """By line (gaps only): the stretch of each route."""
        self._passes: dict[int, list[tuple[int, int]]] = {}

    def lay(self, index: int, line: int, points: int, inner: range) -> None:
        held = self.routes[line]
        held[index] = held.get(index, 0) | points
        self.used[line] |= points
        bit = 1 << line
        passes = self._passes.setdefault(index, [])
        for position in inner:
            self.passing[position] |= bit
            passes.append((position, bit))

    def lift(self, index: int, lines: Iterable[int]) -> None:
        for line in lines:
            self.stretches[line].pop(index, None)
            if self.routes[line].pop(index, None) is not None:
                union = 0
                for points in self.routes[line].values():
                    union |= points
                self.used[line] = union
        touched = {position for position, _ in self._passes.pop(index, ())}
        for position in touched:
            self.passing[position] = 0
        for passes in self._passes.values():
            for position, bit in passes:
                if position in touched:
                    self.passing[position] |= bit


def mask(low: int, high: int) -> int:
    """Bits low to high, both included; 0 when high < low."""
    return ((1 << (high - low + 1)) - 1) << low if high >= low else 0


def stretch_of(points: Sequence[GridPoint], leg: int) -> tuple[int, int, Stretch]:
    """The axis, the line and the stretch of an inner leg."""
    before, a, b, after = points[leg - 1 : leg + 3]
    axis = 0 if a[1] == b[1] else 1
    line = a[1 - axis]
    start = a[axis], 1 if before[1 - axis] > line else -1
    end = b[axis], 1 if after[1 - axis] > line else -1
    return axis, line, (min(a[axis], b[axis]), max(a[axis], b[axis]), (start, end))


def tangled(lines: Lines) -> Iterator[tuple[int, int]]:
    for stretches in lines.stretches:
        for index, stretch in stretches.items():
            for other in stretches:
                if other > index and tangles(stretch, {other: stretches[other]}):
                    yield index, other


def tangles(stretch: Stretch, others: dict[int, Stretch], own: frozenset[int] = frozenset()) -> int:
    """Crossings that no order of the tracks in a gap avoids."""
    total = 0
    for index, other in others.items():
        if index in own or other[0] > stretch[1] or stretch[0] > other[1]:
            continue
        before = _crossed(stretch, other)
        if before:
            total += min(before, _crossed(other, stretch))
    return total


def _crossed(first: Stretch, second: Stretch) -> int:
    """Crossings when the first stretch lies before the second in their gap.

    Where both end at one point, the first must not turn to the side of the second if the second
    turns to that of the first.
    """
    count = 0
    for position, towards in first[2]:
        if towards == 1 and second[0] < position < second[1]:
            count += 1
        if towards == 1 and (position, -1) in second[2]:
            count += 1
    for position, towards in second[2]:
        if towards == -1 and first[0] < position < first[1]:
            count += 1
    return count
