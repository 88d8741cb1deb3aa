"""Ways of 0 to 4 bends between two grid points, each tier lazily and roughly shortest first.

Each pattern yields (length, points). Corners lie on lines of the grid; ways that would double
back over themselves are left out. Nothing here knows what is free: `grid` prices the ways.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

GridPoint = tuple[int, int]
Way = tuple[int, tuple[GridPoint, ...]]
Tier = Callable[[GridPoint, GridPoint, int, int], Iterator[Way]]


def outward(a: int, b: int, size: int) -> Iterator[int]:
    """Positions from 0 to size - 1: those between a and b first, then outwards on both sides."""
    low, high = (a, b) if a < b else (b, a)
    yield from range(low + 1, high)
    for distance in range(1, size):
        if low - distance >= 0:
            yield low - distance
        if high + distance < size:
            yield high + distance


def straight(start: GridPoint, goal: GridPoint, width: int, height: int) -> Iterator[Way]:
    if start[0] == goal[0] or start[1] == goal[1]:
        yield abs(start[0] - goal[0]) + abs(start[1] - goal[1]), (start, goal)


def one_bend(start: GridPoint, goal: GridPoint, width: int, height: int) -> Iterator[Way]:
    (sx, sy), (tx, ty) = start, goal
    if sx == tx or sy == ty:
        return
    length = abs(sx - tx) + abs(sy - ty)
    yield length, (start, (tx, sy), goal)
    yield length, (start, (sx, ty), goal)


def two_bends(start: GridPoint, goal: GridPoint, width: int, height: int) -> Iterator[Way]:
    (sx, sy), (tx, ty) = start, goal
    if sy != ty:
        for x in outward(sx, tx, width):
            yield abs(sx - x) + abs(x - tx) + abs(sy - ty), (start, (x, sy), (x, ty), goal)
    if sx != tx:
        for y in outward(sy, ty, height):
            yield abs(sy - y) + abs(y - ty) + abs(sx - tx), (start, (sx, y), (tx, y), goal)


def three_bends(start: GridPoint, goal: GridPoint, width: int, height: int) -> Iterator[Way]:
    """Sideways first, then by a gap beside the goal; or the same with the axes exchanged."""
    (sx, sy), (tx, ty) = start, goal
    for y in (ty - 1, ty + 1):
        if y == sy:
            continue
        for x in outward(sx, tx, width):
            if x != tx:
                length = abs(sx - x) + abs(sy - y) + abs(x - tx) + abs(y - ty)
                yield length, (start, (x, sy), (x, y), (tx, y), goal)
    for y in (sy - 1, sy + 1):
        if y == ty:
            continue
        for x in outward(sx, tx, width):
            if x != sx:
                length = abs(sy - y) + abs(sx - x) + abs(y - ty) + abs(x - tx)
                yield length, (start, (sx, y), (x, y), (x, ty), goal)


def four_bends(start: GridPoint, goal: GridPoint, width: int, height: int) -> Iterator[Way]:
    """By the gaps beside both ends, with one line of choice between."""
    (sx, sy), (tx, ty) = start, goal
    for out in (sx - 1, sx + 1):
        for back in (tx - 1, tx + 1):
            if out == back:
                continue
            for y in outward(sy, ty, height):
                if y not in (sy, ty):
                    length = abs(sx - out) + abs(sy - y) + abs(out - back) + abs(y - ty) + 1
                    yield length, (start, (out, sy), (out, y), (back, y), (back, ty), goal)
    for out in (sy - 1, sy + 1):
        for back in (ty - 1, ty + 1):
            if out == back:
                continue
            for x in outward(sx, tx, width):
                if x not in (sx, tx):
                    length = 1 + abs(sx - x) + abs(out - back) + abs(x - tx) + 1
                    yield length, (start, (sx, out), (x, out), (x, back), (tx, back), goal)


TIERS: tuple[Tier, ...] = (straight, one_bend, two_bends, three_bends, four_bends)
"""The patterns by their number of bends."""
