"""PDF files, read back by programs that know nothing of the writer."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any

import page as validation
import pikepdf
import pypdf
import pytest
from PIL import Image, ImageCms

from sopan.drawing.drawing import Block, Drawing, Picture, Rectangle, Role, Style, Text
from sopan.drawing.fonts import face
from sopan.formats import pdf
from sopan.formats.pdf.metadata import srgb_profile
from tests.drawing.samples import block, drawing, line, one_text, page, png, whole

PROFILES = ("2a", "ua1")


def _violations(data: bytes) -> list[str]:
    reports = [validation.validate_pdf_bytes(data, profile=profile) for profile in PROFILES]
    return [f"{f.rule_id}: {f.message}" for report in reports for f in report.failures]


def _text(data: bytes, number: int = 0) -> str:
    lines = pypdf.PdfReader(BytesIO(data)).pages[number].extract_text().splitlines()
    return "\n".join(line.rstrip() for line in lines)


@cache  # An object of pikepdf dies with its file.
def _open(data: bytes) -> Any:
    return pikepdf.open(BytesIO(data))


def _images(data: bytes) -> list[Any]:
    return list(_open(data).pages[0].Resources.XObject.values())


def _tree(element: Any) -> Any:
    """The structure below an element: its tag, or its tag with the trees of its children."""
    kids = element.get("/K")
    if not isinstance(kids, pikepdf.Array):
        return str(element.S)[1:]
    return (str(element.S)[1:], [_tree(kid) for kid in kids])


def _document(data: bytes) -> Any:
    return _open(data).Root.StructTreeRoot.K


def _cell(role: Role, text: str, row: int, column: int, rows: int = 1, columns: int = 1) -> Block:
    marks = (line(10 + 20 * column, 10 + 5 * row, text),) if text else ()
    return Block(role, marks, "", 1, row, column, rows, columns)


def _picture(data: bytes) -> Drawing:
    mark = Picture(10, 10, 20, 20, "lambang", data)
    return drawing(page(block(Role.FIGURE, mark, alternative="Lambang")))


def _image(mode: str, kind: str, colour: int = 1, **options: Any) -> bytes:
    buffer = BytesIO()
    Image.new(mode, (8, 4), colour).save(buffer, kind, **options)
    return buffer.getvalue()


def test_a_pdf_conforms_to_pdf_a_2a_and_pdf_ua_1() -> None:
    assert _violations(pdf.write(whole())) == []


def test_a_pdf_is_opened_by_other_readers() -> None:
    data = pdf.write(whole())
    assert len(pypdf.PdfReader(BytesIO(data), strict=True).pages) == 3
    assert _open(data).check_pdf_syntax() == []


def test_text_is_extracted_in_reading_order() -> None:
    assert _text(pdf.write(whole())) == "\n".join(
        [
            "STANDAR OPERASIONAL PROSEDUR",
            "NOMOR SOP 065/12/2024",
            "TGL. PEMBUATAN 3 Mei 2024",
            "NAMA SOP KTP-el",
            "DASAR HUKUM",
            "Undang-Undang Nomor 24",
            "Tahun 2013",
        ]
    )


def test_lines_end_with_a_space_unless_they_end_within_a_word() -> None:
    lines = ["Berita acara /", "catatan", "Undang-", "Undang"]
    marks = [line(10, 10 + 5 * index, text) for index, text in enumerate(lines)]
    data = pdf.write(drawing(page(block(Role.PARAGRAPH, *marks))))
    found = pypdf.PdfReader(BytesIO(data)).pages[0].extract_text()
    assert found.replace("\n", "").rstrip() == "Berita acara / catatan Undang-Undang"


def test_the_same_drawing_gives_the_same_bytes() -> None:
    assert pdf.write(whole()) == pdf.write(whole())
    assert pdf.write(whole()) != pdf.write(whole("lain"))


@pytest.mark.parametrize("text", [r"a (b) \c\\ (((", "Rp½ – “dua” → ≤ é", "x\r\ny", "1. Č 40 Ÿ"])
def test_special_characters_survive(text: str) -> None:
    data = pdf.write(one_text(text))
    assert _text(data) == face(Style.REGULAR).printable(text)
    assert _violations(data) == []


def test_a_missing_character_is_printed_as_a_question_mark() -> None:
    data = pdf.write(one_text("Kota 中 ✓"))
    assert _text(data) == "Kota ? ?"
    assert _violations(data) == []


@pytest.mark.parametrize("style", Style)
def test_every_character_of_the_face_is_extracted_as_itself(style: Style) -> None:
    own = face(style)
    characters = [c for c in own.glyphs if c.strip() and own.printable(c) == c]
    places = enumerate(characters)
    marks = [line(10 + 6 * (i % 50), 5 + 5 * (i // 50), c, style) for i, c in places]
    data = pdf.write(drawing(page(block(Role.PARAGRAPH, *marks))))
    found = pypdf.PdfReader(BytesIO(data)).pages[0].extract_text()
    assert set(found) - {" ", "\n"} == set(characters)
    assert _violations(data) == []


def test_fonts_are_embedded_subsets_of_the_styles_used() -> None:
    fonts = _open(pdf.write(one_text("Ya"))).pages[0].Resources.Font
    assert list(fonts.keys()) == ["/F1"]
    descendant = fonts["/F1"].DescendantFonts[0]
    assert str(descendant.BaseFont)[7:] == "+Arimo"
    assert len(descendant.FontDescriptor.FontFile2.read_bytes()) < 20_000


def test_widths_in_the_file_are_those_of_the_face() -> None:
    descendant = _open(pdf.write(one_text("Ya"))).pages[0].Resources.Font["/F1"].DescendantFonts[0]
    first, widths = int(descendant.W[0]), descendant.W[1]
    regular = face(Style.REGULAR)
    glyph = regular.glyphs["W"]
    assert float(widths[glyph - first]) == pytest.approx(1933 / 2.048, abs=0.01)


def test_metadata_say_the_same_twice() -> None:
    reader = pypdf.PdfReader(BytesIO(pdf.write(whole())))
    assert reader.metadata is not None
    assert reader.xmp_metadata is not None
    assert reader.metadata.title == "SOP Pelayanan KTP-el"
    assert reader.xmp_metadata.dc_title == {"x-default": "SOP Pelayanan KTP-el"}
    assert reader.metadata.author == "Pemerintah Kota Sopan"
    assert str(reader.metadata["/CreationDate"]) == "D:20240503000000Z"


def test_a_title_may_hold_any_character() -> None:
    sample = drawing(*whole().pages, title="SOP “A & B” <中>\\(1)\x00\n\ud800")
    data = pdf.write(sample)
    assert pypdf.PdfReader(BytesIO(data)).metadata.title.startswith("SOP “A & B” <中>\\(1)")  # type: ignore[union-attr]
    assert _violations(data) == []


def test_a_document_without_a_date_or_author_conforms() -> None:
    plain = Drawing("SOP", "", "", "id", whole().pages)
    assert _violations(pdf.write(plain)) == []


def test_catalogue_tells_readers_what_they_need() -> None:
    root = _open(pdf.write(whole())).Root
    assert str(root.Lang) == "id"
    assert root.MarkInfo.Marked
    assert root.ViewerPreferences.DisplayDocTitle


def test_blocks_become_elements_in_their_order() -> None:
    row = ("TR", ["TH", "TD"])
    assert _tree(_document(pdf.write(drawing(whole().pages[0])))) == (
        "Document",
        ["H1", "Figure", ("Table", [row, row, row]), "H2", "P"],
    )


def test_a_figure_has_words_and_its_box_in_points() -> None:
    mark = Rectangle(25.4, 25.4, 50.8, 25.4, stroke=0.2)
    sample = drawing(page(block(Role.FIGURE, mark, alternative="Alur")))
    figure = _document(pdf.write(sample)).K[0]
    assert str(figure.Alt) == "Alur"
    bottom = 215 / 25.4 * 72 - 144
    box = [float(value) for value in figure.A.BBox]
    assert box == pytest.approx([72, bottom, 216, bottom + 72], abs=0.01)


def test_a_figure_without_words_is_decoration() -> None:
    sample = drawing(page(block(Role.FIGURE, Rectangle(1, 1, 5, 5, 0.2))))
    assert len(_document(pdf.write(sample)).K) == 0


def test_spans_and_scopes_stand_at_the_cells() -> None:
    head, body = Role.HEADER_CELL, Role.CELL
    cells = [
        _cell(head, "No.", 0, 0, rows=2),
        _cell(head, "Pelaksana", 0, 1, columns=2),
        _cell(head, "A", 1, 1),
        _cell(head, "B", 1, 2),
        _cell(head, "1", 2, 0),
        _cell(body, "", 2, 1),
        _cell(body, "x", 2, 2),
    ]
    data = pdf.write(drawing(page(*cells)))
    table = _document(data).K[0]
    attributes = [
        [(str(cell.S), {k: str(v) for k, v in cell.get("/A", {}).items()}) for cell in row.K]
        for row in table.K
    ]
    column = {"/O": "/Table", "/Scope": "/Column"}
    assert attributes == [
        [("/TH", column | {"/RowSpan": "2"}), ("/TH", column | {"/ColSpan": "2"})],
        [("/TH", column), ("/TH", column)],
        [("/TH", {"/O": "/Table", "/Scope": "/Row"}), ("/TD", {}), ("/TD", {})],
    ]
    assert _violations(data) == []


def test_places_without_a_block_become_empty_cells() -> None:
    cells = [_cell(Role.CELL, "a", 3, 0), _cell(Role.CELL, "b", 3, 2), _cell(Role.CELL, "c", 7, 1)]
    data = pdf.write(drawing(page(*cells)))
    assert _tree(_document(data).K[0]) == (
        "Table",
        [("TR", ["TD", "TD", "TD"]), ("TR", ["TD", "TD", "TD"])],
    )
    assert _violations(data) == []


def test_cells_of_a_row_are_read_from_left_to_right() -> None:
    cells = [_cell(Role.CELL, "b", 0, 1), _cell(Role.CELL, "a", 0, 0)]
    row = _document(pdf.write(drawing(page(*cells)))).K[0].K[0]
    assert [int(cell.K) for cell in row.K] == [1, 0]


def test_marks_are_in_artifacts_or_elements_only() -> None:
    for number in range(3):
        operators = pikepdf.parse_content_stream(_open(pdf.write(whole())).pages[number])
        depth = 0
        for operation in operators:
            operator = str(operation.operator)
            depth += (operator in {"BDC", "BMC"}) - (operator == "EMC")
            assert depth in {0, 1}
            assert depth or operator not in {"Tj", "S", "f", "B", "Do"}


def test_a_text_is_anchored_at_its_end() -> None:
    width = face(Style.REGULAR).width("Ya", 10)
    for anchor, share in (("start", 0), ("middle", 0.5), ("end", 1)):
        mark = Text(100, 50, "Ya", 10, anchor=anchor)
        found: list[float] = []
        data = pdf.write(drawing(page(block(Role.PARAGRAPH, mark))))
        own = pypdf.PdfReader(BytesIO(data)).pages[0]

        def note(text: str, outer: list[float], inner: list[float], *_: Any) -> None:
            if text.strip():
                found.append(inner[4])  # noqa: B023

        own.extract_text(visitor_text=note)
        assert found[0] / 100 == pytest.approx(100 - share * width, abs=0.01)


@pytest.mark.parametrize(
    "data",
    [
        png(),
        _image("L", "PNG"),
        _image("1", "PNG"),
        _image("P", "PNG", transparency=0),
        _image("I;16", "PNG"),
        _image("LA", "PNG"),
        _image("RGB", "JPEG"),
        _image("L", "JPEG"),
        _image("CMYK", "JPEG"),
    ],
    ids=["rgba", "l", "1", "palette", "16-bit", "la", "jpeg", "grey-jpeg", "cmyk-jpeg"],
)
def test_pictures_of_any_kind_conform(data: bytes) -> None:
    assert _violations(pdf.write(_picture(data))) == []


def test_a_jpeg_is_kept_as_it_is() -> None:
    data = _image("RGB", "JPEG")
    (image,) = _images(pdf.write(_picture(data)))
    assert image.read_raw_bytes() == data


def test_transparency_becomes_a_mask() -> None:
    (image,) = _images(pdf.write(_picture(png())))
    assert set(image.SMask.read_bytes()) == {0x80}


def test_sixteen_bits_of_grey_become_eight() -> None:
    (image,) = _images(pdf.write(_picture(_image("I;16", "PNG", 0x8080))))
    assert set(image.read_bytes()) == {0x80}


def test_a_broken_picture_is_refused_by_its_name() -> None:
    with pytest.raises(pdf.PictureError, match="lambang"):
        pdf.write(_picture(b"\x89PNG\r\n\x1a\nbroken"))


def test_the_colour_profile_is_srgb() -> None:
    profile = ImageCms.ImageCmsProfile(BytesIO(srgb_profile()))
    to_srgb = ImageCms.buildTransform(profile, ImageCms.createProfile("sRGB"), "RGB", "RGB")
    colours = [(0, 0, 0), (10, 100, 200), (128, 128, 128), (250, 3, 90), (255, 255, 255)]
    for colour in colours:
        image = ImageCms.applyTransform(Image.new("RGB", (1, 1), colour), to_srgb)
        assert image is not None
        assert image.getpixel((0, 0)) == pytest.approx(colour, abs=1)
