"""The pages that show the organisation: units, posts, people, who decides."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from sopan.web.organisation.access import root_of
from sopan.web.organisation.models import HoldingKind, Succession, Unit
from tests.web.build import City, browser, city

pytestmark = pytest.mark.django_db


@pytest.fixture
def uji() -> City:
    return city()


@pytest.fixture
def reader(uji: City) -> Client:
    return browser(uji.accounts["Pejabat Analis Tata Laksana"])


@pytest.fixture
def admin(uji: City) -> Client:
    return browser(uji.accounts["Pejabat Pranata Komputer"])


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


# Units


def test_the_list_shows_all_units_with_their_heads(uji: City, reader: Client) -> None:
    text = page(reader, "/organisasi/")
    for name in uji.units:
        assert f">{name}</a>" in text
    assert "Pejabat Sekretaris Daerah" in text
    assert '<span class="tag tag--careful">Plt.</span>' in text


def test_a_head_without_anybody_is_shown_as_vacant(uji: City, reader: Client) -> None:
    assert "lowong" not in page(reader, "/organisasi/")
    assert '<span class="tag tag--bad">lowong</span>' in page(
        reader, "/organisasi/?tanggal=2026-02-01"
    )


def test_units_are_found_by_a_part_of_their_name(uji: City, reader: Client) -> None:
    text = page(reader, "/organisasi/?cari=bagian+h")
    assert "Bagian Hukum" in text and "Bagian Humas" in text
    assert "Dinas Kesehatan" not in text


def test_a_search_without_result_says_what_to_do(uji: City, reader: Client) -> None:
    text = page(reader, "/organisasi/?cari=%3Cb%3E")
    assert "Tidak ada unit yang namanya memuat" in text
    assert "<b>" not in text.split("<main")[1].split("Tidak ada unit")[1]


def test_another_day_is_said_clearly(uji: City, reader: Client) -> None:
    text = page(reader, "/organisasi/?tanggal=2025-06-01")
    assert "1 Juni 2025" in text and "bukan hari ini" in text
    assert "bukan hari ini" not in page(reader, "/organisasi/")


@pytest.mark.parametrize("bad", ["kemarin", "2026-13-01", "0001-01-01", "99999-01-01", "2026"])
def test_a_day_that_cannot_be_read_is_told_and_today_is_shown(
    uji: City, reader: Client, bad: str
) -> None:
    unit = uji.units["Bagian Hukum"].pk
    post = uji.posts["Inspektur"].pk
    person = uji.people["Pejabat Inspektur"].pk
    for path in (
        "/organisasi/",
        f"/organisasi/{unit}/",
        f"/jabatan/{post}/",
        "/pejabat/",
        f"/pejabat/{person}/",
        f"/siapa-memutuskan/?unit={unit}",
    ):
        joint = "&" if "?" in path else "?"
        assert "tidak dapat dibaca" in page(reader, f"{path}{joint}tanggal={bad}")


def test_a_unit_tells_its_line_its_coordinators_apart_and_its_posts(
    uji: City, reader: Client
) -> None:
    text = page(reader, f"/organisasi/{uji.units['Subbagian Tata Laksana'].pk}/")
    structural, functional = text.split("Koordinator (hubungan fungsional)")
    assert "Plt. Kepala Bagian Organisasi" in structural
    assert "Wali Kota" in structural
    assert "koordinator Bagian Organisasi di bidang kelembagaan (hubungan fungsional)" in functional
    assert "Analis Tata Laksana" in text
    assert "Penyusun" in text


def test_a_unit_tells_whom_it_coordinates(uji: City, reader: Client) -> None:
    text = page(reader, f"/organisasi/{uji.units['Asisten Perekonomian'].pk}/")
    assert "Mengoordinasikan" in text
    assert "di bidang informasi pembangunan" in text


def test_a_unit_tells_its_former_name(uji: City, reader: Client) -> None:
    unit = uji.units["Dinas Kesehatan"]
    period = unit.periods.get()
    period.until = date(2025, 1, 1)
    period.save()
    old, period.pk = period.name, None
    period.name, period.since, period.until = "Dinas Sehat", date(2025, 1, 1), None
    period.save(force_insert=True)
    now = page(reader, f"/organisasi/{unit.pk}/")
    assert "<h1>Dinas Sehat</h1>" in now
    assert "1 Januari 2024 s.d. 31 Desember 2024" in now
    assert f"bernama <strong>{old}</strong>" in now
    then = page(reader, f"/organisasi/{unit.pk}/?tanggal=2024-05-05")
    assert f"<h1>{old}</h1>" in then


def test_a_unit_that_is_no_more_names_its_successor_and_its_last_day(
    uji: City, reader: Client
) -> None:
    old = uji.unit("Dinas Lama", "Kota", until=date(2025, 7, 1))
    Succession.objects.create(
        government=uji.government,
        before=old,
        after=uji.units["Dinas Kesehatan"],
        day=date(2025, 7, 1),
    )
    text = page(reader, f"/organisasi/{old.pk}/")
    assert "Hari terakhirnya 30 Juni 2025." in text
    assert "Digabungkan ke" in text and "Dinas Kesehatan" in text
    assert "<h1>Dinas Lama</h1>" in page(reader, f"/organisasi/{old.pk}/?tanggal=2025-06-30")
    assert "meneruskan juga tugas" in page(
        reader, f"/organisasi/{uji.units['Dinas Kesehatan'].pk}/"
    )


def test_a_unit_of_many_is_unfolded_level_by_level(uji: City, reader: Client) -> None:
    for number in range(20):
        uji.unit(f"Dinas {number}", "Kota")
        for section in range(15):
            uji.unit(f"Seksi {number}.{section}", f"Dinas {number}")
    text = page(reader, "/organisasi/")
    assert "Dinas 19" in text and "Seksi 3.3<" not in text
    assert "15 unit di bawahnya" in text
    assert "Seksi 3.3<" in page(reader, f"/organisasi/{uji.units['Dinas 3'].pk}/")


# Posts


def test_a_post_tells_who_acts_and_why(uji: City, reader: Client) -> None:
    text = page(reader, f"/jabatan/{uji.posts['Kepala Bagian Organisasi'].pk}/")
    assert "Plt. Kepala Bagian Organisasi sejak 3 Maret 2026, karena jabatan itu lowong." in text
    assert "atasan langsung Kepala Bagian Organisasi" in text
    assert "Surat 821/17/BKD/2026" in text


def test_a_post_tells_its_holders_over_time_with_the_last_day(uji: City, reader: Client) -> None:
    uji.holds(
        "Pejabat Inspektur",
        "Kepala Bagian Hukum",
        HoldingKind.PLH,
        since=date(2025, 3, 1),
        until=date(2025, 3, 11),
    )
    text = page(reader, f"/jabatan/{uji.posts['Kepala Bagian Hukum'].pk}/")
    assert "1 Maret 2025 s.d. 10 Maret 2025" in text
    assert "Pejabat Inspektur" in text


def test_a_post_of_another_day_says_when_it_exists(uji: City, reader: Client) -> None:
    text = page(reader, f"/jabatan/{uji.posts['Inspektur'].pk}/?tanggal=2020-01-01")
    assert "Jabatan ini tidak ada pada 1 Januari 2020." in text
    assert "sejak 1 Januari 2024" in text


def test_duties_stand_one_by_one(uji: City, reader: Client) -> None:
    post = uji.posts["Inspektur"]
    post.periods.update(duties="Memeriksa.\n\nMelaporkan <semua>.")
    text = page(reader, f"/jabatan/{post.pk}/")
    assert "<li>Memeriksa.</li><li>Melaporkan &lt;semua&gt;.</li>" in text


# People


def test_people_are_listed_with_their_posts(uji: City, reader: Client) -> None:
    text = page(reader, "/pejabat/")
    assert "Pejabat Inspektur" in text
    assert uji.people["Pejabat Inspektur"].nip not in text


def test_people_are_paged(uji: City, reader: Client) -> None:
    for number in range(60):
        uji.person(f"Zulkifli {number:02}", account=False)
    first, second = page(reader, "/pejabat/"), page(reader, "/pejabat/?halaman=2")
    assert "Halaman 1 dari 2" in first and "Zulkifli 59" not in first
    assert "Zulkifli 59" in second
    assert "Halaman 2 dari 2" in page(reader, "/pejabat/?halaman=99")


def test_a_number_is_found_only_by_who_may_see_it(uji: City, reader: Client, admin: Client) -> None:
    nip = uji.people["Pejabat Inspektur"].nip
    assert "Pejabat Inspektur" in page(admin, f"/pejabat/?cari={nip}").split("<main")[1]
    assert "Pejabat Inspektur" not in page(reader, f"/pejabat/?cari={nip}").split("<main")[1]


def test_private_data_is_for_oneself_administrators_and_auditors(uji: City) -> None:
    person = uji.people["Pejabat Kepala Bagian Humas"]
    seen = {
        name
        for name, account in uji.accounts.items()
        if person.nip in page(browser(account), f"/pejabat/{person.pk}/")
    }
    assert seen == {
        "Pejabat Kepala Bagian Humas",
        "Pejabat Pranata Komputer",
        "Pejabat Inspektur",
    }


# Who decides, who can see


def test_who_decides_is_answered_for_units_and_posts(uji: City, reader: Client) -> None:
    post = uji.posts["Analis Tata Laksana"].pk
    text = page(reader, f"/siapa-memutuskan/?jabatan={post}")
    assert "atasan langsung Analis Tata Laksana" in text
    unit = uji.units["Subbagian Tata Laksana"].pk
    assert "hubungan fungsional" in page(reader, f"/siapa-memutuskan/?unit={unit}")
    assert "tidak ada pada tanggal itu" in page(
        reader, f"/siapa-memutuskan/?unit={unit}&tanggal=2020-01-01"
    )
    assert "Pilih unit atau jabatan" in page(reader, "/siapa-memutuskan/?unit=abc")


def test_who_can_see_names_everybody_with_the_reason(uji: City, reader: Client) -> None:
    text = page(reader, f"/akses/unit/{uji.units['Bagian Hukum'].pk}/")
    assert escape("Pejabat Pranata Komputer: peran Admin di Kota sejak 1 Januari 2024.") in text
    assert "Pejabat Inspektur: Inspektur sejak 1 Januari 2024; peran Pemeriksa" in text
    assert "Semua yang mempunyai akun di Pemerintah Kota Uji" in text


def test_who_can_see_tells_the_viewer_why(uji: City) -> None:
    person = uji.people["Pejabat Inspektur"]
    auditor = browser(uji.accounts["Pejabat Inspektur"])
    assert "Data ini tentang diri Anda." in page(auditor, f"/akses/pejabat/{person.pk}/")
    post = uji.posts["Wali Kota"].pk
    assert "Anda bertindak sebagai Inspektur sejak 1 Januari 2024" in page(
        auditor, f"/akses/jabatan/{post}/"
    )


# Figures


@pytest.mark.parametrize(
    ("path", "lists"),
    [
        ("/organisasi/", 1),
        ("/organisasi/?cari=bagian", 1),
        ("/organisasi/{unit}/", 5),
        ("/jabatan/{post}/", 4),
        ("/pejabat/", 1),
        ("/pejabat/{person}/", 2),
        ("/siapa-memutuskan/?unit={unit}", 2),
    ],
)
def test_every_list_takes_at_most_five_questions(
    uji: City, admin: Client, path: str, lists: int
) -> None:
    for number in range(30):
        uji.unit(f"Seksi {number}", "Bagian Hukum")
        uji.post(f"Kepala Seksi {number}", f"Seksi {number}", head=True)
        uji.holds(f"Pejabat Seksi {number}", f"Kepala Seksi {number}")
    address = path.format(
        unit=uji.units["Bagian Hukum"].pk,
        post=uji.posts["Kepala Bagian Hukum"].pk,
        person=uji.people["Pejabat Kepala Bagian Hukum"].pk,
    )
    page(admin, "/siapa-memutuskan/")
    with CaptureQueriesContext(connection) as alone:
        page(admin, "/siapa-memutuskan/")
    with CaptureQueriesContext(connection) as questions:
        page(admin, address)
    assert len(questions) - len(alone) <= 5 * lists


@pytest.mark.parametrize(
    "path", ["/", "/organisasi/", "/organisasi/{unit}/", "/pejabat/", "/akses/unit/{unit}/"]
)
def test_permission_asks_the_tree_once(uji: City, admin: Client, path: str) -> None:
    with CaptureQueriesContext(connection) as questions:
        page(admin, path.format(unit=uji.units["Bagian Hukum"].pk))
    asked = [question["sql"] for question in questions.captured_queries]
    assert sum('"parent_id" IS NULL' in sql for sql in asked) == 1  # The unit on top.
    assert sum("line(id, depth)" in sql for sql in asked) <= 2  # Those above, for page and right.


def test_a_unit_without_any_period_is_not_the_one_on_top(uji: City) -> None:
    Unit.objects.create(pk=0, government=uji.government, code="TANPA-MASA")
    assert root_of(uji.government) == uji.units["Kota"]
