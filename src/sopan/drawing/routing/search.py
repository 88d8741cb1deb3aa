"""The cheapest way over the whole grid, for links that no pattern serves.

Dijkstra over (point, heading). A way found here shares at most the last stretch into its target
with other routes, so it never has to be checked for merging.
"""

from __future__ import annotations

from heapq import heappop, heappush

from sopan.drawing.routing.grid import (
    BEND,
    CROSSING,
    SHARED_SIDE,
    STEP,
    Grid,
    Side,
    entry_preference,
    exit_preference,
)
from sopan.drawing.routing.patterns import GridPoint

State = tuple[GridPoint, Side]


def search(grid: Grid, index: int) -> tuple[float, tuple[GridPoint, ...]] | None:
    """Returns (cost, points) of the cheapest way of a link, None when there is none."""
    start, goal = grid.ends(index)
    best: dict[State, float] = {}
    origin: dict[State, State | None] = {}
    heap: list[tuple[float, State]] = []

    def reach(state: State, cost: float, before: State | None) -> None:
        if cost < best.get(state, float("inf")):
            best[state] = cost
            origin[state] = before
            heappush(heap, (cost, state))

    for state, cost in _first_steps(grid, index, start, goal):
        reach(state, cost, None)
    while heap:
        cost, state = heappop(heap)
        if cost > best[state]:
            continue
        if state[0] == goal:
            return cost, _trace(state, origin, start)
        turn_now = origin[state] is None and state[1] in grid.exits[grid.links[index].source]
        for heading in Side:
            if heading is state[1].opposite or (turn_now and heading is state[1]):
                continue
            step = _step(grid, index, state, heading, start, goal)
            if step is not None:
                reach((_next(state[0], heading), heading), cost + step, state)
    return None


def _next(point: GridPoint, heading: Side) -> GridPoint:
    return point[0] + STEP[heading][0], point[1] + STEP[heading][1]


def _first_steps(
    grid: Grid, index: int, start: GridPoint, goal: GridPoint
) -> list[tuple[State, float]]:
    steps: list[tuple[State, float]] = []
    for side in Side:
        leave = grid.exit_cost(index, side)
        point = _next(start, side)
        if leave is None or (leave < SHARED_SIDE and _taken(grid, point, side, start, goal)):
            continue
        steps.append(((point, side), leave + 1 + exit_preference(start, goal, side)))
    return steps


def _step(
    grid: Grid, index: int, state: State, heading: Side, start: GridPoint, goal: GridPoint
) -> float | None:
    """The cost of going one point on, None when it is not free."""
    point, before = state
    x, y = following = _next(point, heading)
    if not (0 <= x < grid.width and 0 <= y < grid.height) or following == start:
        return None
    cost = 1.0
    if heading is before:
        crossed, line, at = (
            (grid.columns, point[1], point[0])
            if heading.sideways
            else (grid.rows, point[0], point[1])
        )
        cost += CROSSING * (crossed.passing[line] >> at & 1)
    else:
        cost += BEND
        if _taken(grid, point, heading, start, goal):
            return None
    if following == goal:
        enter = grid.entry_cost(index, heading.opposite)
        if enter is None:
            return None
        return cost + enter + entry_preference(start, goal, heading.opposite)
    if _taken(grid, following, heading, start, goal):
        return None
    return cost if heading.sideways else cost + grid.crowding(x, 1 << y)


def _taken(grid: Grid, point: GridPoint, heading: Side, start: GridPoint, goal: GridPoint) -> bool:
    """Whether a symbol or a route of another net holds the point on the line of the heading."""
    axis = 0 if heading.sideways else 1
    line, at = point[1 - axis], point[axis]
    lines = grid.columns if axis else grid.rows
    if not line & 1:
        return False
    if lines.symbols[line] >> at & 1:
        return True
    if not lines.used[line] >> at & 1:
        return False
    if _next(point, heading) != goal:
        return True
    return any(
        held >> at & 1 and not _enters(grid, i, goal, heading.opposite)
        for i, held in lines.routes[line].items()
    )


def _enters(grid: Grid, index: int, goal: GridPoint, side: Side) -> bool:
    laid = grid.laid[index]
    return laid is not None and laid.points[-1] == goal and laid.entry is side


def _trace(
    state: State, origin: dict[State, State | None], start: GridPoint
) -> tuple[GridPoint, ...]:
    points = [state[0]]
    heading = state[1]
    current: State | None = state
    while current is not None:
        if current[1] is not heading:
            points.append(current[0])
            heading = current[1]
        current = origin[current]
    points.append(start)
    return tuple(reversed(points))
