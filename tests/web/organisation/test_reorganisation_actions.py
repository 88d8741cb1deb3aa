"""A reorganisation is drafted, changed, and applied as one: as it was shown, or not at all."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sopan.web.organisation.actions import holdings, telling, units
from sopan.web.organisation.actions.reorganisations import (
    apply_reorganisation,
    change_plan,
    change_reorganisation,
    draft_reorganisation,
    drop_reorganisation,
    plan_of,
)
from sopan.web.organisation.models import (
    Coordination,
    Holding,
    PositionPeriod,
    Reorganisation,
    Role,
    RoleKind,
    Succession,
    Unit,
    UnitPeriod,
)
from sopan.web.organisation.queries.history import history_of
from sopan.web.organisation.reorganisation.load import structure_of
from sopan.web.organisation.reorganisation.plan import (
    Close,
    ClosePosition,
    CreatePosition,
    Merge,
    Move,
    MovePosition,
    NewUnit,
    Operation,
    Ref,
    Rename,
    RenamePosition,
    Split,
)
from sopan.web.organisation.reorganisation.preview import Preview, preview
from sopan.web.organisation.reorganisation.structure import Structure
from sopan.web.trail.models import Event
from sopan.web.trail.record import Doer
from sopan.web.ui.refusal import Refusal
from tests.web.build import NOW, ROOT, START, TODAY, City, browser, city

pytestmark = pytest.mark.django_db

HOW: dict[str, Any] = {"doer": Doer("Admin Uji"), "at": NOW}
DAY = date(2027, 1, 1)
BEFORE = DAY - timedelta(1)


@pytest.fixture
def uji() -> City:
    return city()


def drafted(made: City, *plan: Operation, day: date = DAY) -> Reorganisation:
    found = draft_reorganisation(
        made.government, title="SOTK 2027", letter="Perda 3/2026", day=day, **HOW
    )
    return change_plan(found, plan, token=found.token, **HOW)


def shown(found: Reorganisation) -> Preview:
    return preview(structure_of(found.government, found.day, plan_of(found)), plan_of(found))


def applied(made: City, *plan: Operation, day: date = DAY) -> Reorganisation:
    found = drafted(made, *plan, day=day)
    return apply_reorganisation(found, fingerprint=shown(found).fingerprint, **HOW)


def names_on(made: City, day: date) -> set[str]:
    rows = UnitPeriod.objects.on(day).filter(government=made.government)
    return set(rows.values_list("name", flat=True))


def number(made: City, unit: str) -> int:
    return made.units[unit].pk


def merger(made: City) -> list[Operation]:
    """Bagian Organisasi and Bagian Hukum become one; the head of Organisasi heads it."""
    new = NewUnit(
        "baru-1", "Bagian Organisasi dan Hukum", "", "bureau", number(made, "Asisten Pemerintahan")
    )
    both = (number(made, "Bagian Organisasi"), number(made, "Bagian Hukum"))
    return [
        Merge(both, new),
        MovePosition(made.posts["Kepala Bagian Organisasi"].pk, "baru-1", True),
        ClosePosition(made.posts["Kepala Bagian Hukum"].pk),
    ]


def test_a_merger_holds_from_its_day_and_leaves_history_as_it_was(uji: City) -> None:
    before = snapshot(uji, BEFORE)
    applied(uji, *merger(uji))
    assert snapshot(uji, BEFORE) == before
    new = UnitPeriod.objects.get(name="Bagian Organisasi dan Hukum")
    below = UnitPeriod.objects.on(DAY).get(unit=uji.units["Subbagian Tata Laksana"])
    assert below.parent_id == new.unit_id
    assert {"Bagian Organisasi", "Bagian Hukum"} & names_on(uji, DAY) == set()
    assert Succession.objects.filter(after=new.unit_id, day=DAY).count() == 2


def snapshot(made: City, day: date) -> list[list[dict[str, Any]]]:
    """Everything that holds on a day, without its end."""
    kept: list[tuple[type[Any], list[str]]] = [
        (UnitPeriod, ["unit", "name", "parent", "since"]),
        (PositionPeriod, ["position", "unit", "name", "is_head", "since"]),
        (Holding, ["position", "person", "kind", "since"]),
        (Coordination, ["unit", "by_unit", "field", "since"]),
        (Role, ["unit", "kind", "position", "person", "since"]),
    ]
    return [
        list(model.objects.on(day).filter(government=made.government).order_by("pk").values(*names))
        for model, names in kept
    ]


def test_what_hangs_on_a_merged_unit_goes_along(uji: City) -> None:
    applied(uji, *merger(uji))
    new = UnitPeriod.objects.get(name="Bagian Organisasi dan Hukum").unit
    edge = Coordination.objects.on(DAY).get(field="kelembagaan")
    assert edge.unit == new
    assert Role.objects.on(DAY).get(kind=RoleKind.SUPERVISOR).unit == new
    assert not Role.objects.on(DAY).filter(kind=RoleKind.LEGAL).exists()
    assert not Holding.objects.on(DAY).filter(position=uji.posts["Kepala Bagian Hukum"]).exists()
    assert Holding.objects.on(DAY).filter(position=uji.posts["Kepala Bagian Organisasi"]).exists()


def test_everything_is_on_the_trail_with_its_own_verb(uji: City) -> None:
    start = Event.objects.count()
    applied(uji, *merger(uji))
    verbs = list(Event.objects.values_list("verb", flat=True))[start:]
    assert verbs[:2] == ["reorganisation.draft", "reorganisation.plan"]
    assert verbs[-1] == "reorganisation.apply"
    assert {
        "unit.close",
        "unit.create",
        "unit.move",
        "position.close",
        "position.change",
        "holding.end",
        "coordination.end",
        "coordination.begin",
        "role.take",
        "role.give",
    } <= set(verbs)
    ended = Event.objects.get(verb="holding.end")
    assert ended.data["before"]["until"] is None
    assert ended.data["after"]["until"] == "2027-01-01"


def test_two_heads_trade_places(uji: City) -> None:
    applied(
        uji,
        MovePosition(uji.posts["Kepala Bagian Hukum"].pk, number(uji, "Bagian Humas"), True),
        MovePosition(uji.posts["Kepala Bagian Humas"].pk, number(uji, "Bagian Hukum"), True),
    )
    head = PositionPeriod.objects.on(DAY).get(unit=uji.units["Bagian Hukum"], is_head=True)
    assert head.position == uji.posts["Kepala Bagian Humas"]


def test_what_began_on_the_very_day_is_corrected(uji: City) -> None:
    unit = uji.units["Bagian Humas"]
    applied(uji, Rename(unit.pk, "Bagian Protokol"), day=START)
    assert [p.name for p in unit.periods.all()] == ["Bagian Protokol"]


def test_a_split_with_everything_placed(uji: City) -> None:
    top = number(uji, ROOT)
    parts = (
        NewUnit("baru-1", "Dinas Kesehatan Masyarakat", "", "agency", top),
        NewUnit("baru-2", "Dinas Rumah Sakit", "", "agency", top),
    )
    applied(
        uji,
        Split(number(uji, "Dinas Kesehatan"), parts),
        MovePosition(uji.posts["Kepala Dinas Kesehatan"].pk, "baru-1", True),
        CreatePosition("baru-2", "Kepala Dinas Rumah Sakit", "ii.b", True),
    )
    assert {part.name for part in parts} <= names_on(uji, DAY)
    new = Unit.objects.get(periods__name="Dinas Rumah Sakit")
    assert told(new.pk, DAY) == ["Dibentuk 1 Januari 2027 dari pemecahan Dinas Kesehatan."]
    old = told(number(uji, "Dinas Kesehatan"), DAY)
    assert old == [
        "Dipecah menjadi Dinas Kesehatan Masyarakat dan Dinas Rumah Sakit; hari terakhirnya "
        "31 Desember 2026."
    ]


def told(unit: int, day: date) -> list[str]:
    return [str(sentence) for sentence in history_of(Unit.objects.get(pk=unit), day).sentences]


def test_the_trail_tells_before_and_after(uji: City) -> None:
    applied(uji, *merger(uji), Rename(number(uji, "Bagian Humas"), "Bagian Protokol"))
    made = Event.objects.get(verb="reorganisation.plan").data
    assert made["before"]["steps"] == []
    assert "Bagian Humas berganti nama menjadi Bagian Protokol." in made["after"]["steps"]
    done = Event.objects.filter(verb="reorganisation.apply").get().data
    assert {"Bagian Humas", "Bagian Hukum"} <= set(done["before"]["units"])
    assert {"Bagian Protokol", "Bagian Organisasi dan Hukum"} <= set(done["after"]["units"])
    client = browser(uji.accounts["Pejabat Inspektur"])
    page = client.get(reverse("trail")).content.decode()
    assert "Isi rancangan" in page and "Unit kerja yang berubah" in page


def test_the_trail_names_some_and_counts_the_others() -> None:
    assert telling.bounded(["x"] * 25) == [*["x"] * 20, "dan 5 lainnya"]


def test_the_page_and_the_api_tell_the_history_with_ways_to_the_kin(uji: City) -> None:
    applied(uji, *merger(uji))
    new = Unit.objects.get(periods__name="Bagian Organisasi dan Hukum")
    old = number(uji, "Bagian Hukum")
    client = browser(uji.accounts["Pejabat Inspektur"])
    page = client.get(reverse("unit", args=[new.pk]), {"tanggal": DAY.isoformat()})
    assert f'dan <a href="/organisasi/{old}/">Bagian Hukum</a>.' in page.content.decode()
    page = client.get(reverse("unit", args=[old]), {"tanggal": DAY.isoformat()})
    assert f'ke <a href="/organisasi/{new.pk}/">Bagian Organisasi' in page.content.decode()
    answer = client.get(f"/api/v1/units/{old}?tanggal={DAY}").json()
    assert answer["history"] == told(old, DAY)


def test_the_page_of_a_post_tells_its_history(uji: City) -> None:
    post = uji.posts["Analis Tata Laksana"].pk
    applied(
        uji, RenamePosition(post, "Analis SOP"), MovePosition(post, number(uji, "Staf Ahli"), False)
    )
    client = browser(uji.accounts["Pejabat Inspektur"])
    page = client.get(reverse("position", args=[post]), {"tanggal": DAY.isoformat()})
    text = page.content.decode()
    assert text.count("bernama <strong>Analis Tata Laksana</strong>, di <a") == 1
    assert text.count("bernama <strong>Analis SOP</strong>, di <a") == 1
    assert "1 Januari 2024 s.d. 31 Desember 2026" in text


def test_a_time_of_a_unit_is_told_once_with_what_it_came_from(uji: City) -> None:
    humas = number(uji, "Bagian Humas")
    applied(uji, *merger(uji), Rename(humas, "Bagian Protokol"))
    new = Unit.objects.get(periods__name="Bagian Organisasi dan Hukum")
    (stage,) = history_of(new, DAY).stages
    assert [str(sentence) for sentence in stage.told] == told(new.pk, DAY)
    old, now = history_of(Unit.objects.get(pk=humas), DAY).stages
    assert (old.name, old.until, now.name, now.until) == (
        "Bagian Humas",
        DAY,
        "Bagian Protokol",
        None,
    )
    client = browser(uji.accounts["Pejabat Inspektur"])
    page = client.get(reverse("unit", args=[humas]), {"tanggal": DAY.isoformat()})
    history = page.content.decode().partition('id="riwayat"')[2].partition("</section>")[0]
    assert history.count("Bagian Humas") == history.count("Bagian Protokol") == 1


def test_times_that_differ_in_order_alone_are_told_as_one(uji: City) -> None:
    unit = Unit.objects.get(pk=number(uji, "Bagian Humas"))
    period = UnitPeriod.objects.get(unit=unit)
    UnitPeriod.objects.filter(pk=period.pk).update(until=DAY)
    period.pk, period.since, period.order = None, DAY, 99
    period.save()
    (stage,) = history_of(unit, DAY).stages
    assert (stage.until, stage.current) == (None, True)


def test_history_tells_names_mergers_and_plans(uji: City) -> None:
    applied(uji, *merger(uji), Rename(number(uji, "Bagian Humas"), "Bagian Protokol"))
    new = Unit.objects.get(periods__name="Bagian Organisasi dan Hukum")
    assert told(new.pk, DAY) == [
        "Dibentuk 1 Januari 2027 dari penggabungan Bagian Organisasi dan Bagian Hukum."
    ]
    assert told(number(uji, "Bagian Hukum"), DAY) == [
        "Digabungkan ke Bagian Organisasi dan Hukum; hari terakhirnya 31 Desember 2026."
    ]
    renamed = number(uji, "Bagian Humas")
    assert told(renamed, DAY) == ["Pada 2024–2026 unit ini bernama Bagian Humas."]
    assert told(renamed, TODAY) == ["Mulai 1 Januari 2027 bernama Bagian Protokol."]
    below = told(number(uji, "Subbagian Tata Laksana"), DAY)
    assert below == ["Sejak 1 Januari 2027 berada di bawah Bagian Organisasi dan Hukum."]


# Refusals


def test_of_two_who_change_the_plan_the_second_is_told(uji: City) -> None:
    found = draft_reorganisation(uji.government, title="SOTK", day=DAY, **HOW)
    change_plan(found, [Close(number(uji, "Bagian Humas"))], token=1, **HOW)
    with pytest.raises(Refusal, match="baru saja diubah orang lain"):
        change_plan(found, [Close(number(uji, "Bagian Hukum"))], token=1, **HOW)
    with pytest.raises(Refusal, match="baru saja diubah orang lain"):
        change_reorganisation(found, token=1, title="Lain", day=DAY, letter="", **HOW)


def test_leftovers_are_decided_first(uji: City) -> None:
    found = drafted(uji, Close(number(uji, "Bagian Humas")))
    with pytest.raises(Refusal, match="2 unit atau jabatan"):
        apply_reorganisation(found, fingerprint=shown(found).fingerprint, **HOW)
    assert "Bagian Humas" in names_on(uji, DAY)


def test_a_finding_that_stops_stops(uji: City) -> None:
    found = drafted(uji, Move(number(uji, "Bagian Hukum"), number(uji, "Bagian Hukum")))
    with pytest.raises(Refusal, match="masih memuat masalah"):
        apply_reorganisation(found, fingerprint=shown(found).fingerprint, **HOW)


def test_an_empty_plan_is_not_applied(uji: City) -> None:
    found = draft_reorganisation(uji.government, title="SOTK", day=DAY, **HOW)
    with pytest.raises(Refusal, match="belum memuat"):
        apply_reorganisation(found, fingerprint=shown(found).fingerprint, **HOW)


def test_what_was_not_shown_is_not_applied(uji: City) -> None:
    """Between showing and confirming the Plt of a moved post ends."""
    found = drafted(uji, *merger(uji))
    seen = shown(found).fingerprint
    plt = Holding.objects.get(letter="821/17/BKD/2026")
    holdings.end_holding(plt, until=date(2026, 12, 1), **HOW)
    with pytest.raises(Refusal, match="berubah sejak Anda memeriksanya"):
        apply_reorganisation(found, fingerprint=seen, **HOW)
    apply_reorganisation(found, fingerprint=shown(found).fingerprint, **HOW)


def test_nothing_is_applied_twice_or_after_it_was_dropped(uji: City) -> None:
    found = applied(uji, Rename(number(uji, "Bagian Humas"), "Bagian Protokol"))
    with pytest.raises(Refusal, match="sudah ditetapkan"):
        apply_reorganisation(found, fingerprint=shown(found).fingerprint, **HOW)
    with pytest.raises(Refusal, match="sudah ditetapkan"):
        drop_reorganisation(found, **HOW)
    other = drop_reorganisation(drafted(uji, Close(number(uji, "Bagian Humas"))), **HOW)
    with pytest.raises(Refusal, match="sudah dibatalkan"):
        change_plan(other, [], token=other.token, **HOW)


def test_a_change_planned_for_later_is_told(uji: City) -> None:
    unit = uji.units["Bagian Humas"]
    units.rename_unit(unit, name="Bagian Protokol", since=date(2028, 1, 1), **HOW)
    found = drafted(uji, Rename(unit.pk, "Bagian Komunikasi"))
    assert [finding.name for finding in shown(found).stops] == ["Bagian Humas"]


def test_a_plan_is_read_with_few_questions(uji: City, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(10):
        structure_of(uji.government, DAY, tuple(merger(uji)))


# Any plan, in the database


class Applied(TestCase):
    """What a preview shows is what holds on its day; the days before stay as they were."""

    @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def test_what_was_shown_is_what_holds(self, data: st.DataObject) -> None:
        made = city()
        before = snapshot(made, BEFORE)
        found = drafted(made, *drawn(data, made))
        seen = shown(found)
        everything = preview(whole(made), plan_of(found))
        check_reach(seen, everything)
        if not seen.ready:
            with pytest.raises(Refusal):
                apply_reorganisation(found, fingerprint=seen.fingerprint, **HOW)
            assert snapshot(made, DAY)[0] == snapshot(made, BEFORE)[0]
            return
        apply_reorganisation(found, fingerprint=seen.fingerprint, **HOW)
        assert snapshot(made, BEFORE) == before
        check_day(made, everything)


def check_reach(seen: Preview, everything: Preview) -> None:
    """What is read for a plan shows the same as the whole organisation."""
    assert seen.changes == everything.changes
    assert seen.touched == everything.touched
    assert seen.findings == everything.findings
    assert set(seen.leftovers) == set(everything.leftovers)


def whole(made: City) -> Structure:
    """The whole organisation: what a plan reaches that names every unit."""
    units = Unit.objects.filter(government=made.government).values_list("pk", flat=True)
    return structure_of(made.government, DAY, tuple(Rename(unit, "x") for unit in units))


def drawn(data: st.DataObject, made: City) -> list[Operation]:
    """Some moves, mergers, renames; each head of a merged unit is closed, what is left is moved."""
    names = [name for name in made.units if name != ROOT]
    some = data.draw(st.lists(st.sampled_from(names), min_size=3, max_size=6, unique=True))
    root, (first, second, *others) = number(made, ROOT), [number(made, name) for name in some]
    plan: list[Operation] = [
        Merge((first, second), NewUnit("baru-1", "Unit Gabungan", "", "agency", root))
    ]
    for other in others:
        places: list[Ref] = [root, "baru-1", first, *others]
        if data.draw(st.booleans()):
            plan.append(Rename(other, f"Unit {other}"))
        else:
            plan.append(Move(other, data.draw(st.sampled_from(places))))
    left = preview(structure_of(made.government, DAY, tuple(plan)), tuple(plan)).leftovers
    plan += [ClosePosition(one.id) for one in left if one.kind == "post"]
    return plan


def check_day(made: City, seen: Preview) -> None:
    """Names, parents and posts of the day are those of the preview; every parent lives."""
    rows = UnitPeriod.objects.on(DAY).filter(government=made.government)
    names = {row.id: row.name for row in seen.units}
    wanted = {(row.name, names[row.parent] if row.parent else None) for row in seen.units}
    called = dict(rows.values_list("unit", "name"))
    found = {(row.name, called[row.parent_id] if row.parent_id else None) for row in rows}
    assert found == wanted
    posts = PositionPeriod.objects.on(DAY).filter(government=made.government)
    assert {(row.name, called[row.unit_id]) for row in posts} == {
        (row.name, names[row.unit]) for row in seen.posts
    }
    assert not Holding.objects.on(DAY).exclude(position__in=posts.values("position")).exists()
