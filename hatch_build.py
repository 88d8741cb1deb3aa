"""Makes what the package holds besides its sources: typefaces and catalogues of translations.

The outlines of the printed page come from the variable font Arimo (PyPI `fontpkg-arimo`, SIL OFL
1.1). Per style two files are written to `src/sopan/drawing/typeface/`, so that a running Sopan
needs no font library:

- `<style>.json`: measures of the face, its characters in the order of their glyphs, advances and
  lengths of the outlines;
- `<style>.glyf`: the outlines one after the other, without hints and composites.

Glyph 0 is .notdef; every character has a glyph of its own, in the order of the code points.

The typeface of the pages in the browser, Plus Jakarta Sans (PyPI `fontpkg-plus-jakarta-sans`, SIL
OFL 1.1), is copied as it is. Each `django.po` is compiled to the `django.mo` beside it, without GNU
gettext. Run it by hand with `python hatch_build.py`.
"""

from __future__ import annotations

import ast
import hashlib
import json
import struct
from collections.abc import Iterator
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
PAGES = Path("src/sopan/web/ui/static/ui")
LOCALE = Path("src/sopan/web/locale")


class CustomBuildHook(BuildHookInterface):  # type: ignore[misc]
    """Hatchling's entry point."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        make(Path(self.root))


def make(root: Path) -> None:
    make_typeface(root)
    copy_typeface_of_pages(root)
    compile_catalogues(root)


def make_typeface(root: Path) -> None:
    """Write the typeface of print, unless it was already made from the same sources."""
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


# The typeface of the pages


def copy_typeface_of_pages(root: Path) -> None:
    package = files("fontpkg_plus_jakarta_sans")
    font = package.joinpath("files", "PlusJakartaSans[wght].ttf")
    _write(root / PAGES / "plus-jakarta-sans.ttf", font.read_bytes())
    _write(root / PAGES / "plus-jakarta-sans.OFL.txt", package.joinpath("LICENSE").read_bytes())


def _write(path: Path, content: bytes) -> None:
    """Leave a file alone that is already as it should be."""
    if not path.is_file() or path.read_bytes() != content:
        path.write_bytes(content)


# Catalogues


def compile_catalogues(root: Path) -> None:
    for path in sorted((root / LOCALE).glob("*/LC_MESSAGES/*.po")):
        entries = dict(read_catalogue(path.read_text(encoding="utf-8")))
        _write(path.with_suffix(".mo"), compiled(entries))


def read_catalogue(text: str) -> Iterator[tuple[str, str]]:
    """The translated entries of a .po file as gettext keeps them in a .mo.

    A context stands before the text, after a \\x04; plural forms follow each other, by \\0.
    Entries that are marked fuzzy or not yet translated are left out.
    """
    for block in text.split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#~")]
        parts = _parts([line for line in lines if not line.startswith("#")])
        is_fuzzy = any(line.startswith("#,") and "fuzzy" in line for line in lines)
        forms = [value for key, value in parts.items() if key.startswith("msgstr")]
        if "msgid" not in parts or not all(forms) or (is_fuzzy and parts["msgid"]):
            continue
        ids = [parts["msgid"], *([parts["msgid_plural"]] if "msgid_plural" in parts else [])]
        context = f"{parts['msgctxt']}\x04" if "msgctxt" in parts else ""
        yield context + "\0".join(ids), "\0".join(forms)


def _parts(lines: list[str]) -> dict[str, str]:
    """msgid, msgstr[0], ... of one entry; strings over several lines are joined."""
    parts: dict[str, str] = {}
    key = ""
    for line in lines:
        word, quote, rest = line.partition('"')
        key = word.strip() or key
        if quote:
            parts[key] = parts.get(key, "") + ast.literal_eval(quote + rest)
    return parts


def compiled(entries: dict[str, str]) -> bytes:
    """The .mo file: a head, two tables of lengths and offsets, then all texts."""
    texts = [text.encode() for text in sorted(entries, key=str.encode)]
    texts += [entries[text.decode()].encode() for text in texts]
    offset = 28 + 8 * len(texts)
    table, body = bytearray(), bytearray()
    for text in texts:
        table += struct.pack("<II", len(text), offset + len(body))
        body += text + b"\0"
    count = len(entries)
    head = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, offset)
    return bytes(head + table + body)


if __name__ == "__main__":
    make(Path(__file__).parent)
