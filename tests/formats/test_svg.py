"""Pages for the browser."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from sopan.drawing.drawing import (
    Block,
    Modules,
    Picture,
    Polygon,
    Polyline,
    Rectangle,
    Role,
    Style,
    Text,
)
from sopan.formats import svg
from tests.drawing.samples import block, drawing, one_text, page, png, whole

SVG = "{http://www.w3.org/2000/svg}"


def _root(*blocks: Block) -> ElementTree.Element:
    own = page(*blocks)
    return ElementTree.fromstring(svg.write(own, drawing(own)))


def _artifact(*marks: Rectangle | Polyline | Polygon | Text | Modules | Picture) -> list[str]:
    """The drawn elements, as text without the namespace."""
    group = _root(block(Role.ARTIFACT, *marks)).findall(f"{SVG}g")[0]
    texts = [ElementTree.tostring(element, encoding="unicode") for element in group]
    return [
        text.replace(' xmlns:ns0="http://www.w3.org/2000/svg"', "").replace("ns0:", "").strip()
        for text in texts
    ]


def test_a_page_is_one_svg_in_millimetres() -> None:
    root = _root()
    assert (root.get("width"), root.get("height")) == ("330mm", "215mm")
    assert root.get("viewBox") == "0 0 330 215"


def test_title_and_description_name_the_page() -> None:
    sample = whole()
    root = ElementTree.fromstring(svg.write(sample.pages[1], sample, number=2))
    title, description = root[0], root[1]
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text == "SOP Pelayanan KTP-el (2/3)"
    assert description.text == "Alur: langkah 1 ke langkah 2"


def test_ids_differ_between_the_pages_of_a_document() -> None:
    sample = whole()
    roots = [
        ElementTree.fromstring(svg.write(own, sample, number=number))
        for number, own in enumerate(sample.pages, 1)
    ]
    assert len({root.get("aria-labelledby") for root in roots}) == 3


def test_a_strict_content_security_policy_finds_nothing_to_forbid() -> None:
    sample = whole()
    for own in sample.pages:
        text = svg.write(own, sample)
        elements = list(ElementTree.fromstring(text).iter())
        assert not any("style" in element.attrib for element in elements)
        assert {element.tag for element in elements}.isdisjoint({f"{SVG}style", f"{SVG}script"})
        assert "data:" not in text


def test_text_is_text_and_a_long_line_is_fitted() -> None:
    short = _artifact(Text(1, 2.5, "Ya & <Tidak>"[:2], 7))
    assert short == ['<text x="1" y="2.5">Ya</text>']
    (long,) = _artifact(Text(1, 2, "Kelengkapan berkas", 7))
    assert 'lengthAdjust="spacingAndGlyphs"' in long


def test_markup_in_text_is_escaped() -> None:
    root = _root(block(Role.PARAGRAPH, Text(1, 2, "<b>\"A\" & 'B'</b>", 7)))
    assert [text.text for text in root.iter(f"{SVG}text")] == ["<b>\"A\" & 'B'</b>"]


def test_bold_anchored_and_upright_text_carry_attributes() -> None:
    root = _root(block(Role.CELL, Text(9, 8, "Ya", 6, Style.BOLD, "middle", 90)))
    (group,) = root.findall(f"{SVG}g")
    assert group.get("font-weight") == "700"
    assert group.get("font-size") == "2.117"
    assert group[0].get("text-anchor") == "middle"
    assert group[0].get("transform") == "rotate(-90 9 8)"


def test_lines_of_one_width_are_one_path() -> None:
    lines = [Polyline(((0, y), (9, y), (9, y + 1), (12, y + 2)), 0.2) for y in (1.0, 5.0)]
    assert _artifact(*lines, Polyline(((0, 0), (1, 0)), 0.5)) == [
        '<path d="M0 1H9V2L12 3M0 5H9V6L12 7" fill="none" stroke="#000" stroke-width="0.2" />',
        '<path d="M0 0H1" fill="none" stroke="#000" stroke-width="0.5" />',
    ]


def test_shapes_have_their_paint() -> None:
    diamond = Polygon(((0, 1), (1, 0), (2, 1)), fill=0.0)
    assert _artifact(Rectangle(1, 2, 12, 6, 0.3, 1.0, 9), diamond) == [
        '<rect x="1" y="2" width="12" height="6" rx="3" fill="#ffffff" stroke="#000" '
        'stroke-width="0.3" />',
        '<path d="M0 1L1 0L2 1Z" />',
    ]


def test_a_code_is_one_path() -> None:
    (code,) = _artifact(Modules(((1, 1, 2, 0.5), (4, 1, 0.5, 0.5))))
    assert code.count("M") == 2


def test_a_picture_lies_beside_the_file() -> None:
    (image,) = _artifact(Picture(1, 2, 3, 4, "lambang kota&1.png", png()))
    assert 'href="lambang%20kota%261.png"' in image


def test_the_same_drawing_gives_the_same_text() -> None:
    sample = whole()
    assert svg.write(sample.pages[1], sample) == svg.write(whole().pages[1], whole())


@given(st.text())
def test_any_text_gives_well_formed_xml(text: str) -> None:
    sample = one_text(text)
    ElementTree.fromstring(svg.write(sample.pages[0], sample))
