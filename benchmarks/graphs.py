"""The page graphs that routers are given, and one judge for the ways of all of them.

A way is judged by its points alone: which side of a symbol it leaves and enters is told by the
direction of its first and last leg. Lengths are mm.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from itertools import combinations, pairwise

from sopan.drawing.drawing import Point
from sopan.drawing.geometry import geometry
from sopan.drawing.pages import flow_plans
from sopan.drawing.profile import Profile
from sopan.drawing.symbols import Shape
from sopan.sop.model import SOP

NEAR = 0.1
"""Lines nearer than this cannot be told apart."""
SHARED = 0.05
"""Lines that run together for less than this only touch."""

Way = tuple[Point, ...]
Area = tuple[float, float, float, float]
Side = tuple[int, int]
"""Direction out of the symbol: (0, -1) is the top."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol around its centre."""

    shape: Shape
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Graph:
    """One page: symbols, links between them, the actors' columns, the ways that we draw."""

    symbols: tuple[Symbol, ...]
    links: tuple[tuple[int, int], ...]
    area: Area
    uprights: tuple[float, ...]
    levels: tuple[float, ...]
    ways: tuple[Way, ...]


def graphs(sop: SOP, profile: Profile) -> list[Graph]:
    """The flowchart pages of an SOP."""
    columns, size, plans = flow_plans(sop, profile)
    top = profile.margins.top + columns.head
    found = []
    for page in plans:
        placed = geometry(page, columns, size, top)
        symbols = tuple(
            Symbol(shape, x, y, size.breadth(shape), size.height(shape))
            for shape, (x, y) in zip(page.shapes, placed.centres, strict=True)
        )
        left, right = columns.actors[0].left, columns.actors[-1].right
        found.append(
            Graph(
                symbols,
                tuple((link.source, link.target) for link in page.links),
                (left, top, right, placed.edges[-1]),
                (*(column.left for column in columns.actors), right),
                (top, *placed.edges),
                placed.ways,
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class Leg:
    """A straight piece of the way number `way`; `box` is left, top, right, bottom."""

    way: int
    box: Area

    @property
    def level(self) -> bool:
        return self.box[2] - self.box[0] >= self.box[3] - self.box[1]


@dataclass(slots=True)
class Faults:
    """What a judge counts, summed over pages."""

    links: int = 0
    crossings: int = 0
    bends: int = 0
    overlaps: int = 0
    """Pairs of ways to different targets that lie on each other."""
    box_hits: int = 0
    """Pairs of a way and a symbol that it passes through."""
    mixed_sides: int = 0
    """Sides of symbols that are both left and entered."""
    shared_ports: int = 0
    """Ways that leave a symbol at the very point where another one does."""
    outside: int = 0
    """Ways that leave the actors' columns."""
    on_borders: int = 0
    """Ways with a leg on a border of the table."""

    def add(self, other: Faults) -> None:
        for item in fields(self):
            setattr(self, item.name, getattr(self, item.name) + getattr(other, item.name))


@dataclass
class Judge:
    """Judges ways over a page, one for each link."""

    graph: Graph
    given: Sequence[Way]
    ways: list[Way] = field(init=False)

    def __post_init__(self) -> None:
        self.ways = [_plain(way) for way in self.given]

    def faults(self) -> Faults:
        """All counts of the page."""
        left = Counter((*link[:1], *side) for link, side in self._exits())
        entered = {(link[1], *side) for link, side in self._entries()}
        ports = Counter((link[0], *way[0]) for link, way in self._drawn())
        return Faults(
            links=len(self.ways),
            crossings=len(set(self._crossings())),
            bends=sum(max(0, len(way) - 2) for way in self.ways),
            overlaps=len(set(self._overlaps())),
            box_hits=len(set(self._box_hits())),
            mixed_sides=len(left.keys() & entered),
            shared_ports=sum(count - 1 for count in ports.values()),
            outside=len(set(self._outside())),
            on_borders=len(set(self._on_borders())),
        )

    @cached_property
    def legs(self) -> list[Leg]:
        return [
            Leg(number, (min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])))
            for number, way in enumerate(self.ways)
            for a, b in pairwise(way)
        ]

    def _drawn(self) -> Iterator[tuple[tuple[int, int], Way]]:
        return (
            (link, way)
            for link, way in zip(self.graph.links, self.ways, strict=True)
            if len(way) > 1
        )

    def _exits(self) -> Iterator[tuple[tuple[int, int], Side]]:
        return ((link, _direction(way[0], way[1])) for link, way in self._drawn())

    def _entries(self) -> Iterator[tuple[tuple[int, int], Side]]:
        return ((link, _direction(way[-1], way[-2])) for link, way in self._drawn())

    @cached_property
    def _nets(self) -> list[tuple[int, Side]]:
        """Ways of one net enter the same side of the same symbol and may merge."""
        return [
            (link[1], _direction(way[-1], way[-2]) if len(way) > 1 else (0, 0))
            for link, way in zip(self.graph.links, self.ways, strict=True)
        ]

    def _pairs(self, *, parallel: bool) -> Iterator[tuple[Leg, Leg]]:
        nets = self._nets
        for a, b in combinations(self.legs, 2):
            if (a.level == b.level) is parallel and nets[a.way] != nets[b.way]:
                yield a, b

    def _crossings(self) -> Iterator[Point]:
        for a, b in self._pairs(parallel=False):
            level, upright = (a.box, b.box) if a.level else (b.box, a.box)
            x, y = upright[0], level[1]
            if level[0] < x < level[2] and upright[1] < y < upright[3]:
                yield x, y

    def _overlaps(self) -> Iterator[tuple[int, int]]:
        for a, b in self._pairs(parallel=True):
            along, across = (0, 1) if a.level else (1, 0)
            shared = min(a.box[along + 2], b.box[along + 2]) - max(a.box[along], b.box[along])
            if abs(a.box[across] - b.box[across]) < NEAR and shared > SHARED:
                yield a.way, b.way

    def _box_hits(self) -> Iterator[tuple[int, int]]:
        for leg in self.legs:
            for number, symbol in enumerate(self.graph.symbols):
                if _hits(leg.box, symbol):
                    yield leg.way, number

    def _outside(self) -> Iterator[int]:
        left, top, right, bottom = self.graph.area
        for leg in self.legs:
            a, b, c, d = leg.box
            if a < left or c > right or b < top or d > bottom:
                yield leg.way

    def _on_borders(self) -> Iterator[int]:
        for leg in self.legs:
            borders = self.graph.levels if leg.level else self.graph.uprights
            at = leg.box[1] if leg.level else leg.box[0]
            if any(abs(at - border) < NEAR for border in borders):
                yield leg.way


def _plain(way: Sequence[Point]) -> Way:
    """The corners of a way only, to a hundredth of a millimetre."""
    points: list[Point] = []
    for x, y in way:
        point = round(x, 2), round(y, 2)
        if points and point == points[-1]:
            continue
        if len(points) > 1 and _direction(points[-2], points[-1]) == _direction(points[-1], point):
            points.pop()
        points.append(point)
    return tuple(points)


def _direction(a: Point, b: Point) -> Side:
    dx, dy = b[0] - a[0], b[1] - a[1]
    if abs(dx) >= abs(dy):
        return (dx > 0) - (dx < 0), 0
    return 0, (dy > 0) - (dy < 0)


def _hits(box: Area, symbol: Symbol) -> bool:
    """Whether a leg passes inside the outline of a symbol, not only along it or a hair inside."""
    half, tall = symbol.width / 2 - NEAR, symbol.height / 2 - NEAR
    dx = max(box[0] - symbol.x, symbol.x - box[2], 0.0)
    dy = max(box[1] - symbol.y, symbol.y - box[3], 0.0)
    if symbol.shape in (Shape.DIAMOND, Shape.CAPSULE):
        return dx / half + dy / tall < 0.97
    if symbol.shape is Shape.BOX:
        return dx < half and dy < tall
    return dx < half * 0.6 and dy < tall * 0.6
