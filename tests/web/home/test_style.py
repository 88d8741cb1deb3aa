"""Each government's pages in its own colour, with its own emblem."""

from __future__ import annotations

import pytest
from django.test import Client

from sopan.web.home import style
from tests.web.build import City, city

pytestmark = pytest.mark.django_db

EMBLEM = b"\x89PNG\r\n\x1a\n not a whole picture"


@pytest.fixture
def uji() -> City:
    made = city()
    made.government.accent = "#7a0019"
    made.government.emblem = EMBLEM
    made.government.emblem_hash = "0123456789abcdef"
    made.government.save()
    return made


def test_the_page_names_the_stylesheet_and_the_emblem(uji: City) -> None:
    client = Client()
    client.force_login(uji.accounts["Pejabat Inspektur"])
    page = client.get("/").content.decode()
    assert f'href="{style.address(uji.government)}"' in page
    assert 'src="/lambang/uji/0123456789abcdef.png"' in page


def test_the_stylesheet_holds_the_colour_and_may_be_kept_for_ever(uji: City) -> None:
    answer = Client().get(style.address(uji.government))
    assert answer.content == b":root { --accent: #7a0019; }\n"
    assert answer["Content-Type"].startswith("text/css")
    assert "immutable" in answer["Cache-Control"]


def test_another_colour_has_another_address(uji: City) -> None:
    before = style.address(uji.government)
    uji.government.accent = "#003366"
    uji.government.save()
    assert style.address(uji.government) != before
    assert Client().get(before).status_code == 404


@pytest.mark.parametrize("accent", ["#ffd700", "#0b4f53", "red;} * {"])
def test_a_pale_colour_or_the_usual_one_has_no_stylesheet(uji: City, accent: str) -> None:
    uji.government.accent = accent[:7]
    uji.government.save()
    assert style.address(uji.government) == ""
    hash_ = style.sheet_hash(uji.government.accent)
    assert Client().get(f"/gaya/uji/{hash_}.css").status_code == 404


def test_the_emblem_is_served_as_it_was_kept(uji: City) -> None:
    answer = Client().get(style.emblem_address(uji.government))
    assert answer.content == EMBLEM and answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_neither_is_found_under_a_wrong_address(uji: City) -> None:
    for address in (
        "/lambang/uji/fedcba9876543210.png",
        "/lambang/tidak-ada/0123456789abcdef.png",
        "/gaya/uji/0123456789abcdef.css",
        "/gaya/tidak-ada/0123456789abcdef.css",
    ):
        assert Client().get(address).status_code == 404


def test_without_an_emblem_a_shield_stands_there() -> None:
    plain = city()
    client = Client()
    client.force_login(plain.accounts["Pejabat Inspektur"])
    page = client.get("/").content.decode()
    assert "<svg" in page and "/lambang/" not in page and "/gaya/" not in page
