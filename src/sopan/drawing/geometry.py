"""From the logical grid to millimetres: where lanes, symbols and the corners of arrows lie."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from sopan.drawing.drawing import Point, rounded
from sopan.drawing.plan import PagePlan
from sopan.drawing.routing.tracks import Wire
from sopan.drawing.symbols import ARROW_LENGTH, Sizes, port
from sopan.drawing.table import Table

FEW = 2
HEAD_SHARE = 0.36
"""Part of half a column gap kept free for arrow heads when more lines than a few run there."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """Coordinates of a page: lower edges of its rows, centres of its places, ways of its arrows."""

    edges: tuple[float, ...]
    centres: tuple[Point, ...]
    ways: tuple[tuple[Point, ...], ...]


def geometry(page: PagePlan, columns: Table, size: Sizes, top: float) -> Geometry:
    """Lays out a routed page whose first row begins at `top`."""
    edges = _edges(page, top)
    middles, borders = _levels(page, top)
    actors = columns.actors
    centres = tuple(
        (rounded(actors[p.column].middle), rounded(middles[p.lane])) for p in page.places
    )
    ruler = _Ruler(page, columns, size, middles, borders)
    ways = tuple(_way(page, ruler, size, centres, number) for number in range(len(page.routes)))
    return Geometry(edges, centres, ways)


def _edges(page: PagePlan, top: float) -> tuple[float, ...]:
    edges: list[float] = []
    for height in page.heights:
        top += height
        edges.append(rounded(top))
    return tuple(edges)


def _levels(page: PagePlan, top: float) -> tuple[list[float], list[float]]:
    """The middle of each lane, and the borders between lanes from first to last."""
    middles: list[float] = []
    borders = [top]
    for lane in page.lanes:
        middles.append(top + lane.above + lane.tallest / 2)
        top += lane.height
        borders.append(top)
    return middles, borders


@dataclass(frozen=True, slots=True)
class _Ruler:
    page: PagePlan
    columns: Table
    size: Sizes
    middles: list[float]
    borders: list[float]

    def x(self, line: int, wire: Wire | None) -> float:
        actors = self.columns.actors
        if wire is None:
            return actors[line // 2].middle
        border = actors[line // 2].left if line // 2 < len(actors) else actors[-1].right
        room = (self.columns.actor_width - self.size.width) / 2
        if wire.count > FEW:
            room *= 1 - HEAD_SHARE
        return border + room * _share(wire)

    def y(self, line: int, wire: Wire | None) -> float:
        if wire is None:
            return self.middles[line // 2]
        border = self.borders[line // 2]
        if wire.half > 0:
            lane = self.page.lanes[line // 2]
            return border + (lane.above - ARROW_LENGTH) * _share(wire)
        lane = self.page.lanes[line // 2 - 1]
        keep = ARROW_LENGTH if wire.arrow < 0 else 0.3
        return border + (lane.below - keep) * _share(wire)


def _share(wire: Wire) -> float:
    """Where a wire lies in its half of the gap: -1 to 0 before the border, 0 to 1 after it."""
    share = (wire.index + 1) / (wire.count + 1)
    return share - 1 if wire.half < 0 else share


def _way(
    page: PagePlan, ruler: _Ruler, size: Sizes, centres: tuple[Point, ...], number: int
) -> tuple[Point, ...]:
    route, link = page.routes[number], page.links[number]
    offset = _offset(page, size, number)
    start = port(page.shapes[link.source], centres[link.source], size, route.exit, offset)
    end = port(page.shapes[link.target], centres[link.target], size, route.entry)
    points = route.points
    levels: list[float] = []
    for leg, (a, b) in enumerate(pairwise(points)):
        wire = page.tracks.of.get((number, leg))
        level = ruler.y(a[1], wire) if a[1] == b[1] else ruler.x(a[0], wire)
        levels.append(level + offset if leg == 0 else level)
    corners = [start]
    for leg in range(1, len(points) - 1):
        level, before = levels[leg], levels[leg - 1]
        upright = points[leg][0] == points[leg + 1][0]
        corners.append((level, before) if upright else (before, level))
    corners.append(end)
    return tuple((rounded(x), rounded(y)) for x, y in corners)


def strokes(page: PagePlan, ways: tuple[tuple[Point, ...], ...]) -> list[tuple[Point, ...]]:
    """The ways to draw: one that merges into another ends where they meet."""
    nets: dict[tuple[int, int], list[tuple[Point, ...]]] = {}
    drawn: list[tuple[Point, ...]] = []
    for link, route, way in zip(page.links, page.routes, ways, strict=True):
        net = nets.setdefault((link.target, route.entry), [])
        trimmed = min((_until_common(way, other) for other in net), key=_length, default=way)
        net.append(way)
        if len(trimmed) > 1:
            drawn.append(trimmed)
    return drawn


def _length(way: tuple[Point, ...]) -> float:
    return sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(way))


def _until_common(way: tuple[Point, ...], other: tuple[Point, ...]) -> tuple[Point, ...]:
    """The part of a way before it runs together with another one to their common end."""
    same = 0
    while same < min(len(way), len(other)) and way[-1 - same] == other[-1 - same]:
        same += 1
    if same in (0, len(way), len(other)):
        return way if same == 0 else way[: len(way) - same + 1]
    corner, mine, theirs = way[-same], way[-1 - same], other[-1 - same]
    axis = 0 if mine[1] == corner[1] else 1
    if theirs[1 - axis] != corner[1 - axis]:
        return way[: len(way) - same + 1]
    ahead, beside = mine[axis] - corner[axis], theirs[axis] - corner[axis]
    if ahead * beside <= 0:
        return way[: len(way) - same + 1]
    if abs(ahead) <= abs(beside):
        return way[: len(way) - same]
    return (*way[: len(way) - same], theirs)


def _offset(page: PagePlan, size: Sizes, number: int) -> float:
    """How far in mm beside the middle of its side an arrow leaves."""
    route = page.routes[number]
    if not route.port:
        return 0.0
    source = page.links[number].source
    most = max(
        abs(r.port)
        for r, link in zip(page.routes, page.links, strict=True)
        if link.source == source and r.exit is route.exit
    )
    shape = page.shapes[source]
    half = (size.height(shape) if route.exit.sideways else size.breadth(shape)) / 2
    return 0.8 * half * route.port / (most + 1)
