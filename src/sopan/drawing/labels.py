"""Puts the labels of decisions (Ya, Tidak, ...) beside the start of their arrows.

Each label tries places from near to far on both sides of its arrow, and takes the first that
touches no line, no symbol and no other label; table borders are covered, but rather avoided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, pairwise, takewhile
from math import inf
from operator import itemgetter

from sopan.drawing.drawing import POINT_MM, Point
from sopan.drawing.fonts import Face

CLEAR = 0.25
"""Least distance in mm between a label and a line."""
FAULT = 5.0
"""Penalties from here on mean that a label touches what it must not."""
REACH = 14.0
"""How far from the start of its arrow a label stands, in mm along the arrow; farther only where
nothing nearer is free."""
SHIFTS = (0.4, -0.6, 1.2, -1.4, -2.2, 2.0, 3.0, 4.5, 6.0, 8.0)
"""Distances in mm along a leg that are tried, from its corner; negative ones beside the symbol."""
FAR = 2.0
"""Step in mm between the places farther along a leg."""
SHRINK = (1.0, 0.88, 0.76, 0.66)
"""Sizes that are tried, as parts of the proper one."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in mm."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label in its place: the box it covers, its text and size in points."""

    box: Box
    text: str
    size: float

    @property
    def baseline(self) -> Point:
        """Where the text begins."""
        return self.box[0], self.box[3] - 0.12 * self.size * POINT_MM


@dataclass(frozen=True, slots=True)
class Obstacles:
    """What labels keep off: arrows as boxes, symbols as boxes or diamonds, and borders."""

    lines: Sequence[Box]
    boxes: Sequence[Box]
    diamonds: Sequence[Box]
    borders: Sequence[Box]
    inside: Box


def segment_boxes(way: Sequence[Point]) -> Iterator[Box]:
    """The legs of an arrow as boxes without width."""
    for (ax, ay), (bx, by) in pairwise(way):
        yield min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def place_labels(
    wanted: Sequence[tuple[str, Sequence[Point]]], obstacles: Obstacles, size: float, shape: Face
) -> list[Label]:
    """A place for each (text, way)."""
    placed: list[Label] = []
    for text, way in wanted:
        placed.append(_place(text, way, obstacles, placed, size, shape))
    return placed


def _place(
    text: str,
    way: Sequence[Point],
    obstacles: Obstacles,
    placed: Sequence[Label],
    size: float,
    shape: Face,
) -> Label:
    near = _near(obstacles, placed, way, 1.5 * shape.width(text, size) + 12)
    penalty, label = _best(text, way, near, size, shape, REACH)
    if penalty < FAULT:
        return label
    all_around = _near(obstacles, placed, way, inf)
    farther = _best(text, way, all_around, size, shape, inf)
    return min((penalty, label), farther, key=itemgetter(0))[1]


def _best(
    text: str, way: Sequence[Point], near: Obstacles, size: float, shape: Face, reach: float
) -> tuple[float, Label]:
    """The penalty and the label of the least penalty, in the first form that touches nothing."""
    best: tuple[float, Label] | None = None
    for number, (words, part) in enumerate(_forms(text)):
        width, height = shape.width(words, size * part), 0.92 * size * part * POINT_MM
        for rank, (x, y) in enumerate(_candidates(way, width, height, reach)):
            box = x, y, x + width, y + height
            penalty = _penalty(box, near) + 0.01 * min(rank, 100) + 0.3 * number
            if best is None or penalty < best[0]:
                best = penalty, Label(box, words, size * part)
            if penalty < 0.2:
                return best
        if best and best[0] < FAULT:
            return best
    assert best is not None
    return best


def _forms(text: str) -> Iterator[tuple[str, float]]:
    """The label in its sizes, then shortened: what officials write where space is short."""
    for part in SHRINK:
        yield text, part
    yield f"{text[:4]}." if len(text) > 5 else text[:1], SHRINK[1]
    yield text[:1], SHRINK[1]
    yield text[:1], SHRINK[-1]


def _near(
    obstacles: Obstacles, placed: Sequence[Label], way: Sequence[Point], reach: float
) -> Obstacles:
    x, y = way[0]
    zone = x - reach, y - reach, x + reach, y + reach
    return Obstacles(
        [b for b in obstacles.lines if _overlap(b, zone, 0.0)],
        [b for b in obstacles.boxes if _overlap(b, zone, 0.0)] + [p.box for p in placed],
        [b for b in obstacles.diamonds if _overlap(b, zone, 0.0)],
        [b for b in obstacles.borders if _overlap(b, zone, 0.0)],
        obstacles.inside,
    )


def _candidates(way: Sequence[Point], width: float, height: float, reach: float) -> Iterator[Point]:
    """Upper left corners on both sides of the arrow, near its start first."""
    walked = 0.0
    for number, (a, b) in enumerate(pairwise(way)):
        length = abs(a[0] - b[0]) + abs(a[1] - b[1])
        yield from _along(a, b, width, height, min(length, reach - walked), first=number == 0)
        walked += length
        if walked > reach:
            return


def _along(
    a: Point, b: Point, width: float, height: float, length: float, *, first: bool
) -> Iterator[Point]:
    """Places along a leg; beside the symbol (negative shifts) only where it leaves it."""
    gap = CLEAR + 0.15
    for shift in _shifts(length):
        if shift < 0 and not first:
            continue
        if a[1] == b[1]:
            x = a[0] + shift if b[0] > a[0] else a[0] - shift - width
            yield x, a[1] - gap - height
            yield x, a[1] + gap
        else:
            y = a[1] + shift - 0.2 if b[1] > a[1] else a[1] - shift + 0.2 - height
            yield a[0] + gap, y
            yield a[0] - gap - width, y


def _shifts(length: float) -> Iterable[float]:
    yield from (shift for shift in SHIFTS if shift < length)
    yield from takewhile(lambda shift: shift < length, count(REACH, FAR))


def _penalty(box: Box, near: Obstacles) -> float:
    penalty = 0.0
    if not _contains(near.inside, box):
        penalty += 100
    penalty += 20 * sum(_overlap(box, line, CLEAR) for line in near.lines)
    penalty += 20 * sum(_overlap(box, other, 0.1) for other in near.boxes)
    penalty += 20 * sum(_touches_diamond(box, diamond) for diamond in near.diamonds)
    for border in near.borders:
        if _overlap(box, border, 0.05):
            penalty += 0.1 if border[0] == border[2] else 2.0
    return penalty


def _overlap(a: Box, b: Box, clear: float) -> bool:
    return (
        a[0] < b[2] + clear and b[0] < a[2] + clear and a[1] < b[3] + clear and b[1] < a[3] + clear
    )


def _contains(outer: Box, inner: Box) -> bool:
    return (
        outer[0] <= inner[0]
        and outer[1] <= inner[1]
        and inner[2] <= outer[2]
        and inner[3] <= outer[3]
    )


def _touches_diamond(box: Box, diamond: Box) -> bool:
    """Whether a box comes nearer than CLEAR to a diamond, given by its bounding box."""
    x, y = (diamond[0] + diamond[2]) / 2, (diamond[1] + diamond[3]) / 2
    half, tall = (diamond[2] - diamond[0]) / 2 + CLEAR, (diamond[3] - diamond[1]) / 2 + CLEAR
    dx = max(box[0] - x, x - box[2], 0.0)
    dy = max(box[1] - y, y - box[3], 0.0)
    return dx / half + dy / tall < 1
