"""The logical grid of a page: what stands on it, which routes lie on it, what a way would cost.

`x = 2 * column + 1` is the centre of a column, even `x` the gap beside it; `y = 2 * lane + 1` is
the centre of a lane (a line of symbols), even `y` the gap above it. Lines are bit masks of the
points on them, so that clashes and crossings are counted by one `&` (Python integers).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import pairwise

from sopan.drawing.routing.lines import Lines, mask, stretch_of, tangled, tangles
from sopan.drawing.routing.patterns import GridPoint, Reach

BEND = 2.0
CROSSING = 9.0
SHARED_SIDE = 9.0
MERGE = -0.5
PENTAGON_SIDE = 1.5
"""What leaving a pentagon beside its tip costs."""
CROWDED = 3.0
GAP_CAPACITY = 4
"""Routes that a column gap holds before further ones look elsewhere."""


class Side(IntEnum):
    RIGHT = 0
    BOTTOM = 1
    LEFT = 2
    TOP = 3

    @property
    def opposite(self) -> Side:
        return _OPPOSITE[self]

    @property
    def sideways(self) -> bool:
        return self in (Side.RIGHT, Side.LEFT)


_OPPOSITE = {
    Side.RIGHT: Side.LEFT,
    Side.LEFT: Side.RIGHT,
    Side.TOP: Side.BOTTOM,
    Side.BOTTOM: Side.TOP,
}

STEP: tuple[GridPoint, ...] = ((1, 0), (0, 1), (-1, 0), (0, -1))
"""The grid direction that leads out of each side."""

SIDES = tuple(Side)
ALL_SIDES = frozenset(SIDES)


@dataclass(frozen=True, slots=True)
class Place:
    """A symbol on the grid, with the sides that may be left and entered.

    A place with `choices` (a pentagon) may be moved to one of these columns by the router.
    """

    column: int
    lane: int
    exits: frozenset[Side] = ALL_SIDES
    entries: frozenset[Side] = ALL_SIDES
    choices: tuple[int, ...] = ()

    @property
    def point(self) -> GridPoint:
        return 2 * self.column + 1, 2 * self.lane + 1


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow to route between two places, by their positions in the list of places."""

    source: int
    target: int


@dataclass(frozen=True, slots=True)
class Laid:
    """A route on the grid. `extra` routes leave a side that another one leaves at its centre."""

    points: tuple[GridPoint, ...]
    exit: Side
    entry: Side
    cost: float
    extra: bool


def direction(a: GridPoint, b: GridPoint) -> Side:
    """The side of `a` that faces `b`, both on one line."""
    if a[1] == b[1]:
        return Side.RIGHT if b[0] > a[0] else Side.LEFT
    return Side.BOTTOM if b[1] > a[1] else Side.TOP


def exit_preference(start: GridPoint, goal: GridPoint, side: Side) -> float:
    """Officials leave by the side or downwards; upwards only to go back."""
    if side is Side.TOP:
        return 3.0 if goal[1] >= start[1] else 1.0
    if side is Side.BOTTOM:
        return 2.0 if goal[1] < start[1] else 0.0
    return 0.0


def entry_preference(start: GridPoint, goal: GridPoint, side: Side) -> float:
    """Officials enter on top going forward, by the side coming back."""
    if goal[1] > start[1]:
        return (1.0, 4.0, 1.0, 0.0)[side]
    if goal[1] < start[1]:
        return (0.0, 1.0, 0.0, 1.5)[side]
    return (0.0, 1.0, 0.0, 1.0)[side]


_BESIDE = ((0, (Side.LEFT, Side.RIGHT)), (1, (Side.TOP, Side.BOTTOM)))
"""The axes with the sides before and after a point."""

SideCosts = tuple[list[float | None], list[float | None]]


class Grid:
    """Places, the routes laid so far, and the price of a further one."""

    def __init__(
        self, columns: int, lanes: int, places: Sequence[Place], links: Sequence[Link]
    ) -> None:
        self.origin = columns, lanes, tuple(places), links
        """What it was made from, to begin again."""
        self.priced = 0
        """Ways priced so far: what laying routes has cost in time."""
        self.width = 2 * columns + 1
        self.height = 2 * lanes + 1
        self.places = list(places)
        self.links = links
        self.laid: list[Laid | None] = [None] * len(links)
        self.leaves = [0] * len(places)
        self.enters = [0] * len(places)
        for link in links:
            self.leaves[link.source] += 1
            self.enters[link.target] += 1
        self.rows = Lines(self.height, self.width)
        self.columns = Lines(self.width, self.height)
        for place in places:
            x, y = place.point
            self.rows.symbols[y] |= 1 << x
            self.columns.symbols[x] |= 1 << y
        self.exits: list[dict[Side, int]] = [{} for _ in places]
        self.entries: list[dict[Side, int]] = [{} for _ in places]

    def ends(self, index: int) -> tuple[GridPoint, GridPoint]:
        link = self.links[index]
        return self.places[link.source].point, self.places[link.target].point

    # Laying and lifting

    def lay(self, index: int, cost: float, points: tuple[GridPoint, ...]) -> None:
        leaving, entering = direction(points[0], points[1]), direction(points[-1], points[-2])
        extra = leaving in self.exits[self.links[index].source]
        self.lay_as(index, Laid(points, leaving, entering, cost, extra))

    def lay_as(self, index: int, laid: Laid) -> None:
        """Lays a route as it was before it was lifted."""
        link, points = self.links[index], laid.points
        exits, entries = self.exits[link.source], self.entries[link.target]
        exits[laid.exit] = exits.get(laid.exit, 0) + 1
        entries[laid.entry] = entries.get(laid.entry, 0) + 1
        for number, (a, b) in enumerate(legs(points)):
            self._hold(index, laid, a, b, first=number == 0)
        for number in range(1, len(points) - 2):
            axis, line, stretch = stretch_of(points, number)
            if not line & 1:
                (self.columns if axis else self.rows).stretches[line][index] = stretch
        self.laid[index] = laid

    def move(self, node: int, column: int) -> None:
        """Moves a place without routes to another column of its lane."""
        place = self.places[node]
        x, y = place.point
        self.rows.symbols[y] &= ~(1 << x)
        self.columns.symbols[x] &= ~(1 << y)
        self.places[node] = replace(place, column=column)
        x = 2 * column + 1
        self.rows.symbols[y] |= 1 << x
        self.columns.symbols[x] |= 1 << y

    def is_free(self, column: int, lane: int) -> bool:
        """Whether neither a symbol nor a route holds a cell."""
        x, y = 2 * column + 1, 2 * lane + 1
        rows, columns = self.rows, self.columns
        return not ((rows.symbols[y] | rows.used[y]) >> x & 1 or columns.used[x] >> y & 1)

    def _hold(self, index: int, laid: Laid, a: GridPoint, b: GridPoint, *, first: bool) -> None:
        axis = 0 if a[1] == b[1] else 1
        lines = self.columns if axis else self.rows
        line = a[1 - axis]
        low, high = sorted((a[axis], b[axis]))
        points = mask(low, high)
        for end in (laid.points[0], laid.points[-1]):
            if end[1 - axis] == line:
                points &= ~(1 << end[axis])
        lines.lay(index, line, 0 if first and laid.extra else points, range(low + 1, high))

    def lift(self, index: int) -> Laid:
        laid = self.laid[index]
        assert laid is not None
        link = self.links[index]
        _count_down(self.exits[link.source], laid.exit)
        _count_down(self.entries[link.target], laid.entry)
        self.rows.lift(index, {a[1] for a, b in legs(laid.points) if a[1] == b[1]})
        self.columns.lift(index, {a[0] for a, b in legs(laid.points) if a[0] == b[0]})
        self.laid[index] = None
        return laid

    # Sides

    def exit_cost(self, index: int, side: Side) -> float | None:
        """What leaving by a side costs, None when it may not be left."""
        source = self.links[index].source
        place = self.places[source]
        if side not in place.exits or side in self.entries[source]:
            return None
        if side in self.exits[source]:
            return SHARED_SIDE
        if place.choices and side.sideways:
            return PENTAGON_SIDE
        if self.enters[source] and not self.entries[source]:
            return 0.0 if self._one_left(source, place.entries, side) else None
        return 0.0

    def entry_cost(self, index: int, side: Side) -> float | None:
        """What entering by a side costs, None when it may not be entered."""
        target = self.links[index].target
        place = self.places[target]
        if side not in place.entries or side in self.exits[target]:
            return None
        if side in self.entries[target]:
            return MERGE
        if self.leaves[target] and not self.exits[target]:
            return 0.0 if self._one_left(target, place.exits, side) else None
        return 0.0

    def _one_left(self, node: int, wanted: frozenset[Side], taken: Side) -> bool:
        """Whether a side stays for the other direction when `taken` is used up."""
        exits, entries = self.exits[node], self.entries[node]
        return any(s is not taken and s not in exits and s not in entries for s in wanted)

    # Prices

    def side_costs(self, index: int) -> SideCosts:
        """What leaving and entering by each side costs; None where it may not be used."""
        return (
            [self.exit_cost(index, side) for side in SIDES],
            [self.entry_cost(index, side) for side in SIDES],
        )

    def reach(self, index: int, sides: SideCosts) -> Reach:
        """How far a link may run straight from its start and into its goal."""
        start, goal = self.ends(index)
        leave, enter = sides
        (left, right), (top, bottom) = [
            self._free(index, start, axis, [leave[b] is not None for b in beside])
            for axis, beside in _BESIDE
        ]
        (into_left, into_right), (into_top, into_bottom) = [
            self._free(index, goal, axis, [enter[b] is not None for b in beside])
            for axis, beside in _BESIDE
        ]
        return Reach(
            start,
            goal,
            (left, right),
            (top, bottom),
            (into_left, into_right),
            (into_top, into_bottom),
            self.width,
            self.height,
        )

    def _free(
        self, index: int, point: GridPoint, axis: int, sides: Sequence[bool]
    ) -> tuple[int, int]:
        """First and last position on the line of a point that a leg may reach from it."""
        lines = self.columns if axis else self.rows
        line, at = point[1 - axis], point[axis]
        target = self.links[index].target
        taken = lines.symbols[line]
        for other, held in lines.routes[line].items():
            if self.links[other].target != target:
                taken |= held
        below, above = taken & ((1 << at) - 1), taken >> (at + 1)
        last = (self.height if axis else self.width) - 1
        low = below.bit_length() if below else 0
        high = at + (above & -above).bit_length() - 1 if above else last
        return (low if sides[0] else at), (high if sides[1] else at)

    def cost(
        self, index: int, points: tuple[GridPoint, ...], limit: float, sides: SideCosts
    ) -> float | None:
        """The cost of a way; None when it is not free or costs `limit` or more.

        This is the inner loop of the layout, so it is one function with few calls.
        """
        start, goal = points[0], points[-1]
        leaving, entering = direction(start, points[1]), direction(goal, points[-2])
        leave, enter = sides[0][leaving], sides[1][entering]
        if leave is None or enter is None:
            return None
        extra = leave >= SHARED_SIDE
        if extra and not _turns_at_once(points):
            return None
        cost = leave + enter + BEND * (len(points) - 2)
        cost += exit_preference(start, goal, leaving) + entry_preference(start, goal, entering)
        self.priced += 1
        rows, columns = self.rows, self.columns
        own: frozenset[int] | None = None
        touching = False
        a = start
        for leg, b in enumerate(points[1:]):
            if a[1] == b[1]:
                axis, lines, crossed = 0, rows, columns
            else:
                axis, lines, crossed = 1, columns, rows
            line, low, high = a[1 - axis], a[axis], b[axis]
            a = b
            if low > high:
                low, high = high, low
            cost += high - low
            if cost >= limit:
                return None
            inner = ((1 << (high - low - 1)) - 1) << (low + 1)
            passing = crossed.passing[line] & inner
            if passing:
                cost += CROSSING * passing.bit_count()
            if line & 1:
                if extra and leg == 0:
                    continue
                span = inner | 1 << low | 1 << high
                if start[1 - axis] == line:
                    span &= ~(1 << start[axis])
                if goal[1 - axis] == line:
                    span &= ~(1 << goal[axis])
                if span & lines.symbols[line]:
                    return None
                clash = span & lines.used[line]
                if clash:
                    if own is None:
                        own = self.net(index, entering)
                    if any(clash & held for i, held in lines.routes[line].items() if i not in own):
                        return None
                    touching = True
            elif lines.stretches[line]:
                if axis:
                    cost += self.crowding(line, mask(low, high))
                if own is None:
                    own = self.net(index, entering)
                cost += CROSSING * tangles(stretch_of(points, leg)[2], lines.stretches[line], own)
        if cost >= limit or (touching and own and not self._merges(points, own)):
            return None
        return cost

    def crossings(self) -> list[tuple[int, int]]:
        """Pairs of routes that cross: straight over each other, or in any order in a gap."""
        pairs = {pair for lines in (self.rows, self.columns) for pair in tangled(lines)}
        at: dict[GridPoint, int] = {}
        for index, laid in enumerate(self.laid):
            for point in _passed(laid, 0):
                at[point] = index
        for index, laid in enumerate(self.laid):
            for point in _passed(laid, 1):
                if point in at and at[point] != index:
                    pairs.add(_pair(index, at[point]))
        return sorted(pairs)

    def net(self, index: int, entering: Side) -> frozenset[int]:
        """The laid routes that enter the same side of the same target."""
        target = self.links[index].target
        if entering not in self.entries[target]:
            return frozenset()
        return frozenset(
            i
            for i, laid in enumerate(self.laid)
            if laid and laid.entry is entering and self.links[i].target == target
        )

    def _merges(self, points: tuple[GridPoint, ...], own: Iterable[int]) -> bool:
        """Whether the way stays with every route of its net from where they meet on a centre."""
        mine = list(unit_points(points))
        position = {p: k for k, p in enumerate(mine)}
        for i in own:
            laid = self.laid[i]
            assert laid is not None
            theirs = list(unit_points(laid.points))
            for k in range(1, len(theirs)):
                at = position.get(theirs[k])
                if not at or not _on_one_centre(mine, at, theirs, k):
                    continue
                if mine[at:] != theirs[k:]:
                    return False
                break
        return True

    def crowding(self, x: int, span: int) -> float:
        """What it costs to press into a column gap that has all the routes it can show."""
        held = self.columns.routes[x]
        if x & 1 or len(held) < GAP_CAPACITY:
            return 0.0
        beside = sum(1 for points in held.values() if points & span)
        return CROWDED * max(0, beside - GAP_CAPACITY + 1)


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def _passed(laid: Laid | None, axis: int) -> Iterator[GridPoint]:
    """The points that a route passes straight along an axis."""
    for a, b in legs(laid.points if laid else ()):
        if a[1 - axis] == b[1 - axis]:
            for k in range(min(a[axis], b[axis]) + 1, max(a[axis], b[axis])):
                yield (a[0], k) if axis else (k, a[1])


def legs(points: Sequence[GridPoint]) -> Iterator[tuple[GridPoint, GridPoint]]:
    return pairwise(points)


def unit_points(points: Sequence[GridPoint]) -> Iterator[GridPoint]:
    """Every grid point of a way, corners included, in order."""
    yield points[0]
    for a, b in legs(points):
        dx, dy = STEP[direction(a, b)]
        for step in range(1, abs(a[0] - b[0]) + abs(a[1] - b[1]) + 1):
            yield a[0] + dx * step, a[1] + dy * step


def _turns_at_once(points: tuple[GridPoint, ...]) -> bool:
    """A further port on a used side must turn in the gap beside the symbol."""
    (ax, ay), (bx, by) = points[0], points[1]
    return len(points) > 2 and abs(ax - bx) + abs(ay - by) == 1


def _on_one_centre(mine: list[GridPoint], at: int, theirs: list[GridPoint], k: int) -> bool:
    """Whether both ways touch the point along the same centre line."""
    x, y = mine[at]
    for axis, line in ((1, y), (0, x)):
        if line & 1 and _runs(mine, at, axis, line) and _runs(theirs, k, axis, line):
            return True
    return False


def _runs(points: list[GridPoint], at: int, axis: int, line: int) -> bool:
    before = at > 0 and points[at - 1][axis] == line
    after = at + 1 < len(points) and points[at + 1][axis] == line
    return before or after


def _count_down(counts: dict[Side, int], side: Side) -> None:
    counts[side] -= 1
    if not counts[side]:
        del counts[side]
