"""The content stream of a page.

The unit is 0.01 mm from the top left corner, as in the drawing, so that every coordinate is an
integer. Lines of equal width that follow each other become one path.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from sopan.drawing.drawing import (
    POINT_MM,
    Block,
    Mark,
    Modules,
    Page,
    Picture,
    Point,
    Polygon,
    Polyline,
    Rectangle,
    Style,
    Text,
)
from sopan.drawing.fonts import face
from sopan.formats.pdf.fonts import codes

FONTS = {Style.REGULAR: "F1", Style.BOLD: "F2"}

_ARC = 0.5523
"""Length of the handles of a quarter circle drawn as a curve, in radii."""

_SHIFTS = {"middle": 0.5, "end": 1.0}


def content(page: Page, opened: Iterable[tuple[str, Block]], images: dict[bytes, int]) -> bytes:
    """The blocks of `page`, each behind the operator that opens it.

    `images` holds the number of each picture's object by its data.
    """
    writer = _Content(images)
    for opening, block in opened:
        writer.block(opening, block)
    unit = POINT_MM * 100
    start = f"q {1 / unit:.7f} 0 0 {-1 / unit:.7f} 0 {page.height / POINT_MM:.3f} cm 2 J\n"
    return (start + "\n".join([*writer.lines, "Q"])).encode("latin-1")


def hundredths(value: float) -> int:
    return round(value * 100)


class _Content:
    """Collects operators and remembers the graphics state."""

    def __init__(self, images: dict[bytes, int]) -> None:
        self.lines: list[str] = []
        self._images = images
        self._width = 0
        self._grey = 0.0
        self._font: tuple[Style, float] | None = None
        self._pending = ""
        """The operator that ends what is open: a path of lines or a text object."""

    def block(self, opening: str, block: Block) -> None:
        self.lines.append(opening)
        draw = self._draw
        for mark in block.marks:
            draw[type(mark)](self, mark)
        self._end()
        self.lines.append("EMC")

    def _end(self) -> None:
        if self._pending:
            self.lines.append(self._pending)
            self._pending = ""

    def _text(self, text: Text) -> None:
        if self._pending != "ET":
            self._end()
            self._fill_with(0.0)
            self.lines.append("BT")
            self._pending = "ET"
        if self._font != (text.style, text.size):
            self._font = (text.style, text.size)
            self.lines.append(f"/{FONTS[text.style]} {text.size * POINT_MM * 100:.3f} Tf")
        x, y = text.x, text.y
        if text.anchor != "start":
            back = _SHIFTS[text.anchor] * face(text.style).width(text.text, text.size)
            x, y = (x, y + back) if text.angle else (x - back, y)
        turn = "0 -1 -1 0" if text.angle else "1 0 0 -1"
        code = codes(text.style)[text.text]
        self.lines.append(f"{turn} {round(x * 100)} {round(y * 100)} Tm({code})Tj")

    def _polyline(self, line: Polyline) -> None:
        self._stroke_with(line.stroke)
        self.lines.append(_path(line.points))

    def _rectangle(self, rectangle: Rectangle) -> None:
        if rectangle.fill is None and not rectangle.stroke:
            return
        path = _rounded(rectangle) if rectangle.radius else _box(rectangle)
        self._closed(path, rectangle.stroke, rectangle.fill)

    def _polygon(self, polygon: Polygon) -> None:
        self._closed(f"{_path(polygon.points)} h", polygon.stroke, polygon.fill)

    def _closed(self, path: str, stroke: float, fill: float | None) -> None:
        if fill is None:
            self._stroke_with(stroke)
            self.lines.append(path)
            return
        self._end()
        self._fill_with(fill)
        if stroke:
            self._set_width(stroke)
        self.lines.append(f"{path} {'B' if stroke else 'f'}")

    def _modules(self, modules: Modules) -> None:
        self._end()
        self._fill_with(0.0)
        boxes = [map(hundredths, rectangle) for rectangle in modules.rectangles]
        self.lines += ["{} {} {} {} re".format(*box) for box in boxes]
        self.lines.append("f")

    def _picture(self, picture: Picture) -> None:
        self._end()
        x, y, width, height = map(hundredths, (picture.x, picture.y, picture.width, picture.height))
        number = self._images[picture.data]
        self.lines.append(f"q {width} 0 0 {-height} {x} {y + height} cm/I{number} Do Q")

    def _stroke_with(self, width: float) -> None:
        """Go on with the open path of lines, or begin one."""
        if self._pending == "S" and self._width == hundredths(width):
            return
        self._end()
        self._set_width(width)
        self._pending = "S"

    def _set_width(self, width: float) -> None:
        if self._width != hundredths(width):
            self._width = hundredths(width)
            self.lines.append(f"{self._width} w")

    def _fill_with(self, grey: float) -> None:
        if self._grey != grey:
            self._grey = grey
            self.lines.append(f"{grey:g} g")

    _draw: ClassVar[dict[type[Mark], Callable[[_Content, Any], None]]] = {
        Text: _text,
        Polyline: _polyline,
        Rectangle: _rectangle,
        Polygon: _polygon,
        Modules: _modules,
        Picture: _picture,
    }


def _path(points: tuple[Point, ...]) -> str:
    (x, y), *rest = points
    path = [f"{round(x * 100)} {round(y * 100)} m"]
    path += [f"{round(x * 100)} {round(y * 100)} l" for x, y in rest]
    return " ".join(path)


def _box(r: Rectangle) -> str:
    return " ".join([str(round(v * 100)) for v in (r.x, r.y, r.width, r.height)]) + " re"


def _rounded(r: Rectangle) -> str:
    """A rectangle with corners of a quarter circle, clockwise from the top left."""
    left, top, right, bottom = map(hundredths, (r.x, r.y, r.x + r.width, r.y + r.height))
    radius = hundredths(min(r.radius, r.width / 2, r.height / 2))
    rest = radius - round(radius * _ARC)
    return (
        f"{left + radius} {top} m {right - radius} {top} l "
        f"{right - rest} {top} {right} {top + rest} {right} {top + radius} c "
        f"{right} {bottom - radius} l "
        f"{right} {bottom - rest} {right - rest} {bottom} {right - radius} {bottom} c "
        f"{left + radius} {bottom} l "
        f"{left + rest} {bottom} {left} {bottom - rest} {left} {bottom - radius} c "
        f"{left} {top + radius} l "
        f"{left} {top + rest} {left + rest} {top} {left + radius} {top} c h"
    )
