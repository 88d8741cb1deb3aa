"""Files read into rows of text; bad files refused in words."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopan.web.organisation.sheets import read as reading
from sopan.web.organisation.sheets import text, workbook, write
from sopan.web.organisation.sheets.columns import COLUMNS, UNITS, recognise
from sopan.web.organisation.sheets.read import read
from sopan.web.ui.refusal import Refusal
from tests.web.organisation.sheets import workbook as made

ROWS = [("Kode", "Nama", "Jenis"), ("001", "Dinas A", "Dinas"), ("002", "Dinas B", "Dinas")]
PLAIN = "Kode;Nama;Jenis\r\n001;Dinas Kesehatan – Kota;Dinas\r\n"


def cells(content: bytes, name: str = "a.csv") -> list[tuple[str, ...]]:
    return [line.cells for line in read(content, name)[0].lines]


def refused(content: bytes, name: str = "a.xlsx") -> str:
    with pytest.raises(Refusal) as caught:
        read(content, name)
    assert caught.value.field == "file"
    return caught.value.text


def repacked(content: bytes, parts: dict[str, bytes]) -> bytes:
    """A workbook with parts put in place of others, or added."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        kept = {name: old.read(name) for name in old.namelist()}
        for name, part in (kept | parts).items():
            new.writestr(name, part)
    return target.getvalue()


# CSV


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_is_read_in_the_encodings_of_offices(encoding: str) -> None:
    expected = [("Kode", "Nama", "Jenis"), ("001", "Dinas Kesehatan – Kota", "Dinas")]
    assert cells(PLAIN.encode(encoding)) == expected


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_its_mark(encoding: str) -> None:
    assert cells(PLAIN.encode(encoding))[1][0] == "001"


@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_the_separator_is_found_although_texts_hold_the_others(sign: str) -> None:
    rows = [
        ("Kode", "Uraian Tugas", "Unit"),
        ("1", "menyusun" + " a" * 3, "U1"),
        ("2", '"satu, dua; tiga\tempat, lima"', "U2"),
        ("3", "", ""),
    ]
    content = "\r\n".join(sign.join(row) for row in rows).encode()
    assert cells(content)[2] == ("2", "satu, dua; tiga\tempat, lima", "U2")


def test_commas_in_texts_do_not_divide_a_table_with_semicolons() -> None:
    content = b"Kode;Nama\n1;a, b, c, d\n2;e, f\n3;g, h, i, j, k"
    assert cells(content)[1] == ("1", "a, b, c, d")


def test_the_separator_that_excel_names_is_taken_and_its_line_not_counted() -> None:
    lines = read(b"sep=|\r\nKode|Nama\r\n1|a;b\r\n", "a.csv")[0].lines
    assert [(line.number, line.cells) for line in lines] == [
        (1, ("Kode", "Nama")),
        (2, ("1", "a;b")),
    ]


def test_rows_keep_the_numbers_of_the_file_when_some_are_empty() -> None:
    lines = read(b"Kode;Nama\r\n\r\n;\r\n1;a\r\n", "a.csv")[0].lines
    assert [line.number for line in lines] == [1, 4]


def test_a_text_on_several_lines_is_one_cell() -> None:
    assert cells(b'Kode;Tugas\r\n1;"satu\r\ndua"\r\n')[1] == ("1", "satu\ndua")


def test_a_quote_that_is_never_closed_is_told_with_its_row() -> None:
    assert "tanda kutip" in refused(b'Kode;Nama\n1;"a\n2;b\n', "a.csv")


@pytest.mark.parametrize("content", [b"\x00\x01\x02\xff" * 40, b"\x89PNG\r\n\x1a\n\x81\x8d" * 9])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    assert "tidak dapat dibaca sebagai tabel" in refused(content, "a.csv")


def test_what_nobody_sees_is_taken_away() -> None:
    assert cells("\u200bKode\u00a0;Na\x07ma\n'007;'=1\n".encode()) == [
        ("Kode", "Nama"),
        ("007", "=1"),
    ]


# XLSX


def test_values_of_a_workbook_become_text() -> None:
    row = ["001", 7, 7.0, 1.5, date(2026, 3, 3), datetime(2026, 3, 3, 8), True, None, " a  b "]
    (sheet,) = read(made(row), "a.xlsx")
    expected = ("001", "7", "7", "1.5", "2026-03-03", "2026-03-03", "ya", "", "a  b")
    assert sheet.lines[0].cells == expected


def test_a_long_number_that_excel_has_rounded_shows_that_it_is() -> None:
    (sheet,) = read(made([198001012005011001, 1.98001012005011e17]), "a.xlsx")
    assert sheet.lines[0].cells == ("1.98001E+17", "1.98001E+17")


def test_hidden_sheets_are_not_read_and_empty_rows_keep_their_number() -> None:
    book = openpyxl.Workbook()
    assert book.active
    book.active["A3"] = "Kode"
    book.create_sheet("rahasia").sheet_state = "hidden"
    target = io.BytesIO()
    book.save(target)
    (sheet,) = read(target.getvalue(), "a.xlsx")
    assert [line.number for line in sheet.lines] == [3]


SHEET = "xl/worksheets/sheet1.xml"


def with_sheet(content: bytes, old: bytes, new: bytes) -> bytes:
    """A workbook whose first sheet is changed by hand."""
    part = zipfile.ZipFile(io.BytesIO(content)).read(SHEET)
    assert old in part
    return repacked(content, {SHEET: part.replace(old, new)})


def test_a_false_size_that_a_sheet_names_does_not_hide_rows() -> None:
    content = with_sheet(made(*ROWS), b'ref="A1:C3"', b'ref="A1:A1"')
    assert cells(content) == ROWS


def test_formulas_count_by_the_value_that_excel_kept() -> None:
    kept = b'<c r="A1"><f>1+1</f><v>2</v></c>'
    content = with_sheet(made([1]), b'<c r="A1" t="n"><v>1</v></c>', kept)
    assert cells(content) == [("2",)]


def test_formulas_without_a_value_are_told_and_not_read_as_empty() -> None:
    assert "rumus yang belum dihitung" in refused(made(["Kode"], ["=A1"]))


# Bad files


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "kosong"),
        (reading.OLE + b"x" * 600, ".xls"),
        (reading.OLE + b"x" * 600 + reading.ENCRYPTED, "kata sandi"),
        (b"%PDF-1.7", "PDF"),
        (b"<html><table><tr><td>Kode</td></tr></table></html>", "halaman web"),
        (b"\xef\xbb\xbf \r\n<!DOCTYPE html><html></html>", "halaman web"),
        (b"<?xml version='1.0'?><Workbook/>", "halaman web"),
        (b"PK\x03\x04 and nothing more", "rusak"),
        (made(*ROWS)[:-300], "rusak"),
        (b"x" * 5_000_001, "5 MB"),
    ],
)
def test_a_bad_file_is_refused_in_words(content: bytes, told: str) -> None:
    assert told in refused(content)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, ".ods"),
        ({"xl/workbook.bin": b""}, ".xlsb"),
        ({"word/document.xml": b"<w/>"}, "bukan tabel"),
    ],
)
def test_other_archives_are_refused_by_what_they_are(parts: dict[str, bytes], told: str) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    assert told in refused(target.getvalue())


def test_what_unpacks_without_end_is_refused_before_it_is_read() -> None:
    bomb = repacked(made(*ROWS), {"xl/bomb.xml": b" " * (workbook.MOST_UNPACKED + 1)})
    assert len(bomb) < 100_000
    assert "terlalu besar" in refused(bomb)


def test_declared_entities_are_refused() -> None:
    declared = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>'
    assert "rusak" in refused(repacked(made(*ROWS), {SHEET: declared}))


@pytest.mark.parametrize("part", [b"<worksheet", b"", b"<other/>", b"\xff\xfe\x00"])
def test_a_damaged_sheet_is_refused(part: bytes) -> None:
    with pytest.raises(Refusal):
        recognise(read(repacked(made(*ROWS), {SHEET: part}), "a.xlsx"), "units")


@settings(deadline=None)
@given(st.integers(0, 4_000), st.binary(min_size=1, max_size=8))
def test_no_damage_to_a_workbook_leads_to_anything_but_a_refusal(at: int, bits: bytes) -> None:
    content = made(*ROWS)
    at %= len(content)
    damaged = content[:at] + bits + content[at + len(bits) :]
    with suppress(Refusal):
        recognise(read(damaged, "a.xlsx"), "units")


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_lead_to_anything_but_rows_or_a_refusal(content: bytes) -> None:
    with suppress(Refusal):
        read(content, "a.csv")


def test_too_many_rows_or_columns_are_told() -> None:
    many = b"\n".join([b"Kode;Nama", *[b"1;a"] * (text.MOST_ROWS + 1)])
    assert "20000 baris" in refused(many, "a.csv")
    assert "40 kolom" in refused(b";".join([b"x"] * 41), "a.csv")
    assert "40 kolom" in refused(made(["x"] * 41))


# Headings


def titled(*rows: tuple[str, ...]) -> bytes:
    return "\n".join(";".join(row) for row in rows).encode()


def test_headings_are_known_by_many_spellings_in_any_order_below_titles() -> None:
    content = titled(
        ("DAFTAR PERANGKAT DAERAH",),
        ("No.", "KLASIFIKASI", " nama  SKPD ", "Kode_SKPD", "Unit Induk (kode)"),
        ("1", "2", "3", "4", "5"),
        ("1", "Dinas", "Dinas A", "1.01", "0"),
    )
    found = recognise(read(content, "a.csv"), "units")
    assert found.ignored == ("No.",)
    assert [(row.number, dict(row.cells)) for row in found.rows] == [
        (4, {"kind": "Dinas", "name": "Dinas A", "code": "1.01", "parent": "0"})
    ]


def test_missing_columns_are_refused_with_what_is_expected() -> None:
    with pytest.raises(Refusal) as caught:
        recognise(read(b"Kode;Nama Jabatan\n1;Kabag", "a.csv"), "positions")
    assert "Kolom yang belum ada: Kode Unit, Eselon/Jenjang." in caught.value.text
    assert "Kode, Nama Jabatan, Kode Unit, Eselon/Jenjang, Kepala Unit" in caught.value.text


def test_a_table_without_headings_is_refused() -> None:
    with pytest.raises(Refusal, match="Judul kolom tidak ditemukan"):
        recognise(read(b"1;Dinas A\n2;Dinas B", "a.csv"), "units")


def test_two_columns_of_one_meaning_are_refused() -> None:
    with pytest.raises(Refusal, match="lebih dari satu kali"):
        recognise(read(b"Kode;Nama;Jenis;Nama Unit\n1;a;Dinas;b", "a.csv"), "units")


def test_headings_alone_are_refused() -> None:
    with pytest.raises(Refusal, match="belum ada isi"):
        recognise(read(b"Kode;Nama;Jenis\n;;\n", "a.csv"), "units")


def test_the_sheet_with_the_headings_is_taken_and_the_others_named() -> None:
    book = openpyxl.load_workbook(io.BytesIO(made(["Petunjuk"], title="Baca dahulu")))
    sheet = book.create_sheet("Data")
    for row in ROWS:
        sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    found = recognise(read(target.getvalue(), "a.xlsx"), "units")
    assert (found.sheet, found.other_sheets, len(found.rows)) == ("Data", ("Baca dahulu",), 2)


@pytest.mark.parametrize("kind", COLUMNS)
def test_no_heading_means_two_columns(kind: str) -> None:
    names = [name for column in COLUMNS[kind] for name in column.names]
    assert len(names) == len(set(names))


# Writing

FORMULAS = ["=1+1", "+62", "-", "@a"]
HARMFUL = [*FORMULAS, "'=1", "'007", "''-", "\u2019", "'Aisyiyah", "a;b", 'a"b', "a\nb"]


@settings(deadline=None)
@given(st.one_of(st.sampled_from(HARMFUL), st.text(max_size=20)))
def test_every_text_comes_back_from_both_kinds_of_files(value: str) -> None:
    value = text.clean(text.clean(text.clean(value)))
    columns = [UNITS[0], UNITS[1]]
    for content in (
        write.xlsx(columns, [("x", value)], "Unit"),
        write.delimited(columns, [("x", value)]),
    ):
        assert cells(content)[1] == (("x", value) if value else ("x",))


@pytest.mark.parametrize("value", FORMULAS)
def test_no_text_becomes_a_formula(value: str) -> None:
    columns = [UNITS[0]]
    book = openpyxl.load_workbook(io.BytesIO(write.xlsx(columns, [(value,)], "Unit")))
    assert book.active and book.active["A2"].data_type == "s"
    assert book.active["A2"].value == value
    assert book.active["A2"].quotePrefix
    line = write.delimited(columns, [(value,)]).decode("utf-8-sig").splitlines()[1]
    assert line == f"'{value}"


def test_a_csv_opens_in_excel_without_questions() -> None:
    content = write.delimited([UNITS[0], UNITS[1]], [("001", "Dinas – A")])
    assert content == b"\xef\xbb\xbfKode;Nama\r\n001;Dinas \xe2\x80\x93 A\r\n"
