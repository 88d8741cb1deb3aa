"""The API: the same answers as the pages, for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sopan.web.home.api import api
from tests.web.build import City, browser, city

pytestmark = pytest.mark.django_db

SNAPSHOT = Path(__file__).parents[3] / "docs" / "api" / "openapi.json"
BASE = "/api/v1/"


@pytest.fixture
def uji() -> City:
    return city()


@pytest.fixture
def reader(uji: City) -> Client:
    return browser(uji.accounts["Pejabat Analis Tata Laksana"])


def ask(client: Client, path: str, status: int = 200) -> Any:
    response = client.get(BASE + path)
    assert response.status_code == status, response.content
    assert response.headers["Content-Type"].startswith("application/json")
    return response.json()


def test_units_are_listed_with_their_heads(uji: City, reader: Client) -> None:
    answer = ask(reader, "units?limit=5&offset=5")
    assert answer["count"] == len(uji.units)
    assert len(answer["items"]) == 5
    first = ask(reader, "units?cari=organisasi")["items"][0]
    assert first["name"] == "Bagian Organisasi"
    assert first["head"]["title"] == "Plt. Kepala Bagian Organisasi"
    assert first["head"]["cause"] == "post-vacant"


def test_units_below_a_unit_are_listed_with_it(uji: City, reader: Client) -> None:
    answer = ask(reader, f"units?below={uji.units['Bagian Organisasi'].pk}")
    assert {one["name"] for one in answer["items"]} == {
        "Bagian Organisasi",
        "Subbagian Tata Laksana",
    }


def test_another_day_has_another_answer(uji: City, reader: Client) -> None:
    path = f"units/{uji.units['Bagian Organisasi'].pk}"
    assert ask(reader, f"{path}?tanggal=2026-02-01")["now"]["head"]["person"] is None
    assert ask(reader, f"{path}?tanggal=2020-01-01")["now"] is None
    assert ask(reader, f"{path}/deciders?tanggal=2020-01-01") is None


def test_who_decides_is_answered_with_reasons(uji: City, reader: Client) -> None:
    answer = ask(reader, f"positions/{uji.posts['Analis Tata Laksana'].pk}/deciders")
    assert [one["acting"]["title"] for one in answer["superiors"]][:2] == [
        "Kepala Subbagian Tata Laksana",
        "Plt. Kepala Bagian Organisasi",
    ]
    assert "karena jabatan itu lowong" in answer["superiors"][1]["why"]
    assert answer["coordinators"][0]["field"] == "kelembagaan"


def test_a_position_tells_its_holders(uji: City, reader: Client) -> None:
    answer = ask(reader, f"positions/{uji.posts['Kepala Bagian Organisasi'].pk}")
    assert answer["holders"][0]["kind"] == "plt"
    assert answer["stages"][0]["since"] == "2024-01-01"
    unit = uji.units["Subbagian Tata Laksana"].pk
    assert ask(reader, f"positions?unit={unit}")["count"] == 2


def test_private_fields_need_the_right(uji: City, reader: Client) -> None:
    person = uji.people["Pejabat Inspektur"]
    assert ask(reader, f"people/{person.pk}")["nip"] is None
    auditor = browser(uji.accounts["Pejabat Inspektur"])
    assert ask(auditor, f"people/{person.pk}")["nip"] == person.nip
    assert ask(auditor, "people?cari=inspektur")["items"][0]["email"] == person.email
    assert all(one["nip"] is None for one in ask(reader, "people")["items"])


def test_errors_are_words(uji: City, reader: Client) -> None:
    assert ask(reader, "units/0", 404) == {
        "detail": "Tidak ada, atau bukan milik pemerintah daerah Anda."
    }
    assert ask(reader, "units?tanggal=kemarin&limit=0", 422) == {
        "detail": "Tidak dapat dibaca: limit, tanggal."
    }
    assert ask(Client(), "units", 401) == {"detail": "Masuk dahulu."}


def test_the_api_writes_nothing(reader: Client) -> None:
    schema = api.get_openapi_schema()
    assert {method for path in schema["paths"].values() for method in path} == {"get"}
    assert reader.post(f"{BASE}units", {}).status_code == 405


@pytest.mark.parametrize("path", ["units", "positions", "people", "units?cari=bagian"])
def test_a_list_takes_at_most_five_questions(uji: City, reader: Client, path: str) -> None:
    ask(reader, "units/0", 404)
    with CaptureQueriesContext(connection) as alone:
        ask(reader, "units/0", 404)
    with CaptureQueriesContext(connection) as questions:
        ask(reader, path)
    assert len(questions) - (len(alone) - 1) <= 5


def test_the_committed_description_is_current() -> None:
    """Where the file is missing it is written, to be looked at and committed."""
    text = json.dumps(api.get_openapi_schema(), indent=2, ensure_ascii=False) + "\n"
    if not SNAPSHOT.exists():
        SNAPSHOT.parent.mkdir(parents=True, exist_ok=True)
        SNAPSHOT.write_text(text, encoding="utf-8")
        pytest.fail(f"{SNAPSHOT.name} was missing and is written now: look at it and commit it")
    assert SNAPSHOT.read_text(encoding="utf-8") == text
