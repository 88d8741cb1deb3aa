"""Breaks the rows into pages and routes each page.

Purpose: true page breaks, by the height that rows really need once their lines are routed, with
pentagons for every arrow that leaves a page.

A flow to another page goes through a pair of pentagons with one letter. All flows from one page
to one symbol elsewhere share a pair, so each letter has exactly one partner. Forward flows leave
at the bottom and arrive at the top; flows back leave at the top and arrive at the bottom.

Passes: (1) fill pages from the top, as many rows as fit after routing; (2) as pages need room for
pentagons that arrive from pages not yet known, repeat with the breaks found until they stay the
same (each page may only shrink, so this ends); (3) fetch a row for a last page that has one only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sopan.drawing.routing.grid import Grid, Link, Place, Side
from sopan.drawing.routing.route import NoWayError, Route, lay, routes, untangle
from sopan.drawing.routing.tracks import Tracks, assign
from sopan.drawing.rows import Row
from sopan.drawing.symbols import ARROW_LENGTH, Shape, Sizes
from sopan.sop.model import SOP

TRACK = 0.95
"""Distance of two lines in a row gap in mm."""
ABOVE = 2.4
BELOW = 1.5
"""Least room above and below the symbols of a lane in mm."""

PATIENCE = 2500
"""Ways that are priced to undo the crossings of a page; more has brought nothing."""
LABEL_ROOM = 2.7
"""Room for a label beside an arrow that leaves a symbol downwards or upwards."""

Key = tuple[int, str]
"""A pair of pentagons: the page that is left and the symbol that is meant."""


class UndrawableError(Exception):
    """An SOP that no page can show; `step` is the number of the row that is to blame.

    Either an arrow leads back to its own symbol, or a symbol is `crowded` by arrows.
    """

    def __init__(self, step: int, *, crowded: bool = False) -> None:
        super().__init__(step)
        self.step = step
        self.crowded = crowded


@dataclass(frozen=True, slots=True)
class Connector:
    """A pentagon: `leaves` tells whether arrows end in it (True) or one begins at it."""

    key: Key
    column: int
    leaves: bool
    shape: Shape


@dataclass(frozen=True, slots=True)
class Arrow:
    """What a link stands for: its label, whether it has a head, and the flow's ends in words."""

    label: str = ""
    head: bool = True


@dataclass(slots=True)
class Lane:
    """A line of symbols: the table row it belongs to, its tallest shape, room above and below."""

    row: int
    tallest: float
    above: float = ABOVE
    below: float = BELOW

    @property
    def height(self) -> float:
        return self.above + self.tallest + self.below


@dataclass(slots=True)
class PagePlan:
    """One page, routed: table rows (None for a strip of pentagons), lanes and what is on them."""

    number: int
    rows: list[Row | None]
    heights: list[float]
    lanes: list[Lane]
    places: list[Place]
    shapes: list[Shape]
    names: list[str]
    """Symbol id of each place, "" for a pentagon."""
    connectors: dict[int, Connector]
    """Pentagons by their place."""
    links: list[Link]
    arrows: list[Arrow]
    routes: list[Route] = field(default_factory=list)
    tracks: Tracks = field(default_factory=lambda: Tracks({}, {}, {}))
    grid: Grid | None = None
    is_final: bool = False

    @property
    def height(self) -> float:
        return sum(self.heights)

    def step_of(self, link: int) -> int:
        """The number of the step from which, or to which, a link leads."""
        ends = self.links[link].source, self.links[link].target
        place = next(self.places[end] for end in ends if self.names[end])
        row = self.rows[self.lanes[place.lane].row]
        return row.step + 1 if row else 0


@dataclass(frozen=True, slots=True)
class _Context:
    sop: SOP
    rows: Sequence[Row]
    shapes: dict[str, Shape]
    size: Sizes
    room: float
    seat_row: dict[str, int]
    """The row (part) that seats each symbol."""
    sources: dict[str, list[str]]
    """Symbols with a flow to each symbol."""
    routed: dict[object, PagePlan] = field(default_factory=dict)
    """Pages routed so far, by their rows and pentagons."""


def plan(
    sop: SOP, rows: Sequence[Row], shapes: dict[str, Shape], size: Sizes, room: float
) -> list[PagePlan]:
    """Pages for all rows; `room` is the height in mm for rows on a page.

    Raises:
        UndrawableError: when an arrow leads from a symbol to itself.
    """
    for symbol in sop.symbols.values():
        if any(flow.target == symbol.id for flow in symbol.flows):
            raise UndrawableError(sop.rows[symbol.id] + 1)
    seat_row = {seat.id: index for index, row in enumerate(rows) for seat in row.seats}
    sources: dict[str, list[str]] = {}
    for symbol in sop.symbols.values():
        for flow in symbol.flows:
            sources.setdefault(flow.target, []).append(symbol.id)
    context = _Context(sop, rows, shapes, size, room, seat_row, sources)
    breaks: list[int] = []
    while True:
        pages, found = _fill(context, breaks)
        if found == breaks or len(pages) < 3:
            break
        breaks = found
    if len(pages) > 1 and found[-1] - found[-2] == 1 and len(pages[-2].rows) > 3:
        shorter = [*found[:-2], found[-2] - 1, found[-1]]
        moved, again = _fill(context, shorter)
        if len(moved) == len(pages) and again == shorter:
            return moved
    return pages


def _fill(context: _Context, breaks: list[int]) -> tuple[list[PagePlan], list[int]]:
    """Pages and the row after each, none later than the `breaks` found before."""
    pages: list[PagePlan] = []
    ends: list[int] = []
    start = 0
    while start < len(context.rows):
        number = len(pages)
        limit = breaks[number] if number < len(breaks) else len(context.rows)
        limit = min(limit, _next_part(context.rows, start))
        page = _fullest(context, number, start, max(limit, start + 1), ends, breaks)
        start += sum(row is not None for row in page.rows)
        pages.append(page)
        ends.append(start)
    return pages, ends


def _next_part(rows: Sequence[Row], start: int) -> int:
    """Where the next part of a cut row begins, which always opens a page."""
    parts = (k for k in range(start + 1, len(rows)) if rows[k].step == rows[k - 1].step)
    return next(parts, len(rows))


def _fullest(
    context: _Context, number: int, start: int, limit: int, ends: list[int], breaks: list[int]
) -> PagePlan:
    """The page with as many rows from `start` as fit once their lines are routed."""

    def drafted(end: int) -> PagePlan:
        page_of = _pages_of(context, number, start, end, ends, breaks)
        return _route_page(context, number, start, end, page_of)

    end = _guess(context, start, limit)
    page = drafted(end)
    while page.height > context.room and end > start + 1:
        end = _shorter(context, start, end, page.height - context.room)
        page = drafted(end)
        limit = end
    while end < limit and page.height + context.rows[end].least_height <= context.room:
        longer = drafted(end + 1)
        if longer.height > context.room:
            break
        page, end = longer, end + 1
    page = _untangled(page)
    while page.height > context.room and end > start + 1:
        end = _shorter(context, start, end, page.height - context.room)
        page = _untangled(drafted(end))
    if page.height > context.room:
        _squeeze(page, context.room)
    return page


def _squeeze(page: PagePlan, room: float) -> None:
    """Narrows the strips beside the symbols of a single row that is too tall with its lines."""
    strips = sum(lane.above + lane.below for lane in page.lanes)
    factor = 1 - (page.height - room) / strips
    for lane in page.lanes:
        lane.above *= factor
        lane.below *= factor
    page.heights = _heights(page)


def _guess(context: _Context, start: int, limit: int) -> int:
    """The row after the last that may fit; a strip of pentagons at the foot is likely."""
    strip = context.size.pentagon + ABOVE + BELOW
    room = context.room - (strip if start else 0.0)
    end = start
    while end < limit:
        height = context.rows[end].least_height
        foot = strip if end + 1 < len(context.rows) else 0.0
        if end > start and height + foot > room:
            break
        room -= height
        end += 1
    return end


def _shorter(context: _Context, start: int, end: int, excess: float) -> int:
    while end > start + 1 and excess > 0:
        end -= 1
        excess -= context.rows[end].least_height
    return end


def _pages_of(
    context: _Context, number: int, start: int, end: int, ends: list[int], breaks: list[int]
) -> list[int]:
    """The page of every row: known before this page, assumed from earlier breaks after it."""
    later = [b for b in breaks[number + 1 :] if b > end]
    bounds = [*ends[:number], end, *later]
    pages: list[int] = []
    for index, bound in enumerate(bounds):
        pages.extend([index] * (bound - len(pages)))
    pages.extend([len(bounds)] * (len(context.rows) - len(pages)))
    return pages


def _route_page(
    context: _Context, number: int, start: int, end: int, page_of: list[int]
) -> PagePlan:
    builder = _PageBuilder(context, number, start, end, page_of)
    connectors = builder.connectors()
    key = start, end, *(tuple(side) for side in connectors)
    known = context.routed.get(key)
    if known is not None:
        return known
    page = context.routed[key] = builder.build(*connectors)
    columns = len(context.sop.actors)
    try:
        page.grid = lay(columns, len(page.lanes), page.places, page.links)
    except NoWayError as error:
        raise UndrawableError(page.step_of(error.link), crowded=True) from error
    _measure(page)
    return page


def _untangled(page: PagePlan) -> PagePlan:
    """The page with as few crossings as can be had."""
    if page.is_final:
        return page
    grid = page.grid
    if grid is not None and grid.crossings():
        page.grid = untangle(grid, PATIENCE)
        _measure(page)
    page.is_final = True
    return page


def _measure(page: PagePlan) -> None:
    """Puts the routes on tracks and makes room for them."""
    assert page.grid is not None
    page.places = page.grid.places
    page.routes = routes(page.grid)
    targets = [link.target for link in page.links]
    page.tracks = assign(page.routes, targets, page.grid.width, page.grid.height)
    for lane in page.lanes:
        lane.above, lane.below = ABOVE, BELOW
    _make_room(page)
    page.heights = _heights(page)


class _PageBuilder:
    """Seats symbols and pentagons of one page and lists the links between them."""

    def __init__(
        self, context: _Context, number: int, start: int, end: int, page_of: list[int]
    ) -> None:
        self.context = context
        self.number = number
        self.span = range(start, end)
        self.page_of = page_of
        self.place_of: dict[str, int] = {}
        self.twins: dict[str, list[int]] = {}
        self.pentagon_of: dict[tuple[Key, bool], int] = {}
        self.page = PagePlan(number, [], [], [], [], [], [], {}, [], [])

    def build(self, tops: list[Connector], bottoms: list[Connector]) -> PagePlan:
        for strip in _strips(tops, len(self.context.sop.actors)):
            self._add_strip(strip)
        for index in self.span:
            self._add_row(self.context.rows[index])
        for strip in _strips(bottoms, len(self.context.sop.actors)):
            self._add_strip(strip)
        self._link()
        return self.page

    def _page(self, symbol: str) -> int:
        return self.page_of[self.context.seat_row[symbol]]

    def connectors(self) -> tuple[list[Connector], list[Connector]]:
        """The pentagons at the top and at the bottom, each with the column it would like."""
        tops: dict[tuple[Key, bool], Connector] = {}
        bottoms: dict[tuple[Key, bool], Connector] = {}
        for symbol in self._symbols():
            for flow in self.context.sop.symbols[symbol].flows:
                page = self._page(flow.target)
                if page != self.number:
                    key = self.number, flow.target
                    ahead = page > self.number
                    self._want(bottoms if ahead else tops, key, True, ahead)
            for source in self.context.sources.get(symbol, ()):
                page = self._page(source)
                if page != self.number:
                    ahead = page < self.number
                    self._want(tops if ahead else bottoms, (page, symbol), False, ahead)
        return list(tops.values()), list(bottoms.values())

    def _want(
        self,
        connectors: dict[tuple[Key, bool], Connector],
        key: Key,
        leaves: bool,
        ahead: bool,
    ) -> None:
        column = self.context.sop.columns[self.context.sop.symbols[key[1]].actors[0]]
        shape = Shape.PENTAGON_DOWN if ahead else Shape.PENTAGON_UP
        connectors.setdefault((key, leaves), Connector(key, column, leaves, shape))

    def _symbols(self) -> Iterator[str]:
        for index in self.span:
            yield from (seat.id for seat in self.context.rows[index].seats if not seat.twin)

    def _add_row(self, row: Row) -> None:
        page, first = self.page, len(self.page.lanes)
        lanes = [Lane(len(page.rows), 0.0) for _ in range(row.lanes)]
        page.rows.append(row)
        page.lanes.extend(lanes)
        for seat in row.seats:
            shape = self.context.shapes[seat.id]
            lane = lanes[seat.lane]
            lane.tallest = max(lane.tallest, self.context.size.height(shape))
            if seat.twin:
                self.twins.setdefault(seat.id, []).append(len(page.places))
            else:
                self.place_of[seat.id] = len(page.places)
            page.places.append(Place(seat.column, first + seat.lane))
            page.shapes.append(shape)
            page.names.append(seat.id)

    def _add_strip(self, strip: list[Connector]) -> None:
        page = self.page
        height = self.context.size.pentagon
        page.lanes.append(Lane(len(page.rows), height))
        page.rows.append(None)
        for connector in strip:
            flat = Side.TOP if connector.shape is Shape.PENTAGON_DOWN else Side.BOTTOM
            sides = frozenset(Side) - {flat.opposite if connector.leaves else flat}
            self.pentagon_of[connector.key, connector.leaves] = len(page.places)
            page.connectors[len(page.places)] = connector
            choices = self._choices(connector)
            page.places.append(Place(connector.column, len(page.lanes) - 1, sides, sides, choices))
            page.shapes.append(connector.shape)
            page.names.append("")

    def _choices(self, connector: Connector) -> tuple[int, ...]:
        """All columns, those near the symbol that is meant or near those that lead there first."""
        sop = self.context.sop
        here = {symbol for symbol in self._symbols() if connector.leaves}
        ends = [connector.key[1]]
        ends += [s for s in self.context.sources.get(connector.key[1], ()) if s in here]
        wanted = [sop.columns[sop.symbols[symbol].actors[0]] for symbol in ends]
        columns = range(len(sop.actors))
        return tuple(sorted(columns, key=lambda c: (min(abs(c - w) for w in wanted), c)))

    def _link(self) -> None:
        for symbol in self._symbols():
            here = self.place_of[symbol]
            joint = sorted([here, *self.twins.get(symbol, ())], key=self._column)
            for one, other in pairwise(joint):
                self._add_link(one, other, Arrow(head=False))
            for flow in self.context.sop.symbols[symbol].flows:
                there = self.place_of.get(flow.target)
                if there is None:
                    there = self.pentagon_of[(self.number, flow.target), True]
                self._add_link(here, there, Arrow(flow.label))
        for (key, leaves), pentagon in self.pentagon_of.items():
            if not leaves:
                self._add_link(pentagon, self.place_of[key[1]], Arrow())

    def _column(self, place: int) -> int:
        return self.page.places[place].column

    def _add_link(self, source: int, target: int, arrow: Arrow) -> None:
        self.page.links.append(Link(source, target))
        self.page.arrows.append(arrow)


def _strips(connectors: list[Connector], columns: int) -> list[list[Connector]]:
    """Pentagons in as few strips as there are columns for, each near the column it would like."""
    strips: list[list[Connector]] = []
    for first in range(0, len(connectors), columns):
        free = set(range(columns))
        strip: list[Connector] = []
        for connector in connectors[first : first + columns]:
            column = min(free, key=lambda c: (abs(c - connector.column), c))
            free.remove(column)
            strip.append(Connector(connector.key, column, connector.leaves, connector.shape))
        strips.append(sorted(strip, key=lambda c: c.column))
    return strips


def _make_room(page: PagePlan) -> None:
    """Widens the strips above and below each lane for the tracks and labels that stand there."""
    for line, wires in page.tracks.across.items():
        lane = line // 2
        after = max((wire.count for wire in wires if wire.half > 0), default=0)
        before = max((wire.count for wire in wires if wire.half < 0), default=0)
        if after:
            room = page.lanes[lane]
            room.above = max(room.above, TRACK * (after + 1) + ARROW_LENGTH + 0.2)
        if before:
            room = page.lanes[lane - 1]
            arrows = any(wire.arrow < 0 for wire in wires)
            room.below = max(room.below, TRACK * (before + 1) + (ARROW_LENGTH if arrows else 0.3))
    for link, arrow, way in zip(page.links, page.arrows, page.routes, strict=True):
        room = page.lanes[page.places[link.source].lane]
        if arrow.label and way.exit is Side.BOTTOM:
            room.below = max(room.below, LABEL_ROOM)
        elif arrow.label and way.exit is Side.TOP:
            room.above = max(room.above, LABEL_ROOM)


def _heights(page: PagePlan) -> list[float]:
    """Heights of the table rows; spare height goes above and below the lanes of a row."""
    heights = [0.0] * len(page.rows)
    for lane in page.lanes:
        heights[lane.row] += lane.height
    for index, row in enumerate(page.rows):
        spare = (row.text_height if row else 0.0) - heights[index]
        if spare > 0:
            members = [lane for lane in page.lanes if lane.row == index]
            members[0].above += spare / 2
            members[-1].below += spare / 2
            heights[index] += spare
    return heights
