"""What somebody tries who means harm: at the sign-in, with sessions, links, headers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client
from pytest_django import Settings

from sopan.web.people.models import Account, Power
from sopan.web.trail.models import Event
from tests.web.build import PASSWORD, City, browser
from tests.web.test_walls import addresses

pytestmark = pytest.mark.django_db
ADMIN, DRAFTER, OTHER = (
    "Pejabat Pranata Komputer",
    "Pejabat Analis Tata Laksana",
    "Pejabat Inspektur",
)
Committed = Callable[..., AbstractContextManager[Any]]
ELSEWHERE = (
    "https://jahat.example/",
    "//jahat.example/",
    "///jahat.example/",
    "/\\jahat.example/",
    "\\\\jahat.example/",
    "https:jahat.example",
    "http:///jahat.example",
    "javascript:alert(1)",
    " //jahat.example/",
    "\t//jahat.example/",
    "/\t/jahat.example/",
    "//testserver@jahat.example/",
    "https://testserver.jahat.example/",
    "/akun/\r\nSet-Cookie: sessionid=x",
)


def sign_in(client: Client, account: Account, password: str = PASSWORD, **more: str) -> str:
    data = {"login": account.username, "password": password, **more}
    return client.post("/masuk/", data).headers.get("Location", "")


# Where one is led


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_no_page_leads_out_of_sopan(uji: City, wanted: str) -> None:
    account = uji.accounts[ADMIN]
    client = Client()
    led = [sign_in(client, account, next=wanted)]
    query = {"next": wanted}
    for path, data in (
        ("/akun/bukti/", {"password": PASSWORD}),
        ("/akun/sesi-admin/", {"password": PASSWORD, "reason": "Uji"}),
        ("/bahasa/", {"language": "en"}),
        ("/keluar/", {}),
    ):
        answer = client.post(f"{path}", data | query)
        assert answer.status_code == 302, (path, answer.status_code)
        led.append(answer.headers["Location"])
        assert "x" not in answer.cookies.get("sessionid", "")
    for where in led:
        assert re.match(r"/(?![/\\])", where), led
        assert "jahat" not in where and "\n" not in where


# Who has an account


class Counted(MD5PasswordHasher):
    """Counts the work, which is what takes the time."""

    algorithm = "counted"
    done = 0

    def encode(self, password: str, salt: str) -> str:
        Counted.done += 1
        return super().encode(password, salt)


def test_an_unknown_login_costs_as_much_work_as_a_wrong_password(
    uji: City, settings: Settings
) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.Counted"]
    account = uji.accounts[DRAFTER]
    account.set_password(PASSWORD)
    account.save()
    work = []
    for login in (account.username, account.email, "199912312024121001", "tidak@ada.example", "x"):
        Counted.done = 0
        Client().post("/masuk/", {"login": str(login), "password": "bukan"})
        work.append(Counted.done)
    assert len(set(work)) == 1 and work[0] > 0, work


def test_a_forgotten_password_says_the_same_of_every_address(
    uji: City, settings: Settings, django_capture_on_commit_callbacks: Committed
) -> None:
    """Also where the mail server fails: that would tell of the mail that was to be sent."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    said = []
    for email in (uji.accounts[DRAFTER].email, "tidak@ada.example"):
        with django_capture_on_commit_callbacks(execute=True):
            answer = Client().post("/masuk/lupa/", {"email": str(email)})
        said.append((answer.status_code, answer.headers["Location"]))
    assert said[0] == said[1] == (302, "/masuk/lupa/terkirim/")


# How often


def test_an_account_is_closed_to_guesses_from_many_addresses(uji: City) -> None:
    account = uji.accounts[DRAFTER]
    for number in range(5):
        client = Client(REMOTE_ADDR=f"10.0.0.{number + 1}")
        assert sign_in(client, account, "bukan") == ""
    assert sign_in(Client(REMOTE_ADDR="10.0.0.99"), account) == ""
    assert sign_in(Client(REMOTE_ADDR="10.0.0.98"), uji.accounts[OTHER]) == "/"


def test_behind_a_proxy_each_address_counts_for_itself(uji: City, settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    names = [f"19991231202412{number:04}" for number in range(31)]

    def attempt(login: str, forwarded: str) -> int:
        client = Client(headers={"X-Forwarded-For": forwarded})
        return client.post("/masuk/", {"login": login, "password": "x"}).status_code

    # What the browser claims stands in front; the proxy adds the address it has seen.
    tried = [attempt(name, f"8.8.8.{number}, 10.0.0.7") for number, name in enumerate(names)]
    assert tried[-1] == 429, "an invented address in front does not help"
    assert attempt(names[0], "10.0.0.8") == 200, "others still may"
    account = uji.accounts[DRAFTER]
    client = Client(headers={"X-Forwarded-For": "8.8.8.8, 10.0.0.9"})
    assert sign_in(client, account) == "/"
    assert Event.objects.filter(verb="account.sign_in").get().source == "10.0.0.9"


def test_without_a_proxy_an_invented_address_counts_for_nothing(uji: City) -> None:
    client = Client(headers={"X-Forwarded-For": "8.8.8.8", "X-Real-IP": "8.8.4.4"})
    sign_in(client, uji.accounts[DRAFTER])
    assert Event.objects.get().source == "127.0.0.1"


# Sessions


def test_signing_in_begins_a_new_session_key(uji: City) -> None:
    """A key planted before is worth nothing afterwards."""
    client = Client()
    client.get("/masuk/")
    session = client.session
    session["x"] = 1
    session.save()
    planted = session.session_key
    assert planted
    client.cookies["sessionid"] = planted
    assert sign_in(client, uji.accounts[DRAFTER]) == "/"
    assert client.cookies["sessionid"].value != planted
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert thief.get("/akun/").status_code == 302


def test_an_invented_session_key_is_not_taken(uji: City) -> None:
    client = Client()
    client.cookies["sessionid"] = "a" * 32
    sign_in(client, uji.accounts[DRAFTER])
    assert client.cookies["sessionid"].value != "a" * 32


def test_signing_in_as_somebody_else_takes_nothing_along(uji: City) -> None:
    client = browser(uji.accounts[ADMIN], power=True)
    client.post("/keluar/")
    sign_in(client, uji.accounts[DRAFTER])
    assert client.get("/pejabat/tambah/").status_code == 403
    assert "Sesi admin berjalan" not in client.get("/").text


def test_cookies_cannot_be_read_by_scripts_and_stay_here(uji: City) -> None:
    client = Client()
    sign_in(client, uji.accounts[DRAFTER])
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


def test_power_of_another_session_or_account_is_none(uji: City) -> None:
    first, second = Client(), Client()
    for client in (first, second):
        sign_in(client, uji.accounts[ADMIN])
    first.post("/akun/sesi-admin/", {"reason": "Uji", "password": PASSWORD})
    stranger = Client()
    sign_in(stranger, uji.accounts[DRAFTER])
    for client in (second, stranger):
        assert client.get("/pejabat/tambah/").status_code == 403
        client.post("/akun/sesi-admin/akhiri/")
    assert first.get("/pejabat/tambah/").status_code == 200
    assert Power.objects.filter(ended=None).count() == 1


def test_sessions_and_passkeys_of_others_do_not_exist(uji: City) -> None:
    other, client = Client(), Client()
    sign_in(other, uji.accounts[OTHER])
    sign_in(client, uji.accounts[DRAFTER])
    client.post("/akun/bukti/", {"password": PASSWORD})
    session = UserSession.objects.get(user=uji.accounts[OTHER])
    assert client.post(f"/akun/sesi/{session.pk}/akhiri/").status_code == 404
    client.post("/akun/sesi/", {"user": uji.accounts[OTHER].pk, "session": session.pk})
    assert other.get("/akun/").status_code == 200


# Links for a new password


def test_a_link_for_a_new_password_is_for_one_account_and_one_host(
    uji: City, django_capture_on_commit_callbacks: Committed, settings: Settings
) -> None:
    account, other = uji.accounts[DRAFTER], uji.accounts[OTHER]
    settings.ALLOWED_HOSTS = ["sopan.kota.example"]
    stranger = Client(headers={"Host": "jahat.example"})
    assert stranger.post("/masuk/lupa/", {"email": account.email}).status_code == 400
    host = {"Host": "sopan.kota.example"}
    forwarded = Client(headers={**host, "X-Forwarded-Host": "jahat.example"})
    with django_capture_on_commit_callbacks(execute=True):
        forwarded.post("/masuk/lupa/", {"email": account.email})
    (sent,) = mail.outbox
    assert "jahat" not in str(sent.body) + str(sent.extra_headers)
    link = re.search(r"http://sopan.kota.example(/masuk/lupa/(\w+)-(\S+)/)", str(sent.body))
    assert link
    mine, key = link[2], link[3]
    own = base36(account.pk)
    assert mine == own
    for wrong in (f"/masuk/lupa/{base36(other.pk)}-{key}/", f"/masuk/lupa/{own}-{key[:-1]}x/"):
        client = Client(headers=host)
        page = client.get(wrong, follow=True)
        where = page.request["PATH_INFO"]
        client.post(where, {"password1": "padi-2026-baru", "password2": "padi-2026-baru"})
    for one in (account, other):
        one.refresh_from_db()
        assert one.check_password(PASSWORD)


def base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return (base36(number // 36) if number >= 36 else "") + digits[number % 36]


def test_two_addresses_cannot_be_asked_for_in_one(uji: City) -> None:
    for email in (
        f"{uji.accounts[DRAFTER].email}\r\nBcc: jahat@jahat.example",
        f"{uji.accounts[DRAFTER].email},jahat@jahat.example",
    ):
        assert Client().post("/masuk/lupa/", {"email": email}).status_code == 200
    assert mail.outbox == []


# Forms of other sites


def test_every_address_that_takes_a_form_asks_for_the_token(uji: City) -> None:
    """Asked before the view is, so that it does not matter what the numbers name."""
    client = browser(uji.accounts[ADMIN], power=True)
    client.handler.enforce_csrf_checks = True
    before = Event.objects.count()
    answers = {path: client.post(path).status_code for path in all_paths()}
    assert len(answers) > 80
    assert {status for path, status in answers.items() if path.startswith("/api/")} == {403, 405}
    assert {status for path, status in answers.items() if not path.startswith("/api/")} == {403}
    assert Event.objects.count() == before


def all_paths() -> Iterator[str]:
    for address in addresses():
        path = re.sub(r"\(\?P<\w+>[^)]*\)", "1", address.path)
        yield "/" + re.sub(r"<[^>]+>", "1", path).strip("^$").replace("^", "").replace("$", "")
