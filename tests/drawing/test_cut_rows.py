"""Rows, names and words that are longer than their place: cut, turned or broken, never lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from sopan.drawing import book
from sopan.drawing.drawing import Page, Role, Style, Text
from sopan.drawing.fonts import face
from sopan.drawing.pages import draw
from sopan.drawing.profile import HEADINGS, Column, Paper, Profile
from sopan.drawing.text import wrap
from sopan.sop import duration
from sopan.sop.model import SOP, Actor, Flow, Kind, Link, Step, Symbol
from tests.drawing.measures import faults, measured, pentagon_faults, text_box, texts

CONTINUED, CONTINUES = HEADINGS["continued"], HEADINGS["continues"]
LONG = " ".join(f"kata{number}" for number in range(1, 801))
"""Taller than a page in the widest column."""


def sop_of(*steps: Step, actors: Sequence[str] = ("Staf", "Kepala", "Camat")) -> SOP:
    """An SOP whose rows follow each other."""
    return SOP("uji", "Uji", tuple(map(Actor, actors)), steps, number="065/1/2025")


def row(number: int, text: str = "Menyusun konsep", *, last: bool = False) -> Step:
    flows = () if last else (Flow(f"s{number + 1}.1"),)
    return Step(f"s{number}", text, (Symbol(f"s{number}.1", ("Staf",), Kind.PROCESS, flows),))


def between(step: Step) -> SOP:
    """The step as the second of three rows."""
    return sop_of(row(1), step, row(3, last=True))


def column_texts(sop: SOP, profile: Profile, column: Column) -> list[list[str]]:
    """The lines of a column on each flowchart page, from top to bottom."""
    plans = measured(sop, profile)
    index = [c.kind for c in plans[0].columns.columns].index(column)
    pages = draw(sop, profile).pages[-len(plans) :]
    return [
        [text.text for block, text in texts(page, Role.CELL) if block.column == index]
        for page in pages
    ]


def assert_faultless(sop: SOP, profile: Profile) -> None:
    pages = measured(sop, profile)
    assert [fault for page in pages for fault in faults(page)] == []
    assert pentagon_faults(pages) == []
    assert [
        fault for page in draw(sop, profile).pages for fault in cell_faults(page, sop, profile)
    ] == []


def cell_faults(page: Page, sop: SOP, profile: Profile) -> list[str]:
    """Texts that leave their column or the page, or lie on each other."""
    columns = measured(sop, profile)[0].columns.columns
    heads = "Kegiatan" in [text.text for _, text in texts(page, Role.HEADER_CELL)]
    if not heads:
        return []
    found: list[str] = []
    boxes = []
    for block, text in texts(page, Role.CELL, Role.HEADER_CELL):
        left, top, right, bottom = text_box(text)
        last = columns[block.column + block.column_span - 1]
        if left < columns[block.column].left or right > last.right:
            found.append(f"{text.text!r} leaves its column")
        if top < profile.margins.top or bottom > page.height - profile.margins.bottom:
            found.append(f"{text.text!r} leaves the page")
        boxes.append((text.text, (left, top, right, bottom)))
    for (one, a), (other, b) in combinations(boxes, 2):
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]:
            found.append(f"{one!r} lies on {other!r}")
    return found


# Text taller than a page


@pytest.mark.parametrize("paper", Paper)
def test_an_activity_taller_than_a_page_is_cut_and_marked(paper: Paper) -> None:
    profile = Profile(paper=paper)
    sop = between(row(2, LONG))
    parts = [page for page in column_texts(sop, profile, Column.ACTIVITY) if "kata" in str(page)]
    assert len(parts) >= 2
    for part, following in pairwise(parts):
        assert part[-1] == CONTINUES
        assert following[0] == CONTINUED
    assert_faultless(sop, profile)


def without_marks(pages: Sequence[Sequence[str]]) -> str:
    """All words in order, without the signs that a row is cut."""
    lines = [line for page in pages for line in page if line not in (CONTINUED, CONTINUES)]
    return " ".join(lines)


@pytest.mark.parametrize(
    ("column", "step"),
    [
        (Column.ACTIVITY, row(2, LONG)),
        (Column.NEEDS, replace(row(2), needs=(LONG,))),
        (Column.TIME, replace(row(2), time=duration.read(LONG))),
        (Column.GIVES, replace(row(2), gives=(LONG,))),
        (Column.NOTE, replace(row(2), note=Link(LONG))),
    ],
    ids=lambda value: value.value if isinstance(value, Column) else "",
)
def test_no_word_of_a_cut_row_is_lost(column: Column, step: Step) -> None:
    sop = between(step)
    assert LONG in without_marks(column_texts(sop, Profile(), column))
    activities = without_marks(column_texts(sop, Profile(), Column.ACTIVITY))
    assert activities.count("Menyusun konsep") == (2 if column is Column.ACTIVITY else 3)
    assert_faultless(sop, Profile())


def test_every_part_of_a_cut_row_carries_its_number() -> None:
    sop = between(row(2, LONG))
    numbers = [n for page in column_texts(sop, Profile(), Column.NUMBER) for n in page]
    activities = column_texts(sop, Profile(), Column.ACTIVITY)
    parts = 1 + sum(line == CONTINUED for page in activities for line in page)
    assert numbers == ["1.", *["2."] * parts, "3."]


def test_a_row_is_cut_no_sooner_than_it_must_be() -> None:
    for count in range(30, 120, 3):
        text = "\n".join(f"butir {number}" for number in range(count))
        sop = between(row(2, text))
        pages = column_texts(sop, Profile(), Column.ACTIVITY)
        assert " ".join(text.split("\n")) in without_marks(pages)
        parts = 1 + sum(line == CONTINUED for page in pages for line in page)
        assert sum(line == CONTINUES for page in pages for line in page) == parts - 1
        assert (parts == 1) == (count < 50)
        assert_faultless(sop, Profile())


def test_the_arrows_of_a_cut_row_begin_and_end_at_its_first_part() -> None:
    sop = between(row(2, LONG))
    pages = measured(sop, Profile())
    places = [name for page in pages for name in page.page.names if name]
    assert places == ["s1.1", "s2.1", "s3.1"]


# Symbols taller than a page


def chain(actor_names: Sequence[str]) -> Step:
    """A row in which each symbol leads to the next; an actor may come again."""
    symbols = tuple(
        Symbol(
            f"s2.{number}",
            (name,),
            Kind.PROCESS,
            (Flow(f"s2.{number + 1}" if number < len(actor_names) else "s3.1"),),
        )
        for number, name in enumerate(actor_names, 1)
    )
    return Step("s2", "Menyempurnakan konsep berulang kali", symbols)


@pytest.mark.parametrize("count", [9, 12, 20, 40])
def test_a_row_of_many_symbols_for_one_actor_is_cut_into_parts(count: int) -> None:
    sop = between(chain(["Staf"] * count))
    pages = measured(sop, Profile())
    drawn = [name for page in pages for name in page.page.names if name.startswith("s2.")]
    assert drawn == [f"s2.{number}" for number in range(1, count + 1)]
    activities = column_texts(sop, Profile(), Column.ACTIVITY)
    cuts = sum(line == CONTINUED for page in activities for line in page)
    assert cuts == (count - 1) // 9
    assert cuts == sum(line == CONTINUES for page in activities for line in page)
    assert_faultless(sop, Profile())


@pytest.mark.parametrize("paper", Paper)
def test_a_row_that_goes_to_and_fro_is_cut_without_faults(paper: Paper) -> None:
    sop = between(chain(["Staf", "Kepala", "Camat"] * 8))
    assert_faultless(sop, Profile(paper=paper))


def test_a_cut_row_with_long_text_and_many_symbols_keeps_both() -> None:
    step = replace(chain(["Staf", "Camat"] * 9), text=LONG)
    sop = between(step)
    assert LONG in without_marks(column_texts(sop, Profile(), Column.ACTIVITY))
    drawn = [n for page in measured(sop, Profile()) for n in page.page.names if n.startswith("s2.")]
    assert len(drawn) == 18
    assert_faultless(sop, Profile())


# Names of actors


def names_of(sop: SOP, profile: Profile) -> list[Text]:
    """The printed lines of the actors' names on the first flowchart page."""
    plans = measured(sop, profile)
    page = draw(sop, profile).pages[-len(plans)]
    columns = plans[0].columns.columns
    return [
        text
        for block, text in texts(page, Role.HEADER_CELL)
        if block.row == 1 and columns[block.column].kind is Column.ACTORS
    ]


def test_short_names_of_few_actors_stand_upright() -> None:
    assert {text.angle for text in names_of(between(row(2)), Profile())} == {0}


POSITIONS = ("Staf", *(f"Penanggungjawab Penatausahaan Keuangan {n}" for n in range(1, 15)))


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("count", [12, 15])
def test_long_names_of_many_actors_are_turned_and_stay_whole(paper: Paper, count: int) -> None:
    profile = Profile(paper=paper)
    sop = sop_of(row(1), row(2, last=True), actors=POSITIONS[:count])
    names = names_of(sop, profile)
    assert {text.angle for text in names} == {90}
    printed = " ".join(text.text for text in names)
    assert printed == " ".join(POSITIONS[:count])
    assert_faultless(sop, profile)


@pytest.mark.parametrize("paper", [Paper.A4, Paper.F4, Paper.LETTER])
def test_very_long_names_of_many_actors_stay_in_their_columns(paper: Paper) -> None:
    name = "Kepala Subbidang Pengembangan Kompetensi dan Kinerja Aparatur Sipil Negara Daerah"
    names = ("Staf", *(f"{number} {name}" for number in range(15)))
    sop = sop_of(row(1), row(2, last=True), actors=names)
    assert_faultless(sop, Profile(paper=paper))


# Long words


@pytest.mark.parametrize("word", ["pertanggungjawaban" * 6, "W" * 90, "/" * 200, "a" * 300])
def test_a_word_longer_than_its_column_is_broken(word: str) -> None:
    step = replace(
        row(2, word), needs=(word,), gives=(word,), note=Link(word), time=duration.read(word)
    )
    sop = between(step)
    for column in (Column.ACTIVITY, Column.NEEDS, Column.GIVES, Column.NOTE):
        printed = "".join(line for page in column_texts(sop, Profile(), column) for line in page)
        assert word in printed.replace("-", "").replace(CONTINUES, "").replace(CONTINUED, "")
    assert_faultless(sop, Profile())


def test_letters_are_parted_with_a_hyphen_and_signs_without() -> None:
    letters = wrap("pertanggungjawaban" * 2, 12.0, 7.0)
    assert all(line.endswith("-") for line in letters[:-1])
    assert "".join(letters).replace("-", "") == "pertanggungjawaban" * 2
    assert wrap("12345678901234567890", 12.0, 7.0)[0].isdigit()


def test_a_word_breaks_after_its_own_slash_or_hyphen_first() -> None:
    assert wrap("permohonan/persyaratan kartu", 15.0, 7.0)[0] == "permohonan/"
    assert wrap("sekali-kali", 8.0, 7.0)[0] == "sekali-"


def test_no_line_is_wider_than_asked() -> None:
    for width in (5.0, 8.0, 21.0):
        for line in wrap(f"{LONG} WWWWWWWWWW kata-kata/kata", width, 7.0):
            assert face(Style.REGULAR).width(line, 7.0) <= width


# The foot of a book


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize(
    "number", ["", "065/1/2025", "065/SOP-001/BAG.ORGANISASI.PEMERINTAHAN/2025"]
)
def test_the_number_in_the_book_lies_on_no_other_text(paper: Paper, number: str) -> None:
    profile = Profile(paper=paper)
    sop = replace(between(row(2)), number=number)
    for page in draw(sop, profile).pages:
        shown = book.numbered(page, "10000", profile)
        *others, (_, own) = texts(shown, *Role)
        assert own.text == "10000"
        left, top, right, bottom = text_box(own)
        for _, other in others:
            box = text_box(other)
            apart = right < box[0] or box[2] < left or bottom < box[1] or box[3] < top
            assert apart, other.text
        assert bottom < page.height
