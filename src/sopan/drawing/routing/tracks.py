"""Parts the routes that share a gap into tracks, as few crossings as possible.

A wire is one straight stretch in a gap. Routes that merge share a wire from the point where they
meet. In each gap the wires that overlap are put in an order (all orders for up to five, swaps of
neighbours beyond), then on tracks from left to right (left-edge method, Hashimoto & Stevens 1971).
A table border runs through the middle of most gaps: tracks lie in the half before it or in the
half after it, never on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import permutations

from sopan.drawing.routing.patterns import GridPoint
from sopan.drawing.routing.route import Route

BRUTE_FORCE = 5
FEW = 3
"""Tracks that one half of a column gap holds legibly."""
PORT_STEP = 0.12
"""How far a further port lies from the centre, in grid units."""


@dataclass(slots=True)
class Wire:
    """A stretch from `low` to `high` along gap `line`.

    `ends` are the legs that join it: (position along the wire, -1 before or +1 after the gap).
    `half` is -1 before the border or +1 after it; `index` of `count` tracks in that half.
    """

    line: int
    low: int
    high: int
    ends: list[tuple[float, int]] = field(default_factory=list)
    arrow: int = 0
    """The side (-1, +1) on which it goes straight into a symbol, 0 for none."""
    joints: list[tuple[int, int]] = field(default_factory=list)
    """(route, leg) of the stretches that lie on it."""
    half: int = -1
    index: int = 0
    count: int = 1

    @property
    def position(self) -> float:
        """Where it lies across its gap, in grid units around the gap's line."""
        share = (self.index + 1) / (self.count + 1)
        return self.line + (0.4 * (share - 1) if self.half < 0 else 0.4 * share)


@dataclass(slots=True)
class Tracks:
    """The wires of both orientations by gap line, and which wire each leg lies on."""

    across: dict[int, list[Wire]]
    down: dict[int, list[Wire]]
    of: dict[tuple[int, int], Wire]


def assign(routes: Sequence[Route], targets: Sequence[int], width: int, height: int) -> Tracks:
    """Puts every leg in a gap on a track. `targets` tells which place each route enters.

    `width` and `height` are those of the grid; its outermost gaps have one half only.
    """
    tracks = Tracks({}, {}, {})
    shared: dict[tuple[int, int, tuple[GridPoint, ...]], Wire] = {}
    for number, route in enumerate(routes):
        for leg in range(1, len(route.points) - 2):
            _collect(tracks, shared, number, route, leg, targets[number])
    # The order in one orientation depends on the tracks in the other: twice settles it.
    for _ in range(2):
        _arrange(tracks, tracks.down, routes, width - 1)
        _arrange(tracks, tracks.across, routes, height - 1)
    return tracks


def _collect(
    tracks: Tracks,
    shared: dict[tuple[int, int, tuple[GridPoint, ...]], Wire],
    number: int,
    route: Route,
    leg: int,
    target: int,
) -> None:
    a, b = route.points[leg], route.points[leg + 1]
    axis = 0 if a[1] == b[1] else 1
    line = a[1 - axis]
    if line & 1:
        return
    low, high = sorted((a[axis], b[axis]))
    key = axis, target, route.points[leg + 1 :]
    wire = shared.get(key)
    if wire is None:
        wire = shared[key] = Wire(line, low, high)
        (tracks.down if axis else tracks.across).setdefault(line, []).append(wire)
    wire.low, wire.high = min(low, wire.low), max(high, wire.high)
    wire.joints.append((number, leg))
    tracks.of[number, leg] = wire
    if leg == len(route.points) - 3:
        wire.arrow = -1 if route.points[-1][1 - axis] < line else 1


def _arrange(
    tracks: Tracks, gaps: dict[int, list[Wire]], routes: Sequence[Route], last: int
) -> None:
    for line, wires in gaps.items():
        for wire in wires:
            wire.ends = [end for joint in wire.joints for end in _ends(tracks, routes, joint)]
        for group in _overlapping(wires):
            _place(_ordered(group), line, last, fixed=gaps is tracks.down)


def _ends(
    tracks: Tracks, routes: Sequence[Route], joint: tuple[int, int]
) -> list[tuple[float, int]]:
    """Where the legs before and after a stretch join it, and from which side."""
    number, leg = joint
    points = routes[number].points
    axis = 0 if points[leg][1] == points[leg + 1][1] else 1
    line = points[leg][1 - axis]
    ends: list[tuple[float, int]] = []
    for beside, corner, far in ((leg - 1, leg, leg - 1), (leg + 1, leg + 1, leg + 2)):
        position = float(points[corner][axis])
        wire = tracks.of.get((number, beside))
        if wire is not None:
            position = wire.position
        elif beside == 0:
            position += PORT_STEP * routes[number].port
        ends.append((position, 1 if points[far][1 - axis] > line else -1))
    return ends


def _overlapping(wires: list[Wire]) -> list[list[Wire]]:
    """Groups of wires that touch or overlap, directly or through others."""
    groups: list[list[Wire]] = []
    reach = -1
    for wire in sorted(wires, key=lambda w: (w.low, w.high, w.joints)):
        if wire.low > reach:
            groups.append([])
        groups[-1].append(wire)
        reach = max(reach, wire.high)
    return groups


def _ordered(group: list[Wire]) -> list[Wire]:
    """The order across the gap with the fewest crossings that could be found."""
    if len(group) == 1:
        return group
    count = len(group)
    cost = [[_crossings(a, b) for b in group] for a in group]
    if count <= BRUTE_FORCE:
        order = min(permutations(range(count)), key=lambda order: _total(order, cost))
        return [group[i] for i in order]
    return [group[i] for i in _sifted(count, cost)]


def _total(order: Sequence[int], cost: list[list[int]]) -> int:
    return sum(cost[a][b] for k, a in enumerate(order) for b in order[k + 1 :])


def _sifted(count: int, cost: list[list[int]]) -> list[int]:
    """Moves each wire to its best position among the others until nothing improves."""
    order = list(range(count))
    best = _total(order, cost)
    improved = True
    while improved:
        improved = False
        for wire in range(count):
            rest = [w for w in order if w != wire]
            trials = [[*rest[:k], wire, *rest[k:]] for k in range(count)]
            trial = min(trials, key=lambda t: _total(t, cost))
            if _total(trial, cost) < best:
                order, best, improved = trial, _total(trial, cost), True
    return order


def _crossings(before: Wire, after: Wire) -> int:
    """How often two wires cross when the first lies before the second in their gap."""
    if before.low > after.high or after.low > before.high:
        return 0
    corners = sum(
        1 for position, towards in before.ends if towards > 0 and (position, -1) in after.ends
    )
    return _cuts(before, 1, after) + _cuts(after, -1, before) + corners


def _cuts(wire: Wire, side: int, other: Wire) -> int:
    low, high = _extent(other)
    return sum(1 for position, towards in wire.ends if towards == side and low < position < high)


def _extent(wire: Wire) -> tuple[float, float]:
    positions = [position for position, _ in wire.ends]
    return min(positions), max(positions)


def _place(order: list[Wire], line: int, last: int, *, fixed: bool) -> None:
    """Gives each wire of an ordered group its half of the gap and its track there."""
    track: list[int] = []
    for k, wire in enumerate(order):
        below = [track[j] for j in range(k) if _touch(order[j], wire)]
        track.append(max(below, default=-1) + 1)
    count = max(track) + 1
    before = _before(order, count, line, last, fixed)
    for wire, at in zip(order, track, strict=True):
        if at < before:
            wire.half, wire.index, wire.count = -1, at, before
        else:
            wire.half, wire.index, wire.count = 1, at - before, count - before


def _touch(a: Wire, b: Wire) -> bool:
    return a.low <= b.high and b.low <= a.high


def _before(order: list[Wire], count: int, line: int, last: int, fixed: bool) -> int:
    """How many tracks lie before the border: arrow heads want room on the side they point to.

    Column gaps are of a `fixed` width; row gaps grow with their tracks.
    """
    if line == 0:
        return 0
    if line == last:
        return count
    sides = {wire.arrow for wire in order} - {0}
    if count == 1:
        return 0 if sides == {-1} else 1
    if fixed and count <= FEW and len(sides) == 1:
        return count if sides == {1} else 0
    return (count + 1) // 2
