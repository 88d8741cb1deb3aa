"""The pages of the register and of drafting, with buttons alone, as each role meets them."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from sopan.formats import canonical
from sopan.sop.model import SOP
from sopan.web.register.actions.versions import enter_effective
from sopan.web.register.models import Draft, Version
from tests.sop.build import good
from tests.web.build import NOW, City, browser, city
from tests.web.register.build import DOER, Writing, writing

pytestmark = pytest.mark.django_db

AUTHOR = "Pejabat Kepala Subbagian Tata Laksana"
FACILITATOR = "Pejabat Kepala Bagian Hukum"
OTHER = "Pejabat Kepala Dinas Kesehatan"
KEY = "pengelolaan-surat-masuk"
PAGE = f"/sop/{KEY}/susun/"


@pytest.fixture
def uji() -> City:
    return city()


@pytest.fixture
def one(uji: City) -> Writing:
    return writing(uji, "Subbagian Tata Laksana", AUTHOR)


@pytest.fixture
def author(uji: City, one: Writing) -> Client:
    return browser(uji.accounts[AUTHOR])


def words(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def value(draft: Draft) -> SOP:
    draft.refresh_from_db()
    return canonical.read(draft.text)


# Who sees what


def test_a_draft_is_for_those_who_take_part_and_for_auditors(uji: City, one: Writing) -> None:
    seen = {name: browser(account).get(PAGE).status_code for name, account in uji.accounts.items()}
    assert seen[AUTHOR] == seen[FACILITATOR] == seen["Pejabat Inspektur"] == 200
    assert seen[OTHER] == seen["Pejabat Kepala Bagian Humas"] == 403
    assert "Pengelolaan Surat Masuk" not in words(browser(uji.accounts[OTHER]), "/sop/")
    assert "Pengelolaan Surat Masuk" in words(browser(uji.accounts[AUTHOR]), "/sop/")


def test_an_auditor_reads_a_draft_and_writes_nothing(uji: City, one: Writing) -> None:
    auditor = browser(uji.accounts["Pejabat Inspektur"])
    assert "Tambah baris" not in words(auditor, PAGE)
    assert auditor.post(PAGE, {"token": "0", "do": "add"}).status_code == 403
    assert value(one.draft) == good()


def test_an_sop_in_force_is_for_everybody(uji: City) -> None:
    author = uji.accounts[FACILITATOR]
    enter_effective(uji.units["Bagian Hukum"], value=good(), account=author, doer=DOER, at=NOW)
    reader = browser(uji.accounts[OTHER])
    assert "berlaku" in words(reader, "/sop/")
    page = words(reader, f"/sop/{KEY}/")
    assert "Menerima surat" in page
    assert "KONSEP" not in page
    assert "Sempurnakan" not in page


# Writing


def test_what_is_typed_is_saved_and_stands_in_the_page(author: Client, one: Writing) -> None:
    sent = {"token": "0", "text:terima": "Mencatat surat", "do": "save"}
    response = author.post(PAGE, sent, follow=True)
    assert "Mencatat surat" in response.content.decode()
    assert value(one.draft).steps[1].text == "Mencatat surat"


def test_the_moment_of_the_last_save_is_that_of_the_place(
    uji: City, author: Client, one: Writing
) -> None:
    assert "tersimpan pukul 10.00" in words(author, PAGE)
    uji.government.time_zone = "Asia/Makassar"
    uji.government.save()
    assert "tersimpan pukul 11.00" in words(author, PAGE)


def test_a_button_acts_after_what_was_typed_is_kept(author: Client, one: Writing) -> None:
    author.post(PAGE, {"token": "0", "text:terima": "Mencatat surat", "do": "insert:terima"})
    assert [step.text for step in value(one.draft).steps][1:3] == ["", "Mencatat surat"]


@pytest.mark.parametrize(
    ("button", "order"),
    [
        ("up:terima", ["terima", "kirim"]),
        ("down:kirim", ["terima", "kirim"]),
        ("up:kirim", ["kirim", "terima"]),
        ("delete:kirim", ["terima", "nilai"]),
        ("delete:gone", ["kirim", "terima"]),
        ("nonsense", ["kirim", "terima"]),
    ],
)
def test_rows_are_moved_and_deleted_by_buttons(
    author: Client, one: Writing, button: str, order: list[str]
) -> None:
    author.post(PAGE, {"token": "0", "do": button})
    assert [step.id for step in value(one.draft).steps][:2] == order


def test_an_arrow_that_cannot_be_read_stays_in_its_cell_with_the_reason(
    author: Client, one: Writing
) -> None:
    sent = {"token": "0", "flow:terima": "entah ke mana", "text:terima": "Mencatat surat"}
    page = unescape(author.post(PAGE, sent).content.decode())
    assert ">entah ke mana</textarea>" in page
    assert "tidak terbaca" in page
    assert value(one.draft).steps[1].text == "Mencatat surat"


def test_findings_stand_in_the_row_below_their_step(author: Client, one: Writing) -> None:
    author.post(PAGE, {"token": "0", "text:terima": "", "do": "save"})
    assert "Langkah 2 belum berisi kegiatan." in words(author, PAGE)


def test_undo_works_after_a_reload(author: Client, one: Writing) -> None:
    author.post(PAGE, {"token": "0", "text:terima": "Mencatat surat", "do": "save"})
    author.get(PAGE)
    author.post(PAGE, {"token": "1", "do": "undo"})
    assert value(one.draft) == good()
    author.post(PAGE, {"token": "2", "do": "redo"})
    assert value(one.draft).steps[1].text == "Mencatat surat"


def test_two_in_one_cell_choose_and_nothing_else_is_lost(
    uji: City, author: Client, one: Writing
) -> None:
    other = browser(uji.accounts[FACILITATOR])
    other.post(PAGE, {"token": "0", "text:terima": "Membukukan surat", "do": "save"})
    sent = {"token": "0", "text:terima": "Mencatat surat", "text:kirim": "Mengantar surat"}
    asked = author.post(PAGE, sent)
    assert asked.status_code == 409
    page = unescape(asked.content.decode())
    assert "Membukukan surat" in page
    assert "Mencatat surat" in page
    (choice,) = set(re.findall(r'name="(clash:[^"]+)"', page))
    again = dict(re.findall(r'<textarea class="hidden" name="([^"]+)"[^>]*>([^<]*)<', page))
    assert author.post(PAGE, {**again, choice: "mine"}).status_code == 302
    assert [step.text for step in value(one.draft).steps][:2] == [
        "Mengantar surat",
        "Mencatat surat",
    ]


def test_who_else_has_the_draft_open_is_shown(uji: City, author: Client, one: Writing) -> None:
    browser(uji.accounts[FACILITATOR]).get(PAGE)
    assert f"sedang dibuka juga oleh {FACILITATOR}" in words(author, PAGE)


@pytest.mark.parametrize("token", ["", "x", "99", "-1", "1e9", "9" * 30])
def test_a_wrong_token_is_refused_in_words(author: Client, one: Writing, token: str) -> None:
    response = author.post(PAGE, {"token": token, "text:terima": "x"}, follow=True)
    assert "terlalu lama terbuka" in response.content.decode()
    assert value(one.draft) == good()


def test_the_identity_part_is_written_entry_by_entry(author: Client, one: Writing) -> None:
    sent = {"token": "0", "page": "identity", "field:laws": "UU 1\r\nUU 2", "field:title": "Judul"}
    response = author.post(f"{PAGE}identitas/", sent)
    assert response["Location"] == f"{PAGE}identitas/"
    assert value(one.draft).laws == ("UU 1", "UU 2")
    assert value(one.draft).title == "Judul"


TABLE = (
    "No\tUraian Kegiatan\tPelaksana\tKelengkapan\tWaktu\tOutput\n"
    "1\tMengajukan cuti\tPegawai\tFormulir\t5 menit\tPermohonan\n"
    "2\tApakah lengkap?\tKasubag\tPermohonan\t1 jam\tCatatan\n"
    "3\tMenyetujui cuti\tKabag\tPermohonan\t1 hari kerja\tSurat izin\n"
)


def test_a_table_pasted_from_excel_becomes_steps(author: Client, one: Writing) -> None:
    response = author.post(f"{PAGE}tempel/", {"token": "0", "text": TABLE}, follow=True)
    assert "3 langkah ditambahkan." in response.content.decode()
    steps = value(one.draft).steps
    assert len(steps) == len(good().steps) + 3
    assert [s.text for s in steps[-3:]] == ["Mengajukan cuti", "Apakah lengkap?", "Menyetujui cuti"]
    assert steps[-1].symbols[0].actors == ("Kabag",)
    author.post(PAGE, {"token": "1", "do": "undo"})
    assert value(one.draft) == good()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Tidak ada langkah yang terbaca"),
        ("\n" * 100_000, "Tidak ada langkah yang terbaca"),
        ("Menerima surat\tStaf\n" * 100_000, "2000 baris"),
        ("Menerima surat\tStaf\n" * 600, "paling banyak 200 langkah"),
        ("=cmd|' /C calc'!A0\tStaf\t5 menit", "1 langkah ditambahkan."),
    ],
)
def test_a_hostile_paste_is_told_and_nothing_is_executed(
    author: Client, one: Writing, text: str, told: str
) -> None:
    response = author.post(f"{PAGE}tempel/", {"token": "0", "text": text}, follow=True)
    assert response.status_code == 200
    assert told in response.content.decode()


def test_a_certain_repair_is_one_click_and_keeps_what_was_typed(
    author: Client, one: Writing
) -> None:
    author.post(PAGE, {"token": "0", "text:terima": "Penerimaan surat", "do": "save"})
    page = unescape(author.get(PAGE).content.decode())
    (number,) = re.findall(r'value="repair:(\d+)">Tulis "Menerima surat"<', page)
    sent = {"token": "1", "text:kirim": "Mengantar surat", "do": f"repair:{number}"}
    author.post(PAGE, sent)
    assert value(one.draft).steps[1].text == "Menerima surat"
    assert value(one.draft).steps[0].text == "Mengantar surat"


@pytest.mark.parametrize("number", ["", "x", "999", "-1", "9" * 40])
def test_a_repair_that_is_not_offered_changes_nothing(
    author: Client, one: Writing, number: str
) -> None:
    assert author.post(PAGE, {"token": "0", "do": f"repair:{number}"}).status_code == 302
    assert value(one.draft) == good()


# Beginning and ending


def test_a_new_sop_begins_with_a_title_and_one_empty_row(uji: City) -> None:
    author = browser(uji.accounts[AUTHOR])
    unit = uji.units["Subbagian Tata Laksana"].code
    response = author.post("/sop/baru/", {"title": "Izin Cuti", "unit": f"x [{unit}]"})
    assert response["Location"] == "/sop/izin-cuti/susun/"
    begun = value(Draft.objects.get())
    assert (begun.title, begun.unit, len(begun.steps)) == ("Izin Cuti", "Subbagian Tata Laksana", 1)
    assert begun.government == uji.government.name


def test_nobody_writes_sops_of_a_unit_without_the_role(uji: City) -> None:
    unit = uji.units["Bagian Hukum"].code
    response = browser(uji.accounts[AUTHOR]).post(
        "/sop/baru/", {"title": "Izin Cuti", "unit": f"x [{unit}]"}
    )
    assert response.status_code == 403
    assert not Draft.objects.exists()


def test_a_version_is_saved_with_its_reason_and_compared_with_the_one_before(
    author: Client, one: Writing
) -> None:
    author.post(f"{PAGE}versi/", {"token": "0", "reason": "Pertama"})
    author.post(f"/sop/{KEY}/versi/1/konsep/")
    author.post(PAGE, {"token": "0", "text:terima": "Mencatat surat", "do": "save"})
    asked = words(author, f"{PAGE}versi/")
    assert "Langkah 2" in asked
    assert "material" in asked
    author.post(f"{PAGE}versi/", {"token": "1", "reason": "Kata yang tepat"})
    assert Version.objects.count() == 2
    page = words(author, f"/sop/{KEY}/beda/1/2/")
    assert "Mencatat surat" in page
    assert "KONSEP" in page
    assert "Kedua versi ini sama." in words(author, f"/sop/{KEY}/beda/1/1/")


def test_a_version_of_another_text_than_was_seen_is_refused(author: Client, one: Writing) -> None:
    author.post(PAGE, {"token": "0", "text:terima": "Mencatat surat", "do": "save"})
    response = author.post(f"{PAGE}versi/", {"token": "0", "reason": "x"})
    assert "baru saja diubah" in response.content.decode()
    assert not Version.objects.exists()


def test_a_draft_is_discarded_with_a_reason(author: Client, one: Writing) -> None:
    author.post(f"{PAGE}batalkan/", {"reason": "Sudah ada"})
    assert author.get(PAGE).status_code == 404


@pytest.mark.parametrize(("kind", "start"), [("pdf", b"%PDF-"), ("yaml", b"# KONSEP")])
def test_a_draft_is_taken_away_marked_as_one(
    author: Client, one: Writing, kind: str, start: bytes
) -> None:
    response = author.get(f"{PAGE}konsep.{kind}")
    assert response.content.startswith(start)
    assert "attachment" in response["Content-Disposition"]
    assert author.get(f"{PAGE}konsep.exe").status_code == 404


def test_scripts_in_texts_are_only_text(author: Client, one: Writing) -> None:
    text = "<script>alert(1)</script>"
    author.post(PAGE, {"token": "0", "text:terima": text, "field:title": text, "do": "save"})
    page = author.get(PAGE).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_the_list_is_filtered_by_words_unit_and_state(uji: City, author: Client) -> None:
    facilitator = uji.accounts[FACILITATOR]
    enter_effective(uji.units["Bagian Hukum"], value=good(), account=facilitator, doer=DOER, at=NOW)
    below = uji.units["Bagian Organisasi"].pk
    assert "2 SOP." in words(author, "/sop/?cari=surat")
    assert "1 SOP." in words(author, f"/sop/?unit={below}")
    assert "1 SOP." in words(author, "/sop/?keadaan=effective")
    assert "1 SOP." in words(author, "/sop/?keadaan=drafting")
    assert "Tidak ada SOP yang cocok" in words(author, "/sop/?cari=zzz")
