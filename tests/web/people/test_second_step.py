"""Codes from a phone, and the codes for when it is lost. Passkeys need a browser: see there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.apps import apps
from django.core.cache import cache
from django.db.models import F
from django.test import Client
from pytest_django import Settings

from sopan.web.people.encryption import decrypt, encrypt
from sopan.web.trail.models import Event, Head
from tests.web.build import PASSWORD, City
from tests.web.unguarded import unguarded

pytestmark = pytest.mark.django_db
DRAFTER = "Pejabat Analis Tata Laksana"
SET_UP = "/akun/langkah-kedua/aplikasi/"


@pytest.fixture
def own(client: Client, uji: City) -> Client:
    """Signed in, with the password just proved."""
    client.post("/masuk/", {"login": uji.accounts[DRAFTER].username, "password": PASSWORD})
    client.post("/akun/bukti/", {"password": PASSWORD})
    return client


def code_of(secret: str) -> str:
    """What the application on the phone would show now."""
    counter = next(iter(auth.yield_hotp_counters_from_time()))
    return str(auth.format_hotp_value(auth.hotp_value(secret, counter)))


def set_up(own: Client) -> str:
    """The secret, once the phone gives codes."""
    page = own.get(SET_UP)
    secret = re.search(r"<code>(\w+)</code>", page.text)
    assert secret
    own.post(SET_UP, {"code": code_of(secret[1])})
    return secret[1]


def test_setting_it_up_asks_for_the_password_first(client: Client, uji: City) -> None:
    client.post("/masuk/", {"login": uji.accounts[DRAFTER].username, "password": PASSWORD})
    answer = client.get(SET_UP)
    assert answer.headers["Location"].startswith("/akun/bukti/?next=")
    assert "Buktikan bahwa ini Anda" in client.get(answer.headers["Location"]).text
    refused = client.post("/akun/bukti/", {"password": "bukan"})
    assert "Kata sandi salah" in refused.text


def test_the_qr_code_is_drawn_in_the_page_as_the_policy_wants(own: Client) -> None:
    page = own.get(SET_UP)
    assert re.search(r'<svg [^>]*class="qr"', page.text)
    assert "data:" not in page.text and "style=" not in page.text
    assert page.headers["Content-Security-Policy"].startswith("default-src 'self';")


def test_a_wrong_code_sets_nothing_up(own: Client) -> None:
    own.get(SET_UP)
    page = own.post(SET_UP, {"code": "000000"})
    assert "Kode salah" in page.text
    assert not Authenticator.objects.exists()


def test_signing_in_then_asks_for_a_code(own: Client, uji: City) -> None:
    secret = set_up(own)
    assert "terpasang" in own.get("/akun/").text
    browser, login = Client(), uji.accounts[DRAFTER].username
    answer = browser.post("/masuk/", {"login": login, "password": PASSWORD})
    assert answer.headers["Location"] == "/masuk/langkah-kedua/"
    assert browser.get("/akun/").status_code == 302
    assert "Kode salah" in browser.post("/masuk/langkah-kedua/", {"code": "000000"}).text
    cache.clear()  # A code counts once; this one was used to set up.
    assert browser.post("/masuk/langkah-kedua/", {"code": code_of(secret)}).status_code == 302
    assert browser.get("/akun/").status_code == 200
    kept = Event.objects.get(verb="account.sign_in", data={"method": "password+mfa"})
    assert kept.account == uji.accounts[DRAFTER].pk
    assert Event.objects.filter(verb="account.sign_in_fail", data={"method": "totp"}).exists()


def test_a_recovery_code_helps_once_when_the_phone_is_lost(own: Client, uji: City) -> None:
    set_up(own)
    page = own.get("/akun/langkah-kedua/kode/")
    codes = re.findall(r"<li><code>(\w+)</code>", page.text)
    assert len(codes) == 10
    login = uji.accounts[DRAFTER].username
    for attempt, expected in ((Client(), 302), (Client(), 200)):
        attempt.post("/masuk/", {"login": login, "password": PASSWORD})
        answer = attempt.post("/masuk/langkah-kedua/", {"code": codes[0]})
        assert answer.status_code == expected
    download = own.get("/akun/langkah-kedua/kode/unduh/")
    assert codes[0] not in download.text and codes[1] in download.text


def test_new_recovery_codes_replace_the_old_ones(own: Client) -> None:
    set_up(own)
    before = own.get("/akun/langkah-kedua/kode/unduh/").text
    assert own.get("/akun/langkah-kedua/kode/buat/").status_code == 200
    own.post("/akun/langkah-kedua/kode/buat/")
    after = own.get("/akun/langkah-kedua/kode/unduh/").text
    assert not set(before.split()) & set(after.split())


def test_the_trail_keeps_what_comes_and_goes(own: Client) -> None:
    set_up(own)
    own.post("/akun/langkah-kedua/kode/buat/")
    own.post("/akun/langkah-kedua/aplikasi/matikan/")
    told = Event.objects.filter(verb__startswith="account.second_step").order_by("number")
    assert [(one.verb.removeprefix("account.second_step_"), one.data["kind"]) for one in told] == [
        ("add", "totp"),
        ("add", "recovery_codes"),
        ("renew", "recovery_codes"),
        ("remove", "totp"),
        ("remove", "recovery_codes"),
    ]
    assert not Authenticator.objects.exists()


# All or nothing: the database refuses events, as a broken trail would


@contextmanager
def broken_trail() -> Iterator[None]:
    """The head of each chain stands one too low, so that the next event is there already."""
    with unguarded():
        Head.objects.update(number=F("number") - 1)
    yield
    with unguarded():
        Head.objects.update(number=F("number") + 1)


def steps() -> list[tuple[str, object]]:
    return list(Authenticator.objects.order_by("pk").values_list("type", "data"))


def test_without_its_event_no_second_step_comes_goes_or_is_made_anew(own: Client) -> None:
    own.raise_request_exception = False
    secret = re.search(r"<code>(\w+)</code>", own.get(SET_UP).text)
    assert secret
    with broken_trail():
        assert own.post(SET_UP, {"code": code_of(secret[1])}).status_code == 500
    assert steps() == []
    cache.clear()
    own.post(SET_UP, {"code": code_of(secret[1])})
    before = steps()
    assert [kind for kind, _data in before] == ["totp", "recovery_codes"]
    with broken_trail():
        assert own.post("/akun/langkah-kedua/kode/buat/").status_code == 500
        assert own.post("/akun/langkah-kedua/aplikasi/matikan/").status_code == 500
    assert steps() == before


def test_without_its_event_nobody_signs_in_and_no_code_is_spent(own: Client, uji: City) -> None:
    set_up(own)
    code = re.findall(r"<li><code>(\w+)</code>", own.get("/akun/langkah-kedua/kode/").text)[0]
    before, browser = steps(), Client(raise_request_exception=False)
    browser.post("/masuk/", {"login": uji.accounts[DRAFTER].username, "password": PASSWORD})
    with broken_trail():
        assert browser.post("/masuk/langkah-kedua/", {"code": code}).status_code == 500
    assert steps() == before
    assert browser.get("/akun/").status_code == 302
    assert browser.post("/masuk/langkah-kedua/", {"code": code}).status_code == 302
    assert browser.get("/akun/").status_code == 200


# Secrets


def test_secrets_lie_encrypted_in_the_database(own: Client) -> None:
    secret = set_up(own)
    kept = dict(Authenticator.objects.values_list("type", "data"))
    assert secret not in str(kept)
    assert decrypt(kept["totp"]["secret"]) == secret
    assert re.fullmatch(r"[0-9a-f]{80}", decrypt(kept["recovery_codes"]["seed"]))


def test_what_lay_in_the_open_is_encrypted_by_the_migration_and_serves_on(
    own: Client, uji: City
) -> None:
    migration = import_module("sopan.web.people.migrations.0003_encrypted_second_steps")
    secret = set_up(own)
    codes = own.get("/akun/langkah-kedua/kode/unduh/").text
    migration.rewritten(apps, decrypt)
    assert Authenticator.objects.get(type="totp").data["secret"] == secret
    migration.rewritten(apps, encrypt)
    assert own.get("/akun/langkah-kedua/kode/unduh/").text == codes
    assert secret not in str(steps())


def test_under_another_secret_key_no_code_is_right_and_the_page_says_what_to_do(
    own: Client, uji: City, settings: Settings
) -> None:
    secret = set_up(own)
    cache.clear()
    settings.SECRET_KEY = "k" * 64
    browser = Client()
    browser.post("/masuk/", {"login": uji.accounts[DRAFTER].username, "password": PASSWORD})
    for code in (code_of(secret), code_of("")):
        answer = browser.post("/masuk/langkah-kedua/", {"code": code})
        assert answer.status_code == 403 and "kunci rahasia" in answer.text
    assert browser.get("/akun/").status_code == 302


@pytest.mark.parametrize(
    "where",
    [
        "/akun/",
        "/akun/kata-sandi/",
        "/akun/sesi/",
        "/akun/bukti/",
        "/akun/langkah-kedua/",
        "/akun/langkah-kedua/aplikasi/",
        "/akun/passkey/",
        "/akun/passkey/tambah/",
        "/keluar/",
    ],
)
def test_pages_of_ones_account_are_like_all_pages(own: Client, where: str) -> None:
    page = own.get(where)
    assert page.status_code == 200
    assert page.text.count("<h1>") == 1 and 'href="/static/ui/sopan.css"' in page.text
    assert not re.search(r"\sstyle=|\son\w+=|<style|placeholder=", page.text)
    scripts = re.findall(r"<script([^>]*)>", page.text)
    assert all("src=" in one or 'type="application/json"' in one for one in scripts)
