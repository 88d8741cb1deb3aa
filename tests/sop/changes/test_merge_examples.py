"""Two people in one draft, case by case: what is joined, what clashes, how it is decided."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from sopan.sop import duration
from sopan.sop.changes import Arrow, ClashKind, Merge, Side, difference, merge, resolve
from sopan.sop.changes.sentences import field_name, value_words
from sopan.sop.findings import Language
from sopan.sop.model import SOP, Actor, Flow, Kind, Step, Symbol
from tests.test_examples import example

STAFF, CHIEF = "Staf", "Kasubag"


def row(id_: str, text: str, *targets: str, actor: str = STAFF) -> Step:
    return Step(id_, text, (Symbol(f"{id_}.1", (actor,), flows=tuple(map(Flow, targets))),))


def sop(*steps: Step) -> SOP:
    """An SOP whose rows follow each other."""
    led = [
        replace(step, symbols=(replace(step.symbols[0], flows=(Flow(below.symbols[0].id),)),))
        for step, below in pairwise(steps)
    ]
    return SOP("a", "Surat", (Actor(STAFF), Actor(CHIEF)), (*led, *steps[len(led) :]))


A, B, C, D = (
    row("ka", "Menerima surat"),
    row("kb", "Mencatat nomor agenda"),
    row("kc", "Meneruskan kepada pimpinan"),
    row("kd", "Mengarsipkan berkas"),
)
BASE = sop(A, B, C, D)


def texts(value: SOP) -> list[str]:
    return [step.text for step in value.steps]


def ids(value: SOP) -> list[str]:
    return [step.id for step in value.steps]


def way(value: SOP) -> list[str]:
    """Where the first symbol of each row leads."""
    return [",".join(flow.target for flow in step.symbols[0].flows) for step in value.steps]


def with_row(value: SOP, id_: str, **fields: object) -> SOP:
    steps = [replace(s, **fields) if s.id == id_ else s for s in value.steps]  # type: ignore[arg-type]
    return replace(value, steps=tuple(steps))


def kinds(merged: Merge) -> list[tuple[ClashKind, str, int | None]]:
    return [(clash.kind, clash.where.field, clash.where.new) for clash in merged.clashes]


def keys(merged: Merge) -> Sequence[str]:
    return [clash.key for clash in merged.clashes]


def test_different_rows_and_different_cells_of_one_row_are_joined() -> None:
    mine = with_row(with_row(BASE, "ka", text="Menerima surat masuk"), "kb", gives=("Agenda",))
    theirs = with_row(BASE, "kb", time=duration.read("5 menit"), needs=("Surat",))
    merged = merge(BASE, mine, theirs)
    assert merged.clashes == ()
    first, second = merged.value.steps[:2]
    assert first.text == "Menerima surat masuk"
    assert (second.needs, second.gives) == (("Surat",), ("Agenda",))
    assert second.time == duration.read("5 menit")


def test_one_cell_with_two_texts_is_a_clash_that_keeps_the_base_until_it_is_decided() -> None:
    mine = with_row(BASE, "kb", text="Mencatat dalam buku")
    theirs = with_row(BASE, "kb", text="Mencatat dalam aplikasi")
    merged = merge(BASE, mine, theirs)
    assert merged.value == BASE
    (clash,) = merged.clashes
    assert (clash.kind, clash.where.field, clash.where.step) == (ClashKind.CHANGED, "text", "kb")
    assert (clash.where.old, clash.where.new) == (1, 1)
    assert (clash.base, clash.mine, clash.theirs) == (
        B.text,
        mine.steps[1].text,
        theirs.steps[1].text,
    )
    for side, value in ((Side.MINE, mine), (Side.THEIRS, theirs), (Side.BASE, BASE)):
        decided = resolve(merged, {clash.key: side})
        assert decided.clashes == ()
        assert decided.value == value


def test_a_row_that_one_deleted_and_the_other_changed_is_kept_as_changed() -> None:
    mine = sop(A, C, D)
    theirs = with_row(BASE, "kb", gives=("Nomor agenda",))
    merged = merge(BASE, mine, theirs)
    assert merged.value == theirs
    (clash,) = merged.clashes
    assert (clash.kind, clash.where.new, clash.mine, clash.theirs) == (
        ClashKind.DELETED,
        1,
        None,
        B.text,
    )
    assert resolve(merged, {clash.key: Side.MINE}).value == mine
    assert resolve(merged, {clash.key: Side.THEIRS}).value == theirs


def test_a_row_that_one_deleted_and_nobody_changed_is_gone_and_the_arrows_close_up() -> None:
    mine, theirs = sop(A, C, D), with_row(BASE, "ka", text="Menerima surat masuk")
    merged = merge(BASE, mine, theirs)
    assert merged.clashes == ()
    assert ids(merged.value) == ["ka", "kc", "kd"]
    assert way(merged.value) == ["kc.1", "kd.1", ""]


def test_rows_added_at_different_places_and_at_one_place_all_stay() -> None:
    new, other, last = (
        row("m1", "Memindai"),
        row("t1", "Memberi tanda terima"),
        row("t2", "Melapor"),
    )
    merged = merge(BASE, sop(A, new, B, C, D), sop(A, other, B, C, D, last))
    assert merged.clashes == ()
    assert ids(merged.value) == ["ka", "m1", "t1", "kb", "kc", "kd", "t2"]
    assert way(merged.value) == ["m1.1", "t1.1", "kb.1", "kc.1", "kd.1", "t2.1", ""]


def test_two_rows_added_in_a_run_stay_together() -> None:
    runs = [row("z1", "Memindai"), row("b1", "Menyimpan pindaian")], [row("m1", "Melapor")]
    merged = merge(BASE, sop(A, *runs[0], B, C, D), sop(A, *runs[1], B, C, D))
    assert ids(merged.value) == ["ka", "m1", "z1", "b1", "kb", "kc", "kd"]


def test_a_row_that_both_added_is_one_row() -> None:
    """As when a save arrived though its answer did not, and is sent again with more words."""
    first, longer = row("m1", "Memindai"), row("m1", "Memindai surat dan lampiran")
    same = merge(BASE, sop(A, first, B, C, D), sop(A, first, B, C, D))
    assert ids(same.value) == ["ka", "m1", "kb", "kc", "kd"]
    merged = merge(BASE, sop(A, longer, B, C, D), sop(A, first, B, C, D))
    assert texts(merged.value)[1] == longer.text
    (clash,) = merged.clashes
    assert (clash.base, clash.mine, clash.theirs) == (None, longer.text, first.text)


def test_a_row_that_both_added_has_one_symbol_whose_actor_clashes() -> None:
    first, later = row("m1", "Memindai"), row("m1", "Memindai", actor=CHIEF)
    merged = merge(BASE, sop(A, later, B, C, D), sop(A, first, B, C, D))
    assert len(merged.value.steps[1].symbols) == 1
    (clash,) = merged.clashes
    assert (clash.where.field, clash.base, clash.mine, clash.theirs) == (
        "actors",
        None,
        (CHIEF,),
        (STAFF,),
    )
    for side, actor in ((Side.MINE, CHIEF), (Side.THEIRS, STAFF)):
        decided = resolve(merged, {clash.key: side}).value
        assert decided.steps[1].symbols[0].actors == (actor,)


def test_a_row_moved_by_one_and_changed_by_the_other() -> None:
    mine, theirs = sop(B, C, D, A), with_row(BASE, "ka", text="Menerima surat masuk")
    merged = merge(BASE, mine, theirs)
    assert merged.clashes == ()
    assert texts(merged.value) == [B.text, C.text, D.text, "Menerima surat masuk"]


def test_a_row_moved_apart_stays_and_its_place_can_be_chosen() -> None:
    five = row("ke", "Melaporkan hasil")
    base = sop(A, B, C, D, five)
    mine, theirs = sop(B, C, D, five, A), sop(B, C, A, D, five)
    merged = merge(base, mine, theirs)
    assert merged.value == base
    assert kinds(merged) == [(ClashKind.MOVED, "order", 0)]
    (clash,) = merged.clashes
    assert (clash.base, clash.mine, clash.theirs) == (0, 4, 2)
    assert resolve(merged, {clash.key: Side.MINE}).value == mine
    assert resolve(merged, {clash.key: Side.THEIRS}).value == theirs
    assert resolve(merged, {clash.key: Side.BASE}).value == base


def test_rows_moved_behind_each_other_do_not_vanish() -> None:
    """One puts A behind C, the other C before A: each waits for the other."""
    five = row("ke", "Melaporkan hasil")
    base = sop(A, B, C, D, five)
    merged = merge(base, sop(B, C, A, D, five), sop(C, A, B, D, five))
    assert sorted(ids(merged.value)) == sorted(ids(base))
    ring = merge(base, sop(B, C, D, A, five), sop(A, D, B, C, five))
    assert sorted(ids(ring.value)) == sorted(ids(base))
    assert {clash.kind for clash in ring.clashes} == {ClashKind.MOVED}


def test_a_new_name_reaches_the_rows_that_the_other_side_added() -> None:
    mine = replace(
        sop(
            *(
                replace(s, symbols=(replace(s.symbols[0], actors=("Arsiparis",)),))
                for s in (A, B, C, D)
            )
        ),
        actors=(Actor("Arsiparis"), Actor(CHIEF)),
    )
    merged = merge(BASE, mine, sop(A, B, row("t1", "Memindai"), C, D))
    assert merged.clashes == ()
    assert {name for symbol in merged.value.symbols.values() for name in symbol.actors} == {
        "Arsiparis"
    }


def test_lists_are_joined_item_by_item() -> None:
    base = replace(BASE, laws=("UU 43/2009", "PP 28/2012", "Perda 5/2020"))
    mine = replace(base, laws=("UU 43/2009", "PP 28/2012", "Perda 5/2020", "Perwali 7/2024"))
    theirs = replace(base, laws=("UU 23/2014", "UU 43/2009", "Perda 5/2020"))
    merged = merge(base, mine, theirs)
    assert merged.clashes == ()
    assert merged.value.laws == ("UU 23/2014", "UU 43/2009", "Perda 5/2020", "Perwali 7/2024")


def asks(yes: str, no: str) -> SOP:
    """The base with a question in the second row."""
    symbol = Symbol("kb.1", (CHIEF,), Kind.DECISION, (Flow(yes, "yes"), Flow(no, "no")))
    return with_row(BASE, "kb", text="Apakah lengkap?", symbols=(symbol,))


def test_two_branches_of_one_question_are_joined_and_one_branch_led_twice_clashes() -> None:
    base = asks("kc.1", "ka.1")
    joined = merge(base, asks("kd.1", "ka.1"), asks("kc.1", "kb.1"))
    assert joined.clashes == ()
    assert way(joined.value)[1] == "kd.1,kb.1"
    merged = merge(base, asks("kc.1", "kd.1"), asks("kc.1", "kb.1"))
    assert merged.value == base
    (clash,) = merged.clashes
    assert clash.where.field == "flows"
    assert (clash.base, clash.mine, clash.theirs) == (
        (Arrow("", "ka.1", 0),),
        (Arrow("", "kd.1", 3),),
        (Arrow("", "kb.1", 1),),
    )
    assert resolve(merged, {clash.key: Side.MINE}).value == asks("kc.1", "kd.1")


def test_the_identity_part_clashes_by_field() -> None:
    merged = merge(
        BASE, replace(BASE, title="Surat Masuk", unit="Umum"), replace(BASE, title="Surat Dinas")
    )
    assert (merged.value.title, merged.value.unit) == ("Surat", "Umum")
    assert kinds(merged) == [(ClashKind.CHANGED, "title", None)]


def test_files_without_ids_are_joined_and_counted_anew() -> None:
    base = example("surat-masuk")
    first, *others = base.steps
    new = Step("s1", "Menyiapkan buku agenda", (Symbol("s1.1", first.symbols[0].actors),))
    mine = replace(base, steps=_counted((new, first, *others)))
    theirs = replace(base, steps=_counted((*base.steps, replace(new, text="Melaporkan rekap"))))
    merged = merge(base, mine, theirs)
    assert merged.clashes == ()
    assert ids(merged.value) == [f"s{n}" for n in range(1, 8)]
    assert texts(merged.value) == [new.text, *texts(base), "Melaporkan rekap"]
    assert way(merged.value) == [f"s{n}.1" for n in range(2, 8)] + [""]


def _counted(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Rows as they are read from a file without ids, each leading to the next."""
    return tuple(
        replace(
            step,
            id=f"s{number}",
            symbols=(
                replace(
                    step.symbols[0],
                    id=f"s{number}.1",
                    flows=(Flow(f"s{number + 1}.1"),) if number < len(steps) else (),
                ),
            ),
        )
        for number, step in enumerate(steps, 1)
    )


def test_what_is_decided_stays_decided_while_the_rest_waits() -> None:
    mine = with_row(with_row(BASE, "ka", text="Satu hal"), "kb", text="Dua hal")
    theirs = with_row(with_row(BASE, "ka", text="Lain satu"), "kb", text="Lain dua")
    merged = merge(BASE, mine, theirs)
    first, second = keys(merged)
    half = resolve(merged, {first: Side.THEIRS})
    assert keys(half) == [second]
    assert texts(half.value)[:2] == ["Lain satu", B.text]
    assert texts(resolve(half, {second: Side.MINE}).value)[:2] == ["Lain satu", "Dua hal"]


def asked(yes: Step) -> SOP:
    """The base with a row below its question, to which Ya leads."""
    value = sop(A, B, yes, C, D)
    symbol = Symbol(
        "kb.1", (CHIEF,), Kind.DECISION, (Flow(f"{yes.id}.1", "yes"), Flow("ka.1", "no"))
    )
    return with_row(value, "kb", text="Apakah lengkap?", symbols=(symbol,))


def test_a_branch_to_the_next_row_leads_to_whatever_is_next() -> None:
    one, two = row("m1", "Memindai"), row("t1", "Memberi tanda terima")
    merged = merge(asks("kc.1", "ka.1"), asked(one), asked(two))
    assert merged.clashes == ()
    assert ids(merged.value) == ["ka", "kb", "m1", "t1", "kc", "kd"]
    assert way(merged.value) == ["kb.1", "m1.1,ka.1", "t1.1", "kc.1", "kd.1", ""]


def test_a_row_that_both_moved_to_one_place_is_moved_though_one_side_added_a_row_there() -> None:
    base = sop(A, B, C, D, row("ke", "Melaporkan hasil"))
    end = base.steps[4]
    mine, theirs = sop(B, C, row("m1", "Memindai"), A, D, end), sop(B, C, A, D, end)
    merged = merge(base, mine, theirs)
    assert merged.clashes == ()
    assert sorted(ids(merged.value)[2:4]) == ["ka", "m1"]
    assert [key for key in ids(merged.value) if key != "m1"] == ids(theirs)


def large(word: str) -> SOP:
    """As large as a value may be, with nothing in common but the names of its columns."""
    symbols = [
        Symbol(
            f"{word}{at}.1",
            (STAFF,),
            Kind.DECISION,
            tuple(Flow("x", f"{word}{n}") for n in range(40)),
        )
        for at in range(200)
    ]
    steps = tuple(Step(f"{word}{at}", f"{word} {at} " * 20, (s,)) for at, s in enumerate(symbols))
    laws = tuple(f"{word} {at}" for at in range(20_000))
    return SOP("a", "Surat", (Actor(STAFF),), steps, laws=laws)


def test_the_sides_of_clashes_in_words() -> None:
    box, question = asks("kc.1", "ka.1").steps[1], asks("kc.1", "kd.1").steps[1]
    first = replace(box.symbols[0], joins=True, actors=(STAFF, CHIEF))
    last = replace(question.symbols[0], actors=(), kind=Kind.PROCESS, flows=())
    base = with_row(BASE, "kb", symbols=box.symbols)
    merged = merge(
        base,
        with_row(base, "kb", symbols=(first,), time=duration.read("1 jam")),
        with_row(base, "kb", symbols=(last,), time=duration.read("2 jam")),
    )
    told = {
        field_name(c.where.field, Language.INDONESIAN): [
            value_words(value, c.where.field, Language.INDONESIAN)
            for value in (c.base, c.mine, c.theirs)
        ]
        for c in merged.clashes
    }
    assert told == {
        "pelaksana": [CHIEF, f"{STAFF} dan {CHIEF}", "(belum ada)"],
        "waktu": ["(kosong)", "1 jam", "2 jam"],
    }
    for value, field, words in (
        (Kind.DECISION, "kind", "keputusan"),
        (True, "joins", "menunggu semua cabang"),
        (2, "order", "Langkah 3"),
        ((Arrow("", "kc.1", 2),), "flows", "ke langkah 3"),
        ((), "flows", "berakhir"),
        (None, "", "(kosong)"),
        ("Menerima surat", "text", '"Menerima surat"'),
    ):
        assert value_words(value, field, Language.INDONESIAN) == words


@pytest.mark.slow
def test_the_largest_values_with_nothing_in_common_take_seconds_at_most() -> None:
    base, mine, theirs = large("lama"), large("baru"), large("lain")
    begin = time.process_time()
    assert difference(base, mine)
    assert len(merge(base, mine, theirs).value.steps) == 400
    assert time.process_time() - begin < 20
