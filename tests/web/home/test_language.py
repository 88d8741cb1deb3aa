"""Indonesian first; English where somebody asks for it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from sopan.web.home.middleware import LanguageAndClock
from sopan.web.organisation.models import Government
from sopan.web.people.models import Account
from tests.web.build import City, city

pytestmark = pytest.mark.django_db


@pytest.fixture
def uji() -> City:
    return city()


def test_the_browsers_language_changes_nothing(client: Client) -> None:
    answer = client.get("/publik/", headers={"accept-language": "en"})
    assert answer["Content-Language"] == "id"
    assert '<html lang="id">' in answer.content.decode()


def test_a_visitor_reads_english_after_choosing_it(client: Client) -> None:
    answer = client.post("/bahasa/", {"language": "en", "next": "/publik/"})
    assert answer.status_code == 302 and answer["Location"] == "/publik/"
    page = client.get("/publik/")
    assert '<html lang="en">' in page.content.decode()
    assert page["Content-Language"] == "en" and "Cookie" in page["Vary"]


def test_the_choice_goes_with_the_account(uji: City) -> None:
    account = uji.accounts["Pejabat Inspektur"]
    first, second = Client(), Client()
    first.force_login(account)
    first.post("/bahasa/", {"language": "en"})
    second.force_login(account)
    assert second.get("/")["Content-Language"] == "en"
    assert Account.objects.get(pk=account.pk).language == "en"


def test_an_account_that_chose_wins_over_the_browser(uji: City) -> None:
    account = uji.accounts["Pejabat Inspektur"]
    client = Client()
    client.post("/bahasa/", {"language": "en"})
    Account.objects.filter(pk=account.pk).update(language="id")
    client.force_login(account)
    assert client.get("/")["Content-Language"] == "id"


def test_the_next_page_of_a_thread_is_not_in_the_language_of_the_last(uji: City) -> None:
    english = Client()
    english.post("/bahasa/", {"language": "en"})
    assert english.get("/publik/")["Content-Language"] == "en"
    assert Client().get("/publik/")["Content-Language"] == "id"


def test_an_unknown_language_is_refused(client: Client) -> None:
    assert client.post("/bahasa/", {"language": "xx"}).status_code == 404
    assert client.get("/bahasa/").status_code == 405


def test_the_switch_leads_to_no_other_site(client: Client) -> None:
    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"):
        answer = client.post("/bahasa/", {"language": "en", "next": elsewhere})
        assert answer["Location"] == "/"


def test_hours_are_those_of_the_governments_clock(uji: City) -> None:
    Government.objects.update(time_zone="Asia/Jayapura")
    request = RequestFactory().get("/")
    request.user = Account.objects.get(pk=uji.accounts["Pejabat Inspektur"].pk)
    zone = LanguageAndClock(lambda _request: HttpResponse(timezone.get_current_timezone_name()))
    assert zone(request).content == b"Asia/Jayapura"
    request.user = AnonymousUser()
    assert zone(request).content == b"Asia/Jakarta"
