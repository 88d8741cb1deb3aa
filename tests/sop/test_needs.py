"""The needs assessment: numbers and merged cells from the outline, and what follows from it."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopan.sop.findings import Language
from sopan.sop.needs import (
    HEADINGS,
    Cell,
    Level,
    Line,
    State,
    coverage,
    form,
    numbers,
    paths,
    same_activities,
)
from sopan.sop.needs_table import Parsed, parse

OUTLINE = """
Membina penyelenggaraan organisasi
.Perumusan kebijakan kelembagaan
..Menyiapkan bahan kebijakan
...Menyusun peraturan tentang SOTK
....Peraturan Wali Kota
.....Penyusunan
......Penyusunan Peraturan Wali Kota
......Harmonisasi Peraturan Wali Kota
.....Sosialisasi
......Sosialisasi Peraturan Wali Kota
...Menyusun analisis jabatan
..Mengevaluasi kelembagaan
Melayani surat
...Mengelola surat masuk
......Pengelolaan Surat Masuk
"""


def outline(text: str) -> tuple[Line, ...]:
    """Lines with a point for each level."""
    rows = [row for row in text.splitlines() if row.strip()]
    return tuple(
        Line(str(number), Level(len(row) - len(row.lstrip("."))), row.lstrip("."))
        for number, row in enumerate(rows)
    )


def _texts(lines: tuple[Line, ...]) -> list[list[str]]:
    """The form as a table program gives it: what is merged stands in the first cell."""
    cells = form(lines)
    table = [[""] * len(HEADINGS) for _ in range(max((c.row + 1 for c in cells), default=0))]
    for cell in cells:
        table[cell.row][cell.column] = cell.text
    return table


def _said(parsed: Parsed) -> list[str]:
    return [problem.say(Language.ENGLISH) for problem in parsed.problems]


def test_each_level_is_numbered_as_the_annex_does() -> None:
    assert numbers(outline(OUTLINE)) == (
        *("A.", "1.", "a.", "(1)", "(a)", "(1)", "1.", "2.", "(2)", "3."),
        *("(2)", "b.", "B.", "(1)", "4."),
    )


def test_after_z_come_two_letters() -> None:
    tasks = [Line(str(n), Level.TASK, "x") for n in range(28)]
    assert numbers(tasks)[25:] == ("Z.", "AA.", "AB.")


def test_a_line_is_merged_over_the_rows_of_what_belongs_to_it() -> None:
    cells = form(outline(OUTLINE))
    assert cells[:2] == (
        Cell(0, 0, 5, "1"),
        Cell(0, 1, 5, "A. Membina penyelenggaraan organisasi"),
    )
    spans = {cell.text: (cell.row, cell.rows) for cell in cells}
    assert spans["a. Menyiapkan bahan kebijakan"] == (0, 4)
    assert spans["(1) Penyusunan"] == (0, 2)
    assert spans["2. Harmonisasi Peraturan Wali Kota"] == (1, 1)
    assert spans["(2) Sosialisasi"] == (2, 1)
    assert spans["b. Mengevaluasi kelembagaan"] == (4, 1)
    assert spans["4. Pengelolaan Surat Masuk"] == (5, 1)


def test_a_line_belongs_to_the_nearest_of_a_higher_rank() -> None:
    last = list(paths(outline(OUTLINE)))[-1]
    assert [line.text for line in last.values()] == [
        "Melayani surat",
        "Mengelola surat masuk",
        "Pengelolaan Surat Masuk",
    ]


@pytest.mark.parametrize(
    ("level", "state", "reason", "sop"),
    [
        (Level.TASK, State.DRAFT, "", ""),
        (Level.ACTIVITY, State.PLANNED, "", "surat-masuk"),
        (Level.TITLE, State.DROPPED, " ", ""),
        (Level.TITLE, State.PLANNED, "tidak perlu", ""),
    ],
)
def test_only_a_title_has_a_state_and_is_dropped_with_a_reason(
    level: Level, state: State, reason: str, sop: str
) -> None:
    with pytest.raises(ValueError, match="title"):
        Line("1", level, "x", state, reason, sop)


def test_coverage_counts_titles_by_state_and_activities_without_one() -> None:
    lines = (
        *outline(OUTLINE),
        Line("d", Level.TITLE, "x", State.DRAFT, sop="x"),
        Line("e", Level.TITLE, "y", State.EFFECTIVE, sop="y"),
        Line("f", Level.TITLE, "z", State.DROPPED, "sudah ada"),
    )
    found = coverage(lines)
    assert (found.planned, found.draft, found.effective, found.dropped) == (4, 1, 1, 1)
    assert found.untitled == 1
    assert found.wanted == 6
    assert found.share == pytest.approx(1 / 6)
    assert coverage(()).share == 1


def test_the_same_activity_of_several_units_is_found_in_other_words() -> None:
    units = {
        "organisasi": outline("...Menyusun Renstra\n...Mengelola surat masuk\n...Menyusun Renstra"),
        "hukum": outline("...Penyusunan dari renstra\n...Menyusun Perwali"),
        "umum": outline("...Pengelolaan surat masuk\n..Menyusun Renstra"),
    }
    assert [(same.text, same.places) for same in same_activities(units)] == [
        ("Menyusun Renstra", (("organisasi", "0"), ("organisasi", "2"), ("hukum", "0"))),
        ("Mengelola surat masuk", (("organisasi", "1"), ("umum", "0"))),
    ]


# From the cells of a table

HEAD = [
    "No",
    "Tugas",
    "Fungsi",
    "Uraian Tugas",
    "Kegiatan",
    "Output",
    "Aspek Kegiatan",
    "Judul SOP",
]


def _shape(parsed: Parsed) -> list[tuple[Level, str]]:
    return [(line.level, line.text) for line in parsed.lines]


def test_the_form_is_read_back_as_it_was() -> None:
    lines = outline(OUTLINE)
    table = [["IDENTIFIKASI KEBUTUHAN SOP"], HEAD, [str(n) for n in range(1, 9)], *_texts(lines)]
    parsed = parse(table)
    assert _shape(parsed) == [(line.level, line.text) for line in lines]
    assert _said(parsed) == [
        'The row above the headings is left out: "IDENTIFIKASI KEBUTUHAN SOP".'
    ]
    assert parsed.rows[0] == 3 and parsed.rows[-1] == 8


def test_repeated_cells_continue_as_merged_ones_do() -> None:
    table = [
        ["Tugas", "Kegiatan", "Judul SOP"],
        ["Membina", "Menyusun", "Penyusunan A"],
        ["Membina", "Menyusun", "Penyusunan B"],
        ["Membina", "Menilai", "Penilaian"],
        ["Melayani", "Menilai", "Penilaian Layanan"],
    ]
    assert [text for _, text in _shape(parse(table))] == [
        *("Membina", "Menyusun", "Penyusunan A", "Penyusunan B", "Menilai", "Penilaian"),
        *("Melayani", "Menilai", "Penilaian Layanan"),
    ]


def test_numbers_may_have_a_column_of_their_own() -> None:
    table = [["No", "Tugas", "", "Kegiatan", ""], ["1", "A.", "Membina", "(1)", "Menyusun"]]
    parsed = parse(table)
    assert _shape(parsed) == [(Level.TASK, "Membina"), (Level.ACTIVITY, "Menyusun")]
    assert parsed.problems == ()


def test_several_entries_in_a_cell_become_lines_and_are_told() -> None:
    table = [
        ["Tugas", "Kegiatan", "Judul SOP"],
        ["Membina", "1. Menyusun\nrencana\n2. Menilai", "a. Satu\nb. Dua"],
    ]
    parsed = parse(table)
    assert [text for _, text in _shape(parsed)] == [
        *("Membina", "Menyusun rencana", "Menilai", "Satu", "Dua")
    ]
    assert _said(parsed) == [
        "This cell has 2 entries; what stands to its right belongs to the last."
    ]
    assert len({line.id for line in parsed.lines}) == len(parsed.lines)


def test_without_headings_the_columns_are_those_of_the_annex() -> None:
    row = ["1", "A. Membina", "", "", "(1) Menyusun", "(a) Renstra", "(1) Penyusunan", ""]
    assert _shape(parse([row])) == _shape(parse([row[1:7]]))
    assert [level for level, _ in _shape(parse([row]))] == [
        *(Level.TASK, Level.ACTIVITY, Level.OUTPUT, Level.ASPECT)
    ]


def test_what_cannot_be_placed_is_told_with_its_row() -> None:
    table = [
        ["Tugas", "Keterangan", "Kegiatan", "Kegiatan"],
        ["", "penting", "Menyusun", "Menilai"],
        ["A.", "", "", ""],
    ]
    parsed = parse(table)
    assert [(p.row, p.column) for p in parsed.problems] == [(1, 2), (1, 1), (1, 3), (2, 0)]
    assert _said(parsed) == [
        '"Menyusun" belongs to no task.',
        'The column is not known; "penting" is left out.',
        'The column is not known; "Menilai" is left out.',
        'This cell has the number "A." alone, without a text.',
    ]


@pytest.mark.parametrize("table", [[], [[]], [["", ""]], [["Tugas", "Fungsi"]]])
def test_an_empty_table_has_no_lines(table: list[list[str]]) -> None:
    assert parse(table) == Parsed((), (), ())


_LINES = st.lists(
    st.tuples(st.sampled_from(Level), st.sampled_from(["Menyusun", "Renstra", "2. x y", "A. b c"])),
    max_size=25,
).map(lambda pairs: tuple(Line(str(n), *pair) for n, pair in enumerate(pairs)))


@given(_LINES)
def test_every_outline_is_read_back_from_its_form(lines: tuple[Line, ...]) -> None:
    parsed = parse([HEAD, *_texts(lines)])
    assert _shape(parsed) == [(line.level, line.text) for line in lines]


@given(_LINES)
def test_the_cells_of_the_form_never_lie_over_each_other(lines: tuple[Line, ...]) -> None:
    taken = [
        (row, cell.column) for cell in form(lines) for row in range(cell.row, cell.row + cell.rows)
    ]
    assert len(taken) == len(set(taken))


_CELLS = st.sampled_from(["", "", "Menyusun", "Renstra", "1. Menilai", "7", "(a)", "a. b\nb. c"])


@given(st.lists(st.lists(_CELLS, max_size=10), max_size=8))
def test_nothing_is_dropped_in_silence(table: list[list[str]]) -> None:
    parsed = parse([HEAD, *table])
    told = " ".join(str(value) for problem in parsed.problems for value in problem.values.values())
    kept = f"{told} {' '.join(line.text for line in parsed.lines)}".split()
    for row in table:
        for cell in row[1:]:
            text = cell.removeprefix("1. ")
            assert "\n" in cell or set(text.split()) <= set(kept)


@given(st.lists(st.lists(st.text(max_size=12), max_size=10), max_size=8))
def test_any_table_is_read(table: list[list[str]]) -> None:
    parsed = parse(table)
    assert len(parsed.lines) == len(parsed.rows)
    assert len({line.id for line in parsed.lines}) == len(parsed.lines)


def test_a_large_form_takes_no_longer_than_its_lines() -> None:
    lines = tuple(Line(str(n), Level(n % 7), f"Menyusun {n}") for n in range(14_000))
    begun = process_time()
    table = _texts(lines)
    assert len(parse([HEAD, *table]).lines) == len(lines)
    assert process_time() - begun < 5
