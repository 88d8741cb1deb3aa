"""What stands on every page: the ways on it, and what it says on paper."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.web.build import City, browser, city

pytestmark = pytest.mark.django_db


@pytest.fixture
def uji() -> City:
    return city()


@pytest.fixture
def auditor(uji: City) -> Client:
    return browser(uji.accounts["Pejabat Inspektur"])


@pytest.mark.parametrize("address", ["/organisasi/", "/pejabat/", "/jejak/"])
def test_the_ways_past_a_long_list_lead_to_something(auditor: Client, address: str) -> None:
    page = auditor.get(address).content.decode()
    ways = re.findall(r'href="#(\w+)"', page.split('<p class="jump">')[1].split("</p>")[0])
    assert ways
    for way in ways:
        assert page.count(f'id="{way}"') == 1


def test_a_page_tells_paper_when_it_was_opened(auditor: Client) -> None:
    page = auditor.get("/pejabat/").content.decode()
    assert re.search(r'class="stamp">Dibuka di Sopan \d+ \w+ \d{4}, \d\d\.\d\d<', page)
