"""What an author may type for actors and arrows, and how the grid writes them."""

from __future__ import annotations

import pytest
from tests.sop.build import drawn

from sopan.sop.editing import EditError, SetFlow, apply, grid
from sopan.sop.editing.words import Route, read_actors, read_routes
from sopan.sop.model import Kind

FIVE = "a > b\nb > c\nc > d\nd > e\ne ."


@pytest.mark.parametrize(
    ("text", "routes"),
    [
        ("", [("", "berikutnya")]),
        ("5", [("", "5")]),
        ("5b", [("", "5b")]),
        ("selesai", [("", "selesai")]),
        ("3 · 4", [("", "3"), ("", "4")]),
        ("3, 4", [("", "3"), ("", "4")]),
        ("3 dan 4", [("", "3"), ("", "4")]),
        ("3 & 4", [("", "3"), ("", "4")]),
        ("Ya 5 · Tidak 2", [("yes", "5"), ("no", "2")]),
        ("Ya 5, Tidak 2", [("yes", "5"), ("no", "2")]),
        ("Ya 5; Tidak 2", [("yes", "5"), ("no", "2")]),
        ("Ya: 5\nTidak: 2", [("yes", "5"), ("no", "2")]),
        ("Ya → 5 · Tidak → 2", [("yes", "5"), ("no", "2")]),
        ("Ya ke langkah 5, tidak ke langkah 2", [("yes", "5"), ("no", "2")]),
        ("Y5 T2", [("yes", "5"), ("no", "2")]),
        ("Ya 5 Tidak 2", [("yes", "5"), ("no", "2")]),
        ("Ya berikutnya · Tidak 1", [("yes", "berikutnya"), ("no", "1")]),
        ("Ringan 3 · Sedang 4 · Berat 4", [("Ringan", "3"), ("Sedang", "4"), ("Berat", "4")]),
        ("Kurang dari Rp50 juta 3 · Lebih 4", [("Kurang dari Rp50 juta", "3"), ("Lebih", "4")]),
        (
            "Perlu revisi besar ke 2 · Disetujui 5",
            [("Perlu revisi besar", "2"), ("Disetujui", "5")],
        ),
    ],
)
def test_arrows_are_read_as_officials_write_them(text: str, routes: list[tuple[str, str]]) -> None:
    assert list(read_routes(text)) == [Route(*route) for route in routes]


@pytest.mark.parametrize("text", ["kembali", "Ya", "Ya · Tidak", "?", "Ya 5 · entah"])
def test_an_arrow_that_cannot_be_read_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(EditError) as refused:
        read_routes(text)
    assert "Ya 5 · Tidak 2" in refused.value.words.id


def test_an_arrow_to_a_row_that_does_not_exist_says_how_many_there_are() -> None:
    with pytest.raises(EditError) as refused:
        apply(drawn(FIVE), SetFlow("b", "9"), iter(()))
    assert refused.value.values == {"place": "9", "last": 5}


def test_a_branch_cannot_end_at_once() -> None:
    with pytest.raises(EditError) as refused:
        apply(drawn(FIVE), SetFlow("b", "Ya 3 · Tidak selesai"), iter(()))
    assert refused.value.values == {"label": "Tidak"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ya 3 · Tidak 1", "Ya 3 · Tidak 1"),
        ("y4 t1", "Ya 4 · Tidak 1"),
        ("3", ""),
        ("berikutnya", ""),
        ("5", "5"),
        ("4 dan 5", "4 · 5"),
        ("selesai", "selesai"),
    ],
)
def test_what_was_typed_stands_in_the_grid_in_one_spelling(text: str, shown: str) -> None:
    row = grid(apply(drawn(FIVE), SetFlow("b", text), iter(())))[1]
    assert row.symbols[0].goes_to == shown
    assert row.symbols[0].asks is ("Ya" in shown)


def test_labelled_arrows_make_a_decision_and_bare_ones_an_activity_again() -> None:
    asked = apply(drawn(FIVE), SetFlow("b", "Ya 3 · Tidak 1"), iter(()))
    assert asked.symbols["b"].kind is Kind.DECISION
    assert apply(asked, SetFlow("b", "3"), iter(())).symbols["b"].kind is Kind.PROCESS


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("", [()]),
        ("Kasubag Umum", [("Kasubag Umum",)]),
        ("kasubag umum", [("Kasubag Umum",)]),
        ("  Staf   Umum ", [("Staf Umum",)]),
        ("Staf + Kasubag Umum", [("Staf", "Kasubag Umum")]),
        ("Staf > Kasubag Umum → Kabag", [("Staf",), ("Kasubag Umum",), ("Kabag",)]),
        ("Staf + Staf", [("Staf",)]),
        ("Tim A + B", [("Tim A + B",)]),
        ("Kasubag A > B", [("Kasubag A > B",)]),
    ],
)
def test_actors_are_read_one_together_or_in_a_chain(
    text: str, actors: list[tuple[str, ...]]
) -> None:
    known = ["Kasubag Umum", "Tim A + B", "Kasubag A > B"]
    assert list(read_actors(text, known)) == actors
