"""Judges finished pages by their coordinates alone: what an official would mark in red.

Every function takes the plan of a page with its geometry and yields faults in words, so that a
failing test says what is wrong and where.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from sopan.drawing.drawing import Block, Page, Role, Text
from sopan.drawing.fonts import face
from sopan.drawing.geometry import Geometry, geometry
from sopan.drawing.pages import flow_plans
from sopan.drawing.plan import PagePlan
from sopan.drawing.profile import Profile
from sopan.drawing.symbols import Shape, Sizes
from sopan.drawing.table import Table
from sopan.sop.model import SOP

NEAR = 0.1
"""Lines nearer than this, in mm, cannot be told apart."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Leg:
    """A straight piece of the arrow `way`; left, top, right, bottom."""

    way: int
    box: Box

    @property
    def level(self) -> bool:
        return self.box[1] == self.box[3]


@dataclass(frozen=True, slots=True)
class Measured:
    """A page with its coordinates."""

    page: PagePlan
    geometry: Geometry
    columns: Table
    sizes: Sizes
    top: float
    room: float

    @property
    def legs(self) -> list[Leg]:
        return [
            Leg(number, (min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])))
            for number, way in enumerate(self.geometry.ways)
            for a, b in pairwise(way)
            if a != b
        ]

    def net(self, way: int) -> tuple[int, int]:
        """Arrows of one net enter the same side of the same symbol and may merge."""
        return self.page.links[way].target, self.page.routes[way].entry


def measured(sop: SOP, profile: Profile) -> list[Measured]:
    """The flowchart pages of an SOP with their coordinates."""
    columns, size, plans = flow_plans(sop, profile)
    margins = profile.margins
    top = margins.top + columns.head
    room = profile.size[1] - margins.bottom - top
    return [
        Measured(page, geometry(page, columns, size, top), columns, size, top, room)
        for page in plans
    ]


def faults(m: Measured) -> list[str]:
    """Everything that no page may show."""
    checks = (
        through_symbols(m),
        overlaps(m),
        on_borders(m),
        shared_sides(m),
        outside(m),
        headless(m),
    )
    return [fault for check in checks for fault in check]


def through_symbols(m: Measured) -> Iterator[str]:
    for leg in m.legs:
        for place, (shape, (x, y)) in enumerate(
            zip(m.page.shapes, m.geometry.centres, strict=True)
        ):
            half, tall = m.sizes.breadth(shape) / 2 - 0.03, m.sizes.height(shape) / 2 - 0.03
            dx = max(leg.box[0] - x, x - leg.box[2], 0.0)
            dy = max(leg.box[1] - y, y - leg.box[3], 0.0)
            if shape in (Shape.DIAMOND, Shape.CAPSULE):
                inside = dx / half + dy / tall < 0.97
            elif shape is Shape.BOX:
                inside = dx < half and dy < tall
            else:
                inside = dx < half * 0.6 and dy < tall * 0.6
            if inside:
                yield f"page {m.page.number}: arrow {leg.way} passes symbol {place} ({shape})"


def overlaps(m: Measured) -> Iterator[str]:
    """Arrows of different nets on top of each other, and merged ones that part again."""
    for a, b in combinations(m.legs, 2):
        if a.way == b.way or a.level != b.level or m.net(a.way) == m.net(b.way):
            continue
        along, across = (0, 1) if a.level else (1, 0)
        apart = abs(a.box[across] - b.box[across])
        shared = min(a.box[along + 2], b.box[along + 2]) - max(a.box[along], b.box[along])
        if apart < NEAR and shared > 0.02:
            yield f"page {m.page.number}: arrows {a.way} and {b.way} lie on each other at {a.box}"
    yield from _partings(m)


def _partings(m: Measured) -> Iterator[str]:
    ways = m.geometry.ways
    for a, b in combinations(range(len(ways)), 2):
        if m.net(a) != m.net(b):
            continue
        common = _common_end(ways[a], ways[b])
        for one in (ways[a], ways[b]):
            other = ways[b] if one is ways[a] else ways[a]
            if _length(_shared(one, other)) > _length(common) + 0.05:
                yield f"page {m.page.number}: arrows {a} and {b} merge, part, and merge again"
                return


def _length(pieces: Sequence[Box]) -> float:
    return sum(p[2] - p[0] + p[3] - p[1] for p in pieces)


def _shared(one: Sequence[tuple[float, float]], other: Sequence[tuple[float, float]]) -> list[Box]:
    """The pieces on which two ways lie on each other."""
    found: list[Box] = []
    for a, b in pairwise(one):
        for c, d in pairwise(other):
            left, right = (
                max(min(a[0], b[0]), min(c[0], d[0])),
                min(max(a[0], b[0]), max(c[0], d[0])),
            )
            top, bottom = (
                max(min(a[1], b[1]), min(c[1], d[1])),
                min(max(a[1], b[1]), max(c[1], d[1])),
            )
            same = (a[0] == b[0]) == (c[0] == d[0])
            if same and left <= right and top <= bottom:
                found.append((left, top, right, bottom))
    return found


def _common_end(
    one: Sequence[tuple[float, float]], other: Sequence[tuple[float, float]]
) -> list[Box]:
    """The pieces that two ways share without a break up to their end."""
    found: list[Box] = []
    a, b = list(reversed(one)), list(reversed(other))
    k = 0
    while k + 1 < min(len(a), len(b)) and a[k] == b[k]:
        pieces = _shared(a[k : k + 2], b[k : k + 2])
        found.extend(pieces)
        if a[k + 1] != b[k + 1]:
            break
        k += 1
    return found


def crossings(m: Measured) -> int:
    """Places where arrows of different nets cross."""
    points = set()
    for a, b in combinations(m.legs, 2):
        if a.way == b.way or a.level == b.level or m.net(a.way) == m.net(b.way):
            continue
        level, upright = (a.box, b.box) if a.level else (b.box, a.box)
        x, y = upright[0], level[1]
        if level[0] < x < level[2] and upright[1] < y < upright[3]:
            points.add((x, y))
    return len(points)


def on_borders(m: Measured) -> Iterator[str]:
    uprights = [c.left for c in m.columns.actors] + [m.columns.actors[-1].right]
    levels = [m.top, *m.geometry.edges]
    for leg in m.legs:
        at, borders = (leg.box[1], levels) if leg.level else (leg.box[0], uprights)
        if any(abs(at - border) < 0.15 for border in borders):
            yield f"page {m.page.number}: arrow {leg.way} runs on a table border at {leg.box}"


def shared_sides(m: Measured) -> Iterator[str]:
    left = {(link.source, r.exit) for link, r in zip(m.page.links, m.page.routes, strict=True)}
    entered = {(link.target, r.entry) for link, r in zip(m.page.links, m.page.routes, strict=True)}
    for place, side in sorted(left & entered):
        yield f"page {m.page.number}: {side.name} of symbol {place} is both left and entered"


def outside(m: Measured) -> Iterator[str]:
    if m.page.height > m.room + 0.01:
        yield f"page {m.page.number}: rows of {m.page.height} mm on a page with room for {m.room}"
    actors = m.columns.actors
    for leg in m.legs:
        inside = (
            actors[0].left < leg.box[0]
            and leg.box[2] < actors[-1].right
            and m.top < leg.box[1]
            and leg.box[3] < m.geometry.edges[-1]
        )
        if not inside:
            yield f"page {m.page.number}: arrow {leg.way} leaves the actors' columns"


def headless(m: Measured) -> Iterator[str]:
    """Arrows whose last leg is too short for a head."""
    for number, way in enumerate(m.geometry.ways):
        (ax, ay), (bx, by) = way[-2:]
        if m.page.arrows[number].head and abs(ax - bx) + abs(ay - by) < 0.5:
            yield f"page {m.page.number}: the last leg of arrow {number} has no room for a head"


def pentagon_faults(pages: Sequence[Measured]) -> list[str]:
    """Letters without exactly one partner."""
    leaving: Counter[tuple[int, str]] = Counter()
    arriving: Counter[tuple[int, str]] = Counter()
    for m in pages:
        for connector in m.page.connectors.values():
            (leaving if connector.leaves else arriving)[connector.key] += 1
    return [
        f"pentagon {key}: {leaving[key]} leave, {arriving[key]} arrive"
        for key in sorted(leaving | arriving)
        if leaving[key] != 1 or arriving[key] != 1
    ]


def text_box(text: Text) -> Box:
    """What a line of text covers, from the top of capitals to the descenders."""
    shape = face(text.style)
    width = shape.width(text.text, text.size)
    em = text.size * 25.4 / 72
    before = {"start": 0.0, "middle": width / 2, "end": width}[text.anchor]
    up, down = shape.cap_height * em, 0.21 * em
    if text.angle:
        return text.x - up, text.y + before - width, text.x + down, text.y + before
    return text.x - before, text.y - up, text.x - before + width, text.y + down


def texts(page: Page, *roles: Role) -> Iterator[tuple[Block, Text]]:
    for block in page.blocks:
        if block.role in roles:
            yield from ((block, mark) for mark in block.marks if isinstance(mark, Text))
