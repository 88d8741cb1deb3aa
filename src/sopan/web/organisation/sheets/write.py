"""Tables as files: XLSX for people, CSV for other programs; and empty ones to begin with.

Headings and words are Indonesian whatever the language of the pages: the files are official data.
A text that a table program would take for a formula stays text: in XLSX by its type, in CSV behind
an apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from sopan.web.organisation.models import HoldingKind, Import, Level, UnitKind
from sopan.web.organisation.sheets.columns import COLUMNS, Column
from sopan.web.organisation.sheets.text import DEFUSED, without_control
from sopan.web.organisation.sheets.values import Value

FORMULA = ("=", "+", "-", "@", "\t", "\r")
SEPARATOR = ";"
DAY_FORM = "dd/mm/yyyy"
HEADING = PatternFill("solid", fgColor="E3EAE8")
WRAPPED = frozenset(["duties", "name", "letter"])
DAYS = frozenset(["since", "until"])

EXAMPLES: dict[str, dict[str, Value]] = {
    Import.Kind.UNITS: {
        "code": "1.02.01",
        "name": "Bagian Organisasi",
        "short_name": "Bag. Organisasi",
        "kind": UnitKind.BUREAU,
        "parent": "1.02",
        "order": 1,
    },
    Import.Kind.POSITIONS: {
        "code": "1.02.01-K",
        "name": "Kepala Bagian Organisasi",
        "unit": "1.02.01",
        "level": Level.III_A,
        "is_head": True,
        "duties": "Menyusun kebijakan kelembagaan\nMembina penyusunan SOP",
        "order": 1,
    },
    Import.Kind.PEOPLE: {
        "nip": "198001012005011001",
        "name": "Nama Pejabat, S.Sos.",
        "rank": "Pembina (IV/a)",
        "email": "pejabat@contoh.go.id",
        "post": "1.02.01-K",
        "kind": HoldingKind.DEFINITIVE,
        "since": date(2026, 3, 3),
        "until": None,
        "letter": "821/17/BKD/2026",
    },
}


def xlsx(
    columns: Sequence[Column], rows: Iterable[Sequence[Value]], title: str, example: bool = False
) -> bytes:
    """A workbook with one sheet; with `example` a second one that shows how it is filled."""
    book = Workbook(write_only=True)
    with override("id"):
        _fill(book.create_sheet(title), columns, rows)
        if example:
            _fill(book.create_sheet(_("Contoh")), columns, [_example(columns)])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def template(kind: str) -> bytes:
    """An empty table of a kind, with one example on a sheet of its own."""
    return xlsx(COLUMNS[kind], [], title(kind), example=True)


def title(kind: str) -> str:
    with override("id"):
        return str(Import.Kind(kind).label)


def delimited(columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> bytes:
    """CSV that Excel opens rightly where the decimal sign is a comma: UTF-8 with its mark, `;`."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=SEPARATOR, lineterminator="\r\n")
    writer.writerow([column.title for column in columns])
    for row in rows:
        writer.writerow([_defused(column.write(v)) for column, v in zip(columns, row, strict=True)])
    return target.getvalue().encode("utf-8-sig")


def _defused(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) or DEFUSED.match(text) else text


def _example(columns: Sequence[Column]) -> list[Value]:
    kind = next(kind for kind, known in COLUMNS.items() if tuple(known) == tuple(columns))
    return [EXAMPLES[kind][column.key] for column in columns]


def _fill(sheet: Any, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> None:
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.append([_heading(sheet, column) for column in columns])
    looks = [_look(sheet, column) for column in columns]
    for row in rows:
        sheet.append([_cell(sheet, *one) for one in zip(columns, looks, row, strict=True)])


def _heading(sheet: Any, column: Column) -> Any:
    cell = WriteOnlyCell(sheet, value=column.title)
    cell.font = Font(bold=True)
    cell.fill = HEADING
    return cell


def _look(sheet: Any, column: Column) -> Any:
    """A cell whose style the cells of a column take over: setting it on each is three times slower.

    Texts are marked as text, so that codes keep their zeros also when somebody edits them.
    """
    cell = WriteOnlyCell(sheet)
    cell.number_format = DAY_FORM if column.key in DAYS else "@"
    if column.key in WRAPPED:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(sheet: Any, column: Column, look: Any, value: Value) -> Any:
    """Days are days, everything else is text and no formula."""
    if isinstance(value, date):
        day = value - timedelta(days=1) if column.key == "until" else value
        cell: Any = WriteOnlyCell(sheet, value=datetime.combine(day, time()))
        cell._style = look._style
        return cell
    text = without_control(column.write(value))
    cell = WriteOnlyCell(sheet, value=f"'{text}" if DEFUSED.match(text) else text or None)
    cell._style = look._style
    if text:
        cell.data_type = "s"
    if text.startswith(FORMULA):
        cell._style = copy(look._style)
        cell.quotePrefix = True
    return cell
