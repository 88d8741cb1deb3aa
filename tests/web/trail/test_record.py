"""Recording: one chain per government, in the transaction of what it tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from sopan.web.organisation.models import Government
from sopan.web.trail.models import Event, Head
from sopan.web.trail.queries import head_of, verify_database
from sopan.web.trail.record import Doer, Subject, record
from sopan.web.trail.verify import START
from tests.web.build import NOW

pytestmark = pytest.mark.django_db

DOER = Doer("Pejabat Kabag Hukum", 7, "Plt. Kabag Organisasi", "Kabag Organisasi", "10.0.0.1")
UNIT = Subject("unit", 3, "Bagian Organisasi")


@pytest.fixture
def uji() -> Government:
    return Government.objects.create(code="uji", name="Pemerintah Kota Uji")


def test_each_government_has_a_chain_of_its_own(uji: Government) -> None:
    lain = Government.objects.create(code="lain", name="Pemerintah Kota Lain")
    made = [record(g.pk, DOER, "unit.create", UNIT, NOW) for g in (uji, lain, uji)]
    assert [event.number for event in made] == [1, 1, 2]
    assert made[2].previous == made[0].hash
    assert head_of(uji.pk).hash == made[2].hash
    for government in (uji, lain):
        report = verify_database(government.pk, government.code)
        assert report.finding is None
        assert report.sound == head_of(government.pk)


def test_what_is_read_later_is_what_was_hashed(uji: Government) -> None:
    data = {
        "after": {"since": date(2026, 3, 3), "share": Decimal("0.10"), "names": ("é", "\u2603")},
        "large": 2**70,
        3: None,
    }
    record(uji.pk, DOER, "unit.create", UNIT, NOW, data)  # type: ignore[arg-type]
    assert verify_database(uji.pk, "uji").finding is None
    event = Event.objects.get()
    assert event.data["after"] == {"since": "2026-03-03", "share": "0.10", "names": ["é", "☃"]}
    assert (event.name, event.position, event.acting_for) == (
        "Pejabat Kabag Hukum",
        "Plt. Kabag Organisasi",
        "Kabag Organisasi",
    )


@pytest.mark.parametrize("value", [0.1, float("nan"), float("inf")])
def test_floats_are_not_recorded(uji: Government, value: float) -> None:
    with pytest.raises(TypeError, match="no floats"):
        record(uji.pk, DOER, "unit.create", UNIT, NOW, {"after": {"share": value}})


def test_texts_longer_than_their_column_are_shortened(uji: Government) -> None:
    long = replace(DOER, name="n" * 500, position="p" * 500, acting_for="a" * 500, source="s" * 500)
    record(uji.pk, long, "unit.create", Subject("unit", None, "u" * 500), NOW)
    assert verify_database(uji.pk, "uji").finding is None
    event = Event.objects.get()
    assert (len(event.name), len(event.position), len(event.subject)) == (120, 200, 300)


def test_an_event_falls_with_its_transaction(uji: Government) -> None:
    def act() -> None:
        with transaction.atomic():
            record(uji.pk, DOER, "unit.create", UNIT, NOW)
            raise LookupError

    with pytest.raises(LookupError):
        act()
    assert not Event.objects.exists()
    assert head_of(uji.pk) == START


def test_recording_takes_three_questions(uji: Government) -> None:
    record(uji.pk, DOER, "unit.create", UNIT, NOW)
    with CaptureQueriesContext(connection) as queries:
        record(uji.pk, DOER, "unit.create", UNIT, NOW)
    assert len(queries) == 3
    assert Head.objects.get().number == 2


@pytest.mark.django_db(transaction=True)
def test_nothing_is_recorded_outside_a_transaction() -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        record(1, DOER, "unit.create", UNIT, NOW)
