"""SVG for the browser: one file per page, in millimetres, with selectable text.

A strict content security policy forbids styles, scripts and data: addresses, so everything is
said with presentation attributes and pictures lie beside the file. Browsers kern, which the
layout does not, and no attribute stops them (`font-kerning` is none; `text-rendering=
"optimizeSpeed"` costs the smooth edges in some viewers). Lines long enough to notice therefore
carry `textLength`, which also squeezes another font into the cell where Arial's widths lack.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import Any, ClassVar
from urllib.parse import quote

from sopan.drawing.drawing import (
    POINT_MM,
    Block,
    Drawing,
    Mark,
    Modules,
    Page,
    Picture,
    Point,
    Polygon,
    Polyline,
    Rectangle,
    Role,
    Style,
    Text,
)
from sopan.drawing.fonts import face

FAMILY = "Arimo, Arial, 'Liberation Sans', sans-serif"

FITTED_FROM = 8.0
"""Lines at least this wide (mm) carry `textLength`; shorter ones have room in any font."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML forbids or advises against."""


def write(page: Page, drawing: Drawing, *, number: int = 1) -> str:
    """One page of `drawing` as an SVG file; `number` counts its pages from 1.

    Pictures are named by their file name; the caller puts them beside the file.
    """
    name = re.sub(r"[^A-Za-z0-9]+", "-", drawing.sop_id).strip("-") or "sop"
    title, description = f"{name}-{number}-title", f"{name}-{number}-desc"
    figures = " ".join(b.alternative for b in page.blocks if b.role is Role.FIGURE)
    count = len(drawing.pages)
    heading = drawing.title if count < 2 else f"{drawing.title} ({number}/{count})"
    size = f'width="{page.width:g}mm" height="{page.height:g}mm"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} '
            f'viewBox="0 0 {page.width:g} {page.height:g}" role="img" '
            f'aria-labelledby="{title} {description}" xml:lang="{_xml(drawing.language)}" '
            f'font-family="{FAMILY}" stroke-linecap="square">',
            f'<title id="{title}">{_xml(heading)}</title>',
            f'<desc id="{description}">{_xml(figures.strip() or drawing.subject)}</desc>',
            f'<rect width="{page.width:g}" height="{page.height:g}" fill="#fff"/>',
            *(_Group(block).lines() for block in page.blocks if block.marks),
            "</svg>\n",
        ]
    )


class _Group:
    """The marks of one block; size and style of its first text stand at the group."""

    def __init__(self, block: Block) -> None:
        self._block = block
        self._lines: list[str] = []
        self._path: list[str] = []
        self._stroke = 0.0
        first = next((mark for mark in block.marks if type(mark) is Text), None)
        self._size = first.size if first else 0.0
        self._style = first.style if first else Style.REGULAR

    def lines(self) -> str:
        draw = self._draw
        for mark in self._block.marks:
            draw[type(mark)](self, mark)
        self._end_path()
        return "\n".join([f"<g{self._attributes()}>", *self._lines, "</g>"])

    def _attributes(self) -> str:
        size = f' font-size="{self._size * POINT_MM:.3f}"' if self._size else ""
        return size + (' font-weight="700"' if self._style is Style.BOLD else "")

    def _text(self, text: Text) -> None:
        self._end_path()
        more = "" if text.size == self._size else f' font-size="{text.size * POINT_MM:.3f}"'
        if text.style is not self._style:
            more += f' font-weight="{700 if text.style is Style.BOLD else 400}"'
        if text.anchor != "start":
            more += f' text-anchor="{text.anchor}"'
        if text.angle:
            more += f' transform="rotate(-90 {text.x:g} {text.y:g})"'
        width = face(text.style).width(text.text, text.size)
        if width >= FITTED_FROM:
            more += f' textLength="{width:.2f}" lengthAdjust="spacingAndGlyphs"'
        self._lines.append(f'<text x="{text.x:g}" y="{text.y:g}"{more}>{_xml(text.text)}</text>')

    def _polyline(self, line: Polyline) -> None:
        if line.stroke != self._stroke:
            self._end_path()
            self._stroke = line.stroke
        self._path.append(_path(line.points))

    def _end_path(self) -> None:
        """Write the lines of equal width that follow each other as one path."""
        if self._path:
            d = "".join(self._path)
            self._lines.append(f'<path d="{d}"{_paint(self._stroke, None)}/>')
            self._path = []

    def _rectangle(self, r: Rectangle) -> None:
        self._end_path()
        corner = f' rx="{min(r.radius, r.width / 2, r.height / 2):g}"' if r.radius else ""
        paint = _paint(r.stroke, r.fill)
        self._lines.append(f"<rect{_place(r)}{corner}{paint}/>")

    def _polygon(self, polygon: Polygon) -> None:
        self._end_path()
        paint = _paint(polygon.stroke, polygon.fill)
        self._lines.append(f'<path d="{_path(polygon.points)}Z"{paint}/>')

    def _modules(self, modules: Modules) -> None:
        self._end_path()
        d = "".join([f"M{x:g} {y:g}h{w:g}v{h:g}h{-w:g}Z" for x, y, w, h in modules.rectangles])
        self._lines.append(f'<path d="{d}" shape-rendering="crispEdges"/>')

    def _picture(self, picture: Picture) -> None:
        self._end_path()
        address = _xml(quote(picture.name))
        place = f'{_place(picture)} preserveAspectRatio="none"'
        self._lines.append(f'<image href="{address}"{place}/>')

    _draw: ClassVar[dict[type[Mark], Callable[[_Group, Any], None]]] = {
        Text: _text,
        Polyline: _polyline,
        Rectangle: _rectangle,
        Polygon: _polygon,
        Modules: _modules,
        Picture: _picture,
    }


def _xml(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text))


def _place(r: Rectangle | Picture) -> str:
    return f' x="{r.x:g}" y="{r.y:g}" width="{r.width:g}" height="{r.height:g}"'


def _paint(stroke: float, fill: float | None) -> str:
    """Attributes of the inside, black where nothing is said, and of the line."""
    inside = ' fill="none"' if fill is None else ""
    if fill:
        inside = f' fill="#{f"{round(fill * 255):02x}" * 3}"'
    return f'{inside} stroke="#000" stroke-width="{stroke:g}"' if stroke else inside


def _path(points: tuple[Point, ...]) -> str:
    """Moves and lines; upright and level ones in their short form."""
    (x, y), *rest = points
    parts = [f"M{x:g} {y:g}"]
    for next_x, next_y in rest:
        if next_y == y:
            parts.append(f"H{next_x:g}")
        elif next_x == x:
            parts.append(f"V{next_y:g}")
        else:
            parts.append(f"L{next_x:g} {next_y:g}")
        x, y = next_x, next_y
    return "".join(parts)
