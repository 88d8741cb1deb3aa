"""The identity part: one boxed page with emblem, numbers, approval and six lists.

Lists longer than the page go on on a further one, under headings marked as continued.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sopan.drawing.drawing import (
    POINT_MM,
    Block,
    Mark,
    Modules,
    Picture,
    Rectangle,
    Role,
    Style,
    Text,
    rounded,
)
from sopan.drawing.fonts import face
from sopan.drawing.profile import Profile
from sopan.drawing.qr import qr_modules
from sopan.drawing.table import FRAME, HEAD_GREY, level, upright
from sopan.drawing.text import line_height, wrap
from sopan.sop.model import SOP, Approval

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
PADDING = 1.4
LABEL_WIDTH = 0.138
"""Width of the labels (NOMOR SOP ...) as a part of the page's."""
ROW = 6.4
"""Height of a row with one line in mm."""
SIGNATURE = 17.0
"""Room for signature and stamp in mm."""
QR = 19.0
QUIET = 2.8
"""White around the code in mm: readers of codes ask for four of its modules."""
EMBLEM = 28.0
INDENT = 5.0
"""Width of the numbers of a list in mm."""

LABELS = ("number", "created", "revised", "effective", "approved", "title")
SECTIONS = (("laws", "qualifications"), ("related", "equipment"), ("warnings", "records"))


def in_words(day: date | None) -> str:
    """A date as officials write it: 3 Maret 2025; "" for none."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""


def identity_pages(sop: SOP, profile: Profile) -> list[list[Block]]:
    """The blocks of each page of the identity part."""
    return _Identity(sop, profile).pages()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a list, with the number of its item where one begins."""

    text: str
    number: str = ""


class _Identity:
    def __init__(self, sop: SOP, profile: Profile) -> None:
        self.sop = sop
        self.profile = profile
        self.size = profile.identity_size
        margins = profile.margins
        self.left, self.top = margins.left, margins.top
        self.right = profile.size[0] - margins.right
        self.bottom = profile.size[1] - margins.bottom
        self.middle = (self.left + self.right) / 2
        self.split = self.middle + self._label_width()
        self.step = line_height(self.size)

    def _label_width(self) -> float:
        """The usual part of the page, or more where the font is large."""
        labels = (self.profile.headings[key] for key in LABELS)
        widest = max(face(Style.BOLD).width(label, self.size) for label in labels)
        return max(LABEL_WIDTH * (self.right - self.left), widest + 2 * PADDING)

    def pages(self) -> list[list[Block]]:
        y, blocks = self._head()
        pages = [blocks]
        for pair in SECTIONS:
            columns = [self._lines(key) for key in pair]
            continued = False
            while True:
                room = int((self.bottom - y - ROW - 2 * PADDING) / self.step)
                longest = max(map(len, columns))
                if room < max(1, min(2, longest)):
                    y = self.top
                    pages.append([])
                    continue
                y = self._section(pages[-1], pair, [c[:room] for c in columns], y, continued)
                columns = [c[room:] for c in columns]
                if not any(columns):
                    break
                continued = True
        return pages

    # The upper half

    def _head(self) -> tuple[float, list[Block]]:
        sop, heading = self.sop, self.profile.headings
        rows = [
            (heading["number"], wrap(sop.number, self._value_width(), self.size)),
            (heading["created"], (in_words(sop.created),)),
            (heading["revised"], (in_words(sop.revised),)),
            (heading["effective"], (in_words(sop.effective),)),
        ]
        blocks: list[Block] = []
        rules: list[Mark] = []
        y = self.top
        for number, (label, value) in enumerate(rows):
            height = max(1, len(value)) * self.step + ROW - self.step
            blocks.extend(self._labelled(number, label, value, y, height))
            y += height
            rules.append(level(self.middle, self.right, y))
        title = self._title_lines()
        names = self._names()
        least = self.top + self._names_height(names) - self._title_height(title)
        approved, y = self._approval(len(rows), y, least)
        blocks.extend(approved)
        rules.append(level(self.middle, self.right, y))
        titled, y = self._title(title, y)
        frame = Rectangle(
            rounded(self.left),
            rounded(self.top),
            rounded(self.right - self.left),
            rounded(y - self.top),
            stroke=FRAME,
        )
        rules += [upright(self.middle, self.top, y), upright(self.split, self.top, y), frame]
        emblem = self._emblem(names, y)
        return y, [titled, Block(Role.ARTIFACT, tuple(rules)), *emblem, *blocks]

    def _value_width(self) -> float:
        return self.right - self.split - 2 * PADDING

    def _labelled(
        self, row: int, label: str, value: Sequence[str], y: float, height: float
    ) -> Iterator[Block]:
        first = y + (ROW - self.step) / 2
        marks = self._text_lines((label,), self.middle + PADDING, first, Style.BOLD)
        yield Block(Role.HEADER_CELL, marks, row=row, column=0)
        lines = [line for line in value if line]
        yield Block(
            Role.CELL,
            self._text_lines(lines, self.split + PADDING, first),
            row=row,
            column=1,
        )

    def _text_lines(
        self,
        lines: Sequence[str],
        x: float,
        top: float,
        style: Style = Style.REGULAR,
        anchor: str = "start",
        size: float = 0.0,
    ) -> tuple[Mark, ...]:
        size = size or self.size
        step = line_height(size)
        base = top + step * 0.5 + 0.36 * size * POINT_MM
        return tuple(
            Text(
                rounded(x),
                rounded(base + k * step),
                face(style).printable(line),
                size,
                style,
                anchor,
            )
            for k, line in enumerate(lines)
        )

    def _approval(self, row: int, top: float, least: float) -> tuple[list[Block], float]:
        """The approval and where it ends, at `least` there."""
        label = self._text_lines(
            (self.profile.headings["approved"],),
            self.middle + PADDING,
            top + (ROW - self.step) / 2,
            Style.BOLD,
        )
        qr = bool(self.sop.verify)
        width = self._value_width() - (QR + 2 * QUIET - PADDING if qr else 0)
        centre = self.split + PADDING + width / 2
        position, names = _signatory(self.sop.approval, width, self.size)
        y = top + PADDING
        marks = list(self._text_lines(position, centre, y, anchor="middle"))
        below = len(names) * self.step + PADDING
        y = max(y + max(1, len(position)) * self.step + SIGNATURE, least - below)
        for text, style in names:
            marks.extend(self._text_lines((text,), centre, y, style, "middle"))
            y += self.step
        bottom = max(y + PADDING, top + QR + 2 * QUIET)
        blocks = [
            Block(Role.HEADER_CELL, label, row=row, column=0),
            Block(Role.CELL, tuple(marks), row=row, column=1),
        ]
        if qr:
            middle = (top + bottom) / 2
            modules = qr_modules(self.sop.verify, self.right - QUIET - QR, middle - QR / 2, QR)
            blocks.append(
                Block(
                    Role.FIGURE,
                    (Modules(modules),),
                    alternative=f"Kode QR untuk memeriksa keaslian: {self.sop.verify}",
                )
            )
        return blocks, bottom

    def _title_lines(self) -> tuple[str, ...]:
        title = f"SOP {self.sop.title}".upper()
        return wrap(title, self._value_width(), self.size, Style.BOLD)

    def _title_height(self, lines: Sequence[str]) -> float:
        return len(lines) * self.step + ROW - self.step + 2

    def _title(self, lines: Sequence[str], top: float) -> tuple[Block, float]:
        height = self._title_height(lines)
        first = top + (height - len(lines) * self.step) / 2
        label = (self.profile.headings["title"],)
        marks = (
            *self._text_lines(label, self.middle + PADDING, first, Style.BOLD),
            *self._text_lines(lines, self.split + PADDING, first, Style.BOLD),
        )
        return Block(Role.TITLE, marks), top + height

    def _government(self) -> str:
        return self.sop.government or self.profile.government

    def _names(self) -> list[str]:
        """The lines below the emblem."""
        width = min(self.middle - self.left - 4 * PADDING, 110.0)
        names = (self._government().upper(), self.sop.unit.upper())
        return [line for name in names for line in wrap(name, width, self._name_size(), Style.BOLD)]

    def _name_size(self) -> float:
        return self.size + 2.5

    def _names_height(self, lines: Sequence[str]) -> float:
        """What the left half needs, with a small emblem."""
        emblem = EMBLEM / 2 if self.profile.emblem else 0.0
        return len(lines) * line_height(self._name_size()) + emblem + 8

    def _emblem(self, lines: Sequence[str], bottom: float) -> Iterator[Block]:
        width = self.middle - self.left - 4 * PADDING
        size = self._name_size()
        emblem = self.profile.emblem
        text = len(lines) * line_height(size)
        tall = min(EMBLEM, bottom - self.top - text - 8) if emblem else 0.0
        gap = 5.0 if emblem and lines else 0.0
        y = self.top + (bottom - self.top - tall - gap - text) / 2
        centre = (self.left + self.middle) / 2
        if emblem:
            wide = min(tall * emblem.proportion, width)
            tall = wide / emblem.proportion
            picture = Picture(
                rounded(centre - wide / 2),
                rounded(y),
                rounded(wide),
                rounded(tall),
                emblem.name,
                emblem.data,
            )
            yield Block(
                Role.FIGURE, (picture,), alternative=f"Lambang {self._government()}".strip()
            )
        marks = self._text_lines(lines, centre, y + tall + gap, Style.BOLD, "middle", size)
        yield Block(Role.PARAGRAPH, marks)

    # The lists

    def _lines(self, key: str) -> list[_Line]:
        items = getattr(self.sop, key)
        texts = [item if isinstance(item, str) else item.text for item in items]
        width = self.middle - self.left - 2 * PADDING - INDENT
        lines: list[_Line] = []
        for number, text in enumerate(texts, 1):
            for k, line in enumerate(wrap(text, width, self.size)):
                lines.append(_Line(line, f"{number}." if k == 0 else ""))
        return lines

    def _section(
        self,
        blocks: list[Block],
        pair: tuple[str, str],
        columns: Sequence[Sequence[_Line]],
        top: float,
        continued: bool,
    ) -> float:
        height = max(1, *map(len, columns)) * self.step + 2 * PADDING
        body, bottom = top + ROW, top + ROW + height
        width = rounded(self.right - self.left)
        grey = Rectangle(rounded(self.left), rounded(top), width, ROW, fill=HEAD_GREY)
        frame = Rectangle(
            rounded(self.left), rounded(top), width, rounded(bottom - top), stroke=FRAME
        )
        rules = (level(self.left, self.right, body), upright(self.middle, top, bottom), frame)
        blocks.append(Block(Role.ARTIFACT, (grey, *rules)))
        mark = f" {self.profile.headings['continued']}" if continued else ""
        for key, lines, x in zip(pair, columns, (self.left, self.middle), strict=True):
            heading = self.profile.headings[key] + mark
            first = top + (ROW - self.step) / 2
            blocks.append(
                Block(Role.HEADING, self._text_lines((heading,), x + PADDING, first, Style.BOLD))
            )
            items = (self._item(item, x + PADDING, body + PADDING) for item in _items(lines))
            blocks.extend(Block(Role.PARAGRAPH, marks) for marks in items)
        return bottom

    def _item(self, item: Sequence[tuple[int, _Line]], x: float, top: float) -> tuple[Mark, ...]:
        marks: list[Mark] = []
        for row, line in item:
            y = top + row * self.step
            if line.number:
                marks.extend(self._text_lines((line.number,), x, y))
            marks.extend(self._text_lines((line.text,), x + INDENT, y))
        return tuple(marks)


def _items(lines: Sequence[_Line]) -> Iterator[list[tuple[int, _Line]]]:
    """Lines with their row, item by item."""
    item: list[tuple[int, _Line]] = []
    for row, line in enumerate(lines):
        if line.number and item:
            yield item
            item = []
        item.append((row, line))
    if item:
        yield item


def _signatory(
    approval: Approval, width: float, size: float
) -> tuple[tuple[str, ...], list[tuple[str, Style]]]:
    """The lines above and below the room for the signature."""
    acting = f"{approval.acting} " if approval.acting else ""
    position = wrap(f"{acting}{approval.position},", width, size) if approval.position else ()
    names: list[tuple[str, Style]] = []
    nip = f"NIP. {approval.nip}" if approval.nip else ""
    for text, style in (
        (approval.name, Style.BOLD),
        (approval.rank, Style.REGULAR),
        (nip, Style.REGULAR),
    ):
        names.extend((line, style) for line in wrap(text, width, size, style))
    return position, names
