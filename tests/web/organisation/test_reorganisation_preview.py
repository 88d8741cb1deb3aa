"""A preview tells everything that a plan touches; nothing is left without a place in silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sopan.web.organisation.reorganisation.findings import Code, loops
from sopan.web.organisation.reorganisation.plan import (
    Close,
    ClosePosition,
    Create,
    CreatePosition,
    Merge,
    Move,
    MovePosition,
    NewUnit,
    Operation,
    Plan,
    Ref,
    Rename,
    Split,
)
from sopan.web.organisation.reorganisation.preview import Preview, What, preview
from sopan.web.organisation.reorganisation.structure import (
    EdgeRow,
    HolderRow,
    PostRow,
    RoleRow,
    Structure,
    UnitRow,
    on,
)

START, DAY, LATER = date(2020, 1, 1), date(2022, 1, 1), date(2023, 1, 1)


def unit(id_: int, parent: int | None, since: date = START, until: date | None = None) -> UnitRow:
    return UnitRow(id_, f"Unit {id_}", "", "agency", parent, id_, since, until)


def post(id_: int, at: int, head: bool = False, since: date = START) -> PostRow:
    return PostRow(id_, at, f"Jabatan {id_}", "iv.a", head, id_, since, None)


def holder(id_: int, at: int, since: date = START) -> HolderRow:
    return HolderRow(id_, at, id_, f"Orang {id_}", "", since, None)


def edge(id_: int, of: int, by_unit: int | None = None, by_post: int | None = None) -> EdgeRow:
    return EdgeRow(id_, of, "keuangan", by_unit, by_post, START, None)


def admin(id_: int, at: int) -> RoleRow:
    return RoleRow(id_, "administrator", "Admin", at, None, id_, f"Orang {id_}", START, None)


def new(number: int, parent: Ref = 1) -> NewUnit:
    return NewUnit(f"baru-{number}", f"Baru {number}", "", "agency", parent)


CITY = Structure(
    DAY,
    (unit(1, None), unit(2, 1), unit(3, 1), unit(4, 2), unit(5, 3), unit(6, 1)),
    (post(1, 1, True), post(2, 2, True), post(3, 3, True), post(4, 2), post(5, 4, True)),
    (holder(1, 1), holder(2, 2), holder(3, 3), holder(4, 4)),
    (edge(1, 5, by_unit=2), edge(2, 4, by_post=3), edge(3, 3, by_unit=2)),
    (admin(1, 1), RoleRow(2, "drafter", "Penyusun", 2, None, 2, "Orang 2", START, None)),
)


def codes(found: Preview) -> set[Code]:
    return {finding.code for finding in found.findings}


def whats(found: Preview, kind: str) -> dict[int | str, What]:
    return {one.id: one.what for one in found.of_kind(kind)}


def test_a_merger_takes_along_all_but_the_heads() -> None:
    found = preview(CITY, (Merge((2, 3), new(1)),))
    parents = {row.id: row.parent for row in found.units}
    assert parents == {1: None, "baru-1": 1, 4: "baru-1", 5: "baru-1", 6: 1}
    assert [(left.kind, left.id) for left in found.leftovers] == [("post", 2), ("post", 3)]
    assert {left.heirs for left in found.leftovers} == {("baru-1",)}
    assert next(row.unit for row in found.posts if row.id == 4) == "baru-1"
    assert not found.ready


def test_a_merger_with_its_heads_decided_is_ready() -> None:
    plan: Plan = (
        Merge((2, 3), new(1)),
        MovePosition(2, "baru-1", True),
        ClosePosition(3),
    )
    found = preview(CITY, plan)
    assert found.ready
    assert whats(found, "holder") == {2: What.LETTER, 3: What.ENDS, 4: What.LETTER}
    assert Code.HOLDER_ENDS in codes(found)


def test_two_heads_in_a_merged_unit_stop() -> None:
    heads = (MovePosition(2, "baru-1", True), MovePosition(3, "baru-1", True))
    found = preview(CITY, (Merge((2, 3), new(1)), *heads))
    assert Code.TWO_HEADS in codes(found)
    assert not found.ready


def test_coordination_follows_a_merger_and_never_turns_on_itself() -> None:
    found = preview(CITY, (Merge((2, 3), new(1)),))
    assert whats(found, "coordination") == {1: What.GOES, 3: What.ENDS}
    follows = dict(found.changes.edges)
    assert follows[CITY.edges[0]] == replace(CITY.edges[0], by_unit="baru-1")


def test_a_closed_unit_leaves_what_stood_in_it_to_be_decided() -> None:
    found = preview(CITY, (Close(2),))
    assert {(left.kind, left.id) for left in found.leftovers} == {
        ("unit", 4),
        ("post", 2),
        ("post", 4),
    }
    assert {left.holder for left in found.leftovers} == {"", "Orang 2", "Orang 4"}
    assert Code.COORDINATOR_GONE in codes(found)
    assert whats(found, "role") == {2: What.ENDS}


def test_the_parts_of_a_split_unit_are_its_heirs() -> None:
    found = preview(CITY, (Split(2, (new(1), new(2))),))
    assert set(found.changes.successions) == {(2, "baru-1"), (2, "baru-2")}
    assert found.leftovers[0].heirs == ("baru-1", "baru-2")


def test_a_circle_stops() -> None:
    found = preview(CITY, (Move(2, 5), Move(3, 4)))
    assert Code.LOOP in codes(found)


def test_a_unit_is_gone_only_once() -> None:
    assert Code.TWICE in codes(preview(CITY, (Close(2), Merge((2, 3), new(1)))))
    assert Code.TWICE in codes(preview(CITY, (Rename(2, "Lain"), Close(2))))


def test_the_top_stays() -> None:
    assert Code.ROOT in codes(preview(CITY, (Close(1),)))
    assert Code.ROOT in codes(preview(CITY, (Move(1, 2),)))


def test_what_the_day_does_not_know_stops() -> None:
    assert Code.UNKNOWN in codes(preview(CITY, (Rename(99, "Lain"),)))
    assert Code.UNKNOWN in codes(preview(CITY, (ClosePosition(99),)))
    assert Code.UNKNOWN in codes(preview(CITY, (Merge((2,), None, 99),)))


def test_what_is_made_needs_a_living_place() -> None:
    found = preview(CITY, (Close(6), Create(new(1, 6))))
    assert Code.NO_PARENT in codes(found)
    found = preview(CITY, (Close(6), CreatePosition(6, "Kepala", "ii.b", True)))
    assert Code.NO_PARENT in codes(found)


def test_two_of_one_name_under_one_parent_stop() -> None:
    assert Code.SAME_NAME in codes(preview(CITY, (Rename(2, "UNIT 3"),)))


def test_the_last_administrator_is_not_lost() -> None:
    city = replace(CITY, roles=(admin(1, 6),))
    assert Code.LAST_ADMINISTRATOR in codes(preview(city, (Close(6),)))
    assert Code.LAST_ADMINISTRATOR not in codes(preview(city, (Merge((6,), None, 2),)))


def test_a_change_planned_for_later_stops() -> None:
    renamed = (unit(2, 1, LATER), unit(2, 1, START, LATER))
    city = replace(CITY, units=(*renamed, *(row for row in CITY.units if row.id != 2)))
    assert Code.LATER in codes(preview(city, (Rename(2, "Lain"),)))
    assert preview(city, (Rename(3, "Lain"),)).ready


def test_somebody_appointed_for_later_in_a_closed_post_stops() -> None:
    city = replace(CITY, holders=(holder(9, 4, LATER),))
    assert Code.LATER in codes(preview(city, (ClosePosition(4),)))


def test_a_unit_that_later_goes_under_a_closed_one_stops() -> None:
    later = (unit(5, 3, START, LATER), unit(5, 6, LATER))
    city = replace(CITY, units=(*later, *(row for row in CITY.units if row.id != 5)))
    assert Code.LATER_BROKEN in codes(preview(city, (Close(6),)))


def test_a_renamed_unit_tells_of_posts_with_the_old_name() -> None:
    city = replace(CITY, posts=(replace(post(1, 2, True), name="Kepala Unit 2"),))
    assert Code.OLD_NAME in codes(preview(city, (Rename(2, "Lain"),)))


# Any tree, any plan


@st.composite
def structures(draw: st.DrawFn) -> Structure:
    size = draw(st.integers(2, 9))
    units = [unit(1, None)]
    units += [unit(id_, draw(st.integers(1, id_ - 1))) for id_ in range(2, size + 1)]
    posts = [post(id_, id_, head=True) for id_ in range(1, size + 1)]
    posts += [post(20 + n, draw(st.integers(1, size))) for n in range(draw(st.integers(0, 4)))]
    held = draw(st.lists(st.sampled_from(posts), unique=True, max_size=6))
    holders = [holder(n, row.id) for n, row in enumerate(held, 1)]
    pairs = st.tuples(st.integers(1, size), st.integers(1, size)).filter(lambda p: p[0] > p[1])
    edges = [edge(n, a, by_unit=b) for n, (a, b) in enumerate(draw(st.sets(pairs, max_size=4)), 1)]
    return Structure(DAY, tuple(units), tuple(posts), tuple(holders), tuple(edges), (admin(1, 1),))


def plans(size: int) -> st.SearchStrategy[list[Operation]]:
    old = st.integers(1, size)
    place = old | st.sampled_from(["baru-1", "baru-2", "baru-3"])
    some = st.lists(old, min_size=1, max_size=3, unique=True).map(tuple)
    posts = st.integers(1, size) | st.integers(20, 24)
    kinds: list[st.SearchStrategy[Operation]] = [
        st.builds(Rename, old, st.sampled_from(["A", "B", "C"])),
        st.builds(Move, old, place),
        st.builds(lambda units, parent: Merge(units, new(1, parent)), some, old),
        st.builds(lambda units, into: Merge(units, None, into), some, place),
        st.builds(lambda one, parent: Split(one, (new(2, parent), new(3, parent))), old, old),
        st.builds(Close, old),
        st.builds(MovePosition, posts, place, st.booleans()),
        st.builds(ClosePosition, posts),
    ]
    return st.lists(st.one_of(kinds), min_size=1, max_size=8)


@given(st.data(), structures())
def test_nothing_is_ever_orphaned(data: st.DataObject, structure: Structure) -> None:
    plan = tuple(data.draw(plans(len(structure.units))))
    found = decided(structure, plan)
    check_nothing_is_lost(structure, found)
    if not found.stops:
        assert found.ready
        check_whole(found)


def decided(structure: Structure, plan: Plan) -> Preview:
    """Everything left over is placed: units under the top, posts closed."""
    found = preview(structure, plan)
    units = [Move(left.id, 1) for left in found.leftovers if left.kind == "unit"]
    posts = [ClosePosition(left.id) for left in found.leftovers if left.kind == "post"]
    kept = [o for o in plan if not isinstance(o, Move) or o.unit not in {u.unit for u in units}]
    gone = {p.position for p in posts}
    kept = [o for o in kept if not isinstance(o, MovePosition) or o.position not in gone]
    return preview(structure, (*kept, *units, *posts))


def check_whole(found: Preview) -> None:
    """One top, no circle, every unit and post in a living one."""
    parents = {row.id: row.parent for row in found.units}
    assert [unit for unit, parent in parents.items() if parent is None] == [1]
    assert not loops(parents)
    assert all(parent in parents for parent in parents.values() if parent is not None)
    assert all(row.unit in parents for row in found.posts)
    assert all(e is None or {e.unit, e.by_unit} <= set(parents) for _, e in found.changes.edges)


def check_nothing_is_lost(structure: Structure, found: Preview) -> None:
    """Every unit, post and holder is still there, or told to be gone."""
    units, posts = {row.id for row in found.units}, {row.id for row in found.posts}
    told = {(one.kind, one.id) for one in found.touched}
    assert all(row.id in units or ("unit", row.id) in told for row in structure.units)
    assert all(row.id in posts or ("post", row.id) in told for row in structure.posts)
    for row in on(structure.holders, DAY):
        assert row.post in posts or ("holder", row.id) in told
    left = {left.id for left in found.leftovers if left.kind == "post"}
    assert all(row.unit in units or row.id in left or row.id < 0 for row in found.posts)
