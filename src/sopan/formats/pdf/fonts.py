"""Embedding the face: a TrueType file with the glyphs used, widths and the way back to Unicode.

Codes in the text are two bytes, the glyph itself. Every file carries all of ASCII, so that most
documents have the very same font, which is then made and compressed once per process.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from hashlib import sha256
from itertools import accumulate
from string import ascii_uppercase, printable

from sopan.drawing.drawing import Style
from sopan.drawing.fonts import Face, face
from sopan.formats.pdf.objects import Objects

ALWAYS = frozenset(c for c in printable if c.isprintable())

_NAMES = {Style.REGULAR: "Arimo", Style.BOLD: "Arimo-Bold"}
_STEMS = {Style.REGULAR: 88, Style.BOLD: 138}
"""Width of the stems in thousandths of the em, a hint for viewers that replace the font."""

_ESCAPES = {0x0D: "\\r", 0x28: "\\(", 0x29: "\\)", 0x5C: "\\\\"}


class Codes(dict[str, str]):
    """The inside of a string for the operator Tj, by text; and the characters it prints."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._face = face(style)
        self._table = {ord(c): _code(glyph) for c, glyph in self._face.glyphs.items()}
        self._printed: dict[str, str] = {}

    def __missing__(self, text: str) -> str:
        if len(self) > 50_000:
            self.clear()
            self._printed.clear()
        printed = self._face.printable(text)
        self._printed[text] = printed
        code = self[text] = f"{printed}{_line_end(printed)}".translate(self._table)
        return code

    def characters(self, texts: Iterable[str]) -> set[str]:
        """The characters printed for `texts`, beyond those that every font carries."""
        printed = self._printed
        found = set("".join([printed.get(text) or self._face.printable(text) for text in texts]))
        return found - ALWAYS


def _line_end(text: str) -> str:
    """A space for readers that join the lines of a cell, unless the line ends within a word."""
    within_word = text[-1:] in {"-", "/", "–"} and text[-2:-1] != " "
    return "" if within_word else " "


@cache
def codes(style: Style) -> Codes:
    return Codes(style)


def _code(glyph: int) -> str:
    high, low = divmod(glyph, 256)
    return chr(high) + _ESCAPES.get(low, chr(low))


def embed(objects: Objects, style: Style, extra: set[str]) -> int:
    """Write the font with ASCII and the `extra` characters; the number of its dictionary."""
    font = _font(style, "".join(sorted(extra)))
    file = objects.add_stream(
        f"/Length1 {font.length}/Filter/FlateDecode",
        font.file,
    )
    descriptor = objects.add(f"{font.descriptor}/FontFile2 {file} 0 R>>")
    descendant = objects.add(f"{font.descendant}/FontDescriptor {descriptor} 0 R>>")
    unicode = objects.add_stream("/Filter/FlateDecode", _to_unicode(style))
    return objects.add(
        f"<</Type/Font/Subtype/Type0/BaseFont/{font.name}/Encoding/Identity-H"
        f"/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode} 0 R>>"
    )


class _Font:
    """A subset, ready to be written."""

    def __init__(self, style: Style, characters: str) -> None:
        source = face(style)
        glyphs = [source.glyphs[c] for c in sorted(ALWAYS.union(characters))]
        file = _true_type(source, [0, *glyphs])
        self.name = f"{_tag(file)}+{_NAMES[style]}"
        self.length = len(file)
        self.file = zlib.compress(file, 9)
        scale = 1000 / source.units_per_em
        box = " ".join(str(round(value * scale)) for value in source.box)
        self.descriptor = (
            f"<</Type/FontDescriptor/FontName/{self.name}/Flags 4/FontBBox[{box}]/ItalicAngle 0"
            f"/Ascent {source.ascent * 1000:.0f}/Descent {source.descent * 1000:.0f}"
            f"/CapHeight {source.cap_height * 1000:.0f}/StemV {_STEMS[style]}"
        )
        widths = "".join(_widths(source, glyphs))
        self.descendant = (
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{self.name}/CIDToGIDMap/Identity"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/DW {source.advances[0] * scale:.0f}/W[{widths}]"
        )


@lru_cache(maxsize=64)
def _font(style: Style, characters: str) -> _Font:
    return _Font(style, characters)


def _tag(file: bytes) -> str:
    """Six capitals that differ between subsets."""
    return "".join(ascii_uppercase[byte % 26] for byte in sha256(file).digest()[:6])


def _widths(source: Face, glyphs: list[int]) -> Iterator[str]:
    """The array /W: runs of neighbouring glyphs."""
    scale = 1000 / source.units_per_em
    previous = -1
    for glyph in glyphs:
        gap = glyph != previous + 1
        if gap:
            yield f"{']' if previous >= 0 else ''}{glyph}["
        yield f"{'' if gap else ' '}{round(source.advances[glyph] * scale, 2):g}"
        previous = glyph
    yield "]"


def _true_type(source: Face, glyphs: list[int]) -> bytes:
    """A TrueType file in which only `glyphs` have outlines; the others keep their numbers."""
    count = max(glyphs) + 1
    outlines, advances = [b""] * count, [0] * count
    for glyph in glyphs:
        outlines[glyph] = source.outline(glyph)
        advances[glyph] = source.advances[glyph]
    starts = list(accumulate(map(len, outlines), initial=0))
    bearings = [struct.unpack_from(">h", data, 2)[0] if data else 0 for data in outlines]
    pairs = [value for pair in zip(advances, bearings, strict=True) for value in pair]
    return _sfnt(
        {
            b"glyf": b"".join(outlines),
            b"head": _head(source),
            b"hhea": _hhea(source, advances),
            b"hmtx": struct.pack(">" + "Hh" * count, *pairs),
            b"loca": struct.pack(f">{count + 1}I", *starts),
            b"maxp": _maxp(outlines),
        }
    )


def _head(source: Face) -> bytes:
    """Long offsets in `loca`; created and modified at the beginning of the calendar."""
    numbers = (1, 0, 1, 0, 0, 0x5F0F3CF5, 0b1011, source.units_per_em, 0, 0, *source.box)
    bold = source.style is Style.BOLD
    return struct.pack(">4H2I2H2q4h2H3h", *numbers, int(bold), 8, 2, 1, 0)


def _hhea(source: Face, advances: list[int]) -> bytes:
    em = source.units_per_em
    ascent, descent = round(source.ascent * em), round(source.descent * em)
    bearings_and_slope = (source.box[0], 0, source.box[2], 1, *[0] * 7)
    numbers = (1, 0, ascent, descent, 0, max(advances), *bearings_and_slope, len(advances))
    return struct.pack(">2H3hH11hH", *numbers)


def _maxp(outlines: list[bytes]) -> bytes:
    points = contours = 0
    for data in filter(None, outlines):
        own = struct.unpack_from(">h", data)[0]
        contours = max(contours, own)
        points = max(points, struct.unpack_from(">H", data, 8 + 2 * own)[0] + 1)
    rest = (0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)
    return struct.pack(">I14H", 0x10000, len(outlines), points, contours, *rest)


def _sfnt(tables: dict[bytes, bytes]) -> bytes:
    """The tables with their directory and check sums."""
    count = len(tables)
    position = 12 + 16 * count
    power = count.bit_length() - 1
    search = 16 << power
    directory = [struct.pack(">I4H", 0x10000, count, search, power, 16 * count - search)]
    bodies = []
    for tag, body in tables.items():
        padded = body + b"\0" * (-len(body) % 4)
        directory.append(tag + struct.pack(">3I", _checksum(padded), position, len(body)))
        bodies.append(padded)
        position += len(padded)
    file = b"".join(directory + bodies)
    adjustment = (0xB1B0AFBA - _checksum(file)) & 0xFFFFFFFF
    place = 12 + 16 * count + sum(map(len, bodies[: list(tables).index(b"head")])) + 8
    return file[:place] + struct.pack(">I", adjustment) + file[place + 4 :]


def _checksum(data: bytes) -> int:
    total: int = sum(struct.unpack(f">{len(data) // 4}I", data))
    return total & 0xFFFFFFFF


@cache
def _to_unicode(style: Style) -> bytes:
    """The compressed map from every glyph of the face to its character."""
    ranges = [
        f"<{first:04X}> <{last:04X}> <{code:04X}>" for first, last, code in _ranges(face(style))
    ]
    blocks = [ranges[start : start + 100] for start in range(0, len(ranges), 100)]
    body = "\n".join(
        f"{len(block)} beginbfrange\n" + "\n".join(block) + "\nendbfrange" for block in blocks
    )
    return zlib.compress(_CMAP.format(body=body).encode(), 9)


def _ranges(source: Face) -> Iterator[tuple[int, int, int]]:
    """First glyph, last glyph, first code point; a range keeps the high byte of both."""
    pairs = [(glyph, ord(character)) for character, glyph in source.glyphs.items()]
    first, code = pairs[0]
    last = first
    for glyph, own in pairs[1:]:
        follows = own - code == glyph - first
        if not follows or glyph % 256 == 0 or own % 256 == 0:
            yield first, last, code
            first, code = glyph, own
        last = glyph
    yield first, last, code


_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{body}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
