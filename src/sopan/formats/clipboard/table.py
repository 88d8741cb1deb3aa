"""A block of cells as it was copied: texts, which cells were merged, what did not come along."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from sopan.sop.findings import Language, Words

MOST_CHARACTERS = 5_000_000
"""Of the text and of the HTML, each by itself; about 5 MB."""
MOST_ROWS = 2_000
MOST_COLUMNS = 60
MOST_PARTS = 300_000
"""Tags of the HTML, or cells of the text, empty ones too: what takes time to read."""

PICTURE = "\ufffc"
"""Stands in a cell where a drawn shape or a picture was."""

_CONTROL = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""What prints nothing and may hide or turn round what does; not tabs and line breaks."""
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2065\ufeff]")
"""What office programs leave between words to break lines; taken out without a word."""


class PasteError(Exception):
    """A block that is too large to read, with what to do instead."""

    def __init__(self, words: Words, **values: object) -> None:
        super().__init__(words.say(Language.ENGLISH, values))
        self.words = words
        self.values = values

    def say(self, language: Language) -> str:
        return self.words.say(language, self.values)


TOO_LONG = Words(
    "Tempelan berisi {count} karakter; paling banyak {limit}. "
    "Salin tabel kegiatannya saja, tanpa gambar, lalu tempel lagi.",
    "The paste has {count} characters; the most is {limit}. "
    "Copy the table of activities alone, without pictures, and paste again.",
)
TOO_MANY_ROWS = Words(
    "Tempelan berisi lebih dari {limit} baris. Salin baris satu SOP saja, lalu tempel lagi.",
    "The paste has more than {limit} rows. Copy the rows of one SOP alone, and paste again.",
)
TOO_MANY_COLUMNS = Words(
    "Tempelan berisi lebih dari {limit} kolom. Salin kolom tabel kegiatan saja, lalu tempel lagi.",
    "The paste has more than {limit} columns. Copy the columns of the table of activities alone, "
    "and paste again.",
)

TOO_INTRICATE = Words(
    "Tempelan terdiri atas lebih dari {limit} bagian. "
    "Salin tabel kegiatannya saja, lalu tempel lagi.",
    "The paste has more than {limit} parts. Copy the table of activities alone, and paste again.",
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `above` and `left` say that it is part of a merged cell which begins there."""

    text: str = ""
    above: bool = False
    left: bool = False


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal length.

    `outside` are the lines around the table, `control` counts characters that were removed,
    `hidden` the filled cells that the sheet does not show. `is_plain` says that the HTML was too
    long, so that merged cells are not known.
    """

    rows: tuple[tuple[Cell, ...], ...]
    outside: tuple[str, ...] = ()
    control: int = 0
    hidden: int = 0
    is_plain: bool = False


@dataclass(slots=True)
class Block:
    """The rows of one table while they are read; refuses what lies beyond the limits.

    Empty cells and rows at the end do not count: sheets have thousands of them.
    """

    rows: list[list[Raw]] = field(default_factory=list)
    _row: list[Raw] = field(default_factory=list)
    _count: int = 0

    def begin_row(self) -> None:
        self._row = []
        self._count += 1
        if self._count <= MOST_ROWS:
            self.rows.append(self._row)

    def add(self, cell: Raw) -> None:
        if self._count > MOST_ROWS and cell.text:
            raise PasteError(TOO_MANY_ROWS, limit=MOST_ROWS)
        if len(self._row) < MOST_COLUMNS:
            self._row.append(cell)
        elif cell.text:
            raise PasteError(TOO_MANY_COLUMNS, limit=MOST_COLUMNS)


@dataclass(frozen=True, slots=True)
class Raw:
    """A cell as written: how many rows and columns it takes."""

    text: str
    rows: int = 1
    columns: int = 1


def spread(rows: list[list[Raw]]) -> list[list[Cell]]:
    """Each cell in its column, with the parts of merged cells around it."""
    below: dict[int, tuple[int, Cell]] = {}
    return [_spread_row(row, below) for row in rows]


def _spread_row(row: list[Raw], below: dict[int, tuple[int, Cell]]) -> list[Cell]:
    """`below` holds, by column, for how many more rows a cell of an earlier row goes on."""
    placed: dict[int, Cell] = {}
    for column, (left, cell) in list(below.items()):
        placed[column] = cell
        below[column] = (left - 1, cell)
        if left == 1:
            del below[column]
    column = 0
    for raw in row:
        while column in placed:
            column += 1
        if column >= MOST_COLUMNS and raw.text:
            raise PasteError(TOO_MANY_COLUMNS, limit=MOST_COLUMNS)
        for place in range(column, min(column + raw.columns, MOST_COLUMNS)):
            is_left = place > column
            placed[place] = Cell("" if is_left else raw.text, left=is_left)
            if raw.rows > 1:
                below[place] = (raw.rows - 1, Cell(above=True, left=is_left))
        column += raw.columns
    return [placed.get(place, EMPTY) for place in range(max(placed, default=-1) + 1)]


def rectangle(rows: list[list[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """The rows without empty ones at the end, all as wide as the last filled column."""
    filled = [column for row in rows for column, cell in enumerate(row) if cell.text]
    width = max(filled, default=-1) + 1
    last = max((n for n, row in enumerate(rows, 1) if any(cell.text for cell in row)), default=0)
    return tuple(tuple((row + [EMPTY] * width)[:width]) for row in rows[:last])


def cleaned(text: str) -> tuple[str, int]:
    """The text without what cannot be seen, and how many control characters it had."""
    text, count = _CONTROL.subn("", text)
    text = _INVISIBLE.sub("", text)
    return (text if text.isascii() else unicodedata.normalize("NFC", text)), count


def neat(text: str) -> str:
    """Single spaces within lines, no empty lines."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)
