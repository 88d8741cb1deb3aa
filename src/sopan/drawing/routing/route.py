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

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sopan.drawing.routing.grid import (
    BEND,
    CROSSING,
    MERGE,
    Grid,
    Laid,
    Link,
    Place,
    Side,
    direction,
)
from sopan.drawing.routing.patterns import TIERS, GridPoint
from sopan.drawing.routing.search import search

MOVE = 0.6
"""What moving a pentagon away from the column it would like costs."""

Way = tuple[float, tuple[GridPoint, ...]]
Order = Callable[[Grid, int], tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Route:
    """The way of one link.

    Port 0 leaves the side at its centre; -1, -2 ... leave left of or above it, 1, 2 ... beyond it.
    """

    points: tuple[GridPoint, ...]
    exit: Side
    entry: Side
    port: int = 0


class NoWayError(Exception):
    """No side of a symbol is left for a link; `link` is its position in the list of links."""

    def __init__(self, link: int) -> None:
        super().__init__(link)
        self.link = link


def lay(columns: int, lanes: int, places: Sequence[Place], links: Sequence[Link]) -> Grid:
    """A grid with a way for every link: a good draft, in which routes may still cross.

    Raises:
        NoWayError: when a link leads from a place to itself, or a symbol has no side left.
    """
    for number, link in enumerate(links):
        if link.source == link.target:
            raise NoWayError(number)
    return _laid(columns, lanes, places, links, _ORDERS[0])


def untangle(grid: Grid, patience: int) -> Grid:
    """A grid with fewer crossings, or the same; `patience` is how many ways to price for it."""
    left = Patience(patience)
    best = grid
    _repair(best, left)
    for order in _ORDERS[1:]:
        if left.ways <= 0 or not best.crossings():
            break
        other = _laid(*grid.origin, order)
        _repair(other, left)
        best = min(best, other, key=_quality)
    return best


def routes(grid: Grid) -> list[Route]:
    """One route for each link of a grid."""
    ports: dict[tuple[int, Side, int], int] = {}
    found: list[Route] = []
    for link, laid in zip(grid.links, grid.laid, strict=True):
        assert laid is not None
        port = 0
        if laid.extra:
            # A route that turns up or left leaves above or left of the one at the centre.
            turn = 1 if direction(*laid.points[1:3]) in (Side.BOTTOM, Side.RIGHT) else -1
            key = link.source, laid.exit, turn
            ports[key] = ports.get(key, 0) + 1
            port = turn * ports[key]
        found.append(Route(laid.points, laid.exit, laid.entry, port))
    return found


@dataclass(slots=True)
class Patience:
    """Ways that may still be priced to undo the crossings of a page."""

    ways: int


def _laid(
    columns: int,
    lanes: int,
    places: Sequence[Place],
    links: Sequence[Link],
    order: Order,
) -> Grid:
    """All links laid in an order; links that find no way left are laid before all others."""
    urgent: list[int] = []
    while True:
        grid = Grid(columns, lanes, places, links)
        rest = sorted(set(range(len(links))) - set(urgent), key=lambda i: order(grid, i))
        stuck = next((i for i in [*urgent, *rest] if not _lay(grid, i)), None)
        if stuck is None:
            return grid
        if stuck in urgent[: len(urgent) // 2 + 1]:
            raise NoWayError(stuck)
        if stuck in urgent:
            urgent.remove(stuck)
        urgent.insert(0, stuck)


def _quality(grid: Grid) -> tuple[int, float]:
    cost = sum(laid.cost for laid in grid.laid if laid)
    return len(grid.crossings()), cost


def _easy_first(grid: Grid, index: int) -> tuple[float, ...]:
    """Straight and short links first: they have the least choice."""
    (sx, sy), (tx, ty) = grid.ends(index)
    return sx != tx and sy != ty, abs(sx - tx) + abs(sy - ty), index


def _hard_first(grid: Grid, index: int) -> tuple[float, ...]:
    (sx, sy), (tx, ty) = grid.ends(index)
    return sx != tx and sy != ty, -abs(sx - tx) - abs(sy - ty), index


def _loops_first(grid: Grid, index: int) -> tuple[float, ...]:
    (sx, sy), (tx, ty) = grid.ends(index)
    return ty > sy, abs(sx - tx) + abs(sy - ty), index


def _from_below(grid: Grid, index: int) -> tuple[float, ...]:
    (_, sy), (_, ty) = grid.ends(index)
    return -max(sy, ty), index


def _tall_last(grid: Grid, index: int) -> tuple[float, ...]:
    """Row by row: links between neighbouring rows first, long loops last."""
    (sx, sy), (tx, ty) = grid.ends(index)
    return abs(sy - ty), abs(sx - tx), index


_ORDERS: tuple[Order, ...] = (_tall_last, _easy_first, _hard_first, _loops_first, _from_below)
"""Orders of laying that are tried while routes cross."""


def _lay(grid: Grid, index: int) -> bool:
    found = _best_move(grid, index) or search(grid, index)
    if found is not None:
        grid.lay(index, *found)
    return found is not None


def _best_move(grid: Grid, index: int, limit: float = float("inf")) -> Way | None:
    """The best pattern over all columns of a pentagon that this link alone would hold."""
    node = _movable(grid, index)
    if node is None:
        return _best_pattern(grid, index, limit)
    place = grid.places[node]
    best, column = _best_pattern(grid, index, limit), place.column
    bound = best[0] if best else limit
    for choice in place.choices:
        if choice == place.column or not grid.is_free(choice, place.lane):
            continue
        grid.move(node, choice)
        if _least(*grid.ends(index)) + MOVE >= bound:
            continue
        way = _best_pattern(grid, index, bound - MOVE)
        if way is not None:
            best, column, bound = (way[0] + MOVE, way[1]), choice, way[0] + MOVE
    grid.move(node, column)
    return best


def _movable(grid: Grid, index: int) -> int | None:
    link = grid.links[index]
    for node in (link.source, link.target):
        if grid.places[node].choices and not grid.exits[node] and not grid.entries[node]:
            return node
    return None


def _best_pattern(grid: Grid, index: int, limit: float = float("inf")) -> Way | None:
    start, goal = grid.ends(index)
    distance = abs(start[0] - goal[0]) + abs(start[1] - goal[1])
    best: Way | None = None
    sides = grid.side_costs(index)
    reach = grid.reach(index, sides)
    for bends, tier in enumerate(TIERS):
        if BEND * bends + distance + MERGE >= limit:
            break
        for family in tier(reach):
            for length, points in family:
                if BEND * bends + length + MERGE >= limit:
                    break
                cost = grid.cost(index, points, limit, sides)
                if cost is None:
                    continue
                best, limit = (cost, points), cost
                if cost < BEND * bends + length + CROSSING:
                    break  # Nothing is crossed: the rest of the family is only longer.
    return best


def _repair(grid: Grid, patience: Patience) -> None:
    """Lays routes that cross again; all others were the cheapest when they were laid."""
    while patience.ways > 0:
        pairs = grid.crossings()
        alone = [_untangle(grid, patience, ((b,), (a,))) for a, b in pairs]
        both = [_untangle(grid, patience, ((a, b), (b, a))) for a, b in grid.crossings()]
        if not any(alone) and not any(both):
            return


def _untangle(grid: Grid, patience: Patience, trials: Sequence[Sequence[int]]) -> bool:
    """Lays routes that cross again, in one way after the other until that is cheaper."""
    for trial in trials:
        if patience.ways <= 0:
            return False
        before = grid.priced
        better = _lay_again(grid, trial)
        patience.ways -= grid.priced - before
        if better:
            return True
    return False


def _lay_again(grid: Grid, indexes: Sequence[int]) -> bool:
    """Lifts some routes and lays them in order; puts the old ones back unless that is cheaper."""
    places = {node: grid.places[node] for i in indexes for node in _ends(grid, i)}
    old = {index: grid.lift(index) for index in indexes}
    before = _cost_of(grid, old)
    after, rest = 0.0, sum(_least(*grid.ends(index)) for index in indexes)
    laid: list[int] = []
    for index in indexes:
        rest -= _least(*grid.ends(index))
        way = _best_move(grid, index, before - after - rest - 0.01)
        if way is None:
            break
        grid.lay(index, *way)
        laid.append(index)
        after += way[0]
    if len(laid) == len(indexes):
        return True
    for index in laid:
        grid.lift(index)
    for node, place in places.items():
        if grid.places[node] is not place:
            grid.move(node, place.column)
    for index, route in old.items():
        grid.lay_as(index, route)
    return False


def _cost_of(grid: Grid, routes: dict[int, Laid]) -> float:
    """What lifted routes would cost one after the other, with the crossings they have now."""
    total = 0.0
    for index, laid in routes.items():
        cost = grid.cost(index, laid.points, float("inf"), grid.side_costs(index))
        total += laid.cost if cost is None else cost
        grid.lay_as(index, laid)
    for index in routes:
        grid.lift(index)
    return total


def _least(start: GridPoint, goal: GridPoint) -> float:
    """What a way between two points costs at the very least."""
    (sx, sy), (tx, ty) = start, goal
    return abs(sx - tx) + abs(sy - ty) + MERGE + (BEND if sx != tx and sy != ty else 0.0)


def _ends(grid: Grid, index: int) -> tuple[int, int]:
    link = grid.links[index]
    return link.source, link.target
