"""Boxes and the text in them: how wide words run, where they break, how high a box becomes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sopan.drawing.drawing import POINT_MM, Style
from sopan.drawing.fonts import face
from sopan.drawing.text import wrap
from sopan.web.organisation.chart.model import Node

WIDTH = 184.0
PADDING = 8.0
KNOB_WIDTH, KNOB_HEIGHT = 36.0, 24.0
"""The control that folds a branch: at least 24 by 24, as fingers need."""
LOWEST = 40.0
LABEL_FAMILY = "Arimo, Arial, Liberation Sans, Helvetica, sans-serif"
"""Faces with the widths that are measured here."""
NAME, SMALL = 12.0, 10.5
LEADING = 1.24


@dataclass(frozen=True, slots=True)
class Rect:
    """An upright rectangle; y grows downward."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def centre(self) -> float:
        return self.x + self.width / 2

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    def meets(self, other: Rect) -> bool:
        """Whether the two share an area."""
        beside = self.x < other.right and other.x < self.right
        return beside and self.y < other.bottom and other.y < self.bottom


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; its place is the left end of the baseline, from the corner of the box."""

    x: float
    y: float
    text: str
    size: float
    style: Style
    vacant: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """The text of a box, set; and the height it needs."""

    lines: tuple[Line, ...]
    height: float


def length(text: str, size: float, style: Style = Style.REGULAR) -> float:
    """How far a text runs, in the units in which its size is given."""
    shape = face(style)
    return shape.advance(text) * size / shape.units_per_em


def label(node: Node) -> Label:
    """The text of a unit's box from the top down: name, post, who acts."""
    room = WIDTH - 2 * PADDING - (KNOB_WIDTH if node.foldable else 0)
    lines = tuple(_set(_parts(node, room)))
    last = lines[-1].y + 0.3 * lines[-1].size if lines else 0.0
    return Label(lines, max(LOWEST, round(last + PADDING)))


def _parts(node: Node, room: float) -> Iterator[tuple[str, float, Style, bool]]:
    parts = (
        (node.name, NAME, Style.BOLD, False),
        (node.post, SMALL, Style.REGULAR, False),
        (node.holder, SMALL, Style.REGULAR, node.vacant),
    )
    for text, size, style, vacant in parts:
        for line in wrap(text, room * POINT_MM, size, style):
            yield line, size, style, vacant


def _set(parts: Iterable[tuple[str, float, Style, bool]]) -> Iterator[Line]:
    y = PADDING - 2
    for text, size, style, vacant in parts:
        y += size * LEADING
        yield Line(PADDING, round(y - 0.24 * size, 2), text, size, style, vacant)
