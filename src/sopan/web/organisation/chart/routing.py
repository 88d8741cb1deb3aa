"""Functional lines: dashed, at right angles, through the gaps between boxes.

Tracks run in the gaps, upright and level. What boxes and lines already drawn leave free of a track
are its stretches; a way is a chain of stretches that cross, found by Dijkstra's rule with a price
for every bend. A way found occupies its tracks, so the next one keeps its distance. Lines cross
only at right angles; a line with no free way left is not drawn.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush
from itertools import count, pairwise

from sopan.web.organisation.chart.boxes import Rect, length
from sopan.web.organisation.chart.model import Edge

Point = tuple[float, float]

CLEAR = 6.0
"""Distance kept from boxes."""
APART = 5.0
"""Distance kept from lines that run the same way."""
BEND = 60.0
EFFORT = 6000
"""Stretches looked at for one chart; the ways still sought then are not drawn."""
PORTS = (0.3, 0.7, 0.15, 0.85)
"""Where on the side of a box a line may leave; the middle belongs to the line of command."""
LABEL_SIZE = 10.5
ROOMY, CLOSE = 17.0, 6.0
"""From upright track to track: with room for the field, or as close as can be told apart."""
FEW = 4
"""So many functional lines get roomy tracks."""
OUTSIDE = 30.0


@dataclass(frozen=True, slots=True)
class Segment:
    """A straight piece of a line, level or upright."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def upright(self) -> bool:
        return self.x0 == self.x1

    @property
    def box(self) -> Rect:
        x, y = min(self.x0, self.x1), min(self.y0, self.y1)
        return Rect(x, y, abs(self.x1 - self.x0), abs(self.y1 - self.y0))

    def moved(self, x: float, y: float) -> Segment:
        return Segment(self.x0 + x, self.y0 + y, self.x1 + x, self.y1 + y)


@dataclass(frozen=True, slots=True)
class Caption:
    """The field beside its line; `upright` is read from below."""

    rect: Rect
    text: str
    upright: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A functional line with its bends, and its field where there is room."""

    edge: Edge
    points: tuple[Point, ...]
    caption: Caption | None = None

    @property
    def segments(self) -> tuple[Segment, ...]:
        return tuple(Segment(*a, *b) for a, b in pairwise(self.points))

    def moved(self, x: float, y: float) -> Link:
        caption = self.caption
        if caption is not None:
            caption = replace(caption, rect=moved(caption.rect, x, y))
        return replace(
            self, points=tuple((px + x, py + y) for px, py in self.points), caption=caption
        )


def moved(rect: Rect, x: float, y: float) -> Rect:
    return replace(rect, x=rect.x + x, y=rect.y + y)


def room(edges: int) -> float:
    """What so many functional lines add to the gap between columns."""
    return edges * ROOMY if edges <= FEW else (FEW + 2) * 2 * CLOSE


def connect(
    edges: Sequence[Edge], boxes: Mapping[int, Rect], lines: Sequence[Segment]
) -> list[Link]:
    """The ways of all edges that have one, the shortest first, in the order of the edges."""
    if not edges:
        return []
    found = _ways(edges, boxes, lines, ROOMY) if len(edges) <= FEW else {}
    if len(found) < len(edges):
        found = _ways(edges, boxes, lines, CLOSE)
    return _captioned([found[e] for e in edges if e in found], boxes.values(), lines)


def _ways(
    edges: Sequence[Edge], boxes: Mapping[int, Rect], lines: Sequence[Segment], step: float
) -> dict[Edge, Link]:
    found: dict[Edge, Link] = {}
    tracks = _Tracks(list(boxes.values()), list(lines), step)
    for edge in sorted(edges, key=lambda e: _order(e, boxes)):
        way = tracks.way(boxes[edge.source], boxes[edge.target])
        if way is not None:
            found[edge] = Link(edge, way)
            tracks.occupy(found[edge].segments)
    return found


def _order(edge: Edge, boxes: Mapping[int, Rect]) -> tuple[float, int, int, str]:
    a, b = boxes[edge.source], boxes[edge.target]
    return abs(a.x - b.x) + abs(a.y - b.y), edge.source, edge.target, edge.field


# Tracks and their free stretches


@dataclass(slots=True)
class _Track:
    """A line along which functional lines may run; `busy` are the pieces taken."""

    upright: bool
    at: float
    busy: list[tuple[float, float]] = field(default_factory=list)
    _free: list[tuple[float, float]] | None = None

    def occupy(self, low: float, high: float) -> None:
        insort(self.busy, (low, high))
        self._free = None

    def stretch(self, at: float) -> tuple[float, float] | None:
        """The free piece around a place."""
        if self._free is None:
            self._free = list(_gaps(self.busy))
        index = bisect_right(self._free, (at, float("inf"))) - 1
        if index < 0 or self._free[index][1] < at:
            return None
        return self._free[index]


def _gaps(busy: Iterable[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    at = float("-inf")
    for low, high in busy:
        if low > at:
            yield at, low
        at = max(at, high)
    yield at, float("inf")


@dataclass(frozen=True, slots=True)
class _Port:
    """A way out of a box: from its side at `start` along a stretch of its own."""

    upright: bool
    at: float
    start: float
    low: float
    high: float


_Lines = list[tuple[float, float, float]]
"""Lines that run the same way, in order: where, from, to."""


class _Tracks:
    """Boxes and lines, and the tracks between them."""

    def __init__(self, boxes: list[Rect], lines: list[Segment], step: float) -> None:
        self.step = step
        self.effort = EFFORT
        self.apart = {True: step - 1, False: APART}
        self.boxes = boxes
        self.blocks = {way: sorted(_block(box, way) for box in boxes) for way in (True, False)}
        self.widest = {
            way: max(far - near for near, far, _ in self.blocks[way]) for way in self.blocks
        }
        self.lines = {way: sorted(map(_run, _those(lines, way))) for way in (True, False)}
        self.links: dict[bool, _Lines] = {True: [], False: []}
        self.edge = Rect(
            min(b.x for b in boxes) - OUTSIDE,
            min(b.y for b in boxes) - OUTSIDE,
            max(b.right for b in boxes) - min(b.x for b in boxes) + 2 * OUTSIDE,
            max(b.bottom for b in boxes) - min(b.y for b in boxes) + 2 * OUTSIDE,
        )
        self.tracks = {
            True: [self._track(True, at) for at in self._places(True)],
            False: [self._track(False, at) for at in self._places(False)],
        }
        self.starts = {key: [t.at for t in tracks] for key, tracks in self.tracks.items()}

    def _places(self, upright: bool) -> list[float]:
        """Behind and below boxes, in steps that keep lines apart; and around everything."""
        if upright:
            rights = {b.right for b in self.boxes}
            outer = (self.edge.x + 8, self.edge.x + 14, self.edge.x + 20)
            return sorted({r + 8 + self.step * i for r in rights for i in range(6)} | set(outer))
        bottoms, tops = {b.bottom for b in self.boxes}, {b.y for b in self.boxes}
        below = {b + step for b in bottoms for step in (9, 15)}
        return sorted(below | {t - step for t in tops for step in (8, 14)})

    def _track(self, upright: bool, at: float, own: Rect | None = None) -> _Track:
        edge = self.edge
        low, high = (edge.y, edge.bottom) if upright else (edge.x, edge.right)
        busy = [(float("-inf"), low), (high, float("inf"))]
        busy += self._blocked(upright, at)
        if own is not None:  # The way out may touch its own box, at the side it leaves.
            start, end = (own.y, own.bottom) if upright else (own.x, own.right)
            busy.remove((start - CLEAR, end + CLEAR))
            busy.append((start, end))
        busy += self._beside(self.lines[upright], at, APART)
        busy += self._beside(self.links[upright], at, self.apart[upright])
        busy.sort()
        return _Track(upright, at, busy)

    def _blocked(self, upright: bool, at: float) -> Iterator[tuple[float, float]]:
        """What the boxes take of a track."""
        blocks = self.blocks[upright]
        first = bisect_left(blocks, (at - self.widest[upright],))
        for _, far, span in blocks[first : bisect_left(blocks, (at,))]:
            if far > at:
                yield span

    def _beside(self, lines: _Lines, at: float, apart: float) -> Iterator[tuple[float, float]]:
        """What the lines that run the same way, too near to a track, take of it."""
        first = bisect_right(lines, (at - apart, float("inf"), 0.0))
        for where, low, high in lines[first : bisect_left(lines, (at + apart, float("-inf"), 0.0))]:
            if abs(where - at) < apart:
                yield low - apart, high + apart

    def occupy(self, segments: Iterable[Segment]) -> None:
        for segment in segments:
            upright, (at, low, high) = segment.upright, _run(segment)
            apart = self.apart[upright]
            insort(self.links[upright], (at, low, high))
            starts, tracks = self.starts[upright], self.tracks[upright]
            first, end = bisect_right(starts, at - apart), bisect_left(starts, at + apart)
            for track in tracks[first:end]:
                track.occupy(low - apart, high + apart)

    # The way

    def way(self, source: Rect, target: Rect) -> tuple[Point, ...] | None:
        """The cheapest way from side to side, as its points; None where none is found.

        It is sought from the end with fewer free ports: a box that is walled in tells it at once.
        """
        starts, goals = list(self._ports(source)), list(self._ports(target))
        if len(starts) <= len(goals):
            return self._sought(starts, goals, target)
        points = self._sought(goals, starts, source)
        return points[::-1] if points else None

    def _sought(
        self, starts: Sequence[_Port], goals: Sequence[_Port], target: Rect
    ) -> tuple[Point, ...] | None:
        best: dict[_Key, float] = {}
        heap = [(0.0, n, _Step(port, port.start)) for n, port in enumerate(starts)]
        numbers = count(len(heap))
        while heap and self.effort > 0:
            self.effort -= 1
            hoped, _, step = heappop(heap)
            if step.final:
                return step.points()
            if hoped > best.get(step.key, hoped):
                continue
            for hoped, following in (*_onto(step, goals), *self._crossing(step, target, best)):
                best[following.key] = hoped
                heappush(heap, (hoped, next(numbers), following))
        return None

    def _ports(self, box: Rect) -> Iterator[_Port]:
        for upright in (False, True):
            low, high = (box.y, box.bottom) if upright else (box.x, box.right)
            start, size = (box.x, box.width) if upright else (box.y, box.height)
            for part in PORTS:
                at = start + part * size
                track = self._track(upright, at, box)
                if (after := track.stretch(high + 0.5)) and after[0] <= high + CLEAR:
                    yield _Port(upright, at, high, high, after[1])
                if (before := track.stretch(low - 0.5)) and before[1] >= low - CLEAR:
                    yield _Port(upright, at, low, before[0], low)

    def _crossing(
        self, step: _Step, target: Rect, best: Mapping[_Key, float]
    ) -> Iterator[tuple[float, _Step]]:
        """The stretches that cross this one, where they may be better than what is known."""
        port, upright = step.port, not step.port.upright
        near, far = (target.x, target.right) if upright else (target.y, target.bottom)
        low, high = (target.y, target.bottom) if upright else (target.x, target.right)
        # One bend at least is still to come; how far aside this stretch is, all share.
        least = 2 * BEND + step.paid + _outside(port.at, low, high)
        starts, tracks = self.starts[upright], self.tracks[upright]
        for track in tracks[bisect_left(starts, port.low) : bisect_right(starts, port.high)]:
            stretch = track.stretch(port.at)
            if stretch is None:
                continue
            run = abs(track.at - step.entry)
            hoped = least + run + _outside(track.at, near, far)
            if hoped < best.get((False, upright, track.at, stretch[0]), float("inf")):
                crossed = _Port(upright, track.at, port.at, *stretch)
                yield hoped, _Step(crossed, port.at, step.paid + BEND + run, step)


_Key = tuple[bool, bool, float, float]


@dataclass(frozen=True, slots=True)
class _Step:
    """A stretch entered at a place, coming from another one; a final one ends at its box."""

    port: _Port
    entry: float
    paid: float = 0.0
    before: _Step | None = None
    final: bool = False

    @property
    def key(self) -> _Key:
        return self.final, self.port.upright, self.port.at, self.port.low

    def points(self) -> tuple[Point, ...]:
        found = [_point(self.port, self.port.start)] if self.final else []
        step = self
        while step.before is not None:
            found.append(_point(step.port, step.entry))
            step = step.before
        found.append(_point(step.port, step.port.start))
        return tuple(reversed(found))


def _onto(step: _Step, goals: Iterable[_Port]) -> Iterator[tuple[float, _Step]]:
    """The last steps: onto a stretch that ends at the target."""
    port = step.port
    for goal in goals:
        if goal.upright == port.upright:
            continue
        if port.low <= goal.at <= port.high and goal.low <= port.at <= goal.high:
            paid = step.paid + BEND + abs(goal.at - step.entry) + abs(goal.start - port.at)
            yield paid, _Step(goal, port.at, paid, step, final=True)


def _outside(at: float, low: float, high: float) -> float:
    """How far a place is from a span; at least so far runs a line that has to come there."""
    return max(low - at, at - high, 0.0)


def _point(port: _Port, along: float) -> Point:
    return (port.at, along) if port.upright else (along, port.at)


def _those(lines: Iterable[Segment], upright: bool) -> Iterator[Segment]:
    return (line for line in lines if line.upright == upright)


def _run(line: Segment) -> tuple[float, float, float]:
    """Where a line runs, from where and to where."""
    if line.upright:
        return line.x0, min(line.y0, line.y1), max(line.y0, line.y1)
    return line.y0, min(line.x0, line.x1), max(line.x0, line.x1)


def _block(box: Rect, upright: bool) -> tuple[float, float, tuple[float, float]]:
    """Between which places a box is in the way of tracks, and what it takes of them."""
    beside = (box.x - CLEAR, box.right + CLEAR)
    along = (box.y - CLEAR, box.bottom + CLEAR)
    return (*beside, along) if upright else (*along, beside)


# Captions


def _captioned(
    links: Sequence[Link], boxes: Iterable[Rect], lines: Sequence[Segment]
) -> list[Link]:
    taken = [_grown(b, 1) for b in boxes]
    taken += [_grown(s.box, 1) for s in (*lines, *(s for link in links for s in link.segments))]
    found = []
    for link in links:
        caption = next((c for c in _captions(link) if not any(map(c.rect.meets, taken))), None)
        if caption is not None:
            taken.append(_grown(caption.rect, 2))
        found.append(replace(link, caption=caption))
    return found


def _captions(link: Link) -> Iterator[Caption]:
    """Places for the field: along level pieces, then along upright ones, the longest first."""
    run = length(link.edge.field, LABEL_SIZE)
    for segment in sorted(link.segments, key=lambda s: (s.upright, -s.box.width - s.box.height)):
        box = segment.box
        spare = (box.height if segment.upright else box.width) - run - 8
        if spare < 0:
            continue
        for part in (0.5, 0.1, 0.9, 0.3, 0.7):
            at = 4 + part * spare
            for rect in _beside(box, at, run, segment.upright):
                yield Caption(rect, link.edge.field, segment.upright)


def _beside(box: Rect, at: float, run: float, upright: bool) -> tuple[Rect, Rect]:
    high = LABEL_SIZE * 1.1
    if upright:
        y = box.y + at
        return Rect(box.x + 2.5, y, high, run), Rect(box.x - 2.5 - high, y, high, run)
    x = box.x + at
    return Rect(x, box.y - 2.5 - high, run, high), Rect(x, box.y + 2.5, run, high)


def _grown(rect: Rect, by: float) -> Rect:
    return Rect(rect.x - by, rect.y - by, rect.width + 2 * by, rect.height + 2 * by)
