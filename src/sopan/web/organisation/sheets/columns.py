"""The columns of each kind of table, and how they are found by their headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from sopan.web.organisation.models import Import
from sopan.web.organisation.sheets import values
from sopan.web.organisation.sheets.text import Line, Sheet
from sopan.web.organisation.sheets.values import Unclear, Value
from sopan.web.ui.refusal import Refusal

HEADING_WITHIN = 15
"""Rows in which the heading is looked for: titles may stand above it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key here, its heading in files we write, other headings, both ways of values.

    `needed`: a table without it is refused. `filled`: an empty cell in it is an error.
    """

    key: str
    title: str
    spellings: str
    read: Callable[[str], Value]
    write: Callable[[Value], str] = values.plain
    needed: bool = False
    filled: bool = False
    personal: bool = False
    width: int = 18

    @property
    def names(self) -> frozenset[str]:
        """All headings, as `bare` gives them."""
        return frozenset(bare(name) for name in (self.title, *self.spellings.split(",")))


UNITS = (
    Column(
        "code",
        "Kode",
        "kode unit,kode unit kerja,kode skpd,kode opd,kode perangkat daerah,kd unit,kd skpd",
        values.short(40),
        width=14,
    ),
    Column(
        "name",
        "Nama",
        "nama unit,nama unit kerja,unit kerja,unit,nama skpd,skpd,nama opd,opd,perangkat daerah,"
        "nama perangkat daerah",
        values.short(200),
        needed=True,
        filled=True,
        width=48,
    ),
    Column(
        "short_name", "Singkatan", "nama singkat,akronim,singkatan unit", values.short(60), width=16
    ),
    Column(
        "kind",
        "Jenis",
        "jenis unit,jenis unit kerja,klasifikasi,tipe,kategori",
        values.unit_kind,
        values.labelled(values.UNIT_KINDS),
        needed=True,
        filled=True,
        width=20,
    ),
    Column(
        "parent",
        "Kode Induk",
        "induk,unit induk,kode unit induk,nama induk,atasan,unit atasan,kode atasan,di bawah",
        values.short(200),
        width=14,
    ),
    Column("order", "Urutan", "no urut,nomor urut,urut", values.order, width=9),
)
POSITIONS = (
    Column(
        "code",
        "Kode",
        "kode jabatan,kd jabatan",
        values.short(40),
        needed=True,
        filled=True,
        width=14,
    ),
    Column(
        "name",
        "Nama Jabatan",
        "nama,jabatan,nomenklatur jabatan,nomenklatur",
        values.short(200),
        needed=True,
        filled=True,
        width=48,
    ),
    Column(
        "unit",
        "Kode Unit",
        "unit,unit kerja,kode unit kerja,kode skpd,kode opd,skpd,opd,nama unit,perangkat daerah",
        values.short(200),
        needed=True,
        filled=True,
        width=14,
    ),
    Column(
        "level",
        "Eselon/Jenjang",
        "eselon,jenjang,eselonering,eselon jenjang,eselon atau jenjang,jenjang jabatan",
        values.level,
        values.labelled(values.LEVELS),
        needed=True,
        filled=True,
        width=18,
    ),
    Column(
        "is_head",
        "Kepala Unit",
        "kepala,pimpinan,pimpinan unit,kepala unit kerja",
        values.mark,
        values.write_mark,
        width=12,
    ),
    Column(
        "duties", "Uraian Tugas", "tugas,tupoksi,tugas pokok,uraian jabatan", values.long, width=60
    ),
    Column("order", "Urutan", "no urut,nomor urut,urut", values.order, width=9),
)
PEOPLE = (
    Column(
        "nip",
        "NIP",
        "n i p,nip baru,nomor induk pegawai",
        values.nip,
        values.write_nip,
        personal=True,
        width=24,
    ),
    Column(
        "name",
        "Nama",
        "nama lengkap,nama pegawai,nama pejabat,nama asn",
        values.short(120),
        needed=True,
        filled=True,
        width=40,
    ),
    Column(
        "rank",
        "Pangkat",
        "pangkat/golongan,pangkat golongan,pangkat gol,pangkat gol ruang,golongan,gol",
        values.short(60),
        width=22,
    ),
    Column(
        "email",
        "E-mail",
        "email,surel,alamat e-mail,alamat email,surat elektronik",
        values.email,
        personal=True,
        width=32,
    ),
    Column(
        "post",
        "Kode Jabatan",
        "jabatan,nama jabatan,kd jabatan",
        values.short(200),
        width=14,
    ),
    Column(
        "kind",
        "Sebagai",
        "status,status jabatan,jenis penunjukan,definitif/plt/plh",
        values.holding_kind,
        values.labelled(values.HOLDING_KINDS),
        width=12,
    ),
    Column(
        "since",
        "Mulai",
        "tmt,tmt jabatan,mulai tanggal,sejak,terhitung mulai tanggal,dari",
        values.day,
        values.write_day,
        width=13,
    ),
    Column(
        "until",
        "Sampai",
        "s.d.,s/d,sampai dengan,hingga,berakhir,sampai tanggal",
        values.last_day,
        values.write_last_day,
        width=13,
    ),
    Column(
        "letter",
        "Nomor Surat",
        "no surat,nomor sk,no sk,sk,nomor surat keputusan,nomor surat perintah,surat keputusan",
        values.short(120),
        width=26,
    ),
)
COLUMNS: Mapping[str, tuple[Column, ...]] = {
    Import.Kind.UNITS: UNITS,
    Import.Kind.POSITIONS: POSITIONS,
    Import.Kind.PEOPLE: PEOPLE,
}


def bare(heading: str) -> str:
    """A heading without case, signs and remarks in brackets."""
    text = re.sub(r"\(.*?\)", " ", heading.casefold())
    return " ".join(re.sub(r"[\W_]+", " ", text).split())


# Finding the headings


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its texts by the keys of columns."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """A table whose columns are known, with what was passed over."""

    kind: str
    rows: tuple[Row, ...]
    ignored: tuple[str, ...] = ()
    """Headings of columns that mean nothing here."""
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A row taken for the heading: which column stands where."""

    line: Line
    places: Mapping[str, int]
    ignored: tuple[str, ...] = ()
    twice: tuple[str, ...] = field(default=())


def recognise(sheets: Sequence[Sheet], kind: str) -> Found:
    """The first sheet with the headings of the kind. Raises Refusal with what is expected."""
    best = [(sheet, heading) for sheet in sheets if (heading := _heading(sheet, kind))]
    if not best:
        raise Refusal(_unheaded(kind), "file")
    sheet, heading = next((b for b in best if not _missing(b[1], kind)), best[0])
    if missing := _missing(heading, kind):
        raise Refusal(_incomplete(kind, heading, missing), "file")
    if heading.twice:
        text = _("Kolom %(names)s ada lebih dari satu kali. Hapus yang tidak dipakai.")
        raise Refusal(text % {"names": ", ".join(heading.twice)}, "file")
    rows = tuple(_rows(sheet, heading))
    if not rows:
        raise Refusal(_("Di bawah judul kolom belum ada isi."), "file")
    others = tuple(other.name for other in sheets if other is not sheet and other.lines)
    return Found(kind, rows, heading.ignored, sheet.name, others)


def _heading(sheet: Sheet, kind: str) -> Heading | None:
    """The row that names the most columns of the kind, at least two."""
    tried = [_read_heading(line, kind) for line in sheet.lines[:HEADING_WITHIN]]
    best = max(tried, key=lambda heading: len(heading.places), default=None)
    return best if best and len(best.places) > 1 else None


def _read_heading(line: Line, kind: str) -> Heading:
    known = {name: column for column in COLUMNS[kind] for name in column.names}
    places: dict[str, int] = {}
    ignored, twice = [], []
    for place, text in enumerate(line.cells):
        column = known.get(bare(text))
        if column and column.key in places:
            twice.append(text)
        elif column:
            places[column.key] = place
        elif text:
            ignored.append(values.squeezed(text)[:80])
    return Heading(line, places, tuple(ignored), tuple(twice))


def _missing(heading: Heading, kind: str) -> list[str]:
    return [c.title for c in COLUMNS[kind] if c.needed and c.key not in heading.places]


def _expected(kind: str) -> str:
    return ", ".join(column.title for column in COLUMNS[kind])


def _unheaded(kind: str) -> str:
    text = _("Judul kolom tidak ditemukan. Kolom yang dikenal: %(expected)s.")
    return text % {"expected": _expected(kind)}


def _incomplete(kind: str, heading: Heading, missing: Iterable[str]) -> str:
    text = _(
        "Kolom yang belum ada: %(missing)s. Judul kolom dibaca dari baris %(row)d. "
        "Kolom yang dikenal: %(expected)s."
    )
    names = {"missing": ", ".join(missing), "row": heading.line.number, "expected": _expected(kind)}
    return text % names


def _rows(sheet: Sheet, heading: Heading) -> Iterator[Row]:
    below = [line for line in sheet.lines if line.number > heading.line.number]
    if below and _counts(below[0]):
        below = below[1:]
    for line in below:
        cells = {
            key: line.cells[place] if place < len(line.cells) else ""
            for key, place in heading.places.items()
        }
        if any(cells.values()):
            yield Row(line.number, cells)


def _counts(line: Line) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3, as official tables have it."""
    texts = [cell.strip("()") for cell in line.cells if cell]
    return len(texts) > 1 and texts == [str(number) for number in range(1, len(texts) + 1)]


# Reading the cells


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot be taken, at which column, and what to do."""

    row: int
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A row whose cells were read; columns that the table does not have are missing in it."""

    row: int
    values: Mapping[str, Any]

    def get(self, key: str, otherwise: Any = None) -> Any:
        return self.values.get(key, otherwise)


def read_rows(kind: str, rows: Iterable[Row]) -> tuple[list[Entry], list[Problem]]:
    """The rows that can be read, and what is wrong in the others."""
    entries, problems = [], []
    for row in rows:
        found: dict[str, Any] = {}
        wrong = list(_read(kind, row, found))
        problems += wrong
        if not wrong:
            entries.append(Entry(row.number, found))
    return entries, problems


def _read(kind: str, row: Row, found: dict[str, Any]) -> Iterator[Problem]:
    for column in COLUMNS[kind]:
        if column.key not in row.cells:
            continue
        text = row.cells[column.key]
        if column.filled and not text:
            yield Problem(row.number, column.key, _("Belum diisi."))
            continue
        try:
            found[column.key] = column.read(text)
        except Unclear as unclear:
            yield Problem(row.number, column.key, str(unclear))


# Keeping


def dump(found: Found) -> dict[str, Any]:
    """As the model keeps it; the form of version 1."""
    return {
        "version": 1,
        "ignored": list(found.ignored),
        "sheet": found.sheet,
        "other_sheets": list(found.other_sheets),
        "rows": [[row.number, dict(row.cells)] for row in found.rows],
    }


def load(kind: str, kept: Mapping[str, Any]) -> Found:
    rows = tuple(Row(number, cells) for number, cells in kept["rows"])
    return Found(kind, rows, tuple(kept["ignored"]), kept["sheet"], tuple(kept["other_sheets"]))
