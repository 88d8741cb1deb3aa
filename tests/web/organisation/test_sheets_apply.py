"""Imports: kept, applied, dropped; exports that say what is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sopan.web.organisation.actions.holdings import appoint
from sopan.web.organisation.actions.imports import Outdated, apply_import, changes_of, drop_import
from sopan.web.organisation.models import (
    Holding,
    HoldingKind,
    Import,
    PositionPeriod,
    Unit,
    UnitPeriod,
)
from sopan.web.organisation.sheets import values
from sopan.web.organisation.sheets.changes import fingerprint
from sopan.web.people.models import Person
from sopan.web.trail.models import Event
from sopan.web.ui.refusal import Refusal
from tests.web.build import NOW, START, TODAY, City, city
from tests.web.organisation.sheets import (
    DOER,
    applied,
    compared,
    exported,
    exported_rows,
    found,
    kept,
    uploaded,
)

pytestmark = pytest.mark.django_db
KINDS = [str(kind) for kind in Import.Kind]


@pytest.fixture
def uji() -> City:
    return city()


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_exported_changes_nothing_when_imported(uji: City, kind: str) -> None:
    comparison = compared(uji, uploaded(exported(uji, kind), kind))
    assert (comparison.changes, comparison.problems, comparison.left_alone) == ((), (), 0)
    assert comparison.same == len(exported_rows(uji, kind))


def test_a_renamed_unit_keeps_its_old_name_before_the_day(uji: City) -> None:
    code = uji.units["Bagian Humas"].code
    applied(uji, found("units", {"code": code, "name": "Bagian Prokopim", "kind": "Bagian"}))
    periods = UnitPeriod.objects.filter(unit=uji.units["Bagian Humas"]).order_by("since")
    assert [(p.name, p.since, p.until) for p in periods] == [
        ("Bagian Humas", START, TODAY),
        ("Bagian Prokopim", TODAY, None),
    ]
    assert periods[1].parent == uji.units["Asisten Administrasi"]


def test_from_its_own_first_day_on_a_unit_is_corrected_in_place(uji: City) -> None:
    code = uji.units["Bagian Humas"].code
    row = {"code": code, "name": "Bagian Prokopim", "kind": "Bagian"}
    applied(uji, found("units", row), day=START)
    (period,) = UnitPeriod.objects.filter(unit=uji.units["Bagian Humas"])
    assert (period.name, period.since, period.until) == ("Bagian Prokopim", START, None)


def test_a_branch_is_made_with_parents_below_their_children_in_the_file(uji: City) -> None:
    root = uji.units["Kota"].code
    applied(
        uji,
        found(
            "units",
            {"code": "B.1", "name": "Bidang Satu", "kind": "Bidang", "parent": "B"},
            {"code": "B", "name": "Badan Baru", "kind": "Badan", "parent": root},
        ),
    )
    period = UnitPeriod.objects.get(unit__code="B.1")
    assert period.parent == Unit.objects.get(code="B")
    assert period.since == TODAY


def test_two_heads_change_places_in_one_file(uji: City) -> None:
    rows = [row for row in exported_rows(uji, "positions") if row["unit"] == "U010"]
    assert [row["is_head"] for row in rows] == ["Ya", "Tidak"]
    rows[0]["is_head"], rows[1]["is_head"] = "Tidak", "Ya"
    for day in (TODAY, START):
        with transaction.atomic():
            applied(uji, found("positions", *rows), day)
            heads = PositionPeriod.objects.on(TODAY).filter(unit__code="U010", is_head=True)
            assert [head.name for head in heads] == ["Analis Tata Laksana"]
            transaction.set_rollback(True)


def test_a_new_holder_ends_the_plt_of_whom_no_row_speaks(uji: City) -> None:
    row = {"name": "Kabag Baru", "nip": "199001012015011001", "post": "J007", "since": ""}
    comparison = applied(uji, found("people", row))
    assert [(c.subject, c.act, c.derived) for c in comparison.changes] == [
        ("person", "new", False),
        ("holding", "changed", True),
        ("holding", "new", False),
    ]
    plt = Holding.objects.get(kind=HoldingKind.PLT)
    assert plt.until == TODAY
    new = Holding.objects.get(person__nip="199001012015011001")
    assert (new.position, new.since) == (uji.posts["Kepala Bagian Organisasi"], TODAY)


def test_a_post_passes_from_one_to_another_in_one_file(uji: City) -> None:
    old = Person.objects.get(name="Pejabat Kepala Bagian Humas")
    rows = (
        {"nip": "199001012015011001", "name": "Penerus", "post": "J009", "since": "01/12/2026"},
        {"nip": old.nip, "name": old.name, "post": "J009", "until": "30 November 2026"},
    )
    applied(uji, found("people", *rows))
    holdings = Holding.objects.filter(position__code="J009").order_by("since")
    assert [(h.person.name, h.since, h.until) for h in holdings] == [
        (old.name, START, date(2026, 12, 1)),
        ("Penerus", date(2026, 12, 1), None),
    ]


def test_an_import_is_one_event_without_personal_values(uji: City) -> None:
    row = {"name": "Orang Baru", "nip": "199001012015011001", "email": "baru@uji.example"}
    applied(uji, found("people", row))
    event = Event.objects.get(verb="import.apply")
    assert (event.subject, event.data["new"], event.data["changed"]) == ("tabel.xlsx", 1, 0)
    assert event.data["changes"][0]["values"][0] == ["nip", False, True]
    assert event.data["after"]["people"] == ["Orang Baru"]
    assert "199001012015011001" not in str(event.data)
    assert "baru@uji.example" not in str(event.data)


def test_the_trail_tells_the_values_before_and_after_an_import(uji: City) -> None:
    rows = exported_rows(uji, "units")
    next(row for row in rows if row["name"] == "Bagian Humas")["name"] = "Bagian Protokol"
    applied(uji, found("units", *rows))
    data = Event.objects.get(verb="import.apply").data
    assert "Nama: Bagian Humas" in data["before"]["units"][0]
    assert "Nama: Bagian Protokol" in data["after"]["units"][0]


def test_what_was_applied_is_no_longer_kept_and_not_applied_twice(uji: City) -> None:
    import_ = kept(uji, found("people", {"name": "Orang Baru"}))
    shown = fingerprint(changes_of(import_), TODAY)
    apply_import(import_, shown=shown, doer=DOER, at=NOW)
    import_.refresh_from_db()
    assert import_.rows == {}
    with pytest.raises(Refusal, match="sudah diterapkan"):
        apply_import(import_, shown=shown, doer=DOER, at=NOW)
    with pytest.raises(Refusal, match="sudah diterapkan"):
        drop_import(import_, doer=DOER, at=NOW)
    assert Person.objects.filter(name="Orang Baru").count() == 1


def test_changes_other_than_those_shown_are_refused(uji: City) -> None:
    code = uji.units["Bagian Humas"].code
    import_ = kept(uji, found("units", {"code": code, "name": "Bagian Baru", "kind": "Bagian"}))
    UnitPeriod.objects.filter(unit__code=code).update(name="Bagian Lain")
    with pytest.raises(Outdated):
        apply_import(import_, shown=import_.fingerprint, doer=DOER, at=NOW)
    assert UnitPeriod.objects.get(unit__code=code).name == "Bagian Lain"


def test_while_one_row_is_wrong_nothing_is_written(uji: City) -> None:
    table = found("people", {"name": "Orang Baru"}, {"name": "Orang Lain", "post": "tidak ada"})
    import_ = kept(uji, table)
    with pytest.raises(Refusal, match="baris yang salah"):
        apply_import(import_, shown=import_.fingerprint, doer=DOER, at=NOW)
    assert not Person.objects.filter(name="Orang Baru").exists()
    assert not Event.objects.filter(verb="import.apply").exists()


def test_an_import_that_was_dropped_is_gone_and_told(uji: City) -> None:
    import_ = kept(uji, found("people", {"name": "Orang Baru"}))
    drop_import(import_, doer=DOER, at=NOW)
    assert not Import.objects.exists()
    assert [e.verb for e in Event.objects.order_by("number")] == ["import.keep", "import.drop"]


# Random tables

texts = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"]), min_size=1, max_size=12
)
FREE = {
    "units": ("name", "short_name", "parent", "order", "code"),
    "positions": ("name", "unit", "is_head", "duties", "level"),
    "people": ("name", "rank", "post", "kind", "since", "until", "letter"),
}


def _edited(rows: list[dict[str, str]], kind: str, data: Any) -> list[dict[str, str]]:
    """Rows with cells put in place of others: of the same column, or any text."""
    rows = [dict(row) for row in rows]
    for _ in range(data.draw(st.integers(0, 4))):
        number = data.draw(st.integers(0, len(rows) - 1))
        key = data.draw(st.sampled_from(FREE[kind]))
        same_column = st.sampled_from([row[key] for row in rows])
        rows[number][key] = data.draw(st.one_of(same_column, texts))
    for _ in range(data.draw(st.integers(0, 2))):
        new = dict(data.draw(st.sampled_from(rows)))
        new["nip" if kind == "people" else "code"] = data.draw(
            st.sampled_from(["199001012015011001", "X1", ""])
        )
        rows.append(new)
    return rows


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("day", [TODAY, START])
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_after_applying_a_table_it_changes_nothing_more(
    uji: City, kind: str, day: date, data: Any
) -> None:
    table = found(kind, *_edited(exported_rows(uji, kind, day), kind, data))
    comparison = compared(uji, table, day)
    if comparison.problems or not comparison.changes:
        return
    with transaction.atomic():
        applied(uji, table, day)
        again = compared(uji, table, day)
        assert (again.changes, again.problems) == ((), ())
        assert again.same == len(table.rows)
        round_trip = compared(uji, uploaded(exported(uji, kind, day), kind), day)
        assert (round_trip.changes, round_trip.problems) == ((), ())
        transaction.set_rollback(True)


# The same rules as for one appointment

days = st.sampled_from([date(2026, month, 1) for month in (9, 10, 11, 12)])
appointments = st.tuples(
    st.sampled_from(["Kepala Bagian Organisasi", "Kepala Bagian Humas", "Inspektur"]),
    st.sampled_from(["Kepala Bagian Hukum", "Kepala Bagian Humas", "Inspektur", "Baru"]),
    st.sampled_from(list(HoldingKind)),
    days,
    st.none() | days,
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(appointments, min_size=1, max_size=4))
def test_a_table_takes_an_appointment_where_the_action_takes_it(
    uji: City, drawn: list[tuple[str, str, HoldingKind, date, date | None]]
) -> None:
    with transaction.atomic():
        uji.person("Pejabat Baru", account=False)
        for post, name, kind, since, until in drawn:
            person = uji.people[f"Pejabat {name}"]
            row = {
                "nip": person.nip,
                "name": person.name,
                "post": uji.posts[post].code,
                "kind": kind,
                "since": f"{since:%d/%m/%Y}",
                "until": values.write_last_day(until),
            }
            repeated = Holding.objects.filter(
                position=uji.posts[post], person=person, kind=kind, since=since
            )
            if repeated.exists():
                continue
            wrong = compared(uji, found("people", row)).problems
            try:
                with transaction.atomic():
                    appoint(
                        uji.posts[post],
                        person=person,
                        kind=kind,
                        since=since,
                        until=until,
                        doer=DOER,
                        at=NOW,
                    )
            except Refusal as refusal:
                refused = refusal.text
            else:
                refused = ""
            assert bool(wrong) == bool(refused), (row, wrong, refused)
        transaction.set_rollback(True)
