"""The drawing: what every back end translates and none decides.

Lengths are millimetres from the top left corner of the page, y downwards; font sizes are points;
grey is 0 (black) to 1 (white). Text is already wrapped: one `Text` is one line. All coordinates
are multiples of 0.01 mm (`rounded`), so that the same SOP gives the same bytes everywhere.

Marks are named tuples: a page has hundreds, and they are made three times as fast as dataclasses.

Marks are grouped in `Block`s in reading order. A block is one piece of the document's structure
(a table cell, a paragraph, the figure) or an artifact (rules, backgrounds, footers).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

Point = tuple[float, float]

POINT_MM = 25.4 / 72
"""One typographic point in millimetres."""


def rounded(value: float) -> float:
    """The one place where coordinates are rounded: to 0.01 mm."""
    return round(value + 0.0, 2)


class Style(StrEnum):
    REGULAR = "regular"
    BOLD = "bold"


class Role(StrEnum):
    """What a block is to a reader who cannot see the page."""

    ARTIFACT = "artifact"
    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    HEADER_CELL = "header-cell"
    CELL = "cell"
    FIGURE = "figure"


class Rectangle(NamedTuple):
    x: float
    y: float
    width: float
    height: float
    stroke: float = 0.0
    """Line width in mm, 0 for none."""
    fill: float | None = None
    """Grey of the inside, None for none."""
    radius: float = 0.0
    """Corner radius in mm; half the height makes a capsule."""


class Polygon(NamedTuple):
    """A closed shape (diamond, pentagon, arrow head)."""

    points: tuple[Point, ...]
    stroke: float = 0.0
    fill: float | None = None


class Polyline(NamedTuple):
    """An open line through `points`."""

    points: tuple[Point, ...]
    stroke: float


class Text(NamedTuple):
    """One line of text; (x, y) is on the baseline at the left, middle or right end.

    `angle` is 0, or 90 for text that runs upwards (then x is the baseline, y the anchor).
    """

    x: float
    y: float
    text: str
    size: float
    style: Style = Style.REGULAR
    anchor: str = "start"
    angle: int = 0


class Modules(NamedTuple):
    """Black rectangles (x, y, width, height) drawn as one filled path: a QR code."""

    rectangles: tuple[tuple[float, float, float, float], ...]


class Picture(NamedTuple):
    """A PNG or JPEG placed in a rectangle; `data` is the file's bytes, `name` its file name."""

    x: float
    y: float
    width: float
    height: float
    name: str
    data: bytes


Mark = Rectangle | Polygon | Polyline | Text | Modules | Picture


class Block(NamedTuple):
    """Marks that belong together. Cells say where they stand in table `table` of their page."""

    role: Role
    marks: tuple[Mark, ...]
    alternative: str = ""
    """What a figure shows, in words."""
    table: int = 0
    row: int = 0
    column: int = 0
    row_span: int = 1
    column_span: int = 1


class Page(NamedTuple):
    width: float
    height: float
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Pages with the data about the document that files carry as metadata."""

    title: str
    author: str
    subject: str
    language: str
    pages: tuple[Page, ...]
    sop_id: str = ""
    date: str = ""
    """ISO date that stands in the metadata (the SOP's own, never the clock's); "" for none."""
