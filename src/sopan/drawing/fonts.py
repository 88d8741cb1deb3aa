"""The face that text is measured and printed with: Arimo, which has the widths of Arial.

The files in `typeface/` are made by `hatch_build.py` when the package is built. Measuring is the
inner loop of the layout, so whole strings are remembered; outlines are read only for a PDF.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import accumulate
from pathlib import Path
from unicodedata import category, is_normalized, normalize

from sopan.drawing.drawing import POINT_MM, Style

TYPEFACE = Path(__file__).parent / "typeface"

REPLACEMENT = "?"
"""What is printed for a character that the face lacks."""

_REMEMBERED = 50_000
"""Strings remembered per face: more than a book repeats, less than memory notices."""


class TypefaceError(Exception):
    """The typeface was not made when the package was built."""


class _Advances(dict[str, int]):
    """Advance by character; the replacement's for characters that the face lacks."""

    def __missing__(self, character: str) -> int:
        return self[REPLACEMENT]


@dataclass(frozen=True, eq=False)
class Face:
    """One style of the typeface. Glyph 0 is .notdef."""

    style: Style
    family: str
    units_per_em: int
    ascent: float
    """Height of the highest letters above the baseline, in em."""
    descent: float
    """Depth of the lowest letters below the baseline, in em; negative."""
    cap_height: float
    box: tuple[int, int, int, int]
    """Left, bottom, right and top of all glyphs, in units."""
    glyphs: dict[str, int]
    """Glyph by character."""
    advances: tuple[int, ...]
    """Advance by glyph, in units."""
    lengths: tuple[int, ...]
    """Length of the outline by glyph, in bytes."""
    _by_character: _Advances = field(repr=False)
    _known: dict[str, int] = field(default_factory=dict, repr=False)

    def advance(self, text: str) -> int:
        """The width of `text` in units of the face (`units_per_em` to the em)."""
        known = self._known.get(text)
        if known is None:
            known = sum(map(self._by_character.__getitem__, text))
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[text] = known
        return known

    def width(self, text: str, size: float) -> float:
        """The width in mm of `text` set in `size` points."""
        return self.advance(text) * size * POINT_MM / self.units_per_em

    def printable(self, text: str) -> str:
        """`text` as it can be printed.

        Composed (NFC); control characters and foreign spaces are spaces, invisible marks are
        gone, characters that the face lacks are replaced by plainer ones or by "?".
        """
        if text.isascii() and text.isprintable():
            return text
        if not is_normalized("NFC", text):
            text = normalize("NFC", text)
        return "".join(map(self._printed, text))

    def missing(self, text: str) -> str:
        """The characters of `text` that can only be printed as "?", each once, in order."""
        if text.isascii():
            return ""
        found = dict.fromkeys(normalize("NFC", text))
        return "".join(c for c in found if c != REPLACEMENT and self._printed(c) == REPLACEMENT)

    def outline(self, glyph: int) -> bytes:
        """The glyph's entry for a TrueType table `glyf`; empty for blanks."""
        return self._outlines[self._starts[glyph] : self._starts[glyph + 1]]

    def _printed(self, character: str) -> str:
        kind = category(character)
        if kind == "Cf":
            return ""
        if kind in {"Cc", "Zl", "Zp"}:
            return " "
        if character in self.glyphs:
            return character
        if kind == "Zs":
            return " "
        plainer = normalize("NFKC", character)
        return plainer if all(c in self.glyphs for c in plainer) else REPLACEMENT

    @cached_property
    def _outlines(self) -> bytes:
        return (TYPEFACE / f"{self.style}.glyf").read_bytes()

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(accumulate(self.lengths, initial=0))


@cache
def face(style: Style) -> Face:
    """The face of a style, read once."""
    path = TYPEFACE / f"{style}.json"
    try:
        measures = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        hint = 'install the package ("pip install .") or run "python hatch_build.py"'
        raise TypefaceError(f"{path} is missing: {hint}") from error
    em = measures["units_per_em"]
    characters, advances = measures["characters"], measures["advances"]
    return Face(
        style=style,
        family=measures["family"],
        units_per_em=em,
        ascent=measures["ascent"] / em,
        descent=measures["descent"] / em,
        cap_height=measures["cap_height"] / em,
        box=tuple(measures["box"]),
        glyphs={character: glyph for glyph, character in enumerate(characters, 1)},
        advances=tuple(advances),
        lengths=tuple(measures["lengths"]),
        _by_character=_Advances(zip(characters, advances[1:], strict=True)),
    )
