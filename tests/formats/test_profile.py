"""The profile of a government: what may stand in it, and what is refused."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopan.drawing.profile import (
    COLUMN_NAMES,
    HEADINGS,
    Column,
    Margins,
    Paper,
    Profile,
)
from sopan.formats import profile
from sopan.formats.yaml import ReadError
from tests.formats.reading import wrong

ROOT = Path(__file__).parents[2]


def png(width: int = 60, height: int = 80) -> bytes:
    """The head and the end of a PNG: enough to tell its size."""
    head = b"\0\0\0\rIHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0) + bytes(4)
    return b"\x89PNG\r\n\x1a\n" + head + b"\0\0\0\0IEND\xaeB`\x82"


def jpeg(width: int = 90, height: int = 60) -> bytes:
    """The parts of a JPEG before its picture, and its end."""
    frame = b"\xff\xc2\0\x11\x08" + struct.pack(">HH", height, width) + bytes(10)
    return b"\xff\xd8\xff\xe0\0\x06JFIF" + frame + b"\xff\xd9"


FILES = {
    "lambang.png": png(),
    "gambar/lambang.JPG": jpeg(),
    "rusak.png": b"\x89PNG\r\n\x1a\n" + bytes(10),
    "terputus.png": png()[:-12],
    "terputus.jpeg": jpeg()[:-2],
    "tanpa-lebar.png": png(width=0),
    "besar.png": png() + bytes(2_000_001),
    "gif.png": b"GIF89a" + bytes(20),
}


def load(name: str) -> bytes:
    if name not in FILES:
        raise FileNotFoundError(name)
    return FILES[name]


def read(text: str) -> Profile:
    return profile.read(text.encode(), load)


def refused(text: str) -> list[str]:
    with pytest.raises(ReadError) as caught:
        read(text)
    return wrong(caught.value)


def test_what_is_left_out_keeps_the_form_of_the_regulation() -> None:
    assert read("government: Kota A\n") == Profile(government="Kota A")


def test_a_profile_is_read_whole() -> None:
    value = read(
        "government: Kabupaten B\npaper: a4\nmargins: {top: 20, left: 12.5}\nfont: Arimo\n"
        "font_size: 7,5\nidentity_size: 9\ncolumn_numbers: false\n"
        "headings: {standard: MUTU BAKU, page: 'Hal. {page}/{pages}', continued: ''}\n"
        "emblem: lambang.png\nnumber_pattern: '065/[0-9]+'\nmaximum_flow_pages: 3\n"
    )
    assert (value.government, value.paper, value.font) == ("Kabupaten B", Paper.A4, "arimo")
    assert value.margins == Margins(top=20.0, left=12.5)
    assert (value.font_size, value.identity_size, value.maximum_flow_pages) == (7.5, 9.0, 3)
    assert not value.column_numbers
    changed = {"standard": "MUTU BAKU", "page": "Hal. {page}/{pages}", "continued": ""}
    assert value.headings == HEADINGS | changed
    assert value.emblem is not None
    assert (value.emblem.name, value.emblem.proportion) == ("lambang.png", 0.75)
    assert re.fullmatch(value.number_pattern, "065/12")


def test_columns_are_a_list_in_their_order() -> None:
    value = read("columns: [number, activity, actors, needs, gives, time, note]\n")
    assert value.columns[4:6] == (Column.GIVES, Column.TIME)
    assert value.column_names == COLUMN_NAMES


def test_columns_may_be_named_in_their_order() -> None:
    value = read(
        "columns:\n  number: NO\n  activity: URAIAN\n  actors:\n  time: WAKTU\n"
        "  needs: SYARAT\n  gives: HASIL\n  note: KET.\n"
    )
    assert value.columns[3] is Column.TIME
    assert value.column_names[Column.ACTIVITY] == "URAIAN"
    assert value.column_names[Column.ACTORS] == "Pelaksana"


@pytest.mark.parametrize(
    "columns",
    [
        "[number]",
        "[number, activity, actors, needs, time, gives, note, note]",
        "[number, activity, actors, needs, time, gives, catatan]",
        "{number: NO, activity: A}",
    ],
)
def test_every_column_stands_exactly_once(columns: str) -> None:
    assert refused(f"columns: {columns}\n") == ["1:1 SOP081"]


def test_a_jpeg_in_a_folder_below_is_an_emblem_too() -> None:
    emblem = read("emblem: gambar/lambang.JPG\n").emblem
    assert emblem is not None
    assert emblem.proportion == 1.5


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("/etc/lambang.png", "SOP082"),
        ("../lambang.png", "SOP082"),
        ("gambar/../../lambang.png", "SOP082"),
        ("'C:\\lambang.png'", "SOP082"),
        ("https://a.go.id/lambang.png", "SOP082"),
        ("lambang.svg", "SOP082"),
        ("lain.png", "SOP083"),
        ("rusak.png", "SOP084"),
        ("terputus.png", "SOP084"),
        ("terputus.jpeg", "SOP084"),
        ("tanpa-lebar.png", "SOP084"),
        ("besar.png", "SOP084"),
        ("gif.png", "SOP084"),
    ],
)
def test_an_emblem_is_a_small_picture_beside_the_profile(name: str, code: str) -> None:
    assert refused(f"emblem: {name}\n") == [f"1:9 {code}"]


@pytest.mark.parametrize(
    "line",
    [
        "font_size: 4",
        "font_size: 13",
        "font_size: nan",
        "font_size: besar",
        "maximum_flow_pages: 0",
        "maximum_flow_pages: 1.5",
    ],
)
def test_numbers_have_limits(line: str) -> None:
    assert refused(f"{line}\n")[0].endswith("SOP080")


@pytest.mark.parametrize("margin", ["4", "41", "-10", "1e9"])
def test_margins_leave_room(margin: str) -> None:
    assert refused(f"margins: {{top: {margin}}}\n") == ["1:16 SOP080"]


@pytest.mark.parametrize(
    "pattern",
    ["'['", "'(a+)+b'", "'((a+))*'", "'(a|aa)+'", "'([0-9]*){9}'", f"'{'x' * 201}'", "'(?P<'"],
)
def test_a_pattern_that_is_broken_or_could_run_for_hours_is_refused(pattern: str) -> None:
    assert refused(f"number_pattern: {pattern}\n") == ["1:17 SOP085"]


@pytest.mark.parametrize(
    "pattern", [r"'065/\d{3}/[A-Z]+(\.[A-Z]+)?/20\d{2}'", "'(065|180)/[0-9]+'", r"'[(+)]\(a+\)*'"]
)
def test_an_ordinary_pattern_is_accepted(pattern: str) -> None:
    assert read(f"number_pattern: {pattern}\n").number_pattern == pattern.strip("'")


@pytest.mark.parametrize("text", ["Hal {halaman}", "{page.real}", "{page:>99999999}", "{", "}"])
def test_the_page_number_has_no_other_braces(text: str) -> None:
    assert refused(f"headings: {{page: '{text}'}}\n")[0].endswith("SOP086")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1 SOP004"),
        ("- a\n", "1:1 SOP030"),
        ("kertas: A4\n", "1:1 SOP034"),
        ("papper: A4\n", "1:1 SOP033"),
        ("paper: A3\n", "1:8 SOP040"),
        ("margins: 10\n", "1:10 SOP038"),
        ("columns: number\n", "1:10 SOP037"),
        ("column_numbers: ya\n", "1:17 SOP039"),
        ("headings: {halaman: A}\n", "1:12 SOP034"),
    ],
)
def test_mistakes_are_named_like_those_of_an_sop(text: str, expected: str) -> None:
    assert refused(text) == [expected]


def test_the_profile_of_the_examples_is_read() -> None:
    folder = ROOT / "examples"
    value = profile.read(
        (folder / "profile.yaml").read_bytes(), lambda name: (folder / name).read_bytes()
    )
    assert value.emblem is not None


def test_the_documentation_names_every_key() -> None:
    text = (ROOT / "docs" / "profile.md").read_text("utf-8")
    known = [*profile.PROFILE_KEYS, *HEADINGS, *Column, *Paper]
    assert [key for key in known if f"`{key}`" not in text] == []


@given(st.binary(max_size=200), st.binary(max_size=60))
def test_no_bytes_end_in_a_traceback(data: bytes, emblem: bytes) -> None:
    for text in (data, b"emblem: a.png\n", b"number_pattern: '" + data + b"'\n"):
        try:
            profile.read(text, lambda _: b"\xff\xd8" + emblem)
        except ReadError as error:
            located = error.located
        else:
            continue
        assert located
