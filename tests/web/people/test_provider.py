"""Signing in through the government's own OpenID Connect provider, which runs as a process."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
import requests
from django.test import Client
from pytest_django import Settings

from sopan.web import environment
from sopan.web.people.models import Account, Person
from sopan.web.trail.models import Event
from tests.web.build import City, city
from tests.web.oidc_provider.serve import CLIENT, PASSWORD, SECRET

pytestmark = pytest.mark.django_db
CALLBACK = "http://testserver/masuk/melalui/pemda/kembali/"
FIRST_NIP = "198001012005010001"
PEOPLE = (
    f"by_claim:{FIRST_NIP}:lain@pemda.example:0",
    "198001012005010002::dua@pemda.example:0",
    "verified::orang3@uji.example:1",
    "unverified::orang4@uji.example:0",
    "stranger:197001011990011001:asing@pemda.example:1",
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("provider")
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.web.oidc_provider.serve", CALLBACK, *PEOPLE],
        env={**os.environ, "OIDC_PROVIDER_FOLDER": str(folder)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    yield process.stdout.readline().strip()
    process.terminate()
    process.wait(10)


@pytest.fixture(autouse=True)
def _through_the_provider(settings: Settings, address: str) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = environment.provider(
        address, client=CLIENT, secret=SECRET, name="SSO Pemda"
    )


def come_back_as(client: Client, name: str) -> str:
    """Follow the link of the sign-in page and sign in there; the address it leads back to."""
    page = client.get("/masuk/?next=/akun/")
    link = re.search(r'href="(/masuk/melalui/pemda/[^"]*)"', page.text)
    assert link and "SSO Pemda" in page.text
    start = client.get(link[1].replace("&amp;", "&"))
    browser = requests.Session()
    form = browser.get(start.headers["Location"], timeout=10)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form.text)
    assert token, form.text
    wanted = re.search(r'name="next" value="([^"]+)"', form.text)
    assert wanted
    data = {
        "csrfmiddlewaretoken": token[1],
        "login": name,
        "password": PASSWORD,
        "next": wanted[1].replace("&amp;", "&"),
    }
    answer = browser.post(form.url, data, allow_redirects=False, timeout=10)
    while not answer.headers["Location"].startswith(CALLBACK):
        where = urljoin(answer.url, answer.headers["Location"])
        answer = browser.get(where, allow_redirects=False, timeout=10)
    return answer.headers["Location"].removeprefix("http://testserver")


@pytest.mark.parametrize(
    ("name", "number"), [("by_claim", 1), ("198001012005010002", 2), ("verified", 3)]
)
def test_an_account_is_found_by_nip_claim_username_or_verified_email(
    client: Client, uji: City, name: str, number: int
) -> None:
    answer = client.get(come_back_as(client, name))
    assert answer.headers["Location"] == "/akun/"
    page = client.get("/akun/")
    assert f"19800101200501{number:04}" in page.text
    verbs = list(Event.objects.order_by("number").values_list("verb", flat=True))
    assert verbs == ["account.link", "account.sign_in"]


@pytest.mark.parametrize("name", ["unverified", "stranger"])
def test_nobody_is_made_and_the_refusal_says_what_to_do(
    client: Client, uji: City, name: str
) -> None:
    before = Account.objects.count()
    answer = client.get(come_back_as(client, name))
    assert answer.status_code == 403
    assert "Mintalah admin" in answer.text and "SSO Pemda" in answer.text
    assert client.get("/akun/").status_code == 302
    assert Account.objects.count() == before


def test_the_second_time_the_link_is_enough(client: Client, uji: City) -> None:
    client.get(come_back_as(client, "by_claim"))
    Account.objects.filter(username=FIRST_NIP).update(username="nama-lain", email=None)
    Person.objects.filter(nip=FIRST_NIP).update(nip="")
    other = Client()
    assert other.get(come_back_as(other, "by_claim")).headers["Location"] == "/akun/"


# One provider, several governments


@pytest.fixture
def lain(uji: City) -> City:
    """Where the provider's people have accounts too, by NIP and by e-mail."""
    made = city("lain", "Pemerintah Kota Lain")
    stranger = made.person("Orang Lain", account=False)
    stranger.nip, stranger.email = "197001011990011001", ""
    stranger.save()
    Account.objects.create_user("orang-lain", None, "x", person=stranger)
    return made


def test_without_the_setting_nobody_of_several_governments_comes_in(
    client: Client, lain: City
) -> None:
    answer = client.get(come_back_as(client, "by_claim"))
    assert answer.status_code == 403 and "sopan doctor" in answer.text
    assert client.get("/akun/").status_code == 302
    assert not Event.objects.exists()


def test_the_government_that_is_named_comes_in_and_no_other(
    client: Client, uji: City, lain: City, settings: Settings
) -> None:
    settings.PROVIDER_GOVERNMENT = "uji"
    answer = client.get(come_back_as(client, "stranger"))
    assert answer.status_code == 403 and "Pemerintah Kota Uji belum" in answer.text
    assert client.get(come_back_as(client, "by_claim")).headers["Location"] == "/akun/"
    assert "Pemerintah Kota Uji" in client.get("/akun/").text


def test_a_link_of_before_does_not_lead_into_another_government(
    client: Client, uji: City, lain: City, settings: Settings
) -> None:
    settings.PROVIDER_GOVERNMENT = "uji"
    client.get(come_back_as(client, "by_claim"))
    settings.PROVIDER_GOVERNMENT = "lain"
    other = Client()
    answer = other.get(come_back_as(other, "by_claim"))
    assert answer.status_code == 403 and "hanya untuk Pemerintah Kota Lain" in answer.text
    assert other.get("/akun/").status_code == 302


def test_a_password_given_out_ends_unused_when_the_provider_signs_in(
    client: Client, uji: City
) -> None:
    Account.objects.filter(username=FIRST_NIP).update(must_change_password=True)
    client.get(come_back_as(client, "by_claim"))
    account = Account.objects.get(username=FIRST_NIP)
    assert not account.must_change_password and not account.has_usable_password()
    assert "Buat kata sandi" in client.get("/akun/").text
    assert client.get("/akun/kata-sandi/").headers["Location"] == "/akun/kata-sandi/baru/"
    client.post("/akun/kata-sandi/baru/", {"password1": "padi-2026-x", "password2": "padi-2026-x"})
    account.refresh_from_db()
    assert account.check_password("padi-2026-x")


def test_a_deactivated_account_stays_out(client: Client, uji: City) -> None:
    Account.objects.filter(username=FIRST_NIP).update(is_active=False)
    answer = client.get(come_back_as(client, "by_claim"), follow=True)
    assert "dinonaktifkan" in answer.text
    assert client.get("/akun/").status_code == 302


def test_an_answer_that_was_not_asked_for_is_refused(client: Client, uji: City) -> None:
    answer = client.get(f"{CALLBACK}?code=x&state=y")
    assert "Belum dapat masuk" in answer.text
    assert client.get("/akun/").status_code == 302


def test_without_the_setting_there_is_no_such_way(
    client: Client, uji: City, settings: Settings
) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = environment.provider("", client="", secret="", name="")
    assert "/masuk/melalui/" not in client.get("/masuk/").text
    assert client.get("/masuk/melalui/pemda/").status_code == 404
