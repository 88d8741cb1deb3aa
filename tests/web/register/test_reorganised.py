"""A reorganisation tells which SOPs it touches, and no SOP is left without a unit."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape

import pytest

from sopan.web.organisation.actions.reorganisations import (
    apply_reorganisation,
    change_plan,
    draft_reorganisation,
    plan_of,
)
from sopan.web.organisation.models import Reorganisation
from sopan.web.organisation.reorganisation.load import structure_of
from sopan.web.organisation.reorganisation.others import with_others
from sopan.web.organisation.reorganisation.plan import Close, Merge, Move, Operation, Rename
from sopan.web.organisation.reorganisation.preview import Preview, What, preview
from sopan.web.register.actions.versions import enter_effective
from sopan.web.register.models import Procedure
from sopan.web.register.owners import owner_on, owners_on
from sopan.web.ui.refusal import Refusal
from tests.sop.build import good
from tests.web.build import NOW, TODAY, City, browser, city
from tests.web.register.build import DOER, writing

pytestmark = pytest.mark.django_db

DAY = date(2027, 1, 1)
PRESS = "Subbagian Pers dan Pemberitaan"
OFFICE = "Subbagian Tata Laksana"


@pytest.fixture
def uji() -> City:
    return city()


@pytest.fixture
def sop(uji: City) -> Procedure:
    account = uji.accounts["Pejabat Kepala Bagian Hukum"]
    return enter_effective(uji.units[OFFICE], value=good(), account=account, doer=DOER, at=NOW)


def planned(uji: City, *plan: Operation, day: date = DAY) -> Reorganisation:
    found = draft_reorganisation(uji.government, title="SOTK", day=day, doer=DOER, at=NOW)
    return change_plan(found, plan, token=found.token, doer=DOER, at=NOW)


def shown(found: Reorganisation) -> Preview:
    plan = plan_of(found)
    return with_others(found, preview(structure_of(found.government, found.day, plan), plan))


def fates(found: Reorganisation) -> list[tuple[str, What, str]]:
    return [(one.name, one.what, one.new) for one in shown(found).of_kind("sop")]


def test_sops_of_units_that_change_are_listed_with_what_follows(uji: City, sop: Procedure) -> None:
    unit, press = uji.units[OFFICE].pk, uji.units[PRESS].pk
    law = uji.units["Bagian Hukum"].pk
    title = sop.title
    assert fates(planned(uji, Rename(press, "Subbagian Pers"))) == []
    assert fates(planned(uji, Rename(unit, "Subbagian SOP"))) == [
        (title, What.RENAMED, "Subbagian SOP")
    ]
    assert fates(planned(uji, Move(unit, law))) == [(title, What.MOVED, "Bagian Hukum")]
    assert fates(planned(uji, Merge((unit,), into=law))) == [(title, What.GOES, "Bagian Hukum")]
    assert fates(planned(uji, Close(unit))) == [(title, What.GOES, "Bagian Organisasi")]


def test_the_preview_page_says_what_must_be_approved_again(uji: City, sop: Procedure) -> None:
    found = planned(uji, Rename(uji.units[OFFICE].pk, "Subbagian SOP"))
    reader = browser(uji.accounts["Pejabat Pranata Komputer"])
    page = unescape(reader.get(f"/organisasi/penataan/{found.pk}/akibat/").content.decode())
    assert "Yang perlu disahkan lagi (1)" in page
    assert "unitnya berganti nama menjadi Subbagian SOP; sahkan ulang" in page


def test_a_plan_is_not_applied_when_an_sop_came_since_it_was_looked_at(uji: City) -> None:
    found = planned(uji, Rename(uji.units[OFFICE].pk, "Subbagian SOP"))
    seen = shown(found).fingerprint
    writing(uji, OFFICE, "Pejabat Kepala Subbagian Tata Laksana")
    with pytest.raises(Refusal, match="Periksa akibatnya"):
        apply_reorganisation(found, fingerprint=seen, doer=DOER, at=NOW)


def test_sops_of_a_merged_unit_are_its_heirs_from_the_day_on(uji: City, sop: Procedure) -> None:
    old = uji.unit("Subbagian Lama", "Bagian Hukum", until=TODAY)
    uji.succeeds(old, uji.units[PRESS], TODAY)
    Procedure.objects.filter(pk=sop.pk).update(unit=old)
    assert owner_on(old.pk, TODAY - timedelta(1)) == old.pk
    assert owner_on(old.pk, TODAY) == uji.units[PRESS].pk
    head = browser(uji.accounts["Pejabat Kepala Subbagian Pers dan Pemberitaan"])
    assert "Sempurnakan" in head.get(f"/sop/{sop.key}/").content.decode()


def test_a_closed_unit_without_heirs_leaves_its_sops_to_the_unit_above(
    uji: City, sop: Procedure
) -> None:
    old = uji.unit("Subbagian Lama", "Bagian Hukum", until=date(2026, 1, 1))
    Procedure.objects.filter(pk=sop.pk).update(unit=old)
    law = uji.units["Bagian Hukum"].pk
    assert owners_on([old.pk], date(2025, 12, 31)) == {old.pk: old.pk}
    assert owners_on([old.pk], TODAY) == {old.pk: law}
    reader = browser(uji.accounts["Pejabat Kepala Bagian Hukum"])
    assert "Bagian Hukum" in reader.get(f"/sop/{sop.key}/").content.decode()
    listed = reader.get(f"/sop/?unit={law}").content.decode()
    assert sop.title in listed


def test_heirs_of_heirs_are_followed(uji: City) -> None:
    first = uji.unit("Satu", "Bagian Hukum", until=date(2025, 1, 1))
    second = uji.unit("Dua", "Bagian Hukum", until=date(2026, 1, 1))
    uji.succeeds(first, second, date(2025, 1, 1))
    uji.succeeds(second, uji.units[PRESS], date(2026, 1, 1))
    assert owner_on(first.pk, date(2024, 6, 1)) == first.pk
    assert owner_on(first.pk, date(2025, 6, 1)) == second.pk
    assert owner_on(first.pk, TODAY) == uji.units[PRESS].pk


def test_units_that_took_each_others_place_do_not_go_round_for_ever(uji: City) -> None:
    one = uji.unit("Satu", "Bagian Hukum", until=date(2025, 1, 1))
    two = uji.unit("Dua", "Bagian Hukum", until=date(2025, 1, 1))
    uji.succeeds(one, two, date(2025, 1, 1))
    uji.succeeds(two, one, date(2025, 1, 1))
    assert owner_on(one.pk, TODAY) in (one.pk, two.pk)
