"""Reads the profile of a government, as docs/profile.md describes it."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TypeVar

from sopan.drawing.profile import (
    COLUMN_NAMES,
    HEADINGS,
    Column,
    Emblem,
    Margins,
    Paper,
    Profile,
)
from sopan.formats.yaml import rules
from sopan.formats.yaml.fields import Fields, clean, shown, text_of
from sopan.formats.yaml.keys import Key, Keys, Shape, table
from sopan.formats.yaml.nodes import Gap, List, Map, Report, Text
from sopan.formats.yaml.reader import read_map

FONTS = ("arimo",)
LONGEST_PATTERN = 200
LARGEST_EMBLEM = 2_000_000

PROFILE_KEYS = table(
    Key("government", Shape.TEXT, "Nama pemerintah daerah.", longest=150),
    Key("paper", Shape.CHOICE, "Kertas, mendatar.", tuple(Paper)),
    Key("margins", Shape.TEXT, "Jarak tepi dalam mm."),
    Key("font", Shape.CHOICE, "Jenis huruf.", FONTS),
    Key("font_size", Shape.TEXT, "Besar huruf bagan."),
    Key("identity_size", Shape.TEXT, "Besar huruf halaman identitas."),
    Key("columns", Shape.TEXT, "Kolom bagan menurut urutannya."),
    Key("column_numbers", Shape.FLAG, "Baris nomor kolom di bawah judul kolom."),
    Key("headings", Shape.TEXT, "Teks yang dicetak oleh formulir."),
    Key("emblem", Shape.TEXT, "Nama berkas lambang."),
    Key("number_pattern", Shape.TEXT, "Pola nomor SOP."),
    Key("maximum_flow_pages", Shape.TEXT, "Halaman bagan paling banyak."),
)

_MARGIN_KEYS = table(*(Key(side, Shape.TEXT, "") for side in ("top", "right", "bottom", "left")))
_COLUMN_KEYS = table(*(Key(column, Shape.TEXT, "", longest=40) for column in Column))
_HEADING_KEYS = table(*(Key(heading, Shape.TEXT, "", longest=40) for heading in HEADINGS))

_PATTERN_PARTS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|*+]|\{\d*,?\d*\}", re.DOTALL)
_JPEG_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})

Load = Callable[[str], bytes]
Number = TypeVar("Number", int, float)


def read(data: bytes, load: Load, name: str = "") -> Profile:
    """The profile in the bytes of a YAML file; `load` gives the bytes of a file beside it."""
    report = Report(name)
    root = read_map(data, report, "`government: Pemerintah Kota Contoh`")
    profile = _Reader(Fields(root, PROFILE_KEYS, report), report).profile(load)
    if report:
        raise report.error(root)
    return profile


class _Reader:
    """Reads the parts of a profile; what is left out keeps its default."""

    def __init__(self, fields: Fields, report: Report) -> None:
        self._fields = fields
        self._report = report

    def profile(self, load: Load) -> Profile:
        fields, plain = self._fields, Profile()
        names = self._columns()
        return Profile(
            government=fields.text("government"),
            paper=Paper(fields.choice("paper") or plain.paper),
            margins=self._margins(),
            font=fields.choice("font") or plain.font,
            font_size=self._number(fields, "font_size", 5.0, 12.0, plain.font_size),
            identity_size=self._number(fields, "identity_size", 5.0, 10.5, plain.identity_size),
            columns=tuple(names),
            column_names=names,
            column_numbers=fields.flag("column_numbers", plain.column_numbers),
            headings=self._headings(),
            emblem=self._emblem(load),
            number_pattern=self._pattern(),
            maximum_flow_pages=self._number(fields, "maximum_flow_pages", 1, 50, 2),
        )

    def _number(
        self, fields: Fields, key: str, least: Number, most: Number, default: Number
    ) -> Number:
        """A number between two limits, of the same type as these."""
        written = fields.text(key)
        if not written:
            return default
        try:
            value = type(least)(written.replace(",", "."))
        except ValueError:
            value = most + 1
        if least <= value <= most:
            return value
        self._report.add(
            rules.NOT_NUMBER,
            fields.map.entries[key].place,
            key=key,
            value=shown(written),
            least=least,
            most=most,
        )
        return default

    def _inner(self, key: str, keys: Keys) -> Fields | None:
        """The entries of a map within the profile."""
        node = self._fields.get(key)
        if isinstance(node, Map):
            return Fields(node, keys, self._report)
        if node is not None and not isinstance(node, Gap):
            self._report.add(rules.NOT_MAPPING, node.place, key=key, known=", ".join(keys))
        return None

    def _margins(self) -> Margins:
        plain, fields = Margins(), self._inner("margins", _MARGIN_KEYS)
        if fields is None:
            return plain
        sides = {
            side: self._number(fields, side, 5.0, 40.0, getattr(plain, side))
            for side in _MARGIN_KEYS
        }
        return replace(plain, **sides)

    def _columns(self) -> dict[Column, str]:
        """The names of the columns in their order."""
        node = self._fields.get("columns")
        if node is None or isinstance(node, Gap):
            return dict(COLUMN_NAMES)
        if isinstance(node, Text):
            self._report.add(rules.NOT_LIST, node.place, key="columns")
            return dict(COLUMN_NAMES)
        if isinstance(node, List):
            written = [clean(text_of(item, "columns", self._report)) for item in node.items]
        else:
            written = list(node.entries)
        known = [str(column) for column in Column]
        if sorted(written) != sorted(known):
            self._refuse_columns(written, known)
            return dict(COLUMN_NAMES)
        named = _named(Fields(node, _COLUMN_KEYS, self._report)) if isinstance(node, Map) else {}
        return {Column(key): named.get(key) or COLUMN_NAMES[Column(key)] for key in written}

    def _refuse_columns(self, written: list[str], known: list[str]) -> None:
        extra = [key for n, key in enumerate(written) if key not in known or key in written[:n]]
        missing = [key for key in known if key not in written]
        self._report.add(
            rules.COLUMNS,
            self._fields.place("columns"),
            known=", ".join(known),
            missing=", ".join(missing) or "-",
            extra=", ".join(extra) or "-",
        )

    def _headings(self) -> dict[str, str]:
        fields = self._inner("headings", _HEADING_KEYS)
        if fields is None:
            return dict(HEADINGS)
        named = _named(fields)
        page = re.sub(r"\{pages?\}", "", named.get("page", ""))
        if "{" in page or "}" in page:
            self._report.add(rules.PAGE_TEXT, fields.map.entries["page"].place)
        return HEADINGS | named

    def _pattern(self) -> str:
        pattern = self._fields.text("number_pattern")
        reason = _unusable(pattern)
        if reason:
            place = self._fields.map.entries["number_pattern"].place
            self._report.add(rules.PATTERN, place, reason=reason, limit=LONGEST_PATTERN)
        return pattern

    def _emblem(self, load: Load) -> Emblem | None:
        name = self._fields.text("emblem")
        if not name:
            return None
        place = self._fields.map.entries["emblem"].place
        if not _is_beside(name):
            self._report.add(rules.EMBLEM_NAME, place, value=shown(name))
            return None
        try:
            data = load(name)
        except OSError:
            self._report.add(rules.EMBLEM_MISSING, place, value=shown(name))
            return None
        size = _picture_size(data) if len(data) <= LARGEST_EMBLEM else None
        if size is None:
            self._report.add(rules.EMBLEM_BROKEN, place, value=shown(name), limit=LARGEST_EMBLEM)
            return None
        return Emblem(name, data, size[0] / size[1])


def _named(fields: Fields) -> dict[str, str]:
    """The texts that are given; a text in empty quotes stands for nothing printed."""
    return {key: fields.text(key) for key in fields.keys if fields.has(key)}


def _unusable(pattern: str) -> str:
    """Why a pattern cannot be used, "" if it can."""
    if len(pattern) > LONGEST_PATTERN:
        return f"> {LONGEST_PATTERN}"
    if repeated := _repeated_twice(pattern):
        return repeated
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return str(error)
    return ""


def _repeated_twice(pattern: str) -> str:
    """The end of a repeated group that holds a repetition or a choice: it may match for hours."""
    varied = [False]
    closed, closed_at = False, -1
    for part in _PATTERN_PARTS.finditer(pattern):
        if part[0] == "(":
            varied.append(False)
        elif part[0] == ")" and len(varied) > 1:
            closed, closed_at = varied.pop(), part.end()
            varied[-1] |= closed
        elif part[0] in ("*", "+") or part[0].startswith("{"):
            if closed and closed_at == part.start():
                return pattern[max(0, closed_at - 12) : part.end()]
            varied[-1] |= part[0] in ("*", "+") or part[0].endswith(",}")
        elif part[0] == "|":
            varied[-1] = True
    return ""


def _is_beside(name: str) -> bool:
    """Whether a name leads to a picture in the folder of the profile, and nowhere else."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        return False
    return path.suffix.lower() in (".png", ".jpg", ".jpeg")


def _picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height from the head of a PNG or JPEG that has its end too."""
    size = _png_size(data) if data.startswith(b"\x89PNG\r\n\x1a\n") else _jpeg_size(data)
    return size if size and size[0] and size[1] else None


def _png_size(data: bytes) -> tuple[int, int] | None:
    if data[12:16] != b"IHDR" or b"IEND" not in data:
        return None
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    if not data.startswith(b"\xff\xd8") or b"\xff\xd9" not in data:
        return None
    position = 2
    while position + 9 <= len(data) and data[position] == 0xFF:
        if data[position + 1] in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", data[position + 5 : position + 9])
            return width, height
        position += 2 + int.from_bytes(data[position + 2 : position + 4])
    return None
