"""Siapa memutuskan: found by name, answered for another day, with ways to the people named."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.build import City, browser, city

pytestmark = pytest.mark.django_db


@pytest.fixture
def uji() -> City:
    return city()


@pytest.fixture
def reader(uji: City) -> Client:
    return browser(uji.accounts["Pejabat Analis Tata Laksana"])


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode().split("<main")[1]


def test_units_and_posts_are_found_by_a_part_of_their_name(uji: City, reader: Client) -> None:
    text = page(reader, "/siapa-memutuskan/?cari=bagian+huk")
    assert f'href="?unit={uji.units["Bagian Hukum"].pk}">Bagian Hukum</a>' in text
    post = uji.posts["Kepala Bagian Hukum"].pk
    assert f'href="?jabatan={post}">Kepala Bagian Hukum</a>' in text
    assert "Bagian Humas" not in text


def test_nothing_of_another_government_is_found(uji: City, reader: Client) -> None:
    lain = city("lain", "Pemerintah Kota Lain")
    lain.unit("Dinas Rahasia", "Kota")
    assert "Tidak ada unit atau jabatan" in page(reader, "/siapa-memutuskan/?cari=rahasia")


def test_a_search_without_result_says_what_to_do(uji: City, reader: Client) -> None:
    text = page(reader, "/siapa-memutuskan/?cari=%3Cb%3E")
    assert "Coba bagian lain dari namanya" in text and "<b>" not in text


def test_the_day_found_for_stays(uji: City, reader: Client) -> None:
    text = page(reader, "/siapa-memutuskan/?cari=bagian+hukum&tanggal=2025-06-01")
    unit = uji.units["Bagian Hukum"].pk
    assert f'href="?unit={unit}&amp;tanggal=2025-06-01"' in text


def test_another_day_is_asked_of_the_same_unit(uji: City, reader: Client) -> None:
    unit = uji.units["Bagian Hukum"].pk
    text = page(reader, f"/siapa-memutuskan/?unit={unit}&tanggal=2025-06-01")
    assert f'<input type="hidden" name="unit" value="{unit}">' in text
    assert f'<a href="/siapa-memutuskan/?unit={unit}">Lihat keadaan hari ini</a>' in text


def test_everybody_named_in_the_answer_can_be_opened(uji: City, reader: Client) -> None:
    unit = uji.units["Subbagian Tata Laksana"].pk
    text = page(reader, f"/siapa-memutuskan/?unit={unit}")
    for name in ("Pejabat Sekretaris Daerah", "Pejabat Wali Kota"):
        assert f'<a href="/pejabat/{uji.people[name].pk}/">{name}</a>: ' in text
    functional = text.split("hubungan fungsional)")[1]
    assert "/pejabat/" in functional


def test_a_refusal_names_the_roles_that_may(uji: City, reader: Client) -> None:
    answer = reader.get("/jejak/")
    assert answer.status_code == 403
    words = "Hanya Pemeriksa (Inspektorat) atau Admin unit ini yang dapat melakukannya."
    assert words in answer.content.decode()


def test_all_pages_of_the_organisation_have_the_same_tabs(uji: City, reader: Client) -> None:
    for address in map(reverse, ("organisation", "chart", "people", "reorganisations")):
        tabs = page(reader, address).split('<nav class="tabs"')[1].split("</nav>")[0]
        assert f'href="{address}" aria-current="page"' in tabs
        assert tabs.count("<li>") == 4
