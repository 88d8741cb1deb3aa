"""Wraps text into lines of a given width, with the exact widths of the face."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sopan.drawing.drawing import POINT_MM, Style
from sopan.drawing.fonts import Face, face

LEADING = 1.18
"""Distance of two baselines in font sizes."""

_PIECES = re.compile(r"[^/\-–]*[/\-–]+|[^/\-–]+")
"""A word may break after a slash or a hyphen."""


def line_height(size: float) -> float:
    """The distance of two baselines in mm for a size in points."""
    return size * LEADING * POINT_MM


def wrap(text: str, width: float, size: float, style: Style = Style.REGULAR) -> tuple[str, ...]:
    """Lines of at most `width` mm; words wider than that are broken.

    Line breaks in the text are kept; an empty text has no lines.
    """
    shape = face(style)
    lines: list[str] = []
    for paragraph in text.splitlines():
        printable = shape.printable(paragraph)
        if shape.width(printable, size) <= width:
            lines.extend([printable.strip()] if printable.strip() else [])
        else:
            lines.extend(_wrap_paragraph(printable, width, size, shape))
    return tuple(lines)


def widest_word(text: str, size: float, style: Style = Style.REGULAR) -> float:
    """The width in mm of the widest part that `wrap` leaves whole."""
    shape = face(style)
    pieces = (p for word in shape.printable(text).split() for p in _PIECES.findall(word))
    return max((shape.width(piece, size) for piece in pieces), default=0.0)


def _wrap_paragraph(text: str, width: float, size: float, shape: Face) -> Iterator[str]:
    line = ""
    for piece, gap in _fitting_pieces(text, width, size, shape):
        trial = line + gap + piece if line else piece
        if shape.width(trial, size) <= width:
            line = trial
            continue
        yield line
        line = piece
    if line:
        yield line


def _fitting_pieces(text: str, width: float, size: float, shape: Face) -> Iterator[tuple[str, str]]:
    """Parts that fit a line, each with what joins it to the part before."""
    for word in text.split():
        if shape.width(word, size) <= width:
            yield word, " "
            continue
        gap = " "
        for part in _PIECES.findall(word):
            for piece in _broken(part, width, size, shape):
                yield piece, gap
                gap = ""


def _broken(word: str, width: float, size: float, shape: Face) -> Iterator[str]:
    """Cuts a word that is wider than a line; letters are parted with a hyphen."""
    while shape.width(word, size) > width and len(word) > 1:
        cut = len(word) - 1
        while cut > 1 and shape.width(_hyphenated(word, cut), size) > width:
            cut -= 1
        yield _hyphenated(word, cut)
        word = word[cut:]
    yield word


def _hyphenated(word: str, cut: int) -> str:
    letters = cut > 1 and word[cut - 1].isalpha() and word[cut].isalpha()
    return word[:cut] + "-" if letters else word[:cut]
