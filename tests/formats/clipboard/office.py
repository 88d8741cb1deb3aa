"""Makes the form in Calc and in Writer, and takes what LibreOffice puts on the clipboard.

    python -m tests.formats.clipboard.office    writes the recorded clipboards anew

The HTML of a clipboard is what the HTML export writes; its plain text is that of the text export.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from openpyxl import Workbook

RECORDED = Path(__file__).parent / "recorded"

HEAD = (
    ("No", "Kegiatan", "Pelaksana", "", "", "Mutu Baku", "", "", "Keterangan"),
    ("", "", "Pemohon", "Staf", "Kasubag\nUmum", "Kelengkapan", "Waktu", "Output", ""),
    ("1", "2", "3", "4", "5", "6", "7", "8", "9"),
)
SPANS = (
    *((0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 3), (0, 5, 1, 3)),
    *((0, 8, 2, 1), (6, 0, 2, 1), (6, 1, 2, 1)),
)
"""Merged cells: row, column, how many rows and columns."""
BODY = (
    ("1", "Menyerahkan surat", "v", "", "", "Surat\nTanda terima", "5 menit", "Surat diterima", ""),
    ("2", "Apakah surat lengkap?", "", "√", "", "Surat", "1 jam", "Surat lengkap", "Tidak ke 1"),
    ("3", 'Memaraf "konsep" & surat', "", "2", "1", "Surat", "½ jam", "Konsep", "Rangkap 2"),
    ("4", "Mengarsipkan surat", "", "x", "", "Surat", "1-2 hari", "Arsip", ""),
    ("", "", "", "", "", "Buku agenda", "", "", ""),
)
TABLE = (*HEAD, *BODY)


def find() -> str:
    """The program, "" where it is not installed."""
    return shutil.which("soffice") or ""


def calc(folder: Path) -> tuple[str, str]:
    """The HTML and the plain text of the form in a sheet."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in TABLE:
        sheet.append([int(cell) if cell.isdecimal() else cell or None for cell in row])
    for top, left, rows, columns in SPANS:
        sheet.merge_cells(None, top + 1, left + 1, top + rows, left + columns)
    workbook.save(folder / "calc.xlsx")
    _convert(folder, "calc.xlsx", "html")
    _convert(folder, "calc.xlsx", "csv:Text - txt - csv (StarCalc):9,34,76")
    return _read(folder / "calc.html"), _read(folder / "calc.csv")


def writer(folder: Path) -> str:
    """The HTML of the form in a document, below a paragraph."""
    (folder / "writer.fodt").write_text(_document(), encoding="utf-8")
    _convert(folder, "writer.fodt", "html:HTML (StarWriter)")
    return _read(folder / "writer.html")


def _convert(folder: Path, name: str, form: str) -> None:
    profile = (folder / "profile").as_uri()
    command = [find(), f"-env:UserInstallation={profile}", "--headless", "--convert-to", form]
    subprocess.run(
        [*command, "--outdir", str(folder), str(folder / name)],
        check=True,
        capture_output=True,
        timeout=120,
    )


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _document() -> str:
    """A flat OpenDocument text; covered cells stand for the parts of merged ones."""
    spans = {(row, column): (rows, columns) for row, column, rows, columns in SPANS}
    covered = {
        (row + down, column + right)
        for (row, column), (rows, columns) in spans.items()
        for down in range(rows)
        for right in range(columns)
    } - set(spans)
    rows = "".join(
        "<table:table-row>"
        + "".join(_cell(row, column, text, spans, covered) for column, text in enumerate(line))
        + "</table:table-row>"
        for row, line in enumerate(TABLE)
    )
    names = ("office", "text", "table")
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} office:version="1.2" '
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>'
        "<text:p>SOP Pengelolaan Surat</text:p>"
        f'<table:table table:name="T"><table:table-column table:number-columns-repeated="9"/>{rows}'
        "</table:table></office:text></office:body></office:document>"
    )


def _cell(
    row: int,
    column: int,
    text: str,
    spans: dict[tuple[int, int], tuple[int, int]],
    covered: set[tuple[int, int]],
) -> str:
    if (row, column) in covered:
        return "<table:covered-table-cell/>"
    down, right = spans.get((row, column), (1, 1))
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return (
        f'<table:table-cell table:number-rows-spanned="{down}" '
        f'table:number-columns-spanned="{right}">{lines}</table:table-cell>'
    )


def main() -> None:
    """Writes the recorded clipboards anew."""
    RECORDED.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        html, text = calc(folder)
        (RECORDED / "calc.html").write_text(html, encoding="utf-8")
        (RECORDED / "calc.txt").write_text(text, encoding="utf-8")
        (RECORDED / "writer.html").write_text(writer(folder), encoding="utf-8")


if __name__ == "__main__":
    main()
