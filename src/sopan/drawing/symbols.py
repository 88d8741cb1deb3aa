"""The five symbols of the form (PermenPANRB 35/2012): capsule, box, diamond, arrow, pentagon."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sopan.drawing.drawing import (
    POINT_MM,
    Mark,
    Point,
    Polygon,
    Rectangle,
    Style,
    Text,
    rounded,
)
from sopan.drawing.routing.grid import STEP, Side
from sopan.sop.model import SOP, Kind, Symbol

OUTLINE = 0.3
"""Width of outlines and arrows in mm."""
ARROW_LENGTH = 1.7
ARROW_WIDTH = 1.3


class Shape(StrEnum):
    CAPSULE = "capsule"
    BOX = "box"
    DIAMOND = "diamond"
    PENTAGON_DOWN = "pentagon-down"
    PENTAGON_UP = "pentagon-up"


@dataclass(frozen=True, slots=True)
class Sizes:
    """Widths and heights of the shapes in mm, for one width of the actor columns."""

    width: float
    box: float
    diamond: float
    pentagon_width: float
    pentagon: float

    def height(self, shape: Shape) -> float:
        if shape is Shape.DIAMOND:
            return self.diamond
        return self.box if shape in (Shape.BOX, Shape.CAPSULE) else self.pentagon

    def breadth(self, shape: Shape) -> float:
        pentagon = shape in (Shape.PENTAGON_DOWN, Shape.PENTAGON_UP)
        return self.pentagon_width if pentagon else self.width


def sizes(column_width: float) -> Sizes:
    """Shapes that leave room for lines on both sides of them in their column."""
    width = min(9.6, 0.6 * column_width)
    return Sizes(width, 0.66 * width, 0.8 * width, min(6.4, 0.75 * width), min(5.4, 0.7 * width))


def shape_of(sop: SOP, symbol: Symbol) -> Shape:
    """Capsules mark the start and the ends; decisions are diamonds, all else boxes."""
    if symbol.kind is Kind.DECISION:
        return Shape.DIAMOND
    if not symbol.flows or symbol is sop.first_symbol:
        return Shape.CAPSULE
    return Shape.BOX


def marks(shape: Shape, centre: Point, size: Sizes, letter: str = "") -> tuple[Mark, ...]:
    """The outline of a shape around its centre, with the letter of a pentagon."""
    x, y = centre
    half, tall = size.breadth(shape) / 2, size.height(shape) / 2
    if shape in (Shape.BOX, Shape.CAPSULE):
        radius = tall if shape is Shape.CAPSULE else 0.0
        corner = rounded(x - half), rounded(y - tall)
        width, height = rounded(2 * half), rounded(2 * tall)
        return (Rectangle(*corner, width, height, OUTLINE, 1.0, rounded(radius)),)
    outline = Polygon(tuple(_outline(shape, x, y, half, tall)), OUTLINE, 1.0)
    if not letter:
        return (outline,)
    font = min(7.0, tall * 2.6, half * 4.5 / len(letter))
    lift = 0.36 * font * POINT_MM
    shift = -0.12 * tall if shape is Shape.PENTAGON_DOWN else 0.12 * tall
    text = Text(rounded(x), rounded(y + shift + lift), letter, font, Style.BOLD, "middle")
    return outline, text


def _outline(shape: Shape, x: float, y: float, half: float, tall: float) -> list[Point]:
    if shape is Shape.DIAMOND:
        corners = [(x, y - tall), (x + half, y), (x, y + tall), (x - half, y)]
    else:
        tip = tall if shape is Shape.PENTAGON_DOWN else -tall
        corners = [
            (x - half, y - tip),
            (x + half, y - tip),
            (x + half, y + 0.25 * tip),
            (x, y + tip),
            (x - half, y + 0.25 * tip),
        ]
    return [(rounded(a), rounded(b)) for a, b in corners]


def port(shape: Shape, centre: Point, size: Sizes, side: Side, offset: float = 0.0) -> Point:
    """Where an arrow touches a shape; `offset` in mm along the side, from its middle."""
    x, y = centre
    half, tall = size.breadth(shape) / 2, size.height(shape) / 2
    inset_x = inset_y = 0.0
    if shape is Shape.DIAMOND:
        inset_x, inset_y = half * abs(offset) / tall, tall * abs(offset) / half
    elif shape is Shape.CAPSULE:
        inset_x = tall - (max(0.0, tall * tall - offset * offset)) ** 0.5
    elif shape in (Shape.PENTAGON_DOWN, Shape.PENTAGON_UP) and not side.sideways:
        inset_y = 0.75 * tall * abs(offset) / half if _is_tip(shape, side) else 0.0
    dx, dy = STEP[side]
    if side.sideways:
        return x + dx * (half - inset_x), y + offset
    return x + offset, y + dy * (tall - inset_y)


def _is_tip(shape: Shape, side: Side) -> bool:
    return side is (Side.BOTTOM if shape is Shape.PENTAGON_DOWN else Side.TOP)


def arrow_head(tip: Point, entry: Side, room: float) -> Polygon:
    """A filled head whose tip touches a side of a symbol; smaller where the last leg is short."""
    x, y = tip
    dx, dy = STEP[entry]
    length = min(ARROW_LENGTH, 0.8 * room)
    back = (x + dx * length, y + dy * length)
    half = ARROW_WIDTH / ARROW_LENGTH * length / 2
    corners = (
        (x, y),
        (back[0] + dy * half, back[1] + dx * half),
        (back[0] - dy * half, back[1] - dx * half),
    )
    return Polygon(tuple((rounded(a), rounded(b)) for a, b in corners), fill=0.0)
