"""Whoever may not use the API is told so in JSON, at every address; nothing leads to a page."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from sopan.web.home.api import api
from sopan.web.people.models import Account
from tests.web.build import City, browser, city

pytestmark = pytest.mark.django_db
DRAFTER = "Pejabat Analis Tata Laksana"
DESCRIBED = [re.sub(r"\{\w+\}", "1", path) for path in api.get_openapi_schema()["paths"]]
PATHS = [*DESCRIBED, "/api/v1/openapi.json"]


@pytest.fixture
def uji() -> City:
    return city()


def ask(client: Client, path: str, status: int) -> str:
    """The words of an answer, whatever the caller accepts."""
    said = set()
    for accept in ("*/*", "application/json", "text/html"):
        answer = client.get(path, headers={"Accept": accept})
        assert answer.status_code == status, answer.text
        assert answer.headers["Content-Type"].startswith("application/json")
        said.add(answer.json()["detail"])
    (words,) = said
    return str(words)


@pytest.mark.parametrize("path", PATHS)
def test_who_is_not_signed_in_is_told(uji: City, path: str) -> None:
    assert ask(Client(), path, 401) == "Masuk dahulu."


@pytest.mark.parametrize("path", PATHS)
def test_a_password_given_out_is_changed_first(uji: City, path: str) -> None:
    client = browser(uji.accounts[DRAFTER])
    Account.objects.update(must_change_password=True)
    assert ask(client, path, 403) == "Ganti dahulu kata sandi yang diberikan admin."


@pytest.mark.parametrize("path", PATHS)
def test_a_deactivated_account_is_signed_out(uji: City, path: str) -> None:
    client = browser(uji.accounts[DRAFTER])
    Account.objects.update(is_active=False)
    assert ask(client, path, 401) == "Masuk dahulu."


def test_an_address_that_is_not_there_is_told(uji: City) -> None:
    assert ask(browser(uji.accounts[DRAFTER]), "/api/v1/tidak-ada", 404) == "Tidak ditemukan."


def test_who_is_signed_in_reads_the_description(uji: City) -> None:
    answer = browser(uji.accounts[DRAFTER]).get("/api/v1/openapi.json")
    assert answer.status_code == 200 and "paths" in answer.json()
