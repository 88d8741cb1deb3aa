"""Makes the typeface of the printed page when the package is built.

The outlines come from the variable font Arimo (PyPI `fontpkg-arimo`, SIL OFL 1.1). Per style two
files are written to `src/sopan/drawing/typeface/`, so that a running Sopan needs no font library:

- `<style>.json`: measures of the face, its characters in the order of their glyphs, advances and
  lengths of the outlines;
- `<style>.glyf`: the outlines one after the other, without hints and composites.

Glyph 0 is .notdef; every character has a glyph of its own, in the order of the code points.
Run it by hand with `python hatch_build.py`.
"""

from __future__ import annotations

import hashlib
import json
import struct
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

WEIGHTS = {"regular": 400, "bold": 700}

RANGES = (
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x024F),  # Latin-1, Latin Extended-A and -B
    (0x02B0, 0x03FF),  # modifiers, combining marks, Greek
    (0x0400, 0x045F),  # Cyrillic
    (0x1E00, 0x1EFF),  # Latin Extended Additional
    (0x2010, 0x205F),  # punctuation
    (0x2070, 0x20BF),  # superscripts, currencies
    (0x2100, 0x22FF),  # letterlike signs, number forms, arrows, mathematics
    (0x25A0, 0x266F),  # geometric and other signs
)

TYPEFACE = Path("src/sopan/drawing/typeface")


class CustomBuildHook(BuildHookInterface):  # type: ignore[misc]
    """Hatchling's entry point."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        make(Path(self.root))


def make(root: Path) -> None:
    """Write the typeface, unless it was already made from the same sources."""
    folder = root / TYPEFACE
    stamp = folder / "sources.txt"
    sources = _sources()
    if stamp.is_file() and stamp.read_text() == sources:
        return
    folder.mkdir(parents=True, exist_ok=True)
    stamp.unlink(missing_ok=True)
    for style, weight in WEIGHTS.items():
        _write_style(folder, style, weight)
    (folder / "OFL.txt").write_bytes(files("fontpkg_arimo").joinpath("LICENSE").read_bytes())
    stamp.write_text(sources, newline="\n")


def _sources() -> str:
    recipe = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
    packages = [f"{name} {version(name)}" for name in ("fontpkg-arimo", "fonttools")]
    return "\n".join([f"recipe {recipe}", *packages, ""])


def _write_style(folder: Path, style: str, weight: int) -> None:
    font = _instance(weight)
    names = font.getBestCmap()
    characters = sorted(code for code in names if _is_wanted(code))
    glyphs = [".notdef", *(names[code] for code in characters)]
    outlines = [_outline(font, name) for name in glyphs]
    hhea, os2 = font["hhea"], font["OS/2"]
    measures = {
        "family": "Arimo",
        "units_per_em": font["head"].unitsPerEm,
        "ascent": hhea.ascent,
        "descent": hhea.descent,
        "cap_height": os2.sCapHeight,
        "box": _box(outlines),
        "characters": "".join(map(chr, characters)),
        "advances": [font["hmtx"][name][0] for name in glyphs],
        "lengths": [len(outline) for outline in outlines],
    }
    text = json.dumps(measures, ensure_ascii=False, separators=(",", ":"))
    (folder / f"{style}.json").write_text(text, encoding="utf-8", newline="\n")
    (folder / f"{style}.glyf").write_bytes(b"".join(outlines))


def _box(outlines: list[bytes]) -> list[int]:
    """The smallest box around all outlines; each begins with its own."""
    boxes = [struct.unpack_from(">4h", outline, 2) for outline in outlines if outline]
    left, bottom, right, top = zip(*boxes, strict=True)
    return [min(left), min(bottom), max(right), max(top)]


def _is_wanted(code: int) -> bool:
    return any(first <= code <= last for first, last in RANGES)


def _instance(weight: int) -> Any:
    """Arimo at one weight, cut down to the wanted characters."""
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    path = files("fontpkg_arimo").joinpath("files", "Arimo[wght].ttf")
    with path.open("rb") as file:
        font = TTFont(file, lazy=False, recalcTimestamp=False)
    options = subset.Options(
        hinting=False,
        layout_features=[],
        notdef_outline=True,
        drop_tables=[*subset.Options().drop_tables, "GDEF", "GPOS", "GSUB", "STAT"],
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for code in font.getBestCmap() if _is_wanted(code)])
    subsetter.subset(font)
    keep = instancer.OverlapMode.KEEP_AND_DONT_SET_FLAGS
    return instancer.instantiateVariableFont(font, {"wght": weight}, overlap=keep)


def _outline(font: Any, name: str) -> bytes:
    """The glyph as a `glyf` entry of its own, padded to four bytes."""
    from fontTools.pens.filterPen import DecomposingFilterPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    glyphs = font.getGlyphSet()
    pen = TTGlyphPen(None)
    glyphs[name].draw(DecomposingFilterPen(pen, glyphs))
    glyph = pen.glyph()
    if not glyph.numberOfContours:
        return b""
    glyph.recalcBounds(font["glyf"])
    outline: bytes = glyph.compile(font["glyf"])
    return outline + b"\0" * (-len(outline) % 4)


if __name__ == "__main__":
    make(Path(__file__).parent)
