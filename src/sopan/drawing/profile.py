"""How one government wants its pages: paper, margins, font, texts and order of the columns.

The form is PermenPANRB 35/2012; where a government's own regulation differs, it differs here.
`formats.profile` reads a profile from a file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Paper(StrEnum):
    """Landscape papers of Indonesian offices; F4 is Folio of 215 x 330 mm."""

    A4 = "A4"
    F4 = "F4"
    LETTER = "Letter"
    LEGAL = "Legal"


PAPER_SIZES: dict[Paper, tuple[float, float]] = {
    Paper.A4: (297.0, 210.0),
    Paper.F4: (330.0, 215.0),
    Paper.LETTER: (279.4, 215.9),
    Paper.LEGAL: (355.6, 215.9),
}
"""Width and height in mm, landscape."""


class Column(StrEnum):
    """The columns of the flowchart part; `ACTORS` stands for all performers together."""

    NUMBER = "number"
    ACTIVITY = "activity"
    ACTORS = "actors"
    NEEDS = "needs"
    TIME = "time"
    GIVES = "gives"
    NOTE = "note"


COLUMN_NAMES: dict[Column, str] = {
    Column.NUMBER: "No.",
    Column.ACTIVITY: "Kegiatan",
    Column.ACTORS: "Pelaksana",
    Column.NEEDS: "Kelengkapan",
    Column.TIME: "Waktu",
    Column.GIVES: "Output",
    Column.NOTE: "Keterangan",
}

HEADINGS: dict[str, str] = {
    "number": "NOMOR SOP",
    "created": "TGL. PEMBUATAN",
    "revised": "TGL. REVISI",
    "effective": "TGL. EFEKTIF",
    "approved": "DISAHKAN OLEH",
    "title": "NAMA SOP",
    "laws": "DASAR HUKUM",
    "qualifications": "KUALIFIKASI PELAKSANA",
    "related": "KETERKAITAN",
    "equipment": "PERALATAN/PERLENGKAPAN",
    "warnings": "PERINGATAN",
    "records": "PENCATATAN DAN PENDATAAN",
    "standard": "Mutu Baku",
    "yes": "Ya",
    "no": "Tidak",
    "page": "Halaman {page} dari {pages}",
    "contents": "DAFTAR ISI",
    "continued": "(lanjutan)",
    "continues": "(bersambung)",
}
"""Texts printed by the form itself, by their key in a profile."""


@dataclass(frozen=True, slots=True)
class Emblem:
    """A PNG or JPEG file: its name, its bytes, and width divided by height."""

    name: str
    data: bytes
    proportion: float


@dataclass(frozen=True, slots=True)
class Margins:
    """Distances from the edge of the paper in mm."""

    top: float = 10.0
    right: float = 12.0
    bottom: float = 15.0
    left: float = 12.0


@dataclass(frozen=True)
class Profile:
    """A government's profile. `number_pattern` is a regular expression, "" for none."""

    government: str = ""
    paper: Paper = Paper.F4
    margins: Margins = field(default_factory=Margins)
    font: str = "arimo"
    font_size: float = 7.0
    identity_size: float = 8.5
    columns: tuple[Column, ...] = tuple(Column)
    column_names: dict[Column, str] = field(default_factory=lambda: dict(COLUMN_NAMES))
    column_numbers: bool = True
    headings: dict[str, str] = field(default_factory=lambda: dict(HEADINGS))
    emblem: Emblem | None = None
    number_pattern: str = ""
    maximum_flow_pages: int = 2

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page in mm."""
        return PAPER_SIZES[self.paper]
