"""Ways of 0 to 4 bends between two grid points, by families, each with its shortest way first.

A way comes as (length, points). A tier holds the families with the same number of bends. Within a
family the length never falls, so that a reader may leave it at the first way that is too long.
Nothing here knows what is free: `grid` prices the ways.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

GridPoint = tuple[int, int]
Way = tuple[int, tuple[GridPoint, ...]]
Family = Iterator[Way]
Tier = Callable[[GridPoint, GridPoint, int, int], Iterator[Family]]


def outward(a: int, b: int, size: int) -> Iterator[int]:
    """Positions from 0 to size - 1: those between a and b first, then outwards on both sides."""
    low, high = (a, b) if a < b else (b, a)
    yield from range(low + 1, high)
    for distance in range(1, size):
        if low - distance >= 0:
            yield low - distance
        if high + distance < size:
            yield high + distance


def straight(start: GridPoint, goal: GridPoint, width: int, height: int) -> Iterator[Family]:
    if start[0] == goal[0] or start[1] == goal[1]:
        yield iter([(abs(start[0] - goal[0]) + abs(start[1] - goal[1]), (start, goal))])


def one_bend(start: GridPoint, goal: GridPoint, width: int, height: int) -> Iterator[Family]:
    (sx, sy), (tx, ty) = start, goal
    if sx != tx and sy != ty:
        length = abs(sx - tx) + abs(sy - ty)
        yield iter([(length, (start, (tx, sy), goal)), (length, (start, (sx, ty), goal))])


def two_bends(start: GridPoint, goal: GridPoint, width: int, height: int) -> Iterator[Family]:
    (sx, sy), (tx, ty) = start, goal
    if sy != ty:
        yield (
            (abs(sx - x) + abs(x - tx) + abs(sy - ty), (start, (x, sy), (x, ty), goal))
            for x in outward(sx, tx, width)
        )
    if sx != tx:
        yield (
            (abs(sy - y) + abs(y - ty) + abs(sx - tx), (start, (sx, y), (tx, y), goal))
            for y in outward(sy, ty, height)
        )


def three_bends(start: GridPoint, goal: GridPoint, width: int, height: int) -> Iterator[Family]:
    """Sideways first, then by a gap beside the goal; or by a gap beside the start."""
    sy, ty = start[1], goal[1]
    for near in (ty - 1, ty + 1):
        if near != sy:
            yield _sideways_first(start, goal, near, width)
    for near in (sy - 1, sy + 1):
        if near != ty:
            yield _by_gap_first(start, goal, near, width)


def _sideways_first(start: GridPoint, goal: GridPoint, y: int, width: int) -> Family:
    (sx, sy), (tx, ty) = start, goal
    upright = abs(sy - y) + abs(y - ty)
    for x in outward(sx, tx, width):
        yield abs(sx - x) + abs(x - tx) + upright, (start, (x, sy), (x, y), (tx, y), goal)


def _by_gap_first(start: GridPoint, goal: GridPoint, y: int, width: int) -> Family:
    (sx, sy), (tx, ty) = start, goal
    upright = abs(sy - y) + abs(y - ty)
    for x in outward(sx, tx, width):
        yield abs(sx - x) + abs(x - tx) + upright, (start, (sx, y), (x, y), (x, ty), goal)


def four_bends(start: GridPoint, goal: GridPoint, width: int, height: int) -> Iterator[Family]:
    """By the gaps beside both ends, with one line of choice between."""
    (sx, sy), (tx, ty) = start, goal
    for out in (sx - 1, sx + 1):
        for back in (tx - 1, tx + 1):
            if out != back:
                yield _by_column_gaps(start, goal, out, back, height)
    for out in (sy - 1, sy + 1):
        for back in (ty - 1, ty + 1):
            if out != back:
                yield _by_row_gaps(start, goal, out, back, width)


def _by_column_gaps(start: GridPoint, goal: GridPoint, out: int, back: int, height: int) -> Family:
    sy, ty = start[1], goal[1]
    aside = abs(out - back) + 2
    for y in outward(sy, ty, height):
        corners = (out, sy), (out, y), (back, y), (back, ty)
        yield abs(sy - y) + abs(y - ty) + aside, (start, *corners, goal)


def _by_row_gaps(start: GridPoint, goal: GridPoint, out: int, back: int, width: int) -> Family:
    sx, tx = start[0], goal[0]
    aside = abs(out - back) + 2
    for x in outward(sx, tx, width):
        corners = (sx, out), (x, out), (x, back), (tx, back)
        yield abs(sx - x) + abs(x - tx) + aside, (start, *corners, goal)


TIERS: tuple[Tier, ...] = (straight, one_bend, two_bends, three_bends, four_bends)
"""The patterns by their number of bends."""
