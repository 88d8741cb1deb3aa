"""What an edit of the grid does to the SOP, and that it does nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.generator import random_sop
from tests.sop.build import STAFF, drawn, good
from tests.strategies import sops

from sopan.formats.yaml import read, write
from sopan.formats.yaml.keys import MOST_STEPS
from sopan.sop.editing import (
    AddSymbol,
    Cell,
    DeleteRows,
    Edit,
    EditError,
    Field,
    FillDown,
    InsertRows,
    MoveActor,
    MoveRows,
    PlaceSymbol,
    RemoveActor,
    RemoveSymbol,
    RenameActor,
    SetActors,
    SetCell,
    SetExternal,
    SetField,
    SetFlow,
    SetJoins,
    apply,
    apply_all,
    field_text,
    grid,
)
from sopan.sop.editing.apply import MOST_ROWS
from sopan.sop.model import SOP, Actor, Kind, Link, Step

FOUR = "a > b\nb > c\nc > d\nd ."


def ids() -> Iterator[str]:
    return (f"n{number}" for number in count(1))


def edited(sop: SOP, *edits: Edit) -> SOP:
    return apply_all(sop, edits, ids())


def way(sop: SOP) -> list[str]:
    """The arrows of every row as the grid shows them."""
    return [" | ".join(symbol.goes_to for symbol in row.symbols) for row in grid(sop)]


def rows(sop: SOP) -> list[str]:
    return [step.id for step in sop.steps]


# Cells


def test_a_cell_takes_what_was_typed_and_nothing_else_changes() -> None:
    before = good()
    after = edited(before, SetCell("terima", Cell.TEXT, "  Menerima  surat masuk "))
    assert after.steps[1].text == "Menerima surat masuk"
    assert replace(after, steps=before.steps) == before
    assert [s for s in after.steps if s.id != "terima"] == [
        s for s in before.steps if s.id != "terima"
    ]


def test_needs_and_gives_have_an_entry_for_each_line() -> None:
    after = edited(good(), SetCell("terima", Cell.NEEDS, "Surat\n\n Buku  agenda \n"))
    assert after.steps[1].needs == ("Surat", "Buku agenda")


def test_a_time_is_kept_as_typed_also_when_it_cannot_be_read() -> None:
    after = edited(good(), SetCell("terima", Cell.TIME, "kira-kira sebentar"))
    assert after.steps[1].time is not None
    assert after.steps[1].time.text == "kira-kira sebentar"
    assert edited(after, SetCell("terima", Cell.TIME, " ")).steps[1].time is None


def test_a_question_becomes_a_decision_and_back() -> None:
    asked = edited(drawn(FOUR), SetCell("s2", Cell.TEXT, "Apakah lengkap?"))
    assert asked.symbols["b"].kind is Kind.DECISION
    assert way(asked)[1] == "Ya 3"
    told = edited(asked, SetCell("s2", Cell.TEXT, "Memeriksa kelengkapan"))
    assert told == edited(drawn(FOUR), SetCell("s2", Cell.TEXT, "Memeriksa kelengkapan"))


def test_a_decision_with_branches_stays_one_when_its_question_is_reworded() -> None:
    asked = edited(drawn(FOUR), SetFlow("b", "Ya 3 · Tidak 1"))
    after = edited(asked, SetCell("s2", Cell.TEXT, "Memeriksa berkas"))
    assert after.symbols["b"].kind is Kind.DECISION


def test_fill_down_copies_the_first_row_into_the_others() -> None:
    sop = edited(good(), SetCell("kirim", Cell.TIME, "1 jam"))
    after = edited(
        sop, FillDown(("terima", "kirim"), Cell.TIME), FillDown(("kirim", "terima"), None)
    )
    assert after.steps[1].time == after.steps[0].time
    assert after.steps[1].symbols[0].actors == after.steps[0].symbols[0].actors


# Rows


def test_a_row_inserted_between_two_stands_on_the_way_between_them() -> None:
    after = edited(drawn(FOUR), InsertRows("s3"))
    assert rows(after) == ["s1", "s2", "n1", "s3", "s4"]
    assert way(after) == ["", "", "", "", ""]


def test_a_row_added_at_the_end_follows_the_last() -> None:
    after = edited(drawn(FOUR), InsertRows())
    assert rows(after) == ["s1", "s2", "s3", "s4", "n1"]
    assert after.symbols["d"].flows[0].target == "n1.1"
    assert way(after) == ["", "", "", "", ""]


def test_rows_typed_into_an_empty_draft_follow_one_another() -> None:
    empty = SOP("x", "X", (), ())
    sop = edited(empty, InsertRows(), InsertRows(), InsertRows())
    assert [s.flows[0].target if s.flows else "" for s in sop.symbols.values()] == [
        "n2.1",
        "n3.1",
        "",
    ]


def test_a_deleted_row_is_stepped_over() -> None:
    after = edited(drawn(FOUR), DeleteRows(("s2", "s3")))
    assert after.symbols["a"].flows[0].target == "d"


def test_an_arrow_that_was_led_to_a_deleted_row_is_kept_and_shown() -> None:
    after = edited(drawn("a > b\nb ? c a\nc > d\nd ."), DeleteRows(("s1",)))
    assert way(after)[0] == "jawaban 1 2 · jawaban 2 ?"


def test_the_new_last_row_ends() -> None:
    after = edited(drawn(FOUR), DeleteRows(("s4",)))
    assert after.symbols["c"].flows == ()


def test_moved_rows_follow_the_new_order_and_jumps_keep_their_row() -> None:
    after = edited(drawn("a > b\nb ? c a\nc > d\nd ."), MoveRows(("s3",), "s2"))
    assert rows(after) == ["s1", "s3", "s2", "s4"]
    assert way(after) == ["", "", "jawaban 1 4 · jawaban 2 1", ""]


def test_rows_moved_there_and_back_are_as_before() -> None:
    sop = drawn(FOUR)
    assert edited(sop, MoveRows(("s1", "s2")), MoveRows(("s1", "s2"), "s3")) == sop


def test_more_rows_than_an_sop_may_have_are_refused() -> None:
    step = Step("z", "", drawn(FOUR).steps[0].symbols)
    many = tuple(replace(step, id=f"z{n}") for n in range(MOST_ROWS))
    with pytest.raises(EditError) as refused:
        edited(drawn(FOUR), InsertRows("", many))
    assert refused.value.values == {"most": MOST_ROWS}


def test_a_draft_has_as_many_rows_as_a_file_may_have() -> None:
    assert MOST_ROWS == MOST_STEPS


def test_a_row_that_somebody_else_deleted_is_told() -> None:
    with pytest.raises(EditError) as refused:
        edited(drawn(FOUR), SetCell("gone", Cell.TEXT, "x"))
    assert "sudah tidak ada" in refused.value.words.id


# Symbols


def test_a_new_actor_gets_a_column_at_the_end() -> None:
    after = edited(drawn(FOUR), SetActors("b", "Kabag + Kasubag"))
    assert [actor.name for actor in after.actors] == [STAFF, "Kabag", "Kasubag"]
    assert after.symbols["b"].actors == ("Kabag", "Kasubag")


def test_a_chain_typed_in_one_cell_makes_symbols_on_the_way() -> None:
    after = edited(drawn(FOUR), SetActors("b", "Staf > Kasubag > Kabag"))
    assert [s.actors for s in after.steps[1].symbols] == [("Staf",), ("Kasubag",), ("Kabag",)]
    assert way(after) == ["", " |  | ", "", ""]


def test_a_symbol_beside_a_decision_goes_on_to_the_next_row() -> None:
    asked = edited(drawn(FOUR), SetFlow("b", "Ya 3 · Tidak 1"))
    after = edited(asked, AddSymbol("b", "Pemohon"))
    after = edited(after, SetFlow("b", "Ya 3 · Tidak 2b"), SetFlow("s2.n1", "2"))
    assert way(after)[1] == "Ya 3 · Tidak 2b | 2"
    assert after.symbols["s2.n1"].actors == ("Pemohon",)


def test_a_symbol_added_and_removed_leaves_the_way_as_it_was() -> None:
    sop = drawn(FOUR)
    assert edited(sop, AddSymbol("b"), RemoveSymbol("s2.n1")) == sop


def test_the_last_symbol_of_a_row_is_only_emptied() -> None:
    after = edited(drawn(FOUR), RemoveSymbol("b"))
    assert after.symbols["b"].actors == ()
    assert way(after) == way(drawn(FOUR))


def test_a_click_on_the_drawing_moves_the_symbol_there() -> None:
    after = edited(good(), PlaceSymbol("terima", "Pengirim"))
    assert after.steps[1].symbols[0].actors == ("Pengirim",)


def test_a_symbol_can_wait_for_all_branches() -> None:
    assert edited(drawn(FOUR), SetJoins("c", True)).symbols["c"].joins


# Columns


def test_two_columns_that_are_the_same_are_joined_by_their_name() -> None:
    sop = edited(good(), SetActors("terima", "Agendaris"))
    after = edited(sop, RenameActor("Agendaris", STAFF))
    assert [actor.name for actor in after.actors] == [actor.name for actor in good().actors]
    assert after.steps[1].symbols[0].actors == (STAFF,)


def test_a_column_is_renamed_in_all_rows() -> None:
    after = edited(drawn(FOUR), RenameActor(STAFF, "Agendaris"))
    assert {s.actors for s in after.symbols.values()} == {("Agendaris",)}


def test_a_removed_column_leaves_its_symbols_without_an_actor() -> None:
    after = edited(drawn(FOUR), RemoveActor(STAFF))
    assert after.actors == ()
    assert {s.actors for s in after.symbols.values()} == {()}
    assert way(after) == way(drawn(FOUR))


def test_columns_are_ordered_and_marked_as_outside() -> None:
    after = edited(drawn(FOUR), MoveActor("Pemohon", STAFF), SetExternal("Pemohon", True))
    assert after.actors == (Actor("Pemohon", external=True), Actor(STAFF))


# Identity


def test_the_identity_part_is_written_entry_by_entry() -> None:
    before = good()
    after = edited(before, SetField(Field.TITLE, " Surat  Masuk "), SetField(Field.LAWS, "A\n\nB"))
    assert after == replace(before, title="Surat Masuk", laws=("A", "B"))


def test_a_related_sop_keeps_its_link_while_its_words_stay() -> None:
    before = replace(good(), related=(Link("SOP Arsip", "arsip"), Link("SOP Lain")))
    after = edited(before, SetField(Field.RELATED, "SOP Baru\nSOP Arsip"))
    assert after.related == (Link("SOP Baru"), Link("SOP Arsip", "arsip"))


# Whatever is edited


def edits_of(sop: SOP) -> st.SearchStrategy[Edit]:
    row = st.sampled_from([step.id for step in sop.steps] + ["gone"])
    symbol = st.sampled_from([*sop.symbols, "gone"])
    actor = st.sampled_from([actor.name for actor in sop.actors] + ["Kabag", ""])
    some = st.lists(row, min_size=1, max_size=3).map(tuple)
    text = st.sampled_from(["", "Memeriksa", "Apakah lengkap?", "a\nb", "5 menit"])
    flow = st.sampled_from(["", "1", "selesai", "1 · 2", "Ya 1 · Tidak 2", "A 2; B 3; C 1", "99"])
    return st.one_of(
        st.builds(SetCell, row, st.sampled_from(Cell), text),
        st.builds(SetActors, symbol, actor | st.just("Staf > Kabag") | st.just("Staf + Kabag")),
        st.builds(SetFlow, symbol, flow),
        st.builds(SetJoins, symbol, st.booleans()),
        st.builds(AddSymbol, symbol, actor),
        st.builds(RemoveSymbol, symbol),
        st.builds(PlaceSymbol, row, actor.filter(bool)),
        st.builds(InsertRows, row | st.just("")),
        st.builds(DeleteRows, some),
        st.builds(MoveRows, some, row),
        st.builds(FillDown, some, st.none() | st.sampled_from(Cell)),
        st.builds(RenameActor, actor, actor),
        st.builds(MoveActor, actor, actor),
        st.builds(RemoveActor, actor),
        st.builds(SetExternal, actor, st.booleans()),
    )


@settings(deadline=None)
@given(st.data())
def test_any_run_of_edits_gives_a_value_that_holds_together(data: st.DataObject) -> None:
    sop = data.draw(st.builds(random_sop, st.integers(0, 999), st.just(4), st.integers(2, 8)))
    fresh = ids()
    for _ in range(data.draw(st.integers(1, 6))):
        edit = data.draw(edits_of(sop))
        before = sop
        try:
            sop = apply(sop, edit, fresh)
        except EditError:
            continue
        gone = set(edit.rows) if isinstance(edit, DeleteRows) else set()
        assert set(rows(before)) - gone <= set(rows(sop)), "a row was lost"
        assert len(set(rows(sop))) == len(sop.steps)
        assert all(step.symbols for step in sop.steps)
        assert sum(len(step.symbols) for step in sop.steps) == len(sop.symbols)
        named = {name for symbol in sop.symbols.values() for name in symbol.actors}
        assert named <= {actor.name for actor in sop.actors}
        assert len(sop.columns) == len(sop.actors)


@settings(max_examples=30, deadline=None)
@given(sops())
def test_the_identity_part_typed_again_changes_nothing(sop: SOP) -> None:
    assert edited(sop, *(SetField(field, field_text(sop, field)) for field in Field)) == sop


@settings(max_examples=30, deadline=None)
@given(sops())
def test_what_the_grid_shows_typed_again_changes_nothing(sop: SOP) -> None:
    for row in grid(sop):
        cells = {
            Cell.TEXT: row.text,
            Cell.NEEDS: row.needs,
            Cell.TIME: row.time,
            Cell.GIVES: row.gives,
            Cell.NOTE: row.note,
        }
        for symbol in row.symbols:
            assert apply(sop, SetFlow(symbol.id, symbol.goes_to), ids()) == sop
        for cell, text in cells.items():
            assert apply(sop, SetCell(row.id, cell, text), ids()) == sop


@given(st.integers(0, 999), st.integers(2, 12))
def test_a_row_moved_to_where_it_stands_changes_nothing(seed: int, count: int) -> None:
    sop = random_sop(seed, 4, count)
    for place, step in enumerate(sop.steps):
        below = sop.steps[place + 1].id if place + 1 < len(sop.steps) else ""
        assert apply(sop, MoveRows((step.id,), below), ids()) == sop


@pytest.mark.parametrize(
    "edits",
    [
        [SetActors("terima.terima", f"{STAFF} > Kasubag")],
        [InsertRows("nilai"), SetCell("n1", Cell.TEXT, "Mencatat"), SetActors("n1.1", STAFF)],
        [
            SetActors("terima.terima", "Staf > Kabag"),
            SetActors("terima.terima", "Staf > Arsiparis"),
        ],
        [SetActors("terima.terima", "Staf > Kabag"), RemoveSymbol("terima.terima")],
        [SetFlow("terima.terima", "Ya 3 · Tidak 1"), AddSymbol("terima.terima", "Staf")],
    ],
)
def test_what_was_edited_can_be_written_and_read_as_yaml(edits: list[Edit]) -> None:
    sop = edited(read(write(good()).encode()).sop, *edits)
    again = read(write(sop).encode()).sop
    assert way(again) == way(sop)
    assert [s.actors for s in again.symbols.values()] == [s.actors for s in sop.symbols.values()]


def test_a_symbol_whose_number_is_no_longer_its_place_is_written_by_another_id() -> None:
    text = """
        sop: Contoh
        actors: [A, B]
        steps:
          - {do: Memaraf, by: [A, B]}
          - {ask: Apakah lengkap?, by: A, yes: next, no: s1.2}
          - {do: Mengirim, by: B}
    """
    sop = edited(read(text.encode()).sop, AddSymbol("s1.1", "A"))
    again = read(write(sop).encode()).sop
    assert way(again) == way(sop) == [" |  | ", "Ya 3 · Tidak 1c", ""]
