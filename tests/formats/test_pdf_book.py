"""Many SOPs in one PDF."""

from __future__ import annotations

import tracemalloc
from io import BytesIO, RawIOBase
from typing import Any

import page as validation
import pikepdf
import pypdf
import pytest

from sopan.drawing.drawing import Drawing, Picture, Role
from sopan.formats import pdf
from tests.drawing.samples import block, drawing, flow_page, one_text, page, whole

ABOUT = pdf.About("Buku SOP Kota Sopan", author="Bagian Organisasi", date="2024-01-02")


def _book(*drawings: Drawing) -> bytes:
    buffer = BytesIO()
    with pdf.BookWriter(buffer, ABOUT) as book:
        for own in drawings:
            book.chapter(own.title)
            book.add(own)
    return buffer.getvalue()


def _violations(data: bytes) -> list[str]:
    reports = [validation.validate_pdf_bytes(data, profile=own) for own in ("2a", "ua1")]
    return [f"{f.rule_id}: {f.message}" for report in reports for f in report.failures]


class _Nowhere(RawIOBase):
    """A file that keeps nothing."""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        return len(data)


def test_a_book_conforms_to_pdf_a_2a_and_pdf_ua_1() -> None:
    assert _violations(_book(*(whole(str(number)) for number in range(30)))) == []


def test_pages_of_a_book_are_in_order() -> None:
    reader = pypdf.PdfReader(BytesIO(_book(*(one_text(f"Isi {n}") for n in range(150)))))
    assert [own.extract_text().strip() for own in reader.pages] == [f"Isi {n}" for n in range(150)]


def test_every_sop_is_a_section_of_its_own() -> None:
    opened = pikepdf.open(BytesIO(_book(whole("A"), whole("B"))))
    document = opened.Root.StructTreeRoot.K
    assert [(str(part.S), str(part["/T"])) for part in document.K] == [
        ("/Sect", "SOP Pelayanan KTP-el A"),
        ("/Sect", "SOP Pelayanan KTP-el B"),
    ]


def test_chapters_lead_to_their_pages() -> None:
    buffer = BytesIO()
    with pdf.BookWriter(buffer, ABOUT) as book:
        for unit in ("Dinas Kesehatan", "Dinas Sosial"):
            book.chapter(unit)
            for number in (1, 2):
                book.chapter(f"{unit} (SOP {number})", level=1)
                book.add(drawing(flow_page(1), flow_page(14)))
    assert book.pages == 8
    reader = pypdf.PdfReader(buffer)
    found: list[tuple[int, str, int | None]] = []

    def walk(entries: Any, level: int) -> None:
        for entry in entries:
            if isinstance(entry, list):
                walk(entry, level + 1)
            else:
                found.append((level, entry.title, reader.get_destination_page_number(entry)))

    walk(reader.outline, 0)
    assert found == [
        (0, "Dinas Kesehatan", 0),
        (1, "Dinas Kesehatan (SOP 1)", 0),
        (1, "Dinas Kesehatan (SOP 2)", 2),
        (0, "Dinas Sosial", 4),
        (1, "Dinas Sosial (SOP 1)", 4),
        (1, "Dinas Sosial (SOP 2)", 6),
    ]


def test_a_picture_of_many_sops_is_kept_once() -> None:
    opened = pikepdf.open(BytesIO(_book(*(whole(str(number)) for number in range(5)))))
    first_pages = [own for own in opened.pages if "/XObject" in own.Resources]
    images = {image.objgen for own in first_pages for image in own.Resources.XObject.values()}
    assert (len(first_pages), len(images)) == (5, 1)


def test_the_same_book_gives_the_same_bytes() -> None:
    assert _book(whole("A"), whole("B")) == _book(whole("A"), whole("B"))


def test_a_book_that_failed_is_not_finished() -> None:
    buffer = BytesIO()
    broken = drawing(page(block(Role.FIGURE, Picture(1, 1, 9, 9, "rusak.png", b""))))
    with pytest.raises(pdf.PictureError), pdf.BookWriter(buffer, ABOUT) as book:
        book.add(broken)
    assert b"startxref" not in buffer.getvalue()


def test_a_book_of_other_languages_says_so_at_each_sop() -> None:
    data = _book(whole(), drawing(flow_page(), language="en"))
    opened = pikepdf.open(BytesIO(data))
    sections = opened.Root.StructTreeRoot.K.K
    assert [str(section.Lang) for section in sections] == ["id", "en"]


def test_memory_grows_by_a_few_bytes_per_object() -> None:
    sample = whole()
    file: Any = _Nowhere()
    book = pdf.BookWriter(file, ABOUT)
    for _ in range(10):
        book.add(sample)
    tracemalloc.start()
    for _ in range(40):
        book.add(sample)
    grown, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    objects_per_sop = 540
    assert grown < 40 * objects_per_sop * 30
