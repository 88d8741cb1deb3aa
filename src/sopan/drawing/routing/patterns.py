"""Ways of 0 to 4 bends between two grid points, by families, each with its shortest way first.

A way comes as (length, points). A tier holds the families with the same number of bends. Within a
family the length never falls, so that a reader may leave it at the first way that is too long.
First and last legs stay within what `Reach` says is free; `grid` prices the ways.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

GridPoint = tuple[int, int]
Way = tuple[int, tuple[GridPoint, ...]]
Family = Iterator[Way]
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reach:
    """How far straight lines may run from the start and into the goal: first and last line."""

    start: GridPoint
    goal: GridPoint
    across: Range
    """Columns that the start reaches sideways."""
    down: Range
    """Rows that the start reaches up and down."""
    into_across: Range
    into_down: Range
    width: int
    height: int


Tier = Callable[[Reach], Iterator[Family]]


def outward(a: int, b: int, first: int, last: int) -> Iterator[int]:
    """Positions from first to last: those between a and b, then outwards on both sides."""
    low, high = (a, b) if a < b else (b, a)
    yield from range(max(low + 1, first), min(high, last + 1))
    for distance in range(1, max(low - first, last - high) + 1):
        if first <= low - distance <= last:
            yield low - distance
        if first <= high + distance <= last:
            yield high + distance


def straight(reach: Reach) -> Iterator[Family]:
    start, goal = reach.start, reach.goal
    if start[0] == goal[0] or start[1] == goal[1]:
        yield iter([(abs(start[0] - goal[0]) + abs(start[1] - goal[1]), (start, goal))])


def one_bend(reach: Reach) -> Iterator[Family]:
    (sx, sy), (tx, ty) = start, goal = reach.start, reach.goal
    if sx != tx and sy != ty:
        length = abs(sx - tx) + abs(sy - ty)
        yield iter([(length, (start, (tx, sy), goal)), (length, (start, (sx, ty), goal))])


def two_bends(reach: Reach) -> Iterator[Family]:
    (sx, sy), (tx, ty) = start, goal = reach.start, reach.goal
    if sy != ty:
        yield (
            (abs(sx - x) + abs(x - tx) + abs(sy - ty), (start, (x, sy), (x, ty), goal))
            for x in outward(sx, tx, *_both(reach.across, reach.into_across))
        )
    if sx != tx:
        yield (
            (abs(sy - y) + abs(y - ty) + abs(sx - tx), (start, (sx, y), (tx, y), goal))
            for y in outward(sy, ty, *_both(reach.down, reach.into_down))
        )


def three_bends(reach: Reach) -> Iterator[Family]:
    """Sideways first, then by a gap beside the goal; or by a gap beside the start."""
    sy, ty = reach.start[1], reach.goal[1]
    for near in (ty - 1, ty + 1):
        if near != sy and _within(near, reach.into_down):
            yield _sideways_first(reach, near)
    for near in (sy - 1, sy + 1):
        if near != ty and _within(near, reach.down):
            yield _by_gap_first(reach, near)


def _sideways_first(reach: Reach, y: int) -> Family:
    (sx, sy), (tx, ty) = start, goal = reach.start, reach.goal
    upright = abs(sy - y) + abs(y - ty)
    for x in outward(sx, tx, *reach.across):
        yield abs(sx - x) + abs(x - tx) + upright, (start, (x, sy), (x, y), (tx, y), goal)


def _by_gap_first(reach: Reach, y: int) -> Family:
    (sx, sy), (tx, ty) = start, goal = reach.start, reach.goal
    upright = abs(sy - y) + abs(y - ty)
    for x in outward(sx, tx, *reach.into_across):
        yield abs(sx - x) + abs(x - tx) + upright, (start, (sx, y), (x, y), (x, ty), goal)


def four_bends(reach: Reach) -> Iterator[Family]:
    """By the gaps beside both ends, with one line of choice between."""
    (sx, sy), (tx, ty) = reach.start, reach.goal
    for out in (sx - 1, sx + 1):
        for back in (tx - 1, tx + 1):
            if out != back and _within(out, reach.across) and _within(back, reach.into_across):
                yield _by_column_gaps(reach, out, back)
    for out in (sy - 1, sy + 1):
        for back in (ty - 1, ty + 1):
            if out != back and _within(out, reach.down) and _within(back, reach.into_down):
                yield _by_row_gaps(reach, out, back)


def _by_column_gaps(reach: Reach, out: int, back: int) -> Family:
    start, goal = reach.start, reach.goal
    sy, ty = start[1], goal[1]
    aside = abs(out - back) + 2
    for y in outward(sy, ty, 0, reach.height - 1):
        corners = (out, sy), (out, y), (back, y), (back, ty)
        yield abs(sy - y) + abs(y - ty) + aside, (start, *corners, goal)


def _by_row_gaps(reach: Reach, out: int, back: int) -> Family:
    start, goal = reach.start, reach.goal
    sx, tx = start[0], goal[0]
    aside = abs(out - back) + 2
    for x in outward(sx, tx, 0, reach.width - 1):
        corners = (sx, out), (x, out), (x, back), (tx, back)
        yield abs(sx - x) + abs(x - tx) + aside, (start, *corners, goal)


def _both(one: Range, other: Range) -> Range:
    return max(one[0], other[0]), min(one[1], other[1])


def _within(position: int, limits: Range) -> bool:
    return limits[0] <= position <= limits[1]


TIERS: tuple[Tier, ...] = (straight, one_bend, two_bends, three_bends, four_bends)
"""The patterns by their number of bends."""
