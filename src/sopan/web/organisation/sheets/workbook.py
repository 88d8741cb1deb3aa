"""XLSX: the values of the visible sheets, as text. Formulas count by the value Excel kept.

A workbook is an archive of XML that could grow without end when unpacked; so its size is summed up
from what really comes out, before openpyxl sees it.
"""

from __future__ import annotations

import lzma
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

import openpyxl
from django.utils.translation import gettext as _

from sopan.web.organisation.sheets.text import Sheet, sheet
from sopan.web.ui.refusal import Refusal

MOST_UNPACKED = 40_000_000
PIECE = 1_000_000
SEEN_COLUMNS = 60
EXACT = 10**15
"""From here on Excel has lost the last digits of a number."""

UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    ValueError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
)
"""What the archive module raises for damaged or foreign archives."""

_DECLARED = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_UNCOMPUTED = re.compile(rb"<f\b[^>]*(/>|>[^<]*</f>)\s*(<v>\s*</v>|<v\s*/>)?\s*</c>")


def read(archive: zipfile.ZipFile) -> list[Sheet]:
    """The visible sheets. Raises Refusal."""
    _check(archive)
    assert archive.fp
    try:
        book = openpyxl.load_workbook(archive.fp, read_only=True, data_only=True)
        sheets = [_sheet(page) for page in book.worksheets if page.sheet_state == "visible"]
    except Refusal:
        raise
    except Exception as error:  # openpyxl raises whatever a damaged part leads to
        raise Refusal(damaged(), "file") from error
    if not sheets:
        raise Refusal(_("File ini tidak berisi lembar yang terlihat."), "file")
    return sheets


def damaged() -> str:
    return _("File Excel ini rusak. Buka di Excel, simpan sekali lagi, lalu unggah.")


def _check(archive: zipfile.ZipFile) -> None:
    """Unpack everything once, in pieces, up to the limit."""
    left = MOST_UNPACKED
    for part in archive.infolist():
        if part.flag_bits & 1:
            raise Refusal(_("File ini dikunci dengan kata sandi."), "file")
        content = _unpacked(archive, part, left)
        left -= len(content)
        if _DECLARED.search(content[:PIECE]):
            raise Refusal(damaged(), "file")
        if part.filename.startswith("xl/worksheets/") and _UNCOMPUTED.search(content):
            text = _("Ada rumus yang belum dihitung. Buka file di Excel, simpan, lalu unggah lagi.")
            raise Refusal(text, "file")


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> bytes:
    pieces = []
    try:
        with archive.open(part) as stream:
            while piece := stream.read(PIECE):
                left -= len(piece)
                if left < 0:
                    text = _("Isi file terlalu besar untuk dibuka. Bagi menjadi beberapa file.")
                    raise Refusal(text, "file")
                pieces.append(piece)
    except UNREADABLE as error:
        raise Refusal(damaged(), "file") from error
    return b"".join(pieces)


def _sheet(page: Any) -> Sheet:
    page.reset_dimensions()  # what a file says about its own size is often wrong
    rows = page.iter_rows(max_col=SEEN_COLUMNS, values_only=True)
    return sheet(page.title, _texts(rows))


def _texts(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[int, Iterable[str]]]:
    for number, row in enumerate(rows, 1):
        filled = len(row)
        while filled and row[filled - 1] is None:
            filled -= 1
        yield number, [_text(value) for value in row[:filled]]


def _text(value: Any) -> str:
    """A value as people would write it; dates as 2026-03-31."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def _number(value: float) -> str:
    if abs(value) >= EXACT:
        return f"{value:.5E}"
    return str(int(value)) if value == int(value) else repr(value)
