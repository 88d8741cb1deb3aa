"""Who may, asked for everybody, is what each viewer is permitted."""

from __future__ import annotations

from datetime import date

import pytest

from sopan.web.organisation.access import RULES, Right, Rule, may
from sopan.web.organisation.deciding import Office
from sopan.web.organisation.models import HoldingKind, RoleKind
from sopan.web.organisation.permitted import named_line, sentence, who_may
from sopan.web.organisation.viewer import viewer
from tests.web.build import NOW, TODAY, City, city

pytestmark = pytest.mark.django_db


@pytest.fixture
def uji() -> City:
    made = city()
    made.role(RoleKind.ADMINISTRATOR, "Asisten Administrasi", post="Kepala Bagian Humas")
    made.holds(
        "Pejabat Kepala Subbagian Tata Laksana",
        "Inspektur",
        HoldingKind.PLH,
        since=date(2026, 11, 20),
        until=date(2026, 12, 1),
    )
    return made


def line_of(uji: City, unit: str) -> list[Office]:
    return named_line(uji.units[unit].pk, TODAY)


def assert_same(uji: City) -> None:
    viewers = [viewer(account, NOW) for account in uji.accounts.values()]
    for right in Right:
        for unit in uji.units.values():
            listed = {one.person for one in who_may(right, named_line(unit.pk, TODAY), TODAY)} - {
                None
            }
            everybody = RULES[right].everybody
            permitted = {v.person.pk for v in viewers if may(v, right, unit.pk)}
            assert listed == (set() if everybody else permitted), (right, unit.code)


def test_everybody_listed_may_and_everybody_who_may_is_listed(uji: City) -> None:
    assert_same(uji)


def test_the_same_holds_where_a_right_comes_with_heading_a_unit(
    uji: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = Rule(roles=(RoleKind.HEAD, RoleKind.DRAFTER))
    monkeypatch.setitem(RULES, Right.CHANGE, rule)
    assert_same(uji)


def test_whoever_acts_has_the_role_of_the_post(uji: City) -> None:
    (auditor,) = (
        one
        for one in who_may(Right.TRAIL, line_of(uji, "Kota"), TODAY)
        if one.kind is RoleKind.AUDITOR
    )
    assert sentence(auditor) == (
        "Pejabat Kepala Subbagian Tata Laksana: Plh. Inspektur sejak 20 November 2026, karena "
        "Pejabat Inspektur berhalangan; peran Pemeriksa (Inspektorat) di Kota "
        "melekat pada jabatan itu."
    )


def test_a_role_of_a_vacant_post_is_named_without_a_person(uji: City) -> None:
    uji.post("Kepala UPT", "Dinas Kesehatan", head=False)
    uji.role(RoleKind.AUDITOR, "Dinas Kesehatan", post="Kepala UPT")
    found = who_may(Right.TRAIL, line_of(uji, "Dinas Kesehatan"), TODAY)
    assert found[0].person is None
    assert sentence(found[0]).startswith("Kepala UPT lowong dan belum ada Plt.")


def test_who_has_no_account_is_said_so(uji: City) -> None:
    uji.person("Tanpa Akun", account=False)
    uji.role(RoleKind.AUDITOR, "Kota", person="Tanpa Akun")
    found = {one.name: one.signs_in for one in who_may(Right.TRAIL, line_of(uji, "Kota"), TODAY)}
    assert found["Tanpa Akun"] is False
    assert found["Pejabat Pranata Komputer"] is True
