"""Whatever stands in a field, a query, a path or a header: an answer in words, never a failure."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from tests.web.build import PASSWORD, City, browser, city
from tests.web.test_walls import QUERY, Address, addresses

pytestmark = pytest.mark.django_db
ADMIN = "Pejabat Pranata Komputer"
HUGE = 10**30
GARBAGE = {
    "a NUL": "a\0b",
    "control characters": "a\x01\x1b\x7f\u0085b",
    "half a character": "a\udcffb".encode("utf-8", "surrogatepass").decode("latin-1"),
    "lines": "a\r\nX-Injected: 1",
    "too much": "a" * 20_000,
    "a huge number": str(HUGE),
    "below zero": "-1",
    "other digits": "٣²",
    "signs of other languages": "'\"><script>%s{{x}}{%\\",
    "turned around": "\u202eabc\u2066",
    "a far day": "0000-00-00",
    "after all days": "9999-12-31",
}
QUICK = ("a NUL", "a huge number")
KINDS = [
    pytest.param(kind, marks=() if kind in QUICK else pytest.mark.slow, id=kind) for kind in GARBAGE
]
"""All addresses are asked for each; the two that databases mind are always tried."""


@pytest.fixture
def uji() -> City:
    return city()


@pytest.fixture
def admin(uji: City) -> Client:
    client = browser(uji.accounts[ADMIN], power=True)
    client.raise_request_exception = False
    return client


NUMBERS = re.compile(r"<int:\w+>")
TEXTS = re.compile(r"<(?:\w+:)?\w+>|\(\?P<\w+>[^)]*\)")


def written(address: Address, number: object, text: str = "x") -> str:
    path = TEXTS.sub(text, NUMBERS.sub(str(number), address.path))
    return "/" + path.replace("^", "").replace("$", "")


def of_city(address: Address, uji: City) -> str:
    """The path with numbers that exist where the city has such a thing."""
    path = address.path
    for name, things in (("unit", uji.units), ("position", uji.posts), ("person", uji.people)):
        path = path.replace(f"<int:{name}>", str(next(iter(things.values())).pk))
    return written(Address(address.name, path, ()), 1)


def status(client: Client, method: str, path: str, data: dict[str, str] | None = None) -> int:
    """What comes back; whatever was done is undone."""
    with transaction.atomic():
        answer = client.post(path, data) if method == "POST" else client.get(path, data)
        if getattr(answer, "streaming", False):
            b"".join(answer)
        transaction.set_rollback(True)
    cache.clear()
    assert not [name for name in answer.headers if "injected" in name.lower()]
    return answer.status_code


@pytest.mark.parametrize("number", [0, 2**31, 2**63, HUGE])
def test_numbers_in_a_path_that_name_nothing_are_not_found(admin: Client, number: int) -> None:
    asked = [a for a in addresses() if NUMBERS.search(a.path)]
    assert len(asked) > 30
    found = {
        (method, a.path): status(admin, method, written(a, number))
        for a in asked
        for method in ("GET", "POST")
    }
    assert {one for one in found.items() if one[1] >= 500} == set()


@pytest.mark.parametrize("kind", KINDS)
def test_no_query_makes_a_page_fail(admin: Client, uji: City, kind: str) -> None:
    asked = dict.fromkeys(QUERY, GARBAGE[kind]) | {"limit": GARBAGE[kind], "offset": GARBAGE[kind]}
    failed = [a.path for a in addresses() if status(admin, "GET", of_city(a, uji), asked) >= 500]
    assert not failed


FIELD = re.compile(r'<(?:input|textarea|select)\b[^>]*?\bname="([\w-]+)"([^>]*)')


def fields(text: str) -> dict[str, str]:
    """The fields of a page's form, with what stands in them."""
    form = re.search(r'<form class="form.*?</form>', text, re.S)
    found: dict[str, str] = {}
    for name, more in FIELD.findall(form[0] if form else ""):
        value = re.search(r'value="([^"]*)"', more)
        found[name] = unescape(value[1]) if value else ""
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_no_field_makes_a_form_fail(admin: Client, uji: City, kind: str) -> None:
    failed, tried = [], 0
    for address in addresses():
        path = of_city(address, uji)
        page = admin.get(path)
        if page.status_code != 200 or getattr(page, "streaming", False):
            continue
        own = fields(page.text)
        for name in own:
            tried += 1
            if status(admin, "POST", path, own | {name: GARBAGE[kind]}) >= 500:
                failed.append((path, name))
    assert tried > 60
    assert not failed


@pytest.mark.parametrize("kind", GARBAGE)
def test_no_login_makes_signing_in_fail(uji: City, kind: str) -> None:
    client, value = Client(raise_request_exception=False), GARBAGE[kind]
    tried = [
        ("/masuk/", {"login": value, "password": PASSWORD}),
        ("/masuk/", {"login": f"{value[:50]}@uji.example", "password": PASSWORD}),
        ("/masuk/", {"login": uji.people[ADMIN].nip, "password": value}),
        ("/masuk/", {"login": uji.people[ADMIN].nip, "password": PASSWORD, "next": value}),
        ("/masuk/lupa/", {"email": value}),
        ("/masuk/passkey/", {"credential": value}),
        ("/masuk/langkah-kedua/", {"code": value}),
        ("/bahasa/", {"language": value, "next": value}),
    ]
    assert [one for one in tried if status(client, "POST", *one) >= 500] == []


HEADERS = ("User-Agent", "X-Forwarded-For", "Referer", "Accept", "Accept-Language")


@pytest.mark.parametrize("kind", GARBAGE)
def test_no_header_makes_signing_in_fail(uji: City, kind: str) -> None:
    """Characters that no header may have are refused by the server before Sopan sees them."""
    value = GARBAGE[kind].encode("latin-1", "replace").decode("latin-1")
    value = re.sub(r"[\0-\x08\n-\x1f\x7f]", "", value)
    headers = dict.fromkeys(
        ("User-Agent", "X-Forwarded-For", "Referer", "Accept", "Accept-Language"), value
    )
    client = Client(raise_request_exception=False, headers=headers)
    client.cookies["sessionid"] = client.cookies["language"] = "x" * 5000
    data = {"login": uji.people[ADMIN].nip, "password": PASSWORD}
    assert client.post("/masuk/", data).status_code < 500
    assert client.get("/").status_code < 500
    assert client.post("/akun/sesi-admin/", {"password": PASSWORD}).status_code < 500


def test_another_host_is_refused_in_few_words(uji: City) -> None:
    for host in ("jahat.example", "testserver.jahat.example", "a b", "testserver:x"):
        answer = Client(headers={"Host": host}, raise_request_exception=False).get("/masuk/")
        assert answer.status_code == 400, host
        assert "jahat" not in answer.text
