"""A laid out chart as SVG: presentation attributes only, no style and no script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from sopan.drawing.drawing import Style
from sopan.web.organisation.chart.boxes import LABEL_FAMILY, NAME, Line, Rect, length
from sopan.web.organisation.chart.layout import Box, Layout
from sopan.web.organisation.chart.model import Node
from sopan.web.organisation.chart.routing import LABEL_SIZE, Caption, Link, Segment

INK, SOFT, PAPER, ACCENT, BAD = "#172526", "#4d5b5b", "#ffffff", "#0b4f53", "#9b1c1c"
FUNCTIONAL = "#7a4b00"
TITLE, SUBTITLE = 20.0, 13.0
HEAD, FOOT = 56.0, 44.0
DASHES = "6 4"


@dataclass(frozen=True, slots=True)
class Words:
    """What the picture says beside the names."""

    title: str
    subtitle: str
    description: str
    command: str
    coordination: str
    undrawn: str = ""
    """Said under the picture where a functional line found no way."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where boxes lead, and what folds a branch; without `fold` nothing can be folded."""

    unit: Callable[[int], str]
    fold: Callable[[Node], str] | None = None
    fold_label: Callable[[Node], str] = lambda node: node.name
    target: str = ""
    """What is exchanged where scripts run."""


def svg(layout: Layout, words: Words, addresses: Addresses) -> str:
    """The whole picture with title and legend."""
    return "\n".join(_document(layout, words, addresses))


def _document(layout: Layout, words: Words, addresses: Addresses) -> Iterator[str]:
    needed = max(length(words.title, TITLE, Style.BOLD), length(words.subtitle, SUBTITLE)) + 40
    width = max(layout.width, needed, 420.0)
    height = layout.height + HEAD + FOOT
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(width)}" height="{_n(height)}" '
        f'viewBox="0 0 {_n(width)} {_n(height)}" font-family="{LABEL_FAMILY}" fill="{INK}" '
        'role="group" aria-labelledby="bagan-judul bagan-uraian">'
    )
    yield f'<title id="bagan-judul">{escape(words.title)}</title>'
    yield f'<desc id="bagan-uraian">{escape(words.description)}</desc>'
    yield f'<rect width="{_n(width)}" height="{_n(height)}" fill="{PAPER}"/>'
    yield _middle(width / 2, 30, words.title, f'font-size="{_n(TITLE)}" font-weight="700"')
    yield _middle(width / 2, 50, words.subtitle, f'font-size="{_n(SUBTITLE)}" fill="{SOFT}"')
    yield f'<g transform="translate({_n((width - layout.width) / 2)} {_n(HEAD)})">'
    yield f'<path d="{_paths(layout.lines)}" fill="none" stroke="{INK}" stroke-width="1.5"/>'
    for link in layout.links:
        yield from _link(link)
    for box in layout.boxes:
        yield from _box(box, addresses)
    yield "</g>"
    yield from _legend(layout, words, height)
    yield "</svg>"


def _box(box: Box, addresses: Addresses) -> Iterator[str]:
    rect, node = box.rect, box.node
    yield f'<a href="{escape(addresses.unit(node.id))}">'
    yield f'<rect {_rect(rect)} fill="{PAPER}" stroke="{INK}" stroke-width="1.5"/>'
    for line in box.label.lines:
        yield _line(rect, line)
    yield "</a>"
    if box.knob and addresses.fold and (href := addresses.fold(node)):
        yield from _knob(node, box.knob, addresses, href)


def _line(rect: Rect, line: Line) -> str:
    weight = ' font-weight="700"' if line.style is Style.BOLD else ""
    colour = f' fill="{BAD}" font-style="italic"' if line.vacant else ""
    if not colour and line.size < NAME:
        colour = f' fill="{SOFT}"'
    place = f'x="{_n(rect.x + line.x)}" y="{_n(rect.y + line.y)}"'
    return f'<text {place} font-size="{_n(line.size)}"{weight}{colour}>{escape(line.text)}</text>'


def _knob(node: Node, rect: Rect, addresses: Addresses, href: str) -> Iterator[str]:
    target = escape(addresses.target)
    address, label = escape(href), escape(addresses.fold_label(node))
    swap = f' hx-get="{address}" hx-target="{target}" hx-swap="outerHTML" hx-push-url="true"'
    name = f'id="lipat-{node.id}" class="knob" aria-label="{label}"'
    yield f'<a href="{address}" {name}{swap if target else ""}>'
    yield f'<rect {_rect(rect)} rx="12" fill="{PAPER}" stroke="{ACCENT}"/>'
    text = f"+{node.hidden}" if node.hidden else "−"
    style = f'font-size="11" font-weight="700" fill="{ACCENT}"'
    yield _middle(rect.centre, rect.middle + 4, text, style)
    yield "</a>"


def _link(link: Link) -> Iterator[str]:
    points = " ".join(f"{_n(x)},{_n(y)}" for x, y in link.points)
    yield (
        f'<polyline points="{points}" fill="none" stroke="{FUNCTIONAL}" stroke-width="1.5" '
        f'stroke-dasharray="{DASHES}"><title>{escape(link.edge.field)}</title></polyline>'
    )
    x, y = link.points[-1]
    yield f'<circle cx="{_n(x)}" cy="{_n(y)}" r="3" fill="{FUNCTIONAL}"/>'
    if link.caption:
        yield _caption(link.caption)


def _caption(caption: Caption) -> str:
    rect = caption.rect
    style = f'font-size="{_n(LABEL_SIZE)}" fill="{FUNCTIONAL}"'
    if not caption.upright:
        baseline = rect.bottom - 0.24 * LABEL_SIZE
        return f'<text x="{_n(rect.x)}" y="{_n(baseline)}" {style}>{escape(caption.text)}</text>'
    x = rect.right - 0.24 * LABEL_SIZE
    place = f'transform="translate({_n(x)} {_n(rect.bottom)}) rotate(-90)"'
    return f"<text {place} {style}>{escape(caption.text)}</text>"


def _legend(layout: Layout, words: Words, height: float) -> Iterator[str]:
    y = height - 18
    yield f'<path d="M24 {_n(y - 4)}h36" stroke="{INK}" stroke-width="1.5"/>'
    yield f'<text x="68" y="{_n(y)}" font-size="11">{escape(words.command)}</text>'
    if not layout.links and not layout.undrawn:
        return
    x = 68 + length(words.command, 11) + 28
    stroke = f'stroke="{FUNCTIONAL}" stroke-width="1.5" stroke-dasharray="{DASHES}"'
    yield f'<path d="M{_n(x)} {_n(y - 4)}h36" {stroke}/>'
    yield f'<text x="{_n(x + 44)}" y="{_n(y)}" font-size="11">{escape(words.coordination)}</text>'
    if layout.undrawn:
        place = f'x="24" y="{_n(y - 18)}"'
        yield f'<text {place} font-size="11" fill="{SOFT}">{escape(words.undrawn)}</text>'


def _middle(x: float, y: float, text: str, style: str) -> str:
    return f'<text x="{_n(x)}" y="{_n(y)}" text-anchor="middle" {style}>{escape(text)}</text>'


def _paths(lines: tuple[Segment, ...]) -> str:
    return "".join(f"M{_n(s.x0)} {_n(s.y0)}L{_n(s.x1)} {_n(s.y1)}" for s in lines)


def _rect(rect: Rect) -> str:
    return f'x="{_n(rect.x)}" y="{_n(rect.y)}" width="{_n(rect.width)}" height="{_n(rect.height)}"'


def _n(value: float) -> str:
    """A number with at most two places."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
