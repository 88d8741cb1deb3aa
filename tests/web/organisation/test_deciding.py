"""Who decides, and why this person."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sopan.web.organisation import deciding
from sopan.web.organisation.deciding import why, why_coordinator, why_superior
from sopan.web.organisation.models import HoldingKind
from tests.web.build import TODAY, City, city

pytestmark = pytest.mark.django_db


@pytest.fixture
def uji() -> City:
    return city()


def test_the_superiors_of_a_post_go_up_to_the_mayor(uji: City) -> None:
    found = deciding.of_position(uji.posts["Analis Tata Laksana"].pk, TODAY)
    assert found
    assert [s.acting.title for s in found.superiors] == [
        "Kepala Subbagian Tata Laksana",
        "Plt. Kepala Bagian Organisasi",
        "Asisten Pemerintahan",
        "Sekretaris Daerah",
        "Wali Kota",
    ]


def test_a_head_is_not_its_own_superior(uji: City) -> None:
    found = deciding.of_position(uji.posts["Kepala Subbagian Tata Laksana"].pk, TODAY)
    assert found and found.superior
    assert found.superior.acting.title == "Plt. Kepala Bagian Organisasi"
    assert why_superior(found.superior) == (
        "Plt. Kepala Bagian Organisasi sejak 3 Maret 2026, karena jabatan itu lowong; "
        "atasan langsung Kepala Subbagian Tata Laksana"
    )


def test_coordination_of_a_unit_counts_for_the_units_below(uji: City) -> None:
    found = deciding.of_unit(uji.units["Subbagian Tata Laksana"].pk, TODAY)
    assert found
    (coordinator,) = found.coordinators
    assert why_coordinator(coordinator) == (
        "Asisten Administrasi sejak 1 Januari 2024; koordinator Bagian Organisasi "
        "di bidang kelembagaan (hubungan fungsional)"
    )


def test_a_plh_acts_while_the_holder_is_away(uji: City) -> None:
    uji.holds(
        "Pejabat Kepala Bagian Hukum",
        "Kepala Bagian Humas",
        HoldingKind.PLH,
        since=date(2026, 11, 20),
        until=date(2026, 12, 1),
    )
    found = deciding.of_unit(uji.units["Bagian Humas"].pk, TODAY)
    assert found and found.own
    assert why(found.own) == (
        "Plh. Kepala Bagian Humas sejak 20 November 2026, "
        "karena Pejabat Kepala Bagian Humas berhalangan"
    )
    after = deciding.of_unit(uji.units["Bagian Humas"].pk, date(2026, 12, 1))
    assert after and after.own and after.own.title == "Kepala Bagian Humas"


def test_a_vacant_post_without_plt_says_so(uji: City) -> None:
    found = deciding.of_unit(uji.units["Bagian Organisasi"].pk, date(2026, 2, 1))
    assert found and found.own
    assert why(found.own) == ("Kepala Bagian Organisasi lowong dan belum ada Plt. yang ditunjuk")


def test_an_answer_takes_few_questions_to_the_database(uji: City) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        deciding.of_position(uji.posts["Analis Tata Laksana"].pk, TODAY)
    assert len(queries) <= 7


def test_what_does_not_exist_has_no_deciders(uji: City) -> None:
    assert deciding.of_position(0, TODAY) is None
    assert deciding.of_unit(0, TODAY) is None
