"""Draws the pages of an SOP: the identity part, then the flowchart part."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from sopan.drawing.drawing import (
    POINT_MM,
    Block,
    Drawing,
    Mark,
    Page,
    Point,
    Polyline,
    Rectangle,
    Role,
    Style,
    Text,
    rounded,
)
from sopan.drawing.fonts import face
from sopan.drawing.geometry import Geometry, geometry, strokes
from sopan.drawing.identity import identity_pages
from sopan.drawing.labels import Box, Label, Obstacles, place_labels, segment_boxes
from sopan.drawing.plan import PagePlan, plan
from sopan.drawing.profile import Profile
from sopan.drawing.routing.grid import Side
from sopan.drawing.rows import rows, shapes
from sopan.drawing.symbols import OUTLINE, Shape, Sizes, arrow_head, marks, sizes
from sopan.drawing.table import (
    Table,
    head_blocks,
    row_blocks,
    rule_marks,
    table,
)
from sopan.sop.model import SOP

LABEL_SIZE = 0.86
"""Size of labels as a part of the font size."""
STAMP_SIZE = 10.0
"""Size of the word "KONSEP" in the foot, in points."""
STAMP_HEIGHT = 6.0
STAMP_PADDING = 2.0
LARGEST_FOOT = 7.5
"""Font size up to which the foot follows it: in a book, its page number stands beside it."""

Plans = tuple[Table, Sizes, list[PagePlan]]


def draw(sop: SOP, profile: Profile, stamp: str = "") -> Drawing:
    """The pages of an SOP as the profile wants them; `stamp` stands in the foot of every page.

    Raises:
        UndrawableError: when an arrow leads from a symbol to itself, which no page can show.
    """
    columns, size, plans = flow_plans(sop, profile)
    letters = _letters(plans)
    identity = identity_pages(sop, profile)
    count = len(identity) + len(plans)
    flow = [_flow_blocks(sop, profile, columns, size, page, letters) for page in plans]
    width, height = profile.size
    pages = tuple(
        Page(width, height, (*blocks, *_foot(sop, profile, number, count, stamp)))
        for number, blocks in enumerate([*identity, *flow], 1)
    )
    moment = sop.effective or sop.revised or sop.created
    return Drawing(
        title=f"SOP {sop.title} ({stamp})" if stamp else f"SOP {sop.title}",
        author=sop.unit or sop.government or profile.government,
        subject=sop.number,
        language="id",
        pages=pages,
        sop_id=sop.id,
        date=moment.isoformat() if moment else "",
    )


def flow_plans(sop: SOP, profile: Profile) -> Plans:
    """The table and the routed pages of the flowchart part, before they have coordinates.

    Raises:
        UndrawableError: as `draw`.
    """
    columns = table(sop, profile)
    size = sizes(columns.actor_width)
    room = profile.size[1] - profile.margins.top - profile.margins.bottom - columns.head
    strips = 2 * (size.pentagon + 8.0)
    placed = rows(sop, columns, profile, size, room - strips)
    return columns, size, plan(sop, placed, shapes(sop), size, room)


def flow_pages(sop: SOP, profile: Profile) -> int:
    """How many pages the flowchart part takes."""
    return len(flow_plans(sop, profile)[2])


def _letters(plans: Sequence[PagePlan]) -> dict[tuple[int, str], str]:
    """A letter for each pair of pentagons, in the order in which a reader meets them."""
    letters: dict[tuple[int, str], str] = {}
    for page in plans:
        order = sorted(page.connectors, key=lambda n: (page.places[n].lane, page.places[n].column))
        for connector in (page.connectors[number] for number in order):
            letters.setdefault(connector.key, letter(len(letters)))
    return letters


def letter(number: int) -> str:
    """A, B ... Z, AA, AB ... for 0, 1 ... 25, 26, 27 ..."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _flow_blocks(
    sop: SOP,
    profile: Profile,
    columns: Table,
    size: Sizes,
    page: PagePlan,
    letters: dict[tuple[int, str], str],
) -> list[Block]:
    top = profile.margins.top
    placed = geometry(page, columns, size, top + columns.head)
    blocks = [*head_blocks(columns, profile, top)]
    blocks.append(Block(Role.ARTIFACT, rule_marks(columns, top, placed.edges)))
    blocks.extend(_cells(columns, page, top + columns.head))
    blocks.append(_figure(sop, profile, columns, size, page, placed, letters))
    return blocks


def _cells(columns: Table, page: PagePlan, top: float) -> Iterator[Block]:
    first = len(columns.head_rows)
    for number, (row, height) in enumerate(zip(page.rows, page.heights, strict=True), first):
        if row is not None:
            yield from row_blocks(columns, number, row.lines, top, height)
        top += height


def _figure(
    sop: SOP,
    profile: Profile,
    columns: Table,
    size: Sizes,
    page: PagePlan,
    placed: Geometry,
    letters: dict[tuple[int, str], str],
) -> Block:
    found: list[Mark] = []
    labels = _labels(profile, columns, size, page, placed)
    found.extend(_covers(labels, columns, placed))
    found.extend(Polyline(way, OUTLINE) for way in strokes(page, placed.ways))
    heads: dict[tuple[Point, Side], float] = {}
    for way, route, arrow in zip(placed.ways, page.routes, page.arrows, strict=True):
        if arrow.head:
            key = way[-1], route.entry
            heads[key] = max(heads.get(key, 0.0), math.dist(way[-2], way[-1]))
    found.extend(arrow_head(tip, entry, room) for (tip, entry), room in heads.items())
    for number, (shape, centre) in enumerate(zip(page.shapes, placed.centres, strict=True)):
        connector = page.connectors.get(number)
        found.extend(marks(shape, centre, size, letters[connector.key] if connector else ""))
    for label in labels:
        x, y = label.baseline
        found.append(Text(rounded(x), rounded(y), label.text, rounded(label.size)))
    return Block(Role.FIGURE, tuple(found), alternative=_in_words(sop, profile, page, letters))


def _labels(
    profile: Profile, columns: Table, size: Sizes, page: PagePlan, placed: Geometry
) -> list[Label]:
    wanted = [
        (face(Style.REGULAR).printable(profile.headings.get(arrow.label, arrow.label)), way)
        for arrow, way in zip(page.arrows, placed.ways, strict=True)
        if arrow.label
    ]
    if not wanted:
        return []
    boxes: list[Box] = []
    diamonds: list[Box] = []
    for shape, (x, y) in zip(page.shapes, placed.centres, strict=True):
        half, tall = size.breadth(shape) / 2, size.height(shape) / 2
        box = x - half, y - tall, x + half, y + tall
        (diamonds if shape is Shape.DIAMOND else boxes).append(box)
    obstacles = Obstacles(
        [box for way in placed.ways for box in segment_boxes(way)],
        boxes,
        diamonds,
        _borders(columns, placed),
        _actor_area(columns, placed),
    )
    font = profile.font_size * LABEL_SIZE
    return place_labels(wanted, obstacles, font, face(Style.REGULAR))


def _actor_area(columns: Table, placed: Geometry) -> Box:
    actors = columns.actors
    return actors[0].left, 0.0, actors[-1].right, placed.edges[-1]


def _borders(columns: Table, placed: Geometry) -> list[Box]:
    left, _, right, bottom = _actor_area(columns, placed)
    uprights = [(c.left, 0.0, c.left, bottom) for c in columns.actors[1:]]
    return uprights + [(left, y, right, y) for y in placed.edges]


def _covers(labels: list[Label], columns: Table, placed: Geometry) -> Iterator[Rectangle]:
    """White patches where a label would stand on a table border."""
    borders = _borders(columns, placed)
    for label in labels:
        left, top, right, bottom = label.box
        if any(a < right and left < c and b < bottom and top < d for a, b, c, d in borders):
            yield Rectangle(
                rounded(left), rounded(top), rounded(right - left), rounded(bottom - top), fill=1.0
            )


def _in_words(
    sop: SOP, profile: Profile, page: PagePlan, letters: dict[tuple[int, str], str]
) -> str:
    """The arrows of a page as a sentence for those who cannot see it."""
    parts = []
    for link, arrow in zip(page.links, page.arrows, strict=True):
        if not arrow.head:
            continue  # Joint performance: both names stand wherever the symbol is told.
        ends = [_place_in_words(sop, page, place, letters) for place in (link.source, link.target)]
        label = profile.headings.get(arrow.label, arrow.label)
        parts.append(f"{ends[0]}{f' ({label})' if label else ''} → {ends[1]}")
    return f"Bagan alir: {'; '.join(parts)}." if parts else "Bagan alir."


def _place_in_words(
    sop: SOP, page: PagePlan, place: int, letters: dict[tuple[int, str], str]
) -> str:
    connector = page.connectors.get(place)
    if connector:
        return f"penghubung {letters[connector.key]}"
    symbol = page.names[place]
    return f"{sop.rows[symbol] + 1} {' dan '.join(sop.symbols[symbol].actors)}"


def _foot(sop: SOP, profile: Profile, number: int, count: int, stamp: str) -> Iterator[Block]:
    yield _footer(sop, profile, number, count)
    if stamp:
        yield _stamp(profile, stamp)


def _stamp(profile: Profile, text: str) -> Block:
    """A framed word at the left of the foot: it survives copying in black and white."""
    line = face(Style.BOLD).printable(text)
    width = face(Style.BOLD).width(line, STAMP_SIZE) + 2 * STAMP_PADDING
    left = profile.margins.left
    top = profile.size[1] - max(STAMP_HEIGHT + 4.0, profile.margins.bottom - 3.0)
    frame = Rectangle(rounded(left), rounded(top), rounded(width), STAMP_HEIGHT, stroke=0.4)
    baseline = rounded(top + STAMP_HEIGHT / 2 + 0.36 * STAMP_SIZE * POINT_MM)
    word = Text(rounded(left + STAMP_PADDING), baseline, line, STAMP_SIZE, Style.BOLD)
    return Block(Role.PARAGRAPH, (frame, word))


def _footer(sop: SOP, profile: Profile, number: int, count: int) -> Block:
    width, height = profile.size
    size = min(profile.font_size, LARGEST_FOOT) - 0.5
    page = profile.headings["page"].format(page=number, pages=count)
    line = f"{sop.number}  |  {page}" if sop.number else page
    text = face(Style.REGULAR).printable(line)
    x, y = width - profile.margins.right, height - max(6.0, profile.margins.bottom - 6.0)
    return Block(Role.ARTIFACT, (Text(rounded(x), rounded(y), text, size, anchor="end"),))
