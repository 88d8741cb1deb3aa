"""What people and programs are told when something does not work."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path
from pytest_django import DjangoAssertNumQueries

from sopan.web.ui import errors
from sopan.web.ui.refusal import Way
from sopan.web.urls import handler400, handler403, handler404, handler500
from sopan.web.urls import urlpatterns as product

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

pytestmark = pytest.mark.django_db


def fails(request: object) -> HttpResponse:
    raise RuntimeError("the database is gone")


def refuses(request: object) -> HttpResponse:
    raise PermissionDenied("Hanya admin yang dapat mengubah nama unit.")


def hides(request: object) -> HttpResponse:
    raise Http404("Struktur organisasi belum diisi.")


urlpatterns = [
    *product,
    path("gagal/", fails),
    path("ditolak/", refuses),
    path("tersembunyi/", hides),
]


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture(autouse=True)
def _pages() -> Iterator[None]:
    with override_settings(ROOT_URLCONF="tests.web.ui.test_errors"):
        yield


def test_an_unknown_address_is_answered_in_plain_words(visitor: Client) -> None:
    answer = visitor.get("/tidak-ada/")
    assert answer.status_code == 404
    page = answer.content.decode()
    assert "Alamat ini tidak ada" in page and "Kembali ke Beranda" in page
    assert "tried" not in page


def test_an_address_with_a_sign_that_no_text_has_is_not_found(visitor: Client) -> None:
    answer = visitor.get("/publik/?cari=%00")
    assert answer.status_code == 404
    assert "tanda yang tidak dapat dibaca" in answer.content.decode()


def test_a_loader_says_why_something_is_not_found(visitor: Client) -> None:
    answer = visitor.get("/tersembunyi/")
    assert answer.status_code == 404
    assert "Struktur organisasi belum diisi." in answer.content.decode()


def test_a_refusal_shows_its_reason(visitor: Client) -> None:
    answer = visitor.get("/ditolak/")
    assert answer.status_code == 403
    assert "Hanya admin yang dapat mengubah nama unit." in answer.content.decode()


def test_a_program_gets_the_same_words_as_json(visitor: Client) -> None:
    for address, status, words in (
        ("/tidak-ada/", 404, "Tidak ditemukan."),
        ("/tersembunyi/", 404, "Struktur organisasi belum diisi."),
        ("/ditolak/", 403, "Hanya admin yang dapat mengubah nama unit."),
        ("/gagal/", 500, "Terjadi gangguan di Sopan."),
    ):
        answer = visitor.get(address, headers={"accept": "application/json"})
        assert answer.status_code == status
        assert json.loads(answer.content) == {"detail": words}


def test_a_refusal_that_can_be_lifted_leads_there_and_back() -> None:
    class Needed(PermissionDenied):
        way = Way("public", "Buka dahulu")

    request = RequestFactory().get("/organisasi/7/?hari=1")
    answer = errors.forbidden(request, Needed("Mulai dahulu."))
    page = answer.content.decode()
    assert 'href="/publik/?next=%2Forganisasi%2F7%2F%3Fhari%3D1"' in page
    assert "Buka dahulu" in page


def test_after_a_refused_button_the_way_leads_back_to_the_page_of_the_button() -> None:
    class Needed(PermissionDenied):
        way = Way("public", "Buka dahulu")

    before = "http://testserver/organisasi/7/"
    request = RequestFactory().post("/organisasi/7/tutup/", headers={"referer": before})
    assert "organisasi%2F7%2F" in errors.forbidden(request, Needed("")).content.decode()
    elsewhere = RequestFactory().post("/x/", headers={"referer": "https://elsewhere.example/"})
    page = errors.forbidden(elsewhere, Needed("")).content.decode()
    assert "elsewhere" not in page and "next=%2F" in page


def test_a_way_that_is_not_there_is_not_offered() -> None:
    class Needed(PermissionDenied):
        way = Way("no_such_page", "Buka dahulu")

    page = errors.forbidden(RequestFactory().get("/"), Needed("Belum.")).content.decode()
    assert "Buka dahulu" not in page and "Belum." in page


def test_what_is_for_another_host_is_answered_in_plain_words(visitor: Client) -> None:
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        answer = visitor.get("/masuk/", headers={"host": "lain.example"})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "tidak mengenal nama server" in page and 'href="/"' in page


def test_what_is_broken_is_answered_in_plain_words() -> None:
    answer = errors.unreadable(RequestFactory().get("/"), BadRequest())
    assert answer.status_code == 400
    assert "rusak di jalan. Tidak ada yang berubah." in answer.content.decode()


def test_what_is_too_large_is_answered_with_what_to_do(visitor: Client) -> None:
    before = {"referer": "http://testserver/masuk/"}
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=10):
        answer = visitor.post("/masuk/", {"login": "x" * 100}, headers=before)
    assert answer.status_code == 413
    page = answer.content.decode()
    assert "Yang dikirim terlalu besar" in page and "Tidak ada yang berubah" in page
    assert 'href="http://testserver/masuk/"' in page


def test_the_address_of_a_button_says_that_it_is_one(visitor: Client) -> None:
    answer = visitor.get("/bahasa/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    page = answer.content.decode()
    assert "bekerja lewat tombol" in page and "Kembali ke Beranda" in page


def test_a_page_that_takes_no_form_says_so_and_leads_back(visitor: Client) -> None:
    before = {"referer": "http://testserver/masuk/"}
    answer = visitor.post("/publik/", headers=before)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    page = answer.content.decode()
    assert "tidak menerima isian" in page and 'href="http://testserver/masuk/"' in page


def test_a_program_is_told_of_a_wrong_method_as_json(visitor: Client) -> None:
    answer = visitor.get("/bahasa/", headers={"accept": "application/json"})
    assert answer.status_code == 405
    assert json.loads(answer.content) == {
        "detail": "Alamat ini tidak dapat dipakai dengan cara itu."
    }


def test_who_tries_too_often_is_told_what_to_do(visitor: Client) -> None:
    for _attempt in range(31):
        answer = visitor.post("/masuk/", {"login": "siapa", "password": "salah"})
    cache.clear()
    assert answer.status_code == 429
    page = answer.content.decode()
    assert "tunggu beberapa menit" in page and "Kembali ke halaman masuk" in page


def test_a_form_without_its_token_is_explained() -> None:
    strict = Client(enforce_csrf_checks=True)
    before = {"referer": "http://testserver/publik/"}
    answer = strict.post("/bahasa/", {"language": "en"}, headers=before)
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Tidak ada yang berubah." in page and 'href="http://testserver/publik/"' in page


def test_the_page_of_a_fault_needs_nothing_that_may_be_broken(visitor: Client) -> None:
    answer = visitor.get("/gagal/")
    assert answer.status_code == 500
    page = answer.content.decode()
    assert "Terjadi gangguan di Sopan" in page and "/gagal/" in page
    assert "the database is gone" not in page


def test_the_page_of_a_fault_comes_even_without_user_session_and_styles(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    files = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    uncollected = override_settings(STORAGES={**settings.STORAGES, "staticfiles": files})
    with uncollected, django_assert_num_queries(0):
        answer = errors.failed(RequestFactory().get("/gagal/"))
    page = answer.content.decode()
    assert "Terjadi gangguan di Sopan" in page and "stylesheet" not in page
