"""The identity part: everything the form asks for, each text in its own cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from sopan.drawing.drawing import Drawing, Modules, Page, Picture, Polyline, Role
from sopan.drawing.identity import SECTIONS, in_words
from sopan.drawing.pages import draw, flow_pages
from sopan.drawing.profile import HEADINGS, Emblem, Paper, Profile
from sopan.formats import pdf, png, yaml
from sopan.sop.model import SOP, Actor, Approval, Kind, Link, Step, Symbol
from tests.drawing.measures import Box, text_box, texts
from tests.drawing.samples import png as picture

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.yaml") if path.stem != "profile")
EMBLEM = Emblem("lambang.png", picture(), 0.8)

LONGEST = {
    "title": 250,
    "government": 150,
    "unit": 200,
    "number": 60,
    "position": 200,
    "name": 150,
    "rank": 100,
    "nip": 40,
}
"""Characters that the head of the page can hold of each text, all at once and on every paper."""

LARGEST_FONT = 10.5
"""The largest `identity_size` with which that holds."""


@cache
def example(name: str) -> SOP:
    return yaml.read((EXAMPLES / f"{name}.yaml").read_bytes()).sop


def full() -> SOP:
    """An SOP with something in every field of the identity part."""
    step = Step("s1", "Menyusun konsep", (Symbol("s1.1", ("Staf",), Kind.PROCESS),))
    return SOP(
        id="uji",
        title="Pengujian Halaman",
        actors=(Actor("Staf"),),
        steps=(step,),
        government="Pemerintah Kota Contoh",
        unit="Bagian Organisasi",
        number="065/SOP-001/ORG/2025",
        created=date(2025, 1, 7),
        revised=date(2025, 2, 28),
        effective=date(2025, 3, 10),
        approval=Approval(
            "Sekretaris Daerah",
            "Dra. Contoh Nama, M.Si.",
            "Pembina Utama Muda",
            "19700101 199003 2 001",
        ),
        laws=("Undang-Undang Satu", "Undang-Undang Dua"),
        qualifications=("Memahami tata naskah",),
        related=(Link("SOP Penyusutan Arsip", "arsip"),),
        equipment=("Komputer", "Pencetak"),
        warnings=("Pelayanan terlambat",),
        records=("Buku agenda",),
        verify="https://sop.contoh.go.id/v/uji",
    )


def identity(sop: SOP, profile: Profile) -> list[Page]:
    """The pages of the identity part."""
    pages = draw(sop, profile).pages
    return list(pages[: len(pages) - flow_pages(sop, profile)])


def lines(page: Page, *roles: Role) -> list[str]:
    return [text.text for _, text in texts(page, *(roles or tuple(Role)))]


def of_length(length: int) -> str:
    """A text of exactly this length, of long words."""
    return (
        ("Penyelenggaraan Bidang Pemerintahan Umum dan " * 9)[: length - 1]
        .strip()
        .ljust(length, "n")
    )


def longest() -> SOP:
    """All texts of the head as long as they may be."""
    size = {key: of_length(length) for key, length in LONGEST.items()}
    return replace(
        full(),
        title=size["title"],
        government=size["government"],
        unit=size["unit"],
        number=size["number"],
        approval=Approval(size["position"], size["name"], size["rank"], size["nip"], "Plt."),
    )


def with_list(sop: SOP, key: str, items: tuple[str, ...]) -> SOP:
    """The SOP with another list in one of the six sections."""
    changes: dict[str, Any] = {key: tuple(map(Link, items)) if key == "related" else items}
    return replace(sop, **changes)


def ruled(page: Page) -> tuple[float, float]:
    """Where the halves of the page meet, and where labels and values do."""
    uprights = sorted(
        {
            mark.points[0][0]
            for block in page.blocks
            for mark in block.marks
            if isinstance(mark, Polyline) and mark.points[0][0] == mark.points[1][0]
        }
    )
    return uprights[0], uprights[-1]


def overlaps(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def faults(page: Page, profile: Profile) -> Iterator[str]:
    """Texts that leave their half or cell of the page, or lie on each other."""
    margins = profile.margins
    middle, split = ruled(page)
    bottom = page.height - margins.bottom
    boxes: list[Box] = []
    for block, text in texts(page, *(set(Role) - {Role.ARTIFACT})):
        box = text_box(text)
        left, right = margins.left, page.width - margins.right
        if block.role is Role.HEADER_CELL or (block.role is Role.TITLE and text.x < split):
            left, right = middle, split
        elif block.role in (Role.CELL, Role.TITLE):
            left = split
        elif text.x < middle:
            right = middle
        else:
            left = middle
        if not (left < box[0] and box[2] < right and margins.top < box[1] and box[3] < bottom):
            yield f"{text.text!r} leaves {(left, right)}: {box}"
        boxes.append(box)
    for number, one in enumerate(boxes):
        if any(overlaps(one, other) for other in boxes[number + 1 :]):
            yield f"texts lie on each other at {one}"


def all_faults(sop: SOP, profile: Profile) -> list[str]:
    return [fault for page in identity(sop, profile) for fault in faults(page, profile)]


# What stands there


def test_every_field_stands_on_the_page() -> None:
    (page,) = identity(full(), Profile())
    found = lines(page)
    for key in ("number", "created", "revised", "effective", "approved", "title"):
        assert HEADINGS[key] in found
    for pair in SECTIONS:
        assert [HEADINGS[key] in found for key in pair] == [True, True]
    assert lines(page, Role.TITLE) == ["NAMA SOP", "SOP PENGUJIAN HALAMAN"]
    assert lines(page, Role.CELL) == [
        "065/SOP-001/ORG/2025",
        "7 Januari 2025",
        "28 Februari 2025",
        "10 Maret 2025",
        "Sekretaris Daerah,",
        "Dra. Contoh Nama, M.Si.",
        "Pembina Utama Muda",
        "NIP. 19700101 199003 2 001",
    ]
    assert lines(page, Role.PARAGRAPH) == [
        *("PEMERINTAH KOTA CONTOH", "BAGIAN ORGANISASI"),
        *("1.", "Undang-Undang Satu", "2.", "Undang-Undang Dua", "1.", "Memahami tata naskah"),
        *("1.", "SOP Penyusutan Arsip", "1.", "Komputer", "2.", "Pencetak"),
        *("1.", "Pelayanan terlambat", "1.", "Buku agenda"),
    ]
    assert lines(page, Role.ARTIFACT) == ["065/SOP-001/ORG/2025  |  Halaman 1 dari 2"]


def test_an_sop_with_its_bare_title_still_has_the_whole_form() -> None:
    bare = full()
    bare = SOP(bare.id, bare.title, bare.actors, bare.steps)
    (page,) = identity(bare, Profile())
    assert lines(page, Role.CELL) == []
    assert [HEADINGS[key] for pair in SECTIONS for key in pair] == lines(page, Role.HEADING)
    assert all_faults(bare, Profile()) == []
    assert pdf.write(draw(bare, Profile()))


def test_dates_are_written_as_officials_write_them() -> None:
    assert in_words(date(2025, 8, 17)) == "17 Agustus 2025"
    assert in_words(None) == ""


@pytest.mark.parametrize("acting", ["Plt.", "Plh."])
def test_a_substitute_signs_with_what_makes_him_one(acting: str) -> None:
    sop = replace(full(), approval=Approval("Kepala Dinas", "Contoh", acting=acting))
    (page,) = identity(sop, Profile())
    assert f"{acting} Kepala Dinas," in lines(page, Role.CELL)


def test_the_government_of_the_sop_goes_before_that_of_the_profile() -> None:
    profile = Profile(government="Pemerintah Kota Lain")
    assert "PEMERINTAH KOTA CONTOH" in lines(identity(full(), profile)[0])
    nameless = replace(full(), government="")
    assert "PEMERINTAH KOTA LAIN" in lines(identity(nameless, profile)[0])


def test_the_profile_names_the_headings() -> None:
    profile = Profile(headings={**HEADINGS, "laws": "LANDASAN HUKUM", "number": "NO. DOKUMEN"})
    found = lines(identity(full(), profile)[0])
    assert {"LANDASAN HUKUM", "NO. DOKUMEN"} <= set(found)
    assert not {"DASAR HUKUM", "NOMOR SOP"} & set(found)


# Emblem and QR code


def marks(page: Page, kind: type[Picture] | type[Modules]) -> list[Picture | Modules]:
    return [mark for block in page.blocks for mark in block.marks if isinstance(mark, kind)]


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("sop", [full(), longest()], ids=["usual", "longest"])
def test_the_emblem_stands_in_the_left_half_above_the_names(paper: Paper, sop: SOP) -> None:
    profile = Profile(paper=paper, emblem=EMBLEM)
    page = identity(sop, profile)[0]
    (emblem,) = marks(page, Picture)
    assert isinstance(emblem, Picture)
    names = [text_box(text) for _, text in texts(page, Role.PARAGRAPH) if text.anchor == "middle"]
    assert emblem.height > 10
    assert emblem.width == pytest.approx(0.8 * emblem.height, abs=0.02)
    assert profile.margins.left < emblem.x < emblem.x + emblem.width < ruled(page)[0]
    assert profile.margins.top < emblem.y
    assert emblem.y + emblem.height < min(box[1] for box in names)
    head = max(text_box(text)[3] for _, text in texts(page, Role.CELL, Role.TITLE))
    assert max(box[3] for box in names) < head + 3


def test_without_an_emblem_the_names_stand_alone() -> None:
    (page,) = identity(full(), Profile())
    assert marks(page, Picture) == []
    assert "PEMERINTAH KOTA CONTOH" in lines(page, Role.PARAGRAPH)


@pytest.mark.parametrize("paper", Paper)
def test_the_code_stands_beside_the_signature_and_on_no_text(paper: Paper) -> None:
    for sop in (full(), longest()):
        profile = Profile(paper=paper)
        page = identity(sop, profile)[0]
        (code,) = marks(page, Modules)
        assert isinstance(code, Modules)
        box = (
            min(x for x, _, _, _ in code.rectangles),
            min(y for _, y, _, _ in code.rectangles),
            max(x + width for x, _, width, _ in code.rectangles),
            max(y + height for _, y, _, height in code.rectangles),
        )
        assert box[2] - box[0] == pytest.approx(19.0, abs=0.02)
        assert box[2] + 2.7 < page.width - profile.margins.right, "white that readers need"
        assert not [text for _, text in texts(page) if overlaps(box, text_box(text))]


def test_without_an_address_there_is_no_code() -> None:
    (page,) = identity(replace(full(), verify=""), Profile())
    assert marks(page, Modules) == []


@pytest.mark.parametrize(
    "address",
    ["https://sop.contoh.go.id/v/uji", "https://sop.contoh.go.id/v/" + 173 * "a"],
    ids=["usual", "200 characters"],
)
def test_a_reader_of_codes_finds_the_address(address: str) -> None:
    reader = pytest.importorskip("zxingcpp")
    image = pytest.importorskip("PIL.Image")
    drawing = draw(replace(full(), verify=address), Profile())
    first = Drawing("", "", "", "id", drawing.pages[:1])
    (page,) = png.write(pdf.write(first), dpi=200)
    found = reader.read_barcodes(image.open(BytesIO(page)))
    assert [code.text for code in found] == [address]


# Lists


def many(count: int) -> tuple[str, ...]:
    return tuple(f"Peraturan kesekian{n} tentang perihal nomor {n} di daerah" for n in range(count))


def test_a_long_list_goes_on_under_a_heading_marked_as_continued() -> None:
    sop = replace(full(), laws=many(60))
    first, second = identity(sop, Profile())
    assert lines(first, Role.HEADING) == ["DASAR HUKUM", "KUALIFIKASI PELAKSANA"]
    assert lines(second, Role.HEADING)[:2] == [
        "DASAR HUKUM (lanjutan)",
        "KUALIFIKASI PELAKSANA (lanjutan)",
    ]
    assert lines(second, Role.HEADING)[2:] == [
        HEADINGS[key] for pair in SECTIONS[1:] for key in pair
    ]
    assert [lines(page)[-1] for page in (first, second)] == [
        "065/SOP-001/ORG/2025  |  Halaman 1 dari 3",
        "065/SOP-001/ORG/2025  |  Halaman 2 dari 3",
    ]


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("key", [key for pair in SECTIONS for key in pair])
def test_no_word_of_a_long_list_is_lost(paper: Paper, key: str) -> None:
    items = many(150)
    pages = identity(with_list(full(), key, items), Profile(paper=paper))
    assert len(pages) > 2
    side = next(pair.index(key) for pair in SECTIONS if key in pair)
    printed = " ".join(
        text.text
        for page in pages
        for _, text in texts(page, Role.PARAGRAPH)
        if (text.x > ruled(page)[0]) == bool(side)
    )
    expected = " ".join(f"{number}. {item}" for number, item in enumerate(items, 1))
    assert expected in printed


@pytest.mark.parametrize("count", range(16, 46))
def test_lists_of_any_length_end_above_the_margin(count: int) -> None:
    for laws, related in ((count, 0), (0, count), (count, 3)):
        sop = replace(full(), laws=many(laws), related=tuple(map(Link, many(related))))
        assert all_faults(sop, Profile()) == []


def test_a_section_without_entries_keeps_its_room_at_the_end_of_a_page() -> None:
    for count in range(16, 46):
        sop = replace(full(), laws=many(count), related=(), equipment=())
        for page in identity(replace(sop, warnings=(), records=()), Profile()):
            frames = [
                mark.points[1][1]
                for block in page.blocks
                for mark in block.marks
                if isinstance(mark, Polyline)
            ]
            assert max(frames) <= page.height - Profile().margins.bottom


def test_an_item_longer_than_a_page_goes_on() -> None:
    item = " ".join(f"kata{number}" for number in range(900))
    pages = identity(replace(full(), warnings=(item,)), Profile())
    printed = " ".join(line for page in pages for line in lines(page, Role.PARAGRAPH))
    assert item in printed.replace(" 1. Buku agenda", "")


# Room


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("size", [5.0, 8.5, LARGEST_FONT])
@pytest.mark.parametrize("sop", [full(), longest()], ids=["usual", "longest"])
def test_every_text_stays_in_its_half(paper: Paper, size: float, sop: SOP) -> None:
    for emblem in (None, EMBLEM):
        profile = Profile(paper=paper, identity_size=size, emblem=emblem)
        assert all_faults(sop, profile) == []


@pytest.mark.parametrize("key", LONGEST)
def test_the_reader_refuses_what_the_head_cannot_hold(key: str) -> None:
    field = {"title": "sop"}.get(key, key)
    rest = "actors: [Staf]\nsteps: [{do: Menyusun, by: Staf}]\n"
    indent = "approved:\n  " if key in ("position", "name", "rank", "nip") else ""
    title = "" if key == "title" else "sop: A\n"
    text = f"{title}{indent}{field}: {LONGEST[key] * 'a'}"
    assert yaml.read(f"{text}\n{rest}".encode()).sop
    with pytest.raises(yaml.ReadError) as caught:
        yaml.read(f"{text}a\n{rest}".encode())
    assert [finding.rule.code for finding in caught.value.findings] == ["SOP042"]


@pytest.mark.parametrize("part", ["unit", "government", "title", "number"])
@pytest.mark.parametrize("letter", ["W", "i", "/"])
def test_a_single_endless_word_is_broken(part: str, letter: str) -> None:
    changes: dict[str, Any] = {part: letter * LONGEST[part]}
    sop = replace(full(), **changes)
    assert all_faults(sop, Profile(paper=Paper.A4, emblem=EMBLEM)) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_identity_of_an_example_has_no_fault_on_any_paper(name: str) -> None:
    for paper in Paper:
        assert all_faults(example(name), Profile(paper=paper, emblem=EMBLEM)) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_pages_of_an_example_are_in_order(name: str) -> None:
    pages = draw(example(name), Profile()).pages
    flow = flow_pages(example(name), Profile())
    feet = [text for page in pages for text in lines(page, Role.ARTIFACT) if "Halaman" in text]
    expected = [f"Halaman {number} dari {len(pages)}" for number in range(1, len(pages) + 1)]
    assert [foot.rpartition("|")[2].strip() for foot in feet] == expected
    kinds = ["Kegiatan" in lines(page, Role.HEADER_CELL) for page in pages]
    assert kinds == [False] * (len(pages) - flow) + [True] * flow
