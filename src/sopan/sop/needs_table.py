"""A needs assessment from the cells of a table: pasted, or read from a file.

The columns are told by their headings, or are those of the annex where there is no heading. A
column without a heading belongs to the one to its left, as where numbers have a column of their
own. A cell that is empty, or says what the one above it says, continues it: so do merged cells.
Numbers before a text go, as they follow from the outline. What could not be placed is told with its
row and text; nothing is dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sopan.sop.findings import Language, Words
from sopan.sop.needs import Level, Line

_HEADINGS: tuple[tuple[str, Level | None], ...] = (
    (r"no\.?|nomor|no\.? urut", None),
    (r"(?:tugas|tugas pokok|tupoksi|tugas dan fungsi)", Level.TASK),
    (r"(?:sub ?-?)?fungsi", Level.FUNCTION),
    (r"(?:uraian|rincian) tugas(?: dan fungsi)?", Level.DUTY),
    (r"(?:uraian |rincian )?kegiatan", Level.ACTIVITY),
    (r"(?:output|keluaran|hasil|produk)(?: akhir|/.*| \(.*\))?", Level.OUTPUT),
    (r"aspek(?: kegiatan)?", Level.ASPECT),
    (r"(?:judul|nama)(?: sop(?: ap)?)?|sop(?: ap)?", Level.TITLE),
)
"""How people head the columns; the numbers of rows are not kept."""

Columns = dict[Level, tuple[int, ...]]
"""The columns of each level, from left to right."""

_ANNEX: Columns = {level: (level + 1,) for level in Level}
_WITHOUT_NUMBERS: Columns = {level: (int(level),) for level in Level}

_LEAST_HEADINGS = 2
_LABEL = r"(?:\(\s*(?:\d{1,3}|[a-z]{1,2})\s*\)|(?:\d{1,3}|[a-z]{1,2})\s*[.)])"
_NUMBERED = re.compile(rf"{_LABEL}\s*(?=\S)", re.IGNORECASE)
_NUMBER_ALONE = re.compile(rf"{_LABEL}|\(?\d{{1,3}}\)?|[a-z]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be placed as it stands. `row` and `column` count from 0."""

    row: int
    column: int
    words: Words
    values: Mapping[str, object] = field(default_factory=dict)

    def say(self, language: Language) -> str:
        return self.words.say(language, self.values)


@dataclass(frozen=True, slots=True)
class Parsed:
    """The outline, the row in which each line begins, and what to look at."""

    lines: tuple[Line, ...]
    rows: tuple[int, ...]
    problems: tuple[Problem, ...]


NO_COLUMN = Words(
    'Kolom tidak dikenal; "{text}" tidak diambil.',
    'The column is not known; "{text}" is left out.',
)
BEFORE_HEADING = Words(
    'Baris di atas judul kolom tidak diambil: "{text}".',
    'The row above the headings is left out: "{text}".',
)
ONLY_NUMBER = Words(
    'Sel ini hanya berisi nomor "{text}", tanpa uraian.',
    'This cell has the number "{text}" alone, without a text.',
)
SEVERAL = Words(
    "Sel ini berisi {count} butir; kolom di kanannya masuk ke butir terakhir.",
    "This cell has {count} entries; what stands to its right belongs to the last.",
)
WITHOUT_TASK = Words(
    '"{text}" tidak berada di bawah tugas apa pun.',
    '"{text}" belongs to no task.',
)


def parse(cells: Sequence[Sequence[str]]) -> Parsed:
    """The outline of a table. Ids are those of row and level: "r3-activity"."""
    return _Reading(cells).read()


class _Reading:
    """One pass over the rows; `_open` is the raw text of each level that still continues."""

    def __init__(self, cells: Sequence[Sequence[str]]) -> None:
        self._cells = cells
        self._open: dict[Level, str] = {}
        self._lines: list[Line] = []
        self._rows: list[int] = []
        self._problems: list[Problem] = []
        self._columns: Columns = {}
        self._ignored: frozenset[int] = frozenset()

    def read(self) -> Parsed:
        first = self._find_columns()
        for row in range(first, len(self._cells)):
            cells = self._cells[row]
            if not _is_column_numbers(cells):
                self._row(row, cells)
        return Parsed(tuple(self._lines), tuple(self._rows), tuple(self._problems))

    def _find_columns(self) -> int:
        """Learn the columns; the first row below the headings."""
        for row, cells in enumerate(self._cells):
            columns, ignored = _headings(cells)
            if len(columns) >= _LEAST_HEADINGS:
                self._columns, self._ignored = columns, ignored
                self._tell_above(row)
                return row + 1
        wide = max((len(cells) for cells in self._cells), default=0) > len(Level)
        self._columns = _ANNEX if wide else _WITHOUT_NUMBERS
        self._ignored = frozenset([0]) if wide else frozenset()
        return 0

    def _tell_above(self, heading: int) -> None:
        for row, cells in enumerate(self._cells[:heading]):
            if text := _shown(" ".join(cells)):
                self._problems.append(Problem(row, 0, BEFORE_HEADING, {"text": text}))

    def _row(self, row: int, cells: Sequence[str]) -> None:
        is_new = False
        for level, columns in sorted(self._columns.items()):
            raw = " ".join(filter(None, (_at(cells, column) for column in columns)))
            if not raw or (raw == self._open.get(level) and not is_new):
                continue
            is_new = self._cell(row, columns[0], level, raw) or is_new
        known = self._ignored.union(*self._columns.values())
        for column, cell in enumerate(cells):
            if cell.strip() and column not in known:
                self._problems.append(Problem(row, column, NO_COLUMN, {"text": _shown(cell)}))

    def _cell(self, row: int, column: int, level: Level, raw: str) -> bool:
        """The entries of a cell as lines; whether there were any."""
        entries = [text for text in map(_text, _entries(raw)) if text]
        if not entries:
            self._problems.append(Problem(row, column, ONLY_NUMBER, {"text": _shown(raw)}))
            return False
        if len(entries) > 1 and level is not Level.TITLE:
            self._problems.append(Problem(row, column, SEVERAL, {"count": len(entries)}))
        if level is not Level.TASK and not self._lines:
            values = {"text": _shown(entries[0])}
            self._problems.append(Problem(row, column, WITHOUT_TASK, values))
        for position, text in enumerate(entries):
            again = f"-{position + 1}" if position else ""
            self._lines.append(Line(f"r{row + 1}-{level.name.lower()}{again}", level, text))
            self._rows.append(row)
        self._open = {other: raw for other, raw in self._open.items() if other < level}
        self._open[level] = raw
        return True


def _headings(cells: Sequence[str]) -> tuple[Columns, frozenset[int]]:
    """The columns of each level, and those of row numbers, that a row of headings tells.

    A second column of the same heading is not known.
    """
    columns: Columns = {}
    ignored = set()
    last: Level | None = None
    for column, cell in enumerate(cells):
        if not cell.strip():
            if last is not None:
                columns[last] = (*columns[last], column)
            continue
        is_known, level = _heading(cell)
        last = level if level not in columns else None
        if last is not None:
            columns[last] = (column,)
        elif is_known and level is None:
            ignored.add(column)
    return columns, frozenset(ignored)


def _heading(cell: str) -> tuple[bool, Level | None]:
    text = " ".join(cell.casefold().split()).strip(" :")
    for pattern, level in _HEADINGS:
        if re.fullmatch(pattern, text):
            return True, level
    return False, None


def _at(cells: Sequence[str], column: int) -> str:
    return cells[column].strip() if column < len(cells) else ""


def _is_column_numbers(cells: Sequence[str]) -> bool:
    """The row 1, 2, 3, ... that often stands below the headings."""
    filled = [cell.strip(" ()") for cell in cells if cell.strip()]
    return len(filled) > 1 and filled == [str(number) for number in range(1, len(filled) + 1)]


def _entries(raw: str) -> Iterator[str]:
    """A cell parted where a line begins with a number, if two lines do; whole otherwise."""
    lines = [line.strip() for line in raw.splitlines() if line.strip()]
    if sum(1 for line in lines if _NUMBERED.match(line)) < 2:
        yield " ".join(lines)
        return
    entry: list[str] = []
    for line in lines:
        if _NUMBERED.match(line) and entry:
            yield " ".join(entry)
            entry = []
        entry.append(line)
    yield " ".join(entry)


def _text(entry: str) -> str:
    """An entry without the number before it; nothing where it is a number alone."""
    if _NUMBER_ALONE.fullmatch(entry):
        return ""
    number = _NUMBERED.match(entry)
    return " ".join((entry[number.end() :] if number else entry).split())


def _shown(text: str) -> str:
    """The beginning of a text, for a message."""
    text = " ".join(text.split())
    return text if len(text) <= 80 else f"{text[:79]}…"
