"""The needs assessment as XLSX: as the annex has it, and read back as it was."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from sopan.formats.needs_xlsx import NAME, Sheet, write
from sopan.sop.needs import HEADINGS, Level, Line
from sopan.sop.needs_table import Parsed, parse
from sopan.web.organisation.sheets import workbook
from tests.sop.test_needs import OUTLINE, outline

GOVERNMENT, UNIT = "Pemerintah Kota Banjarmasin", "Bagian Organisasi"


def _sheet(*lines: Line) -> Sheet:
    return Sheet(GOVERNMENT, UNIT, lines)


def _read(data: bytes) -> Parsed:
    """Through the reader that the pages use for uploaded files."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        (sheet,) = workbook.read(archive)
    return parse([line.cells for line in sheet.lines])


def test_the_form_is_read_back_as_it_was() -> None:
    lines = outline(OUTLINE)
    parsed = _read(write(_sheet(*lines)))
    assert [(line.level, line.text) for line in parsed.lines] == [
        (line.level, line.text) for line in lines
    ]


def test_only_what_stands_above_the_headings_is_told_as_left_out() -> None:
    parsed = _read(write(_sheet(*outline(OUTLINE))))
    told = [problem.values["text"] for problem in parsed.problems]
    assert told == [NAME.upper(), GOVERNMENT, UNIT]


def test_cells_are_merged_as_on_the_form() -> None:
    page = openpyxl.load_workbook(io.BytesIO(write(_sheet(*outline(OUTLINE)))))[NAME]
    merged = {str(area) for area in page.merged_cells.ranges}
    assert {"A1:H1", "A7:A11", "B7:B11", "G7:G8"} <= merged
    assert [cell.value for cell in page[5]] == list(HEADINGS)
    assert page["H7"].value == "1. Penyusunan Peraturan Wali Kota"
    assert page.print_title_rows == "$5:$6"
    assert page.page_setup.orientation == "landscape"


@pytest.mark.parametrize("text", ["=1+1", "+62", "-", "@x", "a\x07b", "x" * 40_000])
def test_a_text_stays_a_text(text: str) -> None:
    data = write(_sheet(Line("1", Level.TASK, text)))
    cell = openpyxl.load_workbook(io.BytesIO(data))[NAME]["B7"]
    assert cell.data_type == "s"
    assert str(cell.value).startswith("A. ")
    data = write(Sheet(text, text, ()))
    assert openpyxl.load_workbook(io.BytesIO(data))[NAME]["A2"].data_type == "s"


def test_an_empty_form_has_its_headings() -> None:
    page = openpyxl.load_workbook(io.BytesIO(write(Sheet("", "", ()))))[NAME]
    assert [cell.value for cell in page[3]] == list(HEADINGS)
    assert page.max_row == 4


def test_the_same_form_gives_the_same_bytes() -> None:
    lines = outline(OUTLINE)
    assert write(_sheet(*lines)) == write(_sheet(*lines))
    with zipfile.ZipFile(io.BytesIO(write(_sheet(*lines)))) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert b"1980-01-01" in archive.read("docProps/core.xml")
