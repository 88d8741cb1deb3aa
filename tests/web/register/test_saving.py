"""What the script of the drafting page sends and is answered."""

from __future__ import annotations

import json
from typing import Any
from unicodedata import normalize

import pytest
from django.test import Client

from sopan.formats import canonical
from sopan.sop.editing import Cell, SetCell
from sopan.sop.model import SOP
from sopan.web.register.actions.drafts import discard_draft
from sopan.web.register.models import Save
from tests.sop.build import good
from tests.web.build import NOW, City, browser, city
from tests.web.register.build import DOER, Writing, writing

pytestmark = pytest.mark.django_db

AUTHOR = "Pejabat Kepala Subbagian Tata Laksana"
FACILITATOR = "Pejabat Kepala Bagian Hukum"
OTHER = "Pejabat Kepala Dinas Kesehatan"
PLACE = "/sop/pengelolaan-surat-masuk/susun/simpan/"
TABLE = "Mengajukan cuti\tPegawai\t5 menit\nMenyetujui cuti\tKabag\t1 jam\n"


@pytest.fixture
def uji() -> City:
    return city()


@pytest.fixture
def one(uji: City) -> Writing:
    return writing(uji, "Subbagian Tata Laksana", AUTHOR)


@pytest.fixture
def author(uji: City, one: Writing) -> Client:
    return browser(uji.accounts[AUTHOR])


def cell(row: str, text: str) -> dict[str, str]:
    return {"edit": "cell", "row": row, "cell": "text", "text": text}


def send(client: Client, status: int = 200, **sent: Any) -> dict[str, Any]:
    body = {"token": 0, "batch": "a1b2c3d4", **sent}
    response = client.post(PLACE, json.dumps(body), content_type="application/json")
    assert response.status_code == status, response.content
    answer: dict[str, Any] = response.json()
    return answer


def value(one: Writing) -> SOP:
    one.draft.refresh_from_db()
    return canonical.read(one.draft.text)


def text_of(one: Writing, row: str) -> str:
    return next(step.text for step in value(one).steps if step.id == row)


def test_an_edit_is_saved_and_answered_with_the_parts_of_the_page(
    author: Client, one: Writing
) -> None:
    answer = send(author, edits=[cell("terima", "Penerimaan surat")])
    assert text_of(one, "terima") == "Penerimaan surat"
    assert (answer["token"], answer["joined"], answer["problems"]) == (1, False, [])
    assert answer["saved_at"].startswith("tersimpan pukul ")
    parts = answer["parts"]
    assert ">Penerimaan surat</textarea>" in parts["rows"]
    assert 'data-about="terima"' in parts["rows"]
    assert "temuan" in parts["isi-temuan"]
    assert "<svg" in parts["isi-resmi"]


def test_what_is_sent_again_is_made_once(author: Client, one: Writing) -> None:
    first = send(author, do="add")
    again = send(author, do="add")
    assert (first["token"], again["token"]) == (1, 1)
    assert len(value(one).steps) == len(good().steps) + 1
    send(author, token=1, do="undo", batch="undo-0001")
    send(author, token=1, do="undo", batch="undo-0001")
    assert value(one) == good()
    assert Save.objects.filter(draft=one.draft).count() == 3


@pytest.mark.parametrize("again", ["redo", "undo"])
def test_undo_and_redo_are_buttons_too(author: Client, one: Writing, again: str) -> None:
    send(author, edits=[cell("terima", "A")])
    send(author, token=1, do="undo", batch="undo-0001")
    assert value(one) == good()
    if again == "redo":
        send(author, token=2, do="redo", batch="redo-0001")
        assert text_of(one, "terima") == "A"
    else:
        assert "dibatalkan" in send(author, 422, token=2, do="undo", batch="undo-0002")["detail"]


def test_a_certain_repair_is_a_button_too(author: Client, one: Writing) -> None:
    rows = send(author, edits=[cell("terima", "Penerimaan surat")])["parts"]["rows"]
    button = rows.partition("repair:")[2].partition('"')[0]
    send(author, token=1, do=f"repair:{button}", batch="repair-01")
    assert text_of(one, "terima") == "Menerima surat"


def test_an_edit_that_cannot_be_made_is_told_by_its_field_and_keeps_the_others(
    author: Client, one: Writing
) -> None:
    flow = {"edit": "flow", "symbol": "terima", "text": "entah ke mana"}
    answer = send(author, edits=[flow, cell("gone", "x"), cell("kirim", "Mengantar")])
    assert [problem["name"] for problem in answer["problems"]] == ["flow:terima", "text:gone"]
    assert ">entah ke mana</textarea>" in answer["parts"]["rows"]
    assert text_of(one, "kirim") == "Mengantar"


def test_what_others_wrote_is_joined_and_told(uji: City, author: Client, one: Writing) -> None:
    other = Writing(one.draft, uji.accounts[FACILITATOR])
    other.save(SetCell("kirim", Cell.TEXT, "Mengantar surat"))
    answer = send(author, edits=[cell("terima", "Mencatat surat")])
    assert answer["joined"]
    assert any("digabungkan" in note for note in answer["notes"])
    assert ">Mengantar surat</textarea>" in answer["parts"]["rows"]


def test_a_clash_is_answered_with_both_texts_and_decided_by_a_choice(
    uji: City, author: Client, one: Writing
) -> None:
    other = Writing(one.draft, uji.accounts[FACILITATOR])
    other.save(SetCell("terima", Cell.TEXT, "Membukukan surat"))
    edits = [cell("terima", "Mencatat surat"), cell("kirim", "Mengantar")]
    answer = send(author, 409, edits=edits)
    (clash,) = answer["clashes"]
    assert (clash["mine"], clash["theirs"]) == ("Mencatat surat", "Membukukan surat")
    assert "Membukukan surat" in answer["form"]
    assert text_of(one, "kirim") != "Mengantar"
    send(author, edits=edits, choices={clash["key"]: "mine"})
    assert (text_of(one, "terima"), text_of(one, "kirim")) == ("Mencatat surat", "Mengantar")


def test_a_table_goes_before_the_row_where_it_was_pasted(author: Client, one: Writing) -> None:
    answer = send(author, paste={"text": TABLE, "html": "", "before": "terima"})
    at = [step.id for step in value(one).steps].index("terima")
    texts = [step.text for step in value(one).steps]
    assert texts[at - 2 : at] == ["Mengajukan cuti", "Menyetujui cuti"]
    assert "2 langkah ditambahkan." in answer["notes"]
    send(author, paste={"text": TABLE, "html": "", "before": "terima"})
    assert len(value(one).steps) == len(good().steps) + 2


def test_a_paste_without_a_step_is_refused_in_words(author: Client, one: Writing) -> None:
    answer = send(author, 422, paste={"text": "\n", "html": ""})
    assert "Tidak ada langkah" in answer["detail"]


def test_an_ended_session_is_told_and_nothing_is_written(one: Writing) -> None:
    assert "Sesi Anda berakhir" in send(Client(), 401, edits=[cell("terima", "A")])["detail"]
    assert value(one) == good()


@pytest.mark.parametrize("who", [OTHER, "Pejabat Inspektur"])
def test_who_may_not_write_is_refused_as_json(uji: City, one: Writing, who: str) -> None:
    response = browser(uji.accounts[who]).post(
        PLACE, "{}", content_type="application/json", HTTP_ACCEPT="application/json"
    )
    assert response.status_code == 403
    assert response.json()["detail"]


def test_an_old_token_of_a_form_is_told_as_json(uji: City, one: Writing) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(uji.accounts[AUTHOR])
    response = client.post(
        PLACE, "{}", content_type="application/json", HTTP_ACCEPT="application/json"
    )
    assert response.status_code == 403
    assert "Muat ulang" in response.json()["detail"]


def test_a_closed_draft_and_an_unknown_text_are_refused_in_words(
    author: Client, one: Writing
) -> None:
    assert "Muat ulang" in send(author, 422, token=99, edits=[cell("terima", "A")])["detail"]
    discard_draft(one.draft, reason="Sudah ada", doer=DOER, at=NOW)
    response = author.post(
        PLACE, "{}", content_type="application/json", HTTP_ACCEPT="application/json"
    )
    assert response.status_code == 404
    assert response.json()["detail"]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "x" * 100,
        "[" * 100_000,
        "1" * 5_000,
        '{"token": 0}',
        '{"token": true, "batch": "a1b2c3d4"}',
        '{"token": -1, "batch": "a1b2c3d4"}',
        '{"token": 0, "batch": "x\\u0000"}',
        '{"token": 0, "batch": "a1b2c3d4", "edits": {}}',
        '{"token": 0, "batch": "a1b2c3d4", "edits": [{"edit": "nonsense"}]}',
        '{"token": 0, "batch": "a1b2c3d4", "do": 1}',
        '{"token": 0, "batch": "a1b2c3d4", "paste": "x"}',
        '{"token": 0, "batch": "a1b2c3d4", "choices": {"x": "y"}}',
        '{"token": 0, "batch": "a1b2c3d4", "choices": {"x": []}}',
        '{"token": 0, "batch": "a1b2c3d4", "do": "undo", "edits": '
        '[{"edit": "cell", "row": "terima", "cell": "text", "text": "A"}]}',
    ],
)
def test_what_no_page_sends_is_refused_and_changes_nothing(
    author: Client, one: Writing, body: str
) -> None:
    response = author.post(PLACE, body, content_type="application/json")
    assert response.status_code == 400
    assert response.json()["detail"]
    assert value(one) == good()


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "\ud800\x00A", normalize("NFD", "é")]
)
def test_whatever_is_typed_is_only_text(author: Client, one: Writing, text: str) -> None:
    answer = send(author, edits=[cell("terima", text)])
    assert "<script>alert" not in json.dumps(answer)
    assert text_of(one, "terima")


def test_only_what_is_posted_is_saved(author: Client) -> None:
    assert author.get(PLACE).status_code == 405
