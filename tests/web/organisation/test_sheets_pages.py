"""The pages of imports and exports."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sopan.web.organisation.models import Import, Unit, UnitPeriod
from sopan.web.people.models import Person
from tests.web.build import City, browser, city
from tests.web.organisation.sheets import exported, kept, uploaded, workbook

pytestmark = pytest.mark.django_db
ADMIN = "Pejabat Pranata Komputer"
HEADING = ["Kode", "Nama", "Jenis", "Kode Induk"]


@pytest.fixture
def uji() -> City:
    return city()


@pytest.fixture
def admin(uji: City) -> Client:
    return browser(uji.accounts[ADMIN], power=True)


def upload(
    client: Client, content: bytes, kind: str = "units", name: str = "a.xlsx"
) -> HttpResponse:
    file = SimpleUploadedFile(name, content)
    data = {"kind": kind, "day": "2026-11-25", "file": file}
    answer = client.post(reverse("import_upload"), data, follow=True)
    assert isinstance(answer, HttpResponse)
    return answer


def confirm(client: Client, import_: Import) -> HttpResponse:
    page = client.get(reverse("import_preview", args=[import_.pk]))
    data = {"shown": page.context["shown"]}
    answer = client.post(reverse("import_apply", args=[import_.pk]), data, follow=True)
    assert isinstance(answer, HttpResponse)
    return answer


def text(answer: HttpResponse) -> str:
    return " ".join(answer.content.decode().split())


def test_a_table_is_uploaded_seen_and_only_then_saved(uji: City, admin: Client) -> None:
    content = workbook(
        HEADING,
        ["U009", "Bagian Prokopim", "Bagian", "U005"],
        ["B1", "Badan Baru", "Badan", "Kota"],
    )
    page = text(upload(admin, content))
    assert "Unit baru: 1 · Unit yang berubah: 1" in page
    assert "Nama: <del>Bagian Humas</del> → <ins>Bagian Prokopim</ins>" in page
    assert "Kode Induk: Kota (U001)" in page
    assert "11 yang tercatat tidak ada di file dan tidak diubah" not in page
    assert "12 yang tercatat tidak ada di file dan tidak diubah" in page
    assert not Unit.objects.filter(code="B1").exists()
    result = text(confirm(admin, Import.objects.get()))
    assert "Perubahan dari a.xlsx disimpan." in result
    assert UnitPeriod.objects.get(unit__code="B1").since == date(2026, 11, 25)


def test_errors_stand_first_with_row_column_and_what_was_written(admin: Client) -> None:
    content = workbook(HEADING, ["X", "Unit X", "Dines", "U001"], ["Y", "Unit Y", "Dinas", "??"])
    page = text(upload(admin, content))
    assert "2 kesalahan" in page
    assert "Dines" in page and "Pilih salah satu: Pemerintah daerah" in page
    assert "Unit ?? tidak ada, juga tidak di file ini." in page
    assert "Simpan perubahan" not in page
    confirm(admin, Import.objects.get())
    assert not Unit.objects.filter(code__in=["X", "Y"]).exists()


def test_what_is_passed_over_is_named(admin: Client) -> None:
    content = workbook(
        [*HEADING, "Alamat Kantor"], ["U009", "Bagian Humas", "Bagian", "U005", "Jl."]
    )
    assert "tidak dipakai: Alamat Kantor." in text(upload(admin, content))


def test_a_file_that_cannot_be_read_is_refused_at_its_field(admin: Client) -> None:
    page = text(upload(admin, b"%PDF-1.7 ...", name="daftar.pdf"))
    assert "File ini PDF." in page
    assert not Import.objects.exists()


def test_when_the_organisation_changes_meanwhile_the_changes_are_shown_again(
    uji: City, admin: Client
) -> None:
    upload(admin, workbook(HEADING, ["U009", "Bagian Prokopim", "Bagian", "U005"]))
    import_ = Import.objects.get()
    shown = admin.get(reverse("import_preview", args=[import_.pk])).context["shown"]
    UnitPeriod.objects.filter(unit__code="U009").update(name="Bagian Lain")
    answer = admin.post(reverse("import_apply", args=[import_.pk]), {"shown": shown}, follow=True)
    page = " ".join(answer.content.decode().split())
    assert "Periksa lagi perubahannya." in page
    assert "<del>Bagian Lain</del>" in page
    assert UnitPeriod.objects.get(unit__code="U009").name == "Bagian Lain"


def test_an_uploaded_table_can_be_thrown_away(uji: City, admin: Client) -> None:
    import_ = kept(uji, uploaded(exported(uji, "units"), "units"))
    assert "tabel.xlsx" in admin.get(reverse("import_upload")).content.decode()
    admin.post(reverse("import_drop", args=[import_.pk]))
    assert not Import.objects.exists()


def test_only_an_administrator_with_power_imports(uji: City) -> None:
    import_ = kept(uji, uploaded(exported(uji, "units"), "units"))
    pages = [reverse("import_upload")]
    pages += [
        reverse(n, args=[import_.pk]) for n in ("import_preview", "import_apply", "import_drop")
    ]
    for page in pages:
        assert browser(uji.accounts["Pejabat Inspektur"]).post(page).status_code == 403
        without_power = browser(uji.accounts[ADMIN]).post(page)
        assert without_power.status_code == 403
        assert reverse("power_begin") in without_power.content.decode()
        assert Client().get(page).status_code == 302
    assert Import.objects.count() == 1


def test_an_import_of_another_government_does_not_exist(uji: City, admin: Client) -> None:
    other = city("lain", "Pemerintah Kota Lain")
    import_ = kept(other, uploaded(exported(other, "units"), "units"))
    for name in ("import_preview", "import_apply", "import_drop"):
        assert admin.post(reverse(name, args=[import_.pk])).status_code == 404
    assert Import.objects.filter(pk=import_.pk, applied_at=None).exists()


@pytest.mark.parametrize("kind", ["unit", "jabatan", "pejabat"])
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_an_export_is_a_file_to_download(uji: City, kind: str, form: str) -> None:
    answer = browser(uji.accounts[ADMIN]).get(reverse("export", args=[kind, form]))
    assert answer.status_code == 200
    assert f".{form}" in answer["Content-Disposition"]
    kind_ = {"unit": "units", "jabatan": "positions", "pejabat": "people"}[kind]
    assert uploaded(answer.content, kind_).rows


def test_an_export_of_people_leaves_out_what_is_personal(uji: City) -> None:
    person = Person.objects.get(name="Pejabat Sekretaris Daerah")
    address = reverse("export", args=["pejabat", "csv"])
    spaced = f"{person.nip[:8]} {person.nip[8:14]} {person.nip[14]} {person.nip[15:]}"
    for name, sees in ((ADMIN, True), ("Pejabat Inspektur", True), ("Pejabat Wali Kota", False)):
        content = browser(uji.accounts[name]).get(address).content.decode("utf-8-sig")
        assert person.name in content
        assert (spaced in content) is sees
        assert (person.email in content) is sees
        assert person.nip not in content


def test_an_export_holds_only_ones_own_government(uji: City) -> None:
    other = city("lain", "Pemerintah Kota Lain", marker="lain")
    answer = browser(other.accounts[next(iter(other.accounts))]).get(
        reverse("export", args=["pejabat", "csv"])
    )
    assert b"lain" in answer.content
    assert "Pejabat Inspektur\r\n" not in answer.content.decode("utf-8-sig")


def test_what_is_not_offered_for_export_is_not_found(uji: City) -> None:
    client = browser(uji.accounts[ADMIN])
    assert client.get("/organisasi/ekspor/rahasia.csv").status_code == 404
    assert client.get("/organisasi/ekspor/unit.pdf").status_code == 404
    assert client.get("/organisasi/impor/contoh/rahasia.xlsx").status_code == 404


@pytest.mark.parametrize("kind", ["unit", "jabatan", "pejabat"])
def test_an_empty_table_comes_with_an_example_that_is_not_imported(uji: City, kind: str) -> None:
    answer = browser(uji.accounts[ADMIN]).get(reverse("import_template", args=[kind]))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    first, example = book.worksheets
    assert (first.max_row, example.max_row, example.title) == (1, 2, "Contoh")
    assert first.freeze_panes == "A2"
    assert first["A1"].font.bold


@pytest.mark.parametrize("kind", [str(kind) for kind in Import.Kind])
def test_a_preview_asks_as_many_questions_for_many_rows_as_for_one(
    uji: City, admin: Client, kind: str
) -> None:
    table = uploaded(exported(uji, kind), kind)
    few, many = kept(uji, replace(table, rows=table.rows[:1])), kept(uji, table)
    counts = []
    for import_ in (few, few, many):
        with CaptureQueriesContext(connection) as queries:
            admin.get(reverse("import_preview", args=[import_.pk]))
        counts.append(len(queries))
    assert counts[1] == counts[2]


def test_a_long_preview_comes_in_pages(admin: Client) -> None:
    rows = [[f"B{n:03}", f"Bagian {n}", "Bagian", "U005"] for n in range(150)]
    page = upload(admin, workbook(HEADING, *rows))
    assert "Unit baru: 150" in text(page)
    assert "B099" in text(page) and "B100" not in text(page)
    address = reverse("import_preview", args=[Import.objects.get().pk])
    second = admin.get(address, {"halaman": 2}).content.decode()
    assert "B100" in second and "B099" not in second
