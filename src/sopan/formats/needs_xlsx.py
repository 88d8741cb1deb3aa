"""The form of the needs assessment as XLSX, as the annex has it.

Read back by whoever reads tables: the texts of the cells go to `needs_table.parse`. Texts stay
texts, also those that a table program would take for a formula. The same form gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sopan.sop.needs import HEADINGS, Cell, Line, form

NAME = "Identifikasi Kebutuhan SOP"
WIDTHS = (5, 28, 24, 28, 28, 22, 18, 34)
"""Of the columns, in characters; together they fill a landscape page that is fitted to width."""

_THIN = Side(style="thin")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_TOP = Alignment(wrap_text=True, vertical="top")
_MIDDLE = Alignment(wrap_text=True, vertical="center", horizontal="center")
_GREY = PatternFill("solid", fgColor="E3EAE8")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_MOST_LETTERS = 32_767
_DAY = (1980, 1, 1, 0, 0, 0)
_TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on the form: whose it is, and its lines."""

    government: str
    unit: str
    lines: tuple[Line, ...]


def write(sheet: Sheet) -> bytes:
    """The form as a workbook of one page."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = NAME
    first = _head(page, sheet)
    cells = form(sheet.lines)
    last = first + max((cell.row + cell.rows for cell in cells), default=0) - 1
    _frame(page, range(first, last + 1))
    for cell in cells:
        _put(page, cell, first)
    _print(page, first)
    target = io.BytesIO()
    book.save(target)
    return _without_times(target.getvalue())


def _head(page: Worksheet, sheet: Sheet) -> int:
    """Title, government and unit, headings and their numbers; the first row below."""
    above = [NAME.upper(), sheet.government, sheet.unit]
    row = 0
    for row, text in enumerate((text for text in above if text.strip()), 1):
        cell = _text(page, row, 1, text)
        cell.alignment, cell.font = _MIDDLE, Font(bold=True)
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(HEADINGS))
    headings = row + 2
    for number, heading in enumerate(HEADINGS, 1):
        _heading(_text(page, headings, number, heading))
        _heading(_text(page, headings + 1, number, str(number)))
    return headings + 2


def _heading(cell: SheetCell) -> None:
    cell.font, cell.fill = Font(bold=True), _GREY
    cell.alignment, cell.border = _MIDDLE, _BORDER


def _frame(page: Worksheet, rows: Iterable[int]) -> None:
    """Borders of every cell; those within a merged one are not seen."""
    for row in rows:
        for column in range(1, len(HEADINGS) + 1):
            page.cell(row, column).border = _BORDER


def _put(page: Worksheet, cell: Cell, first: int) -> None:
    row, column = first + cell.row, cell.column + 1
    _text(page, row, column, cell.text).alignment = _MIDDLE if column == 1 else _TOP
    if cell.rows > 1:
        page.merge_cells(
            start_row=row, end_row=row + cell.rows - 1, start_column=column, end_column=column
        )


def _text(page: Worksheet, row: int, column: int, text: str) -> SheetCell:
    cell = page.cell(row, column)
    assert isinstance(cell, SheetCell)  # written before it is merged
    cell.value = _CONTROL.sub("", text)[:_MOST_LETTERS]
    cell.data_type = "s"
    cell.number_format = "@"
    return cell


def _print(page: Worksheet, first: int) -> None:
    for number, width in enumerate(WIDTHS, 1):
        page.column_dimensions[get_column_letter(number)].width = width
    page.freeze_panes = f"A{first}"
    page.print_title_rows = f"{first - 2}:{first - 1}"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_options.horizontalCentered = True


def _without_times(data: bytes) -> bytes:
    """The archive with one fixed time: a clock must not make two equal forms differ."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = _TIMES.sub(rb"\g<1>1980-01-01T00:00:00Z", old.read(name))
            entry = zipfile.ZipInfo(name, _DAY)
            new.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return target.getvalue()
