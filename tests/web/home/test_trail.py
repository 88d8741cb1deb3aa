"""Jejak: read by those who may, narrowed, paged, proved and taken along."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sopan.web.home.trail import filters, views
from sopan.web.home.trail.lines import LABELS
from sopan.web.organisation.actions import holdings, units
from sopan.web.organisation.actions.common import facts
from sopan.web.organisation.models import (
    Coordination,
    Government,
    Holding,
    PositionPeriod,
    Role,
    UnitPeriod,
)
from sopan.web.organisation.viewer import viewer
from sopan.web.trail.export import read, verify_file
from sopan.web.trail.models import Event
from sopan.web.trail.record import Doer, Subject, record
from tests.web.build import NOW, TODAY, City, city
from tests.web.unguarded import unguarded

pytestmark = pytest.mark.django_db

AUDITOR = "Pejabat Inspektur"
ADMINISTRATOR = "Pejabat Pranata Komputer"


@pytest.fixture
def uji() -> City:
    return city()


def signed_in(client: Client, uji: City, name: str) -> Client:
    client.force_login(uji.accounts[name], backend="sopan.web.people.backend.Backend")
    return client


@pytest.fixture
def auditor(client: Client, uji: City) -> Client:
    return signed_in(client, uji, AUDITOR)


def told(uji: City, count: int = 1, verb: str = "unit.create", at: datetime = NOW) -> None:
    with transaction.atomic():
        for number in range(count):
            subject = Subject("unit", None, f"Unit {number}.")
            record(uji.government.pk, Doer("Server"), verb, subject, at + timedelta(seconds=number))


def text(response: Any) -> str:
    assert response.status_code == 200
    page: str = response.content.decode()
    return page


def numbers(response: Any) -> list[int]:
    return [line.number for line in response.context["lines"]]


# Who may


@pytest.mark.parametrize("name", [AUDITOR, ADMINISTRATOR])
def test_auditor_and_administrator_read_the_trail(client: Client, uji: City, name: str) -> None:
    assert "Jejak" in text(signed_in(client, uji, name).get(reverse("trail")))


@pytest.mark.parametrize("name", ["Pejabat Wali Kota", "Pejabat Analis Tata Laksana"])
@pytest.mark.parametrize("page", ["trail", "trail_verify", "trail_export"])
def test_others_are_refused_with_the_reason(
    client: Client, uji: City, name: str, page: str
) -> None:
    signed_in(client, uji, name)
    response = client.get(reverse(page)) if page == "trail" else client.post(reverse(page))
    assert response.status_code == 403
    assert "Pemeriksa (Inspektorat)" in response.content.decode()
    assert not Event.objects.exists()


@pytest.mark.parametrize("page", ["trail", "trail_verify", "trail_export"])
def test_without_signing_in_there_is_no_trail(client: Client, uji: City, page: str) -> None:
    assert client.post(reverse(page)).status_code == 302


def test_the_trail_of_another_government_is_not_shown(auditor: Client, uji: City) -> None:
    other = city("lain", "Pemerintah Kota Lain")
    told(other, 3)
    told(uji, 1)
    assert numbers(auditor.get(reverse("trail"))) == [1]
    exported = b"".join(auditor.post(reverse("trail_export")))
    assert b'"government":"lain"' not in exported


# Reading


def test_an_event_is_told_with_post_time_and_what_changed(auditor: Client, uji: City) -> None:
    doer = viewer(uji.accounts["Pejabat Kepala Bagian Hukum"], NOW, "10.0.0.1").doer
    units.rename_unit(
        uji.units["Bagian Humas"],
        name="Bagian Protokol",
        since=date(2027, 1, 1),
        doer=doer,
        at=NOW,
    )
    page = text(auditor.get(reverse("trail")))
    assert (
        "Kepala Bagian Hukum mengubah nama unit Bagian Humas menjadi Bagian Protokol "
        "mulai 1 Januari 2027." in page
    )
    assert "25 November 2026, 10.00" in page
    assert "nomor 1, dari 10.0.0.1" in page
    assert reverse("unit", args=[uji.units["Bagian Humas"].pk]) in page
    (line,) = auditor.get(reverse("trail")).context["lines"]
    assert [(str(c.label), c.before, c.after) for c in line.changes] == [
        ("Nama", "Bagian Humas", "Bagian Protokol"),
        ("Mulai", "1 Januari 2024", "1 Januari 2027"),
    ]


def test_numbers_of_units_and_people_are_shown_by_name(auditor: Client, uji: City) -> None:
    holdings.appoint(
        uji.posts["Kepala Bagian Humas"],
        person=uji.people["Pejabat Kepala Bagian Hukum"],
        kind="plh",
        since=TODAY,
        until=date(2026, 12, 1),
        doer=Doer("Server"),
        at=NOW,
    )
    (line,) = auditor.get(reverse("trail")).context["lines"]
    shown = {str(change.label): change.after for change in line.changes}
    assert shown["Jabatan"] == "Kepala Bagian Humas"
    assert shown["Pejabat"] == "Pejabat Kepala Bagian Hukum"
    assert shown["Jenis"] == "Plh."
    assert shown["Hari terakhir"] == "30 November 2026"


def test_times_are_those_of_the_government(auditor: Client, uji: City) -> None:
    Government.objects.update(time_zone="Asia/Jayapura")
    told(uji)
    assert "25 November 2026, 12.00" in text(auditor.get(reverse("trail")))


@pytest.mark.parametrize(
    "model", [UnitPeriod, PositionPeriod, Holding, Coordination, Role], ids=lambda m: m.__name__
)
def test_everything_recorded_of_a_row_has_a_label(uji: City, model: type) -> None:
    row = model.objects.first()  # type: ignore[attr-defined]
    assert facts(row).keys() <= LABELS.keys()


def test_an_empty_trail_says_so(auditor: Client) -> None:
    assert "Belum ada kegiatan yang tercatat." in text(auditor.get(reverse("trail")))


# Narrowing


def test_the_trail_is_narrowed_by_what_was_done(auditor: Client, uji: City) -> None:
    told(uji, 2)
    told(uji, 1, "unit.close")
    assert numbers(auditor.get(reverse("trail"), {"kegiatan": "unit.close"})) == [3]


@pytest.fixture(params=[20, 0], ids=["few", "many"])
def _few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few matches are asked for by their numbers, many by a question within the question."""
    monkeypatch.setattr(filters, "FEW", request.param)


@pytest.mark.usefixtures("_few")
def test_the_trail_is_narrowed_by_who_did_it(auditor: Client, uji: City) -> None:
    told(uji)
    doer = viewer(uji.accounts["Pejabat Kepala Bagian Hukum"], NOW).doer
    with transaction.atomic():
        record(uji.government.pk, doer, "unit.create", Subject("unit", 1, "A"), NOW)
    assert numbers(auditor.get(reverse("trail"), {"pelaku": "bagian hukum"})) == [2]
    assert numbers(auditor.get(reverse("trail"), {"pelaku": "tak ada"})) == []


@pytest.mark.usefixtures("_few")
def test_the_trail_is_narrowed_by_what_it_concerns(auditor: Client, uji: City) -> None:
    told(uji)
    unit, post = uji.units["Bagian Humas"], uji.posts["Kepala Bagian Humas"]
    with transaction.atomic():
        record(uji.government.pk, Doer("S"), "unit.create", Subject("unit", unit.pk, "x"), NOW)
        record(
            uji.government.pk, Doer("S"), "position.create", Subject("position", post.pk, "x"), NOW
        )
    assert numbers(auditor.get(reverse("trail"), {"hal": "humas"})) == [3, 2]
    assert numbers(auditor.get(reverse("trail"), {"hal": "tak ada"})) == []
    one = {"jenis": "unit", "nomor": str(unit.pk)}
    assert numbers(auditor.get(reverse("trail"), one)) == [2]


def test_days_are_those_of_the_government(auditor: Client, uji: City) -> None:
    midnight = datetime.fromisoformat("2026-11-25T00:00:00+07:00")
    for moment in (midnight - timedelta(seconds=1), midnight, midnight + timedelta(days=1)):
        told(uji, at=moment)
    asked = {"dari": "2026-11-25", "sampai": "2026-11-25"}
    assert numbers(auditor.get(reverse("trail"), asked)) == [2]


def test_days_in_the_wrong_order_are_told_at_the_field(auditor: Client, uji: City) -> None:
    asked = {"dari": "2026-11-25", "sampai": "2026-11-24"}
    assert "Tanggal akhir mendahului tanggal awal." in text(auditor.get(reverse("trail"), asked))


@pytest.mark.parametrize(
    "asked",
    [
        {"dari": "kemarin"},
        {"nomor": "x", "jenis": "../"},
        {"kegiatan": "tak.ada"},
        {"setelah": "x"},
        {"setelah": "9" * 30},
        {"hal": "%_'\""},
        {"dari": "9999-12-31", "sampai": "9999-12-31"},
        {"dari": "0001-01-01"},
    ],
)
def test_what_makes_no_sense_is_no_failure(
    auditor: Client, uji: City, asked: dict[str, str]
) -> None:
    told(uji)
    text(auditor.get(reverse("trail"), asked))


# Paging


def test_pages_follow_each_other_without_gaps(
    auditor: Client, uji: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filters, "PAGE", 4)
    told(uji, 6)
    told(uji, 4)  # At the same moments as the first: the number decides.
    seen, address = [], reverse("trail") + "?kegiatan=unit.create"
    while address:
        response = auditor.get(address)
        seen.append(numbers(response))
        older = response.context["older"]
        address = reverse("trail") + older if older else ""
    assert seen == [[6, 5, 10, 4], [9, 3, 8, 2], [7, 1]]


def test_a_page_takes_few_questions(auditor: Client, uji: City) -> None:
    for name in ("Bagian Hukum", "Bagian Humas"):
        units.rename_unit(
            uji.units[name], name=f"{name} 2", since=TODAY, doer=Doer("Server"), at=NOW
        )
    told(uji, 60, at=NOW - timedelta(days=1))
    auditor.post(reverse("trail_verify"))
    address = reverse("trail") + "?setelah=63"
    with CaptureQueriesContext(connection) as questions:
        auditor.get(address)
    asked = [question["sql"] for question in questions.captured_queries]
    assert len([sql for sql in asked if '"trail_' in sql]) == 3
    names = [sql for sql in asked if "'unit'" in sql and '"trail_' not in sql]
    assert len(names) == 1


# Integrity


def test_a_verification_is_told_on_the_page_and_on_the_trail(auditor: Client, uji: City) -> None:
    told(uji, 3)
    assert "Belum pernah diperiksa" in text(auditor.get(reverse("trail")))
    assert auditor.post(reverse("trail_verify")).status_code == 302
    page = text(auditor.get(reverse("trail")))
    assert "Utuh dari nomor 1 sampai nomor 3." in page
    assert Event.objects.get(number=4).verb == "trail.verify"


def test_a_changed_event_is_told_on_the_page(auditor: Client, uji: City) -> None:
    told(uji, 3)
    with unguarded(), connection.cursor() as cursor:
        cursor.execute("UPDATE trail_event SET name = 'x' WHERE number = 2")
    auditor.post(reverse("trail_verify"))
    page = text(auditor.get(reverse("trail")))
    assert "tidak utuh" in page
    assert "Nomor 2: isinya diubah." in page


def test_of_a_long_trail_the_newest_part_is_verified(
    auditor: Client, uji: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "AT_ONCE", 3)
    told(uji, 8)
    auditor.post(reverse("trail_verify"))
    assert "Utuh dari nomor 6 sampai nomor 8." in text(auditor.get(reverse("trail")))


def test_verifying_and_exporting_need_a_post(auditor: Client) -> None:
    assert auditor.get(reverse("trail_verify")).status_code == 405
    assert auditor.get(reverse("trail_export")).status_code == 405


# Export


def test_the_exported_file_is_sound_and_tells_of_its_export(auditor: Client, uji: City) -> None:
    told(uji, 5)
    response = auditor.post(reverse("trail_export"))
    assert response["Content-Disposition"] == 'attachment; filename="jejak-uji-6.jsonl"'
    report = verify_file(read(b"".join(response).splitlines(keepends=True)))
    assert report.finding is None
    assert report.sound.number == 6
    assert Event.objects.get(number=6).verb == "trail.export"
