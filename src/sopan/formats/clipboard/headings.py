"""Finds the heading rows of a pasted table and says what its columns are.

1. The heading row is the first with two headings of the form, or with "Kegiatan" alone.
2. Rows below it belong to it while they only divide "Pelaksana" and "Mutu Baku".
3. A column below "Pelaksana" with a heading of its own is the column of one actor. So is one with
   an unknown heading that holds nothing but marks, or is headed by a position.
4. Rows that number the columns (1, 2, 3) and headings repeated on later pages are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sopan.formats.clipboard.marks import is_mark
from sopan.formats.clipboard.pasted import Column
from sopan.formats.clipboard.table import PICTURE, Cell, Table
from sopan.sop import duration, positions

Row = Sequence[Cell]

_STANDARD = "standard"
_MOST_HEADING_ROWS = 4

_WORDS: dict[Column | str, tuple[str, ...]] = {
    Column.NUMBER: ("no", "nomor", "nomer", "no urut", "nomor urut", "nr", "#", "urutan"),
    Column.TEXT: (
        *("kegiatan", "uraian kegiatan", "uraian", "aktivitas", "aktifitas", "uraian aktivitas"),
        *("uraian aktifitas", "langkah", "langkah langkah", "langkah kegiatan", "tahapan"),
        *("tahapan kegiatan", "tahap", "prosedur", "uraian prosedur", "uraian langkah"),
        *("rincian kegiatan", "nama kegiatan", "alur kegiatan", "urutan kegiatan", "proses"),
        *("uraian tugas", "langkah kerja", "activity", "step"),
    ),
    Column.ACTORS: (
        *("pelaksana", "aktor", "pelaku", "unit pelaksana", "pihak pelaksana", "actor"),
        *("pelaksana kegiatan", "penanggung jawab", "penanggungjawab", "pic", "jabatan pelaksana"),
    ),
    _STANDARD: ("mutu baku", "baku mutu", "standar mutu", "mutu", "standar baku", "mutubaku"),
    Column.NEEDS: (
        *("kelengkapan", "persyaratan", "perlengkapan", "syarat", "input", "bahan"),
        *("persyaratan perlengkapan", "persyaratan kelengkapan", "kelengkapan persyaratan"),
        *("persyaratan dan kelengkapan", "persyaratan dan perlengkapan", "masukan"),
    ),
    Column.TIME: ("waktu", "durasi", "jangka waktu", "lama waktu", "waktu penyelesaian", "lama"),
    Column.GIVES: (
        *("output", "keluaran", "hasil", "luaran", "out put", "produk", "hasil kegiatan"),
        *("output hasil", "hasil output", "output keluaran", "keluaran output"),
    ),
    Column.NOTE: ("keterangan", "ket", "catatan", "keterangan catatan", "remark", "note"),
    Column.GOES_TO: (
        *("lanjut ke", "lanjut", "ke", "ke langkah", "menuju", "tujuan", "langkah berikutnya"),
        *("langkah selanjutnya", "berikutnya", "selanjutnya", "lanjut ke langkah", "go to"),
    ),
}
MAY_HEAD_NAMES = frozenset(("petugas", "pejabat", "pegawai", "jabatan", "oleh", "unit"))
"""Headings of a column of names that may be the name of one actor elsewhere."""

_FIELDS = {word: column for column, words in _WORDS.items() for word in words}
_PARENTHESES = re.compile(r"\(([^()]*)\)")
_SIGNS = re.compile(r"[^\w#]+")
_NUMBERED = re.compile(r"\(?(\d{1,2})\)?\.?")


@dataclass(frozen=True, slots=True)
class Layout:
    """What each column is, what its heading says, and the rows that hold no steps.

    `unit` is the unit of time that the heading of the column names ("Waktu (menit)").
    """

    columns: tuple[Column, ...]
    names: tuple[str, ...]
    heading: frozenset[int] = frozenset()
    above: frozenset[int] = frozenset()
    unit: str = ""
    unnamed: tuple[int, ...] = field(default=())
    """Columns of actors whose names are not known."""

    def of(self, column: Column) -> tuple[int, ...]:
        return tuple(place for place, other in enumerate(self.columns) if other is column)


def field_of(text: str) -> Column | str:
    """The field that a heading names; "" when it is none of the form."""
    plain = " ".join(_SIGNS.sub(" ", _PARENTHESES.sub(" ", text.casefold())).split())
    if plain in _FIELDS:
        return _FIELDS[plain]
    parts = [_FIELDS.get(part.strip(), "") for part in re.split(r"[/]|\bdan\b|&", text.casefold())]
    return parts[0] if len(parts) > 1 and len(set(parts)) == 1 else ""


def layout(table: Table) -> Layout | None:
    """The columns by their headings; None where there are none."""
    top = next((n for n, row in enumerate(table.rows) if _is_heading(row)), None)
    if top is None:
        return None
    below = top + 1
    while below < min(len(table.rows), top + _MOST_HEADING_ROWS) and _divides(table, top, below):
        below += 1
    columns, names, unnamed = _columns(table, top, below)
    repeated = {_texts(table.rows[row]) for row in range(top, below)}
    heading = {
        row
        for row in range(top, len(table.rows))
        if row < below or _texts(table.rows[row]) in repeated or _counts(table.rows[row])
    }
    above = frozenset(range(top))
    return Layout(columns, names, frozenset(heading), above, _unit(table, top, below), unnamed)


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(cell.text for cell in row)


def _is_heading(row: Row) -> bool:
    filled = [cell.text for cell in row if cell.text]
    found = {field_of(text) for text in filled} - {""}
    return len(found) > 1 or (found == {Column.TEXT} and len(filled) == 1)


def _divides(table: Table, top: int, row: int) -> bool:
    """Whether every filled cell of a row stands below "Pelaksana" or "Mutu Baku"."""
    filled = [place for place, cell in enumerate(table.rows[row]) if cell.text]
    return bool(filled) and all(
        _group(table.rows[top], place) in (Column.ACTORS, _STANDARD) for place in filled
    )


def _group(row: Row, place: int) -> Column | str:
    """The field of the heading above a column: its own, or one to the left that spans it."""
    while place and not row[place].text:
        place -= 1
    return field_of(row[place].text)


def _columns(
    table: Table, top: int, below: int
) -> tuple[tuple[Column, ...], tuple[str, ...], tuple[int, ...]]:
    columns: list[Column] = []
    names: list[str] = []
    for place, cell in enumerate(table.rows[top]):
        sub = next((t for r in range(below - 1, top, -1) if (t := table.rows[r][place].text)), "")
        group = _group(table.rows[top], place) if sub or not cell.text else field_of(cell.text)
        text = sub or cell.text
        columns.append(_column(table, below, place, text, group, is_divided=below > top + 1))
        names.append(" ".join(text.replace(PICTURE, " ").split()))
    unnamed = _unnamed(table, below, columns)
    for number, place in enumerate(unnamed, 1):
        columns[place], names[place] = Column.MARK, f"Pelaksana {number}"
    return _numbered(table, below, columns), tuple(names), unnamed


def _body(table: Table, below: int, place: int) -> list[str]:
    return [text for row in table.rows[below:] if (text := row[place].text)]


def _unnamed(table: Table, below: int, columns: Sequence[Column]) -> tuple[int, ...]:
    """The columns below "Pelaksana" that hold marks and no names; all of them, if one does."""
    bodies = {
        place: _body(table, below, place)
        for place, column in enumerate(columns)
        if column is Column.ACTORS
    }
    marked = {place for place, body in bodies.items() if all(map(is_mark, body))}
    return tuple(sorted(marked)) if any(bodies[place] for place in marked) else ()


def _numbered(table: Table, below: int, columns: Sequence[Column]) -> tuple[Column, ...]:
    """A column "Langkah" of numbers beside "Kegiatan" is that of the numbers."""
    several = columns.count(Column.TEXT) > 1 and Column.NUMBER not in columns
    return tuple(
        Column.NUMBER
        if several and column is Column.TEXT and all(map(numbers_column, _body(table, below, n)))
        else column
        for n, column in enumerate(columns)
    )


def _column(
    table: Table, below: int, place: int, text: str, group: Column | str, *, is_divided: bool
) -> Column:
    own = field_of(text)
    if isinstance(own, Column) and own is not Column.ACTORS:
        return own
    if group == Column.ACTORS and text and own != Column.ACTORS:
        return Column.MARK
    body = _body(table, below, place)
    if own == Column.ACTORS or (group == Column.ACTORS and body and is_divided):
        return Column.ACTORS
    if text and not own and body and sum(map(positions.is_position, body)) * 2 > len(body):
        return Column.ACTORS
    if text and not own and (positions.is_position(text) or (body and all(map(is_mark, body)))):
        return Column.MARK
    return Column.ACTORS if group == Column.ACTORS and body else Column.UNKNOWN


def numbers_column(text: str) -> bool:
    return bool(_NUMBERED.fullmatch(text))


def _counts(row: Row) -> bool:
    """Whether a row numbers the columns: 1, 2, 3 and so on."""
    found = [_NUMBERED.fullmatch(cell.text) for cell in row if cell.text]
    numbers = [int(number[1]) for number in found if number]
    return len(numbers) == len(found) > 2 and numbers == [*range(1, len(numbers) + 1)]


def _unit(table: Table, top: int, below: int) -> str:
    """The unit that stands in the heading of the time."""
    for row in table.rows[top:below]:
        for cell in row:
            note = _PARENTHESES.search(cell.text)
            if (
                note
                and field_of(cell.text) == Column.TIME
                and duration.read(f"1 {note[1]}").is_read
            ):
                return note[1].strip()
    return ""
