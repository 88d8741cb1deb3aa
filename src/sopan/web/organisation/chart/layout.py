"""Where boxes and lines of a chart stand: pure, and the same for the same picture.

1. `_hung` stacks the blocks below each box in one column along a trunk, once; `_measure` puts them
   side by side under a bar at the wide levels. Several arrangements are measured.
2. The arrangement that prints largest on a landscape sheet is taken, and `_place` gives it
   coordinates. Staf ahli stand beside the line that leaves their superior.
3. `routing.connect` leads the functional lines through the gaps that were left for them.

A row of a block that holds its own box holds nothing else, so a line may always enter a box from
the left and leave it to the right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from sopan.web.organisation.chart import routing
from sopan.web.organisation.chart.boxes import (
    KNOB_HEIGHT,
    KNOB_WIDTH,
    PADDING,
    WIDTH,
    Label,
    Rect,
    label,
)
from sopan.web.organisation.chart.model import Node, Picture, walk
from sopan.web.organisation.chart.routing import Link, Point, Segment

TRUNK = 16.0
"""From a trunk line to the boxes that hang on it."""
INDENT = 30.0
ROW_GAP = 18.0
BAR_GAP = 24.0
"""From a box to the bar below it, and from the bar to the boxes under it."""
COLUMN_GAP = 42.0
EVENING = (0.96, 0.92, 0.88, 0.84, 0.8, 0.75, 0.7)
"""Parts of the highest column tried to spread units evenly over the columns there are."""
NEAR = WIDTH / 3
"""A line so near to the middle becomes the middle."""
MARGIN = 48.0
SHEET = (400.0, 250.0)
"""What an A3 landscape sheet leaves for the picture, in mm."""
COMFORTABLE = 0.3
"""Millimetres per unit beyond which larger is not better."""


@dataclass(frozen=True, slots=True)
class Box:
    """A unit at its place."""

    node: Node
    rect: Rect
    label: Label

    @property
    def knob(self) -> Rect | None:
        """Where its branch is folded and unfolded."""
        if not self.node.foldable:
            return None
        x = self.rect.right - KNOB_WIDTH - PADDING / 2
        return Rect(x, self.rect.bottom - KNOB_HEIGHT - PADDING / 2, KNOB_WIDTH, KNOB_HEIGHT)


@dataclass(frozen=True, slots=True)
class Layout:
    """A chart with coordinates; boxes in the order in which they are read."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Segment, ...]
    links: tuple[Link, ...]
    undrawn: int = 0
    """Functional lines for which no free way was found; the list tells them."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """An arrangement: how many levels stand side by side, how high columns may become."""

    wide: int
    limit: float
    gap: float


@dataclass(frozen=True, slots=True)
class _Column:
    """Blocks on top of each other; hanging on a trunk, or one block under its own line."""

    blocks: tuple[_Block, ...]
    trunk: bool

    @property
    def width(self) -> float:
        return max(block.width for block in self.blocks) + (TRUNK if self.trunk else 0)

    @property
    def height(self) -> float:
        return sum(b.height for b in self.blocks) + ROW_GAP * (len(self.blocks) - 1)

    @property
    def entry(self) -> float:
        """Where the line comes in from above, from the left of the column."""
        return 0.0 if self.trunk else self.blocks[0].left + WIDTH / 2


@dataclass(frozen=True, slots=True)
class _Block:
    """A unit with everything below it; `left` is the place of its own box in the block."""

    node: Node
    box_height: float
    left: float
    width: float
    height: float
    hangs: bool
    columns: tuple[_Column, ...] = ()
    shift: float = 0.0
    """From the left of the block to the first column."""
    beside: tuple[_Block, ...] = ()


Labels = Mapping[int, Label]
Hung = Mapping[int, _Block]


def lay_out(picture: Picture) -> Layout:
    """The chart with coordinates, as large as a landscape sheet lets it be."""
    labels = {node.id: label(node) for node in walk(picture.root)}
    gap = COLUMN_GAP + routing.room(len(picture.edges))
    drawing = _Drawing(gap, labels)
    drawing.place(_best(picture.root, gap, _hung(picture.root, labels)), MARGIN, 0.0)
    return _finish(drawing, picture)


def _best(root: Node, gap: float, hung: Hung) -> _Block:
    """The arrangement that prints largest; its columns as even as its width allows."""
    tried = [(plan, _measure(root, 0, plan, hung)) for plan in _plans(gap)]
    plan, best = max(tried, key=lambda pair: _scale(pair[1]))
    for part in EVENING:
        evener = _measure(root, 0, replace(plan, limit=plan.limit * part), hung)
        if evener.width <= best.width and evener.height <= best.height:
            best = evener
    return best


def _plans(gap: float) -> Iterator[_Plan]:
    for limit in (0.0, 320.0, 480.0, 640.0, 860.0, 1200.0, 1800.0, 2600.0):
        for wide in (1, 2):
            yield _Plan(wide, limit, gap)


def _scale(block: _Block) -> float:
    width, height = SHEET
    return min(width / (block.width + 2 * MARGIN), height / block.height, COMFORTABLE)


# Measuring


def _hung(root: Node, labels: Labels) -> Hung:
    """Every unit as a block whose whole branch hangs on trunks; the same in every arrangement."""
    hung: dict[int, _Block] = {}
    for node in reversed(list(walk(root))):
        hung[node.id] = _hanging(node, labels[node.id].height, hung)
    return hung


def _hanging(node: Node, own: float, hung: Hung) -> _Block:
    if not node.children:
        return _Block(node, own, 0.0, WIDTH, own, hangs=False)
    column = _Column(tuple(hung[child.id] for child in node.children), trunk=True)
    width = max(WIDTH, INDENT - TRUNK + column.width)
    height = own + ROW_GAP + column.height
    return _Block(node, own, 0.0, width, height, hangs=True, columns=(column,))


def _measure(node: Node, level: int, plan: _Plan, hung: Hung) -> _Block:
    if not node.children or level >= plan.wide:
        return hung[node.id]
    return _spread(node, level, plan, hung)


def _spread(node: Node, level: int, plan: _Plan, hung: Hung) -> _Block:
    own = hung[node.id].box_height
    beside = tuple(hung[c.id] for c in node.children if c.beside)
    below = [_measure(c, level + 1, plan, hung) for c in node.children if not c.beside]
    columns = _levelled(list(_columns(below, plan.limit)))
    starts = list(_starts(columns, plan.gap))
    centre = _centre([x + c.entry for x, c in zip(starts, columns, strict=True)])
    shift = max(0.0, WIDTH / 2 - centre)
    left = centre + shift - WIDTH / 2
    right = shift + starts[-1] + columns[-1].width if columns else 0.0
    aside = left + WIDTH / 2 + COLUMN_GAP + max((b.width for b in beside), default=0.0)
    height = own + sum(ROW_GAP + block.height for block in beside)
    if columns:
        height += 2 * BAR_GAP + max(c.height for c in columns)
    width = max(right, left + WIDTH, aside)
    return _Block(node, own, left, width, height, False, columns, shift, beside)


def _centre(entries: Sequence[float]) -> float:
    """The middle of the lines that come in, or the one line so near that a jog would show."""
    if not entries:
        return WIDTH / 2
    middle = (entries[0] + entries[-1]) / 2
    nearest = min(entries, key=lambda x: abs(x - middle))
    return nearest if abs(nearest - middle) < NEAR else middle


def _levelled(columns: Sequence[_Column]) -> tuple[_Column, ...]:
    """Units that stand side by side under the bar are equally high."""
    heads = [c.blocks[0].box_height for c in columns if not c.trunk]
    return tuple(
        c if c.trunk else _Column((_raised(c.blocks[0], max(heads)),), False) for c in columns
    )


def _raised(block: _Block, height: float) -> _Block:
    return replace(block, box_height=height, height=block.height + height - block.box_height)


def _starts(columns: Sequence[_Column], gap: float) -> Iterator[float]:
    x = 0.0
    for column in columns:
        yield x
        x += column.width + gap


def _columns(blocks: Sequence[_Block], limit: float) -> Iterator[_Column]:
    """Consecutive blocks stacked as high as the limit; what is spread out stands alone."""
    stacked = any(_fits(above, above.height, below, limit) for above, below in pairwise(blocks))
    stack: list[_Block] = []
    height = 0.0
    for block in blocks:
        if stack and _fits(stack[-1], height, block, limit):
            stack.append(block)
            height += ROW_GAP + block.height
            continue
        if stack:
            yield _column(stack, stacked)
        stack, height = [block], block.height
    if stack:
        yield _column(stack, stacked)


def _fits(above: _Block, height: float, below: _Block, limit: float) -> bool:
    """Whether a block may stand below another one that ends a stack of this height."""
    if any(block.columns and not block.hangs for block in (above, below)):
        return False
    return height + ROW_GAP + below.height <= limit


def _column(blocks: Sequence[_Block], stacked: bool) -> _Column:
    """Where siblings are stacked, a lone leaf hangs on a trunk as they do."""
    return _Column(tuple(blocks), trunk=len(blocks) > 1 or (stacked and not blocks[0].columns))


# Placing


@dataclass
class _Drawing:
    gap: float
    labels: Labels
    boxes: list[Box] = field(default_factory=list)
    lines: list[Segment] = field(default_factory=list)

    def line(self, *points: Point) -> None:
        self.lines += [Segment(*a, *b) for a, b in pairwise(points) if a != b]

    def place(self, block: _Block, x: float, y: float) -> Rect:
        """Place a block with its corner at x, y; the rectangle of its own box."""
        rect = Rect(x + block.left, y, WIDTH, block.box_height)
        self.boxes.append(Box(block.node, rect, self.labels[block.node.id]))
        if block.hangs:
            trunk = rect.x + INDENT - TRUNK
            self._trunk(block.columns[0], trunk, rect.bottom, rect.bottom + ROW_GAP)
        else:
            self._below(block, x, rect)
        return rect

    def _below(self, block: _Block, x: float, rect: Rect) -> None:
        end = rect.bottom
        if block.beside:
            aside = _Column(block.beside, trunk=True)
            end = self._hang(aside, rect.centre, rect.bottom + ROW_GAP, COLUMN_GAP)
        if not block.columns:
            self.line((rect.centre, rect.bottom), (rect.centre, end))
            return
        bar = rect.bottom + sum(ROW_GAP + b.height for b in block.beside) + BAR_GAP
        self.line((rect.centre, rect.bottom), (rect.centre, bar))
        starts = [x + block.shift + start for start in _starts(block.columns, self.gap)]
        entries = [start + c.entry for start, c in zip(starts, block.columns, strict=True)]
        self.line((min(*entries, rect.centre), bar), (max(*entries, rect.centre), bar))
        for start, column in zip(starts, block.columns, strict=True):
            if column.trunk:
                self._trunk(column, start, bar, bar + BAR_GAP)
            else:
                top = self.place(column.blocks[0], start, bar + BAR_GAP)
                self.line((top.centre, bar), (top.centre, top.y))

    def _trunk(self, column: _Column, x: float, top: float, first: float) -> None:
        end = self._hang(column, x, first, TRUNK)
        self.line((x, top), (x, end))

    def _hang(self, column: _Column, x: float, y: float, reach: float) -> float:
        """Place blocks beside a trunk; how far down the trunk has to come."""
        end = y
        for block in column.blocks:
            rect = self.place(block, x + reach, y)
            end = rect.middle
            self.line((x, end), (rect.x, end))
            y += block.height + ROW_GAP
        return end


def _finish(drawing: _Drawing, picture: Picture) -> Layout:
    """Functional lines added, everything moved so that the margin is even."""
    rects = {box.node.id: box.rect for box in drawing.boxes}
    links = routing.connect(picture.edges, rects, drawing.lines)
    left = min(rect.x for rect in rects.values())
    ends = [x for link in links for x, _ in link.points] + [s.x0 for s in drawing.lines]
    shift = MARGIN / 2 - min([left, *ends])
    width = max([rect.right for rect in rects.values()] + ends) + shift + MARGIN / 2
    down = MARGIN / 2 - min([0.0, *(y for link in links for _, y in link.points)])
    bottom = max(
        [rect.bottom for rect in rects.values()] + [y for link in links for _, y in link.points]
    )
    return Layout(
        width,
        bottom + down + MARGIN / 2,
        tuple(replace(b, rect=routing.moved(b.rect, shift, down)) for b in drawing.boxes),
        tuple(line.moved(shift, down) for line in drawing.lines),
        tuple(link.moved(shift, down) for link in links),
        len(picture.edges) - len(links),
    )
