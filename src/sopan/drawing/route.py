"""Routes the arrows of one page on the logical grid, before anything has a size.

Purpose: lines that an official would draw with a ruler. Placement is given (row = step,
column = actor), so this is routing only, as in a channel router for printed circuits.

Invariants:
- no leg passes a symbol;
- a centre line carries one route at each point, except routes that merge into the same side of
  the same target and stay together from there on; gaps carry any number, `tracks` parts them;
- a side of a symbol is either left or entered, never both; leaving it twice takes another port.

Passes: (1) cheap patterns of 0 to 4 bends, generated lazily, the cheapest wins; (2) where none is
free, a search over the whole grid; (3) routes dearer than they need be are laid again, alone and
with those they cross, as long as that saves cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sopan.drawing.grid import BEND, Grid, Laid, Link, Place, Side, mask
from sopan.drawing.patterns import TIERS, GridPoint
from sopan.drawing.search import search

REPAIR_ROUNDS = 2

Way = tuple[float, tuple[GridPoint, ...]]


@dataclass(frozen=True, slots=True)
class Route:
    """The way of one link. Port 0 leaves the side at its centre, others beside it."""

    points: tuple[GridPoint, ...]
    exit: Side
    entry: Side
    port: int = 0


def route(columns: int, lanes: int, places: Sequence[Place], links: Sequence[Link]) -> list[Route]:
    """Returns one route for each link.

    Raises:
        ValueError: when a link leads from a place to itself, or a symbol has no side left.
    """
    grid = Grid(columns, lanes, places, links)
    for index in sorted(range(len(links)), key=lambda i: _difficulty(grid, i)):
        _lay(grid, index)
    _repair(grid)
    return _routes(grid)


def _difficulty(grid: Grid, index: int) -> tuple[bool, int, int]:
    """Straight and short links first: they have the least choice."""
    (sx, sy), (tx, ty) = grid.ends(index)
    return sx != tx and sy != ty, abs(sx - tx) + abs(sy - ty), index


def _lay(grid: Grid, index: int) -> None:
    found = _best_pattern(grid, index) or search(grid, index)
    if found is None:
        raise ValueError(f"no way for link {index}")
    grid.lay(index, *found)


def _best_pattern(grid: Grid, index: int) -> Way | None:
    start, goal = grid.ends(index)
    distance = abs(start[0] - goal[0]) + abs(start[1] - goal[1])
    best: Way | None = None
    limit = float("inf")
    for bends, tier in enumerate(TIERS):
        if BEND * bends + distance - 0.5 >= limit:
            break
        for length, points in tier(start, goal, grid.width, grid.height):
            if BEND * bends + length - 0.5 >= limit:
                continue
            cost = grid.cost(index, points, limit)
            if cost is not None:
                best, limit = (cost, points), cost
    return best


def _repair(grid: Grid) -> None:
    for _ in range(REPAIR_ROUNDS):
        improved = [_improve(grid, index) for index in range(len(grid.links))]
        if not any(improved):
            return


def _improve(grid: Grid, index: int) -> bool:
    """Lays one route again and keeps the old way unless the new one is cheaper."""
    laid = grid.laid[index]
    assert laid is not None
    if laid.cost <= _least(laid.points):
        return False
    old = grid.lift(index)
    before = grid.cost(index, old.points, float("inf"))
    found = _best_pattern(grid, index)
    if before is None or (found and found[0] < before):
        grid.lay(index, *(found or (old.cost, old.points)))
        return before is not None
    grid.lay(index, before, old.points)
    return False


def _least(points: tuple[GridPoint, ...]) -> float:
    (sx, sy), (tx, ty) = points[0], points[-1]
    return abs(sx - tx) + abs(sy - ty) + (BEND if sx != tx and sy != ty else 0.0)


def _routes(grid: Grid) -> list[Route]:
    ports: dict[tuple[int, Side], int] = {}
    routes: list[Route] = []
    for link, laid in zip(grid.links, grid.laid, strict=True):
        assert laid is not None
        port = 0
        if laid.extra:
            key = link.source, laid.exit
            port = ports[key] = ports.get(key, 0) + 1
        routes.append(Route(laid.points, laid.exit, laid.entry, port))
    return routes
