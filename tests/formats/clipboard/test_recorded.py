"""The same form, from whichever office program it was copied, gives the same rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sopan.formats.clipboard import Branch, PastedRow, Table, cells, rows
from sopan.sop.findings import Language
from tests.formats.clipboard import office

EXPECTED = (
    PastedRow(
        row=4,
        number="1",
        text="Menyerahkan surat",
        actors=(("Pemohon",),),
        needs="Surat\nTanda terima",
        time="5 menit",
        gives="Surat diterima",
    ),
    PastedRow(
        row=5,
        number="2",
        text="Apakah surat lengkap?",
        actors=(("Staf",),),
        needs="Surat",
        time="1 jam",
        gives="Surat lengkap",
        goes_to="Tidak 1",
        branches=(Branch("no", "1"),),
        asks=True,
    ),
    PastedRow(
        row=6,
        number="3",
        text='Memaraf "konsep" & surat',
        actors=(("Kasubag Umum",), ("Staf",)),
        needs="Surat",
        time="½ jam",
        gives="Konsep",
        note="Rangkap 2",
    ),
    PastedRow(
        row=7,
        number="4",
        text="Mengarsipkan surat",
        actors=(("Staf",),),
        needs="Surat\nBuku agenda",
        time="1-2 hari",
        gives="Arsip",
    ),
)

TOLD = {
    "excel.html": ["2 sel tersembunyi tidak ditempel."],
    "word.html": ['Di luar tabel ada tulisan "SOP Pengelolaan Surat". Tulisan itu tidak dipakai.'],
    "writer.html": [
        'Di luar tabel ada tulisan "SOP Pengelolaan Surat". Tulisan itu tidak dipakai.'
    ],
}
"""What is said about the recorded clipboards; nothing about the others."""

FILES = sorted(path.name for path in office.RECORDED.iterdir() if path.suffix != ".md")
needs_office = pytest.mark.skipif(not office.find(), reason="LibreOffice is not installed")


def recorded(name: str) -> Table:
    text = (office.RECORDED / name).read_bytes().decode("utf-8")
    return cells("", text) if name.endswith(".html") else cells(text)


def plain(found: tuple[PastedRow, ...]) -> list[PastedRow]:
    """The rows without where they stood: hidden rows count, and bullets come along."""
    return [replace(row, row=0, needs=row.needs.replace("· ", "")) for row in found]


@pytest.mark.parametrize("name", FILES)
def test_a_recorded_clipboard_gives_the_rows_of_the_form(name: str) -> None:
    found = rows(recorded(name))
    assert plain(found.rows) == plain(EXPECTED)
    assert found.actors == ("Pemohon", "Staf", "Kasubag Umum")
    said = [problem.say(Language.INDONESIAN) for problem in found.problems]
    assert said == TOLD.get(name, [])


@needs_office
@pytest.mark.slow
def test_calc_gives_what_was_recorded(tmp_path: Path) -> None:
    html, text = office.calc(tmp_path)
    assert cells("", html) == recorded("calc.html")
    assert cells(text) == recorded("calc.txt")


@needs_office
@pytest.mark.slow
def test_writer_gives_what_was_recorded(tmp_path: Path) -> None:
    assert cells("", office.writer(tmp_path)) == recorded("writer.html")
