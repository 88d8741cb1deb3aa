"""Beranda: who one is today, who stands above, what waits."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from sopan.web.home.views import greeting
from sopan.web.organisation.models import Government, Holding, HoldingKind
from tests.web.build import City, city

pytestmark = pytest.mark.django_db


@pytest.fixture
def uji() -> City:
    return city()


def page(of: City, person: str) -> str:
    client = Client()
    client.force_login(of.accounts[person])
    answer = client.get("/")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_visitor_is_led_to_the_sign_in(client: Client) -> None:
    answer = client.get("/")
    assert answer.status_code == 302 and "next=/" in answer["Location"]


def test_a_plt_reads_as_what_and_why(uji: City) -> None:
    shown = page(uji, "Pejabat Kepala Bagian Hukum")
    assert "Anda bertindak sebagai <b>Kepala Bagian Hukum</b>" in shown
    assert "juga sebagai <b>Plt. Kepala Bagian Organisasi</b>" in shown
    assert "sejak 3 Maret 2026, karena jabatan itu lowong." in shown


def test_the_superior_is_named_with_the_reason(uji: City) -> None:
    shown = page(uji, "Pejabat Kepala Subbagian Tata Laksana")
    assert "Plt. Kepala Bagian Organisasi</a> (Pejabat Kepala Bagian Hukum)" in shown
    assert "atasan langsung Kepala Subbagian Tata Laksana." in shown


def test_the_functional_coordinator_is_named(uji: City) -> None:
    shown = page(uji, "Pejabat Kepala Bagian Humas")
    assert "di bidang informasi pembangunan (hubungan fungsional)" in shown


def test_the_head_of_the_region_has_nobody_above(uji: City) -> None:
    assert "Tidak ada: jabatan ini yang tertinggi." in page(uji, "Pejabat Wali Kota")


def test_somebody_without_a_post_reads_what_to_do(uji: City) -> None:
    uji.person("Pegawai Baru")
    shown = page(uji, "Pegawai Baru")
    assert "Anda belum tercatat pada jabatan apa pun hari ini" in shown
    assert "minta admin mencatat jabatan Anda" in shown


def test_the_last_day_of_a_mandate_is_shown_not_the_day_after(uji: City) -> None:
    today = timezone.localdate()
    mandate = Holding.objects.filter(kind=HoldingKind.PLT)
    mandate.update(until=today + timedelta(days=1))
    shown = page(uji, "Pejabat Kepala Bagian Hukum")
    assert f"sampai {today.day} " in shown


def test_an_administrator_sees_vacant_posts_and_ending_mandates(uji: City) -> None:
    Holding.objects.filter(position=uji.posts["Inspektur"]).delete()
    today = timezone.localdate()
    Holding.objects.filter(kind=HoldingKind.PLT).update(until=today + timedelta(days=7))
    shown = page(uji, "Pejabat Pranata Komputer")
    assert "2 hal perlu Anda lihat." in shown
    assert f"/jabatan/{uji.posts['Inspektur'].pk}/tunjuk/" in shown
    assert "Plt. Kepala Bagian Organisasi" in shown and "Segera berakhir" in shown


def test_an_administrator_of_one_government_hears_nothing_of_another(uji: City) -> None:
    other = city("lain", "Pemerintah Kota Lain")
    Holding.objects.filter(position=other.posts["Inspektur"]).delete()
    shown = page(uji, "Pejabat Pranata Komputer")
    assert "Lowong" not in shown and "Tidak ada yang menunggu Anda." in shown


def test_only_those_who_may_read_the_trail_find_it_in_the_menu(uji: City) -> None:
    assert 'href="/jejak/"' in page(uji, "Pejabat Inspektur")
    assert 'href="/jejak/"' not in page(uji, "Pejabat Wali Kota")


def test_links_of_an_administrators_work_are_for_administrators(uji: City) -> None:
    assert 'href="/pengaturan/"' in page(uji, "Pejabat Pranata Komputer")
    assert 'href="/pengaturan/"' not in page(uji, "Pejabat Inspektur")


@pytest.mark.parametrize(
    ("hour", "words"),
    [(3, "malam"), (4, "pagi"), (10, "pagi"), (11, "siang"), (15, "sore"), (19, "malam")],
)
def test_the_greeting_follows_the_hour(hour: int, words: str) -> None:
    assert greeting(hour) == f"Selamat {words}"


def test_beranda_asks_a_number_of_questions_that_does_not_grow(
    uji: City, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for post in ("Inspektur", "Kepala Dinas Kesehatan", "Kepala Bagian Humas"):
        Holding.objects.filter(position=uji.posts[post]).delete()
    client = Client()
    client.force_login(uji.accounts["Pejabat Pranata Komputer"])
    # Session and account 2, the viewer 6, who decides 6, what waits 2, rights 1.
    with django_assert_max_num_queries(17):
        client.get("/")


# The public page


def test_everybody_sees_which_governments_are_here(uji: City, client: Client) -> None:
    city("lain", "Pemerintah Kota Lain")
    shown = client.get("/publik/").content.decode()
    assert "Pemerintah Kota Uji" in shown and "Pemerintah Kota Lain" in shown
    assert "Masuk" in shown and "Pejabat" not in shown


def test_an_empty_installation_says_so(client: Client) -> None:
    Government.objects.all().delete()
    assert "Belum ada pemerintah daerah" in client.get("/publik/").content.decode()


def test_a_visitors_page_asks_the_database_nothing(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        answer = client.get("/tidak-ada/")
    assert answer.status_code == 404
