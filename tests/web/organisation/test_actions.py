"""What may be done to the organisation, what is refused and why."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sopan.web.organisation import tree
from sopan.web.organisation.actions import coordination, holdings, people, positions, roles, units
from sopan.web.organisation.models import (
    Coordination,
    Government,
    Holding,
    HoldingKind,
    Level,
    Role,
    RoleKind,
    Unit,
    UnitKind,
    UnitPeriod,
)
from sopan.web.trail.models import Event
from sopan.web.trail.record import Doer
from sopan.web.ui.refusal import Refusal
from tests.web.build import NOW, START, TODAY, City, city

pytestmark = pytest.mark.django_db

HOW: dict[str, Any] = {"doer": Doer("Admin Uji"), "at": NOW}
LATER = date(2027, 1, 1)


@pytest.fixture
def uji() -> City:
    return city()


def name_on(unit: Unit, day: date) -> str:
    return UnitPeriod.objects.on(day).get(unit=unit).name


# Units


def test_a_renamed_unit_keeps_its_old_name_for_the_time_before(uji: City) -> None:
    unit = uji.units["Bagian Humas"]
    units.rename_unit(unit, name="Bagian Protokol", since=LATER, **HOW)
    assert name_on(unit, TODAY) == "Bagian Humas"
    assert name_on(unit, LATER) == "Bagian Protokol"
    event = Event.objects.get(verb="unit.rename")
    assert event.data["old"] == "Bagian Humas"
    assert event.data["since"] == "2027-01-01"


def test_a_name_corrected_from_its_first_day_leaves_no_period_behind(uji: City) -> None:
    unit = uji.units["Bagian Humas"]
    units.rename_unit(unit, name="Bagian Protokol", since=START, **HOW)
    assert UnitPeriod.objects.filter(unit=unit).count() == 1


def test_a_unit_cannot_stand_below_itself(uji: City) -> None:
    with pytest.raises(Refusal, match="lingkaran"):
        units.move_unit(
            uji.units["Bagian Organisasi"],
            parent=uji.units["Subbagian Tata Laksana"],
            since=LATER,
            **HOW,
        )


def test_a_move_that_would_make_a_loop_later_is_refused(uji: City) -> None:
    """In 2028 Bagian Hukum goes under Subbagian Tata Laksana; in 2027 the reverse begins."""
    units.move_unit(
        uji.units["Bagian Hukum"],
        parent=uji.units["Subbagian Tata Laksana"],
        since=date(2028, 1, 1),
        **HOW,
    )
    with pytest.raises(Refusal, match="1 Januari 2028"):
        units.move_unit(
            uji.units["Bagian Organisasi"], parent=uji.units["Bagian Hukum"], since=LATER, **HOW
        )


def test_there_is_one_root(uji: City) -> None:
    with pytest.raises(Refusal, match="puncak"):
        units.create_unit(
            uji.government,
            code="X",
            name="Kota Kedua",
            kind=UnitKind.GOVERNMENT,
            parent=None,
            since=LATER,
            **HOW,
        )


def test_a_unit_of_another_government_is_no_parent(uji: City) -> None:
    other = city("lain", "Pemerintah Kota Lain")
    with pytest.raises(Refusal, match="bukan milik"):
        units.move_unit(
            uji.units["Bagian Hukum"], parent=other.units["Bagian Humas"], since=LATER, **HOW
        )


def test_a_unit_with_something_on_it_is_not_closed(uji: City) -> None:
    with pytest.raises(Refusal, match="Subbagian Tata Laksana"):
        units.close_unit(uji.units["Bagian Organisasi"], until=LATER, **HOW)


def test_a_closed_unit_is_gone_from_its_day_on(uji: City) -> None:
    unit = units.create_unit(
        uji.government,
        code="BARU",
        name="Bagian Kerja Sama",
        kind=UnitKind.BUREAU,
        parent=uji.units["Asisten Pemerintahan"],
        since=TODAY,
        **HOW,
    )
    units.close_unit(unit, until=LATER, **HOW)
    assert UnitPeriod.objects.on(LATER - timedelta(1)).filter(unit=unit).exists()
    assert not UnitPeriod.objects.on(LATER).filter(unit=unit).exists()


def test_a_parent_must_live_as_long_as_what_hangs_on_it(uji: City) -> None:
    unit = units.create_unit(
        uji.government,
        code="SEMENTARA",
        name="Bagian Sementara",
        kind=UnitKind.BUREAU,
        parent=uji.units["Asisten Pemerintahan"],
        since=TODAY,
        **HOW,
    )
    units.close_unit(unit, until=LATER, **HOW)
    with pytest.raises(Refusal, match="hanya ada sampai"):
        units.move_unit(uji.units["Bagian Hukum"], parent=unit, since=TODAY, **HOW)


@pytest.mark.parametrize(("field", "value"), [("code", "U001"), ("name", "Bagian Hukum")])
def test_codes_and_names_are_not_given_twice(uji: City, field: str, value: str) -> None:
    values: dict[str, Any] = {"code": "BARU", "name": "Bagian Kerja Sama"} | {field: value}
    with pytest.raises(Refusal) as refused:
        units.create_unit(
            uji.government,
            kind=UnitKind.BUREAU,
            parent=uji.units["Asisten Pemerintahan"],
            since=TODAY,
            **values,
            **HOW,
        )
    assert refused.value.field == field


# Positions


def test_a_unit_has_one_head(uji: City) -> None:
    with pytest.raises(Refusal, match="sudah mempunyai jabatan kepala"):
        positions.create_position(
            uji.units["Bagian Hukum"],
            code="J9",
            name="Kepala Kedua",
            level=Level.III_A,
            is_head=True,
            since=LATER,
            **HOW,
        )


def test_a_held_position_is_not_closed(uji: City) -> None:
    with pytest.raises(Refusal, match="masih dipegang Pejabat Inspektur"):
        positions.close_position(uji.posts["Inspektur"], until=LATER, **HOW)


# Holders


def test_a_definitive_holder_ends_the_plt(uji: City) -> None:
    person = people.add_person(uji.government, name="Pejabat Baru", **HOW)
    post = uji.posts["Kepala Bagian Organisasi"]
    holdings.appoint(post, person=person, kind=HoldingKind.DEFINITIVE, since=LATER, **HOW)
    plt = Holding.objects.get(position=post, kind=HoldingKind.PLT)
    assert plt.until == LATER
    event = Event.objects.get(verb="holding.appoint")
    assert event.data["ended"] == [plt.pk]


@pytest.mark.parametrize(
    ("post", "person", "kind", "until", "words"),
    [
        ("Inspektur", "Analis Tata Laksana", "definitive", None, "sudah ada Definitif"),
        ("Inspektur", "Analis Tata Laksana", "plt", None, "tidak lowong"),
        ("Inspektur", "Analis Tata Laksana", "plh", None, "masa tertentu"),
        ("Inspektur", "Inspektur", "plh", LATER, "dirinya sendiri"),
        ("Kepala Bagian Organisasi", "Analis Tata Laksana", "plt", None, "sudah ada Plt."),
        ("Kepala Bagian Organisasi", "Inspektur", "definitive", None, "sudah memegang"),
    ],
)
def test_an_appointment_against_the_rules_is_refused(
    uji: City, post: str, person: str, kind: str, until: date | None, words: str
) -> None:
    with pytest.raises(Refusal, match=words):
        holdings.appoint(
            uji.posts[post],
            person=uji.people[f"Pejabat {person}"],
            kind=kind,
            since=LATER - timedelta(30),
            until=until,
            **HOW,
        )


def test_two_do_not_stand_in_for_each_other(uji: City) -> None:
    """The Kabag Hukum stands in for the Kabag Humas; nobody may then stand in for the Hukum."""
    hukum, humas = uji.people["Pejabat Kepala Bagian Hukum"], uji.posts["Kepala Bagian Humas"]
    first = holdings.appoint(humas, person=hukum, kind="plh", since=TODAY, until=LATER, **HOW)
    stand_in: dict[str, Any] = {"kind": "plh", "since": TODAY, "until": LATER}
    with pytest.raises(Refusal, match="sedang menjadi Plh"):
        holdings.appoint(
            uji.posts["Kepala Bagian Hukum"],
            person=uji.people["Pejabat Kepala Bagian Humas"],
            **stand_in,
            **HOW,
        )
    with pytest.raises(Refusal, match="diwakili Plh"):
        holdings.appoint(
            uji.posts["Inspektur"],
            person=uji.people["Pejabat Kepala Bagian Humas"],
            **stand_in,
            **HOW,
        )
    holdings.end_holding(first, until=TODAY + timedelta(2), **HOW)
    assert Holding.objects.get(pk=first.pk).until == TODAY + timedelta(2)


def test_a_holder_with_a_plh_cannot_leave_before_the_plh(uji: City) -> None:
    hukum, humas = uji.people["Pejabat Kepala Bagian Hukum"], uji.posts["Kepala Bagian Humas"]
    holdings.appoint(humas, person=hukum, kind="plh", since=TODAY, until=LATER, **HOW)
    holder = Holding.objects.get(position=humas, kind=HoldingKind.DEFINITIVE)
    with pytest.raises(Refusal, match=r"Plh\. Pejabat Kepala Bagian Hukum masih"):
        holdings.end_holding(holder, until=TODAY + timedelta(2), **HOW)


def test_a_holder_does_not_stay_into_the_time_of_a_plt(uji: City) -> None:
    humas = uji.posts["Kepala Bagian Humas"]
    holder = Holding.objects.get(position=humas, kind=HoldingKind.DEFINITIVE)
    holdings.end_holding(holder, until=LATER, **HOW)
    hukum = uji.people["Pejabat Kepala Bagian Hukum"]
    holdings.appoint(humas, person=hukum, kind="plt", since=LATER, **HOW)
    with pytest.raises(Refusal, match=r"sudah ditunjuk Plt\. Pejabat Kepala Bagian Hukum"):
        holdings.end_holding(holder, until=LATER + timedelta(30), **HOW)


STEP = st.tuples(
    st.sampled_from(["Inspektur", "Kepala Bagian Hukum", "Kepala Bagian Organisasi"]),
    st.sampled_from(["Analis", "Kasubag", "Inspektur"]),
    st.sampled_from(HoldingKind.values),
    st.integers(0, 20),
    st.none() | st.integers(1, 12),
)


class Appointments(TestCase):
    """Whatever is tried in whatever order, what is kept obeys the rules on every day."""

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(STEP, max_size=10), st.lists(st.tuples(st.integers(0, 9), st.integers(1, 20))))
    def test_no_day_has_two_holders_of_one_kind(
        self, steps: list[tuple[str, str, str, int, int | None]], ends: list[tuple[int, int]]
    ) -> None:
        made = City(Government.objects.create(code="uji", name="Pemerintah Kota Uji"))
        made.unit("Induk")
        for name in ("Inspektur", "Kepala Bagian Hukum", "Kepala Bagian Organisasi"):
            made.units[name] = made.unit(name, "Induk")
            made.post(name, name)
        for name in ("Analis", "Kasubag", "Inspektur"):
            made.person(name, account=False)
        kept = []
        for post, person, kind, start, length in steps:
            since = TODAY + timedelta(start)
            until = since + timedelta(length) if length else None
            try:
                kept.append(
                    holdings.appoint(
                        made.posts[post],
                        person=made.people[person],
                        kind=kind,
                        since=since,
                        until=until,
                        **HOW,
                    )
                )
            except Refusal:
                continue
        for number, day in ends:
            if number < len(kept):
                try:
                    holdings.end_holding(kept[number], until=TODAY + timedelta(day), **HOW)
                except Refusal:
                    continue
        for offset in range(40):
            _check_day(made, TODAY + timedelta(offset))


def _check_day(made: City, day: date) -> None:
    rows = list(Holding.objects.on(day).filter(position__in=made.posts.values()))
    keys = [(row.position_id, row.kind) for row in rows]
    assert len(keys) == len(set(keys))
    definitive = [row.person_id for row in rows if row.kind == HoldingKind.DEFINITIVE]
    assert len(definitive) == len(set(definitive))
    held = {(row.position_id, row.kind): row.person_id for row in rows}
    away = set()
    for (post, kind), person in held.items():
        holder = held.get((post, "definitive"))
        if kind == HoldingKind.PLT:
            assert holder is None
        if kind == HoldingKind.PLH:
            represented = holder or held.get((post, "plt"))
            assert represented not in (None, person)
            away.add(represented)
    standing = {p for (_, kind), p in held.items() if kind == HoldingKind.PLH}
    assert not away & standing


# Coordination and roles


def test_two_units_do_not_coordinate_each_other_in_one_field(uji: City) -> None:
    with pytest.raises(Refusal, match="saling mengoordinasikan"):
        coordination.begin_coordination(
            uji.units["Asisten Administrasi"],
            field="Kelembagaan",
            by_unit=uji.units["Bagian Organisasi"],
            since=TODAY,
            **HOW,
        )


def test_coordination_ends_on_its_day(uji: City) -> None:
    edge = Coordination.objects.get(unit=uji.units["Bagian Humas"])
    coordination.end_coordination(edge, until=LATER, **HOW)
    assert not Coordination.objects.on(LATER).filter(pk=edge.pk).exists()


def test_the_last_administrator_stays(uji: City) -> None:
    role = Role.objects.get(kind=RoleKind.ADMINISTRATOR)
    with pytest.raises(Refusal, match="Admin terakhir"):
        roles.take_role(role, until=LATER, **HOW)


def test_the_role_of_a_head_comes_with_the_post(uji: City) -> None:
    with pytest.raises(Refusal, match="melekat"):
        roles.give_role(
            uji.units["Bagian Hukum"],
            kind=RoleKind.HEAD,
            person=uji.people["Pejabat Inspektur"],
            since=TODAY,
            **HOW,
        )


def test_the_trail_keeps_the_words_of_officials_whoever_acts(uji: City) -> None:
    with translation.override("en"):
        roles.give_role(
            uji.units["Bagian Hukum"],
            kind=RoleKind.DRAFTER,
            person=uji.people["Pejabat Inspektur"],
            since=TODAY,
            **HOW,
        )
    assert Event.objects.get(verb="role.give").data["role"] == "Penyusun"


def test_the_trail_of_a_person_tells_no_nip(uji: City) -> None:
    person = uji.people["Pejabat Inspektur"]
    people.change_person(
        person, name=person.name, nip="199001012015011001", rank="IV/a", email="a@b.id", **HOW
    )
    event = Event.objects.get(verb="person.change")
    assert "199001012015011001" not in str(event.data)
    assert event.data["after"]["rank"] == "IV/a"


# Trees


def test_below_and_above_follow_the_day(uji: City) -> None:
    unit = uji.units["Subbagian Tata Laksana"]
    units.move_unit(unit, parent=uji.units["Bagian Humas"], since=LATER, **HOW)
    humas = uji.units["Bagian Humas"].pk
    for day, inside in ((TODAY, False), (LATER, True)):
        assert (humas in tree.above(unit.pk, day)) is inside
        below = Unit.objects.filter(pk__in=tree.below([humas], day))
        assert (unit in below) is inside
