"""The drawing: what every back end translates and none decides.

Lengths are millimetres from the top left corner of the page, y downwards; font sizes are points;
grey is 0 (black) to 1 (white). Text is already wrapped: one `Text` is one line. All coordinates
are multiples of 0.01 mm (`rounded`), so that the same SOP gives the same bytes everywhere.

Marks are grouped in `Block`s in reading order. A block is one piece of the document's structure
(a table cell, a paragraph, the figure) or an artifact (rules, backgrounds, footers).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import TypeVar

Point = tuple[float, float]

POINT_MM = 25.4 / 72
"""One typographic point in millimetres."""


def rounded(value: float) -> float:
    """The one place where coordinates are rounded: to 0.01 mm."""
    return round(value + 0.0, 2)


T = TypeVar("T")


def compact(mark: type[T]) -> type[T]:
    """Lets a value travel between processes as its class and its fields.

    What dataclasses do by themselves for frozen values with slots takes three times as long, and
    a book sends thousands of drawings from one process to another.
    """
    fields = attrgetter(*mark.__dict__["__slots__"])

    def reduce(self: T) -> tuple[type[T], tuple[object, ...]]:
        return mark, fields(self)

    mark.__reduce__ = reduce  # type: ignore[assignment, method-assign]
    return mark


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


@compact
@dataclass(frozen=True, slots=True)
class Rectangle:
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


@compact
@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed shape (diamond, pentagon, arrow head)."""

    points: tuple[Point, ...]
    stroke: float = 0.0
    fill: float | None = None


@compact
@dataclass(frozen=True, slots=True)
class Polyline:
    """An open line through `points`."""

    points: tuple[Point, ...]
    stroke: float


@compact
@dataclass(frozen=True, slots=True)
class Text:
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


@dataclass(frozen=True, slots=True)
class Modules:
    """Black rectangles (x, y, width, height) drawn as one filled path: a QR code."""

    rectangles: tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG or JPEG placed in a rectangle; `data` is the file's bytes, `name` its file name."""

    x: float
    y: float
    width: float
    height: float
    name: str
    data: bytes


Mark = Rectangle | Polygon | Polyline | Text | Modules | Picture


@compact
@dataclass(frozen=True, slots=True)
class Block:
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


@compact
@dataclass(frozen=True, slots=True)
class Page:
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
