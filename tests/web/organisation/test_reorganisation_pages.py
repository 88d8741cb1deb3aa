"""Journey 7: a reorganisation by its pages, from the draft to the day it holds."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sopan.web.organisation.models import (
    Holding,
    Level,
    PositionPeriod,
    Reorganisation,
    UnitKind,
    UnitPeriod,
)
from sopan.web.organisation.reorganisation.plan import Rename, dump
from sopan.web.organisation.sheets.read import MOST_BYTES
from tests.web.build import City, browser, city
from tests.web.organisation.sheets import workbook

pytestmark = pytest.mark.django_db

ADMIN = "Pejabat Pranata Komputer"
DAY = date(2027, 1, 1)


@pytest.fixture
def uji() -> City:
    return city()


@pytest.fixture
def admin(uji: City) -> Client:
    return browser(uji.accounts[ADMIN], power=True)


def text(answer: HttpResponse | Any) -> str:
    return " ".join(answer.content.decode().split())


def drafted(client: Client) -> Reorganisation:
    values = {"title": "Penataan 2027", "letter": "Perda 3/2026", "day": DAY.isoformat()}
    client.post(
        reverse("reorganisation_new"), values | {"seen": seen(client, "reorganisation_new")}
    )
    return Reorganisation.objects.get()


def seen(client: Client, name: str, *args: Any) -> str:
    page = client.get(reverse(name, args=args)).content.decode()
    found = re.search(r'name="seen" value="([^"]*)"', page)
    return found.group(1) if found else ""


def add(client: Client, found: Reorganisation, word: str, **values: str) -> str:
    token = seen(client, "operation_add", found.pk, word)
    address = reverse("operation_add", args=[found.pk, word])
    return text(client.post(address, values | {"seen": token}, follow=True))


def merged(client: Client, found: Reorganisation) -> str:
    return add(
        client,
        found,
        "gabung",
        unit_1="Bagian Organisasi",
        unit_2="Bagian Hukum",
        name="Bagian Organisasi dan Hukum",
    )


def test_from_the_draft_to_the_day(uji: City, admin: Client) -> None:
    found = drafted(admin)
    page = merged(admin, found)
    assert "digabungkan menjadi Bagian Organisasi dan Hukum" in page
    assert "2 unit atau jabatan belum mempunyai tempat" in page
    decided = decide(admin, found, uji)
    assert "2 keputusan disimpan" in decided
    shown = text(admin.get(reverse("reorganisation_preview", args=[found.pk])))
    assert "Tidak ada yang tertinggal" in shown
    assert "Pejabat Kepala Bagian Hukum tidak lagi memegang jabatan Kepala Bagian Hukum" in shown
    result = confirm(admin, found)
    assert "Penataan SOTK ditetapkan" in result
    assert UnitPeriod.objects.on(DAY).filter(name="Bagian Organisasi dan Hukum").exists()
    assert not UnitPeriod.objects.on(DAY).filter(name="Bagian Hukum").exists()
    assert Holding.objects.on(DAY).filter(position=uji.posts["Kepala Bagian Organisasi"]).exists()
    assert not Holding.objects.on(DAY).filter(position=uji.posts["Kepala Bagian Hukum"]).exists()


def decide(client: Client, found: Reorganisation, made: City) -> str:
    page = client.get(reverse("leftovers", args=[found.pk]))
    values = {
        "token": str(page.context["reorganisation"].token),
        f"post-{made.posts['Kepala Bagian Organisasi'].pk}": "head:baru-1",
        f"post-{made.posts['Kepala Bagian Hukum'].pk}": "close",
    }
    return text(client.post(reverse("leftovers", args=[found.pk]), values, follow=True))


def confirm(client: Client, found: Reorganisation) -> str:
    page = client.get(reverse("reorganisation_apply", args=[found.pk]))
    values = {"fingerprint": page.context["shown"].preview.fingerprint}
    return text(client.post(reverse("reorganisation_apply", args=[found.pk]), values, follow=True))


def test_the_page_of_leftovers_is_old_once_somebody_was_quicker(uji: City, admin: Client) -> None:
    found = drafted(admin)
    merged(admin, found)
    values = {"token": "1", f"post-{uji.posts['Kepala Bagian Hukum'].pk}": "close"}
    answer = text(admin.post(reverse("leftovers", args=[found.pk]), values))
    assert "baru saja diubah orang lain" in answer


def test_a_choice_that_was_not_offered_decides_nothing(uji: City, admin: Client) -> None:
    found = drafted(admin)
    merged(admin, found)
    found.refresh_from_db()
    post = uji.posts["Kepala Bagian Hukum"].pk
    values = {"token": str(found.token), f"post-{post}": "head:999999"}
    answer = text(admin.post(reverse("leftovers", args=[found.pk]), values))
    assert "Pilih paling sedikit satu keputusan" in answer


def test_a_pasted_list_becomes_a_plan(uji: City, admin: Client) -> None:
    found = drafted(admin)
    names = "1. Sekretariat Daerah\n2. Staf Ahli\n3. Dinas Kesehatan Masyarakat\n4. Inspektorat"
    values = {"names": names, "seen": seen(admin, "operations_from_list", found.pk)}
    answer = admin.post(reverse("operations_from_list", args=[found.pk]), values, follow=True)
    assert "Dinas Kesehatan berganti nama menjadi Dinas Kesehatan Masyarakat." in text(answer)


def uploaded(client: Client, found: Reorganisation, content: bytes, **values: str) -> str:
    token = seen(client, "operations_from_list", found.pk)
    file = SimpleUploadedFile("skpd.xlsx", content)
    address = reverse("operations_from_list", args=[found.pk])
    return text(client.post(address, values | {"file": file, "seen": token}, follow=True))


LIST = ("Sekretariat Daerah", "Staf Ahli", "Dinas Kesehatan Masyarakat", "Inspektorat")
TABLE: list[tuple[object, ...]] = [("Daftar SKPD",), ("No", "Nama SKPD", "Alamat")]
TABLE += [(number, name, "Jalan Panjang Sekali Nomor 100") for number, name in enumerate(LIST, 1)]


@pytest.mark.parametrize(
    "content",
    [
        workbook(*TABLE),
        ";".join(("No", "Nama")).encode() + b"\n" + "\n".join(f"1;{n}" for n in LIST).encode(),
        "\n".join(LIST).encode(),
    ],
    ids=["xlsx", "csv", "only names"],
)
def test_an_uploaded_list_becomes_a_plan(admin: Client, content: bytes) -> None:
    answer = uploaded(admin, drafted(admin), content)
    assert "Dinas Kesehatan berganti nama menjadi Dinas Kesehatan Masyarakat." in answer


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "File ini kosong"),
        (b"x" * (MOST_BYTES + 1), "lebih besar dari 5 MB"),
        (b"%PDF-1.7", "File ini PDF"),
        (b"<html><table>", "halaman web"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Excel lama"),
        (b"PK\x03\x04 damaged", "rusak"),
        (b"1;2\n3;4", "Tidak ada nama yang terbaca"),
        (b"A\n" * 20_001, "lebih dari 20000 baris"),
        ("\n".join((*LIST[:2], "Dinas Kesehatan", LIST[3])).encode(), "sama dengan susunan"),
    ],
    ids=["empty", "large", "pdf", "web page", "xls", "damaged", "no name", "rows", "same"],
)
def test_a_bad_list_is_refused_in_words(admin: Client, content: bytes, words: str) -> None:
    found = drafted(admin)
    assert words in uploaded(admin, found, content)
    found.refresh_from_db()
    assert found.plan == dump(())


def test_a_list_is_pasted_or_uploaded_not_both_and_not_neither(admin: Client) -> None:
    found = drafted(admin)
    assert "Isi salah satu: tempel" in uploaded(admin, found, b"Dinas A", names="Dinas B")
    token = seen(admin, "operations_from_list", found.pk)
    address = reverse("operations_from_list", args=[found.pk])
    assert "Tempel daftar nama, atau" in text(admin.post(address, {"seen": token}))


@pytest.mark.parametrize(
    ("kind", "values", "sentence"),
    [
        ("nama", {"unit": "Bagian Humas", "name": "Bagian Protokol"}, "berganti nama menjadi"),
        ("pindah", {"unit": "Bagian Humas", "parent": "Staf Ahli"}, "pindah ke bawah Staf Ahli"),
        (
            "pecah",
            {"unit": "Dinas Kesehatan", "name_1": "Dinas A", "name_2": "Dinas B"},
            "dipecah menjadi Dinas A dan Dinas B",
        ),
        (
            "bentuk",
            {"name": "Dinas C", "kind": "agency", "parent": "Kota"},
            "Dinas C dibentuk di bawah Kota",
        ),
        ("hapus", {"unit": "Staf Ahli"}, "Staf Ahli dihapus"),
        (
            "pindah-jabatan",
            {"position": "Analis Tata Laksana", "unit": "Bagian Humas"},
            "Jabatan Analis Tata Laksana pindah ke Bagian Humas",
        ),
        (
            "nama-jabatan",
            {"position": "Inspektur", "name": "Inspektur Daerah"},
            "Jabatan Inspektur berganti nama menjadi Inspektur Daerah",
        ),
        ("hapus-jabatan", {"position": "Inspektur"}, "Jabatan Inspektur dihapus"),
        (
            "bentuk-jabatan",
            {"unit": "Staf Ahli", "name": "Analis", "level": "pelaksana"},
            "Jabatan Analis dibentuk di Staf Ahli",
        ),
        (
            "gabung",
            {"unit_1": "Bagian Humas", "into": "Bagian Hukum"},
            "Bagian Humas digabungkan ke dalam Bagian Hukum",
        ),
    ],
)
def test_each_operation_has_a_form(
    admin: Client, kind: str, values: dict[str, str], sentence: str
) -> None:
    assert sentence in add(admin, drafted(admin), kind, **values)


def test_a_form_grows_row_by_row_and_keeps_what_was_filled_in(admin: Client) -> None:
    found = drafted(admin)
    address = reverse("operation_add", args=[found.pk, "gabung"])
    values = {"unit_1": "Bagian Humas", "name": "Bagian Baru", "more": "1"}
    values["seen"] = seen(admin, "operation_add", found.pk, "gabung")
    page = admin.post(address, values)
    form = page.context["form"]
    assert [name for name in form.fields if name.startswith("unit_")][-1] == "unit_4"
    assert 'value="Bagian Humas"' in text(page) and 'value="Bagian Baru"' in text(page)
    assert "field--wrong" not in text(page)
    found.refresh_from_db()
    assert found.plan == dump(())


def test_more_than_six_units_are_merged_and_more_than_four_made_of_one(
    uji: City, admin: Client
) -> None:
    found = drafted(admin)
    names = [f"Bagian {word}" for word in ("A", "B", "C", "D", "E", "F", "G")]
    for name in names:
        uji.unit(name, "Asisten Administrasi")
    rows = {f"unit_{number}": name for number, name in enumerate(names, 1)}
    assert "digabungkan menjadi Bagian Baru" in add(
        admin, found, "gabung", name="Bagian Baru", **rows
    )
    parts = {f"name_{number}": f"Dinas {number}" for number in range(1, 7)}
    assert "Dinas 5; dan Dinas 6" in add(admin, found, "pecah", unit="Dinas Kesehatan", **parts)


@pytest.mark.parametrize(
    ("kind", "values", "words"),
    [
        ("hapus", {"unit": "Dinas Antariksa"}, "tidak ada pada hari itu"),
        ("hapus", {"unit": "Bagian"}, "Ada beberapa yang cocok"),
        ("gabung", {"unit_1": "Bagian Humas", "name": "Bagian Baru"}, "paling sedikit dua unit"),
        ("gabung", {"unit_1": "Bagian Humas"}, "Isi salah satu"),
        ("pecah", {"unit": "Kota", "name_1": "A", "name_2": "B"}, "Unit di puncak"),
    ],
)
def test_a_form_says_what_is_wrong(
    admin: Client, kind: str, values: dict[str, str], words: str
) -> None:
    found = drafted(admin)
    assert words in add(admin, found, kind, **values)
    found.refresh_from_db()
    assert found.plan == dump(())


def test_an_operation_is_removed_after_a_question(uji: City, admin: Client) -> None:
    found = drafted(admin)
    add(admin, found, "hapus", unit="Staf Ahli")
    address = reverse("operation_remove", args=[found.pk, 1])
    assert "Staf Ahli dihapus." in text(admin.get(address))
    values = {"seen": seen(admin, "operation_remove", found.pk, 1)}
    assert "dibuang dari rancangan" in text(admin.post(address, values, follow=True))
    found.refresh_from_db()
    assert found.plan == dump(())


def test_what_changed_meanwhile_must_be_seen_again(uji: City, admin: Client) -> None:
    found = drafted(admin)
    add(admin, found, "nama", unit="Bagian Humas", name="Bagian Protokol")
    page = admin.get(reverse("reorganisation_apply", args=[found.pk]))
    values = {"fingerprint": page.context["shown"].preview.fingerprint}
    uji.unit("Bagian Kerja Sama", "Asisten Administrasi")
    answer = text(admin.post(reverse("reorganisation_apply", args=[found.pk]), values))
    assert "berubah sejak Anda memeriksanya" in answer


def test_a_dropped_draft_stays_readable(uji: City, admin: Client) -> None:
    found = drafted(admin)
    add(admin, found, "hapus", unit="Staf Ahli")
    values = {"seen": seen(admin, "reorganisation_drop", found.pk)}
    admin.post(reverse("reorganisation_drop", args=[found.pk]), values)
    page = text(admin.get(reverse("reorganisation", args=[found.pk])))
    assert "Dibatalkan" in page and "Staf Ahli dihapus." in page


# Who may


PAGES = ["reorganisation", "reorganisation_preview"]
CHANGES = [
    ("reorganisation_change", ()),
    ("reorganisation_apply", ()),
    ("reorganisation_drop", ()),
    ("operations_from_list", ()),
    ("leftovers", ()),
    ("operation_add", ("nama",)),
    ("operation_remove", (1,)),
]


def kept(made: City) -> Reorganisation:
    plan = dump((Rename(made.units["Bagian Humas"].pk, "Bagian Protokol"),))
    return Reorganisation.objects.create(
        government=made.government, title="Rahasia Lain", day=DAY, plan=plan
    )


def test_everyone_of_the_government_reads(uji: City) -> None:
    found = kept(uji)
    client = browser(uji.accounts["Pejabat Inspektur"])
    assert "Rahasia Lain" in text(client.get(reverse("reorganisations")))
    for name in PAGES:
        page = client.get(reverse(name, args=[found.pk]))
        assert page.status_code == 200
        assert "Tambah perubahan" not in text(page)


@pytest.mark.parametrize(("name", "more"), CHANGES)
def test_only_an_administrator_with_power_changes(
    uji: City, name: str, more: tuple[Any, ...]
) -> None:
    address = reverse(name, args=[kept(uji).pk, *more])
    assert browser(uji.accounts["Pejabat Inspektur"]).get(address).status_code == 403
    assert browser(uji.accounts[ADMIN]).get(address).status_code == 403
    assert browser(uji.accounts[ADMIN], power=True).get(address).status_code == 200


@pytest.mark.parametrize(("name", "more"), [*((name, ()) for name in PAGES), *CHANGES])
def test_another_government_has_none_of_it(uji: City, name: str, more: tuple[Any, ...]) -> None:
    other = city("lain", "Pemerintah Kota Lain")
    address = reverse(name, args=[kept(uji).pk, *more])
    client = browser(other.accounts[ADMIN], power=True)
    assert client.get(address).status_code == 404
    assert "Rahasia Lain" not in text(client.get(reverse("reorganisations")))


# Eight SKPD at once


def test_eight_skpd_in_one_go_leave_nothing_behind(uji: City, admin: Client) -> None:
    """Journey 7: a list is pasted, leftovers are decided on one page, then it is confirmed."""
    for number in range(8):
        name = f"Dinas Lama {'ABCDEFGH'[number] * 6}"
        uji.unit(name, "Kota", UnitKind.AGENCY)
        uji.post(f"Kepala {name}", name, Level.II_B)
        uji.holds(f"Pejabat {number}", f"Kepala {name}")
    found = drafted(admin)
    kept = ["Sekretariat Daerah", "Staf Ahli", "Dinas Kesehatan", "Inspektorat"]
    values = {"names": "\n".join(kept), "seen": seen(admin, "operations_from_list", found.pk)}
    admin.post(reverse("operations_from_list", args=[found.pk]), values)
    page = admin.get(reverse("leftovers", args=[found.pk]))
    questions = page.context["questions"]
    assert len(questions) == 8
    choices = {one.name: "close" for one in questions}
    token = str(page.context["reorganisation"].token)
    admin.post(reverse("leftovers", args=[found.pk]), {**choices, "token": token})
    shown = text(admin.get(reverse("reorganisation_preview", args=[found.pk])))
    assert all(f"Pejabat {number} " in shown for number in range(8))
    assert "Penataan SOTK ditetapkan" in confirm(admin, found)
    left = PositionPeriod.objects.on(DAY).exclude(
        unit__in=UnitPeriod.objects.on(DAY).values("unit")
    )
    assert not left.exists()


def test_the_preview_takes_few_questions(uji: City, admin: Client) -> None:
    found = kept(uji)
    address = reverse("reorganisation_preview", args=[found.pk])
    with CaptureQueriesContext(connection) as few:
        admin.get(address)
    for number in range(20):
        uji.unit(f"Bagian {number}", "Staf Ahli")
    with CaptureQueriesContext(connection) as more:
        admin.get(address)
    assert len(more) == len(few)


def test_a_plan_that_cannot_be_read_is_told_and_no_page_breaks(uji: City, admin: Client) -> None:
    found = kept(uji)
    Reorganisation.objects.filter(pk=found.pk).update(plan={"version": 9})
    for name in PAGES:
        answer = admin.get(reverse(name, args=[found.pk]))
        assert answer.status_code == 404
        assert "bentuk yang tidak dikenal" in text(answer)
