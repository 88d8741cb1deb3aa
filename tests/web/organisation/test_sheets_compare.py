"""What a table would change, and what is wrong in its rows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopan.web.organisation.models import (
    Holding,
    HoldingKind,
    PositionPeriod,
    UnitPeriod,
)
from sopan.web.organisation.sheets.compare_units import in_loops
from tests.web.build import TODAY, City, city
from tests.web.organisation.sheets import compared, found, problems

pytestmark = pytest.mark.django_db
LATER = date(2027, 1, 1)


@pytest.fixture
def uji() -> City:
    return city()


def unit(code: str, name: str, parent: str = "U001", **more: str) -> dict[str, str]:
    return {"code": code, "name": name, "kind": "Bagian", "parent": parent, **more}


def post(code: str, name: str, at: str, head: str = "Tidak", **more: str) -> dict[str, str]:
    return {"code": code, "name": name, "unit": at, "level": "IV/a", "is_head": head, **more}


def changed(uji: City, kind: str, *rows: dict[str, str]) -> list[Any]:
    comparison = compared(uji, found(kind, *rows))
    assert comparison.problems == ()
    return [
        (c.act, c.name, {d.column: (d.before, d.after) for d in c.differences})
        for c in comparison.changes
    ]


def places(uji: City, kind: str, *rows: dict[str, str]) -> list[tuple[int, str]]:
    return [(row, column) for row, column, _ in problems(uji, found(kind, *rows))]


# Units


def test_a_change_names_only_what_differs(uji: City) -> None:
    row = {"code": "U009", "name": "Bagian Humas", "kind": "Bagian", "short_name": "Humas"}
    assert changed(uji, "units", row) == [
        ("changed", "Bagian Humas", {"short_name": ("", "Humas")})
    ]


def test_a_column_that_is_missing_changes_nothing_but_an_empty_cell_does(uji: City) -> None:
    UnitPeriod.objects.filter(unit__code="U009").update(short_name="Humas")
    row = {"code": "U009", "name": "Bagian Humas", "kind": "Bagian"}
    assert changed(uji, "units", row) == []
    assert changed(uji, "units", {**row, "short_name": ""})[0][2] == {"short_name": ("Humas", "")}


def test_a_unit_without_a_code_is_found_by_its_name_under_the_same_parent(uji: City) -> None:
    row = {"name": "bagian humas", "kind": "Bagian", "parent": "Asisten Administrasi"}
    assert changed(uji, "units", row)[0][2] == {"name": ("Bagian Humas", "bagian humas")}
    elsewhere = {"name": "Bagian Humas", "kind": "Bagian", "parent": "U001"}
    assert places(uji, "units", elsewhere) == [(2, "code")]


def test_without_the_column_of_parents_new_units_stand_below_the_top(uji: City) -> None:
    row = {"code": "B1", "name": "Badan Baru", "kind": "Badan"}
    assert changed(uji, "units", row)[0][2]["parent"] == (None, "U001")


def test_what_the_file_does_not_name_is_counted_and_left_alone(uji: City) -> None:
    comparison = compared(uji, found("units", unit("U009", "Bagian Humas", "U005")))
    assert (comparison.same, comparison.left_alone, comparison.changes) == (1, 12, ())


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([unit("A", "A"), unit("A", "B")], [(3, "code")]),
        ([unit("A", "A"), unit("B", "a")], [(2, "name"), (3, "name")]),
        ([unit("A", "A", "tidak ada")], [(2, "parent")]),
        ([unit("A", "A", "-")], [(2, "parent")]),
        ([unit("A", "A", "B"), unit("B", "B", "A")], [(2, "parent"), (3, "parent")]),
        ([unit("U002", "Sekretariat Daerah", "U010")], [(2, "parent")]),
        ([unit("U009", "Bagian Humas", "U009")], [(2, "parent")]),
        ([unit("U001", "Kota", "U002")], [(2, "parent")]),
        ([unit("A", "", "U001")], [(2, "name")]),
        ([unit("A", "A", "B"), unit("B", "B", kind="?")], [(3, "kind")]),
    ],
)
def test_an_error_of_a_unit_stands_at_its_row_and_column(
    uji: City, rows: list[dict[str, str]], expected: list[tuple[int, str]]
) -> None:
    found_places = places(uji, "units", *rows)
    assert set(expected) <= set(found_places)
    assert {row for row, _ in found_places} == {row for row, _ in expected}


def test_two_units_change_names_with_each_other(uji: City) -> None:
    rows = [unit("U007", "Bagian Hukum", "U003"), unit("U008", "Bagian Organisasi", "U003")]
    assert len(changed(uji, "units", *rows)) == 2


def test_a_unit_that_will_change_already_is_not_changed_by_a_table(uji: City) -> None:
    period = UnitPeriod.objects.get(unit__code="U009")
    UnitPeriod.objects.filter(pk=period.pk).update(until=LATER)
    period.pk, period.since = None, LATER
    period.save()
    assert places(uji, "units", unit("U009", "Bagian Lain", "U005")) == [(2, "code")]
    assert places(uji, "units", unit("U009", "Bagian Humas", "U005")) == []


def test_a_loop_that_a_planned_move_would_close_is_told(uji: City) -> None:
    period = UnitPeriod.objects.get(unit__code="U006")
    UnitPeriod.objects.filter(pk=period.pk).update(until=LATER)
    period.pk, period.since, period.parent = None, LATER, uji.units["Dinas Kesehatan"]
    period.save()
    assert places(uji, "units", unit("U012", "Dinas Kesehatan", "U006")) == [(2, "parent")]


def test_a_unit_does_not_outlive_its_parent(uji: City) -> None:
    UnitPeriod.objects.filter(unit__code="U012").update(until=LATER)
    assert places(uji, "units", unit("A", "A", "U012")) == [(2, "parent")]


def test_the_code_of_a_closed_unit_is_not_given_again(uji: City) -> None:
    UnitPeriod.objects.filter(unit__code="U012").update(until=date(2026, 1, 1))
    assert places(uji, "units", unit("U012", "Dinas Lain")) == [(2, "code")]


codes = st.sampled_from("abcdef")


@settings(deadline=None)
@given(st.dictionaries(codes, st.one_of(st.none(), codes)))
def test_loops_are_those_that_walking_up_finds(parents: dict[str, str | None]) -> None:
    def above(code: str) -> set[str]:
        line: list[str] = []
        current = parents.get(code)
        while current is not None and current not in line:
            line.append(current)
            current = parents.get(current)
        return set(line)

    assert in_loops(parents) == {code for code in parents if code in above(code)}


# Positions


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([post("A", "A", "tidak ada")], [(2, "unit")]),
        ([post("A", "A", "U010"), post("A", "B", "U010")], [(3, "code")]),
        ([post("A", "Kepala Lain", "U010", "Ya")], [(2, "is_head")]),
        ([{**post("A", "A", "U010"), "level": "V/a"}], [(2, "level")]),
        ([post("", "A", "U010")], [(2, "code")]),
        ([post("A", "A", "U012"), post("B", "B", "U012", "mungkin")], [(3, "is_head")]),
    ],
)
def test_an_error_of_a_position_stands_at_its_row_and_column(
    uji: City, rows: list[dict[str, str]], expected: list[tuple[int, str]]
) -> None:
    assert places(uji, "positions", *rows) == expected


def test_two_new_heads_of_one_unit_are_told_at_the_later_row(uji: City) -> None:
    PositionPeriod.objects.filter(position__code="J010").update(is_head=False)
    rows = [post("A", "A", "U010", "Ya"), post("B", "B", "U010", "x")]
    assert places(uji, "positions", *rows) == [(3, "is_head")]


def test_a_position_is_moved_to_a_unit_by_the_name_of_the_unit(uji: City) -> None:
    row = {**post("J011", "Analis Tata Laksana", "Bagian Hukum"), "level": "Pelaksana"}
    assert changed(uji, "positions", row)[0][2] == {"unit": ("U010", "U008")}


def test_a_head_that_is_planned_is_counted(uji: City) -> None:
    period = PositionPeriod.objects.get(position__code="J010")
    PositionPeriod.objects.filter(pk=period.pk).update(until=LATER, is_head=False)
    period.pk, period.since, period.is_head = None, LATER, True
    period.save()
    assert places(uji, "positions", post("A", "Kepala Baru", "U010", "Ya")) == [(2, "is_head")]


# People


def row(uji: City, name: str, **more: str) -> dict[str, str]:
    person = uji.people[f"Pejabat {name}"]
    return {"nip": person.nip, "name": person.name, **more}


def test_a_person_is_found_by_nip_whatever_the_name(uji: City) -> None:
    renamed = {**row(uji, "Inspektur"), "name": "Inspektur, S.E."}
    assert changed(uji, "people", renamed)[0][2] == {
        "name": ("Pejabat Inspektur", "Inspektur, S.E.")
    }


def test_the_same_post_again_changes_nothing(uji: City) -> None:
    assert changed(uji, "people", row(uji, "Inspektur", post="J014", since="")) == []
    assert changed(uji, "people", row(uji, "Inspektur", post="Inspektur", since="1/1/2024")) == []


def test_two_rows_of_a_person_agree(uji: City) -> None:
    rows = [row(uji, "Inspektur", rank="IV/b"), row(uji, "Inspektur", rank="IV/c")]
    assert places(uji, "people", *rows) == [(3, "rank")]


def test_a_name_that_several_people_have_needs_the_nip(uji: City) -> None:
    uji.person("Pejabat Ganda", account=False)
    uji.person("Pejabat Ganda", account=False)
    assert places(uji, "people", {"name": "Pejabat Ganda"}) == [(2, "nip")]


def test_a_nip_that_excel_has_rounded_is_told_in_words(uji: City) -> None:
    (problem,) = problems(uji, found("people", {"nip": "1.98E+17", "name": "A"}))
    assert problem[:2] == (2, "nip")
    assert "Ubah format kolom menjadi Teks" in problem[2]


NEW = {"nip": "199001012015011001", "name": "Orang Baru"}
OTHER = {"nip": "199001012015011002", "name": "Orang Lain"}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{**NEW, "post": "tidak ada"}], [(2, "post")]),
        ([{**NEW, "post": "J014"}], [(2, "since")]),
        ([{**NEW, "post": "J014", "kind": "Plt."}], [(2, "kind")]),
        ([{**NEW, "post": "J014", "kind": "Plh.", "since": "1/12/2026"}], [(2, "until")]),
        ([{**NEW, "post": "J007", "since": "2/2/2027", "until": "1/2/2027"}], [(2, "until")]),
        ([{**NEW, "post": "J007", "since": "1/1/2020"}], [(2, "since")]),
        ([{**NEW, "post": "J007"}, {**NEW, "post": "J007"}], [(3, "post")]),
        ([{**NEW, "post": "J007"}, {**OTHER, "post": "J007"}], [(3, "since")]),
        ([{**NEW, "post": "J007", "kind": "entah"}], [(2, "kind")]),
    ],
)
def test_an_error_of_a_holder_stands_at_its_row_and_column(
    uji: City, rows: list[dict[str, str]], expected: list[tuple[int, str]]
) -> None:
    assert places(uji, "people", *rows) == expected


def test_nobody_holds_two_posts_definitively(uji: City) -> None:
    assert places(uji, "people", row(uji, "Inspektur", post="J007")) == [(2, "post")]


def test_a_plt_whom_the_file_names_is_ended_by_the_file(uji: City) -> None:
    plt = row(uji, "Kepala Bagian Hukum", post="J007", kind="Plt", until="")
    new = {**NEW, "post": "J007", "kind": "definitif", "until": ""}
    assert places(uji, "people", plt, new) == [(3, "since")]
    assert places(uji, "people", {**plt, "until": "24 November 2026"}, new) == []


def test_a_plh_stands_in_for_somebody_else_and_for_a_time(uji: City) -> None:
    days = {"kind": "Plh", "since": "1/12/2026", "until": "7/12/2026"}
    assert places(uji, "people", row(uji, "Inspektur", post="J013", **days)) == []
    assert places(uji, "people", row(uji, "Inspektur", post="J014", **days)) == [(2, "name")]
    Holding.objects.filter(position__code="J013").delete()
    assert places(uji, "people", row(uji, "Inspektur", post="J013", **days)) == [(2, "kind")]


def test_whoever_is_away_stands_in_for_nobody(uji: City) -> None:
    days = {"kind": "Plh", "since": "1/12/2026", "until": "7/12/2026"}
    rows = [
        row(uji, "Inspektur", post="J013", **days),
        row(uji, "Kepala Dinas Kesehatan", post="J014", **days),
    ]
    assert {number for number, _ in places(uji, "people", *rows)} == {3}


def test_a_holder_does_not_end_before_the_plh_who_stands_in(uji: City) -> None:
    uji.holds(
        "Pejabat Inspektur",
        "Kepala Dinas Kesehatan",
        HoldingKind.PLH,
        since=TODAY,
        until=TODAY + timedelta(days=9),
    )
    ending = row(uji, "Kepala Dinas Kesehatan", post="J013", until="26/11/2026")
    assert places(uji, "people", ending) == [(2, "until")]
    assert places(uji, "people", {**ending, "until": "31/12/2026"}) == []


def test_a_post_is_not_held_after_its_end(uji: City) -> None:
    PositionPeriod.objects.filter(position__code="J007").update(until=LATER)
    assert places(uji, "people", {**NEW, "post": "J007"}) == [(2, "until")]
    assert places(uji, "people", {**NEW, "post": "J007", "until": "31/12/2026"}) == []
