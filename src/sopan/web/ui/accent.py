"""A government's own colour, accepted where text in it can be read well on white.

Contrast as WCAG 2.2 defines it: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
"""

from __future__ import annotations

import re

NEEDED = 7.0
"""Level AAA for text: the accent carries links and buttons."""

HEX = re.compile(r"#[0-9a-f]{6}")


def contrast_on_white(colour: str) -> float:
    """From 1 for white to 21 for black; the colour as `#rrggbb`."""
    return 1.05 / (_luminance(colour) + 0.05)


def is_readable(colour: str) -> bool:
    """Whether the colour may become the accent; False for anything but `#rrggbb`."""
    return bool(HEX.fullmatch(colour)) and contrast_on_white(colour) >= NEEDED


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
