"""Signing in and out, as people do it."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse

from sopan.web.organisation.models import Government
from sopan.web.people.models import Account
from sopan.web.trail.models import Event
from tests.web.build import PASSWORD, City

pytestmark = pytest.mark.django_db
DRAFTER = "Pejabat Analis Tata Laksana"
Committed = Callable[..., AbstractContextManager[Any]]


def sign_in(client: Client, login: str, password: str = PASSWORD) -> str:
    """Where the sign-in leads; "" where it is refused."""
    answer = client.post("/masuk/", {"login": login, "password": password})
    return answer.headers.get("Location", "")


def verbs() -> list[str]:
    return list(Event.objects.order_by("number").values_list("verb", flat=True))


def spaced(nip: str) -> str:
    return f" {nip[:8]} {nip[8:14]}.{nip[14:15]}.{nip[15:]} "


@pytest.mark.parametrize("way", ["nip", "spaced", "email", "capitals"])
def test_people_sign_in_by_nip_as_they_write_it_or_by_email(
    client: Client, uji: City, way: str
) -> None:
    person = uji.people[DRAFTER]
    written = {
        "nip": person.nip,
        "spaced": spaced(person.nip),
        "email": person.email,
        "capitals": person.email.upper(),
    }
    assert sign_in(client, written[way]) == "/"
    assert client.get("/akun/").status_code == 200


def test_an_unknown_nip_and_a_wrong_password_get_the_same_answer(client: Client, uji: City) -> None:
    unknown = client.post("/masuk/", {"login": "197001011990011001", "password": PASSWORD})
    wrong = client.post("/masuk/", {"login": uji.people[DRAFTER].nip, "password": "bukan"})
    email = client.post("/masuk/", {"login": "tidak@ada.example", "password": "bukan"})
    said = [
        re.findall(r'role="alert">(.*?)</div>', page.text, re.S) for page in (unknown, wrong, email)
    ]
    assert said[0] == said[1] == said[2]
    assert "tidak cocok" in said[0][0]


def test_the_trail_keeps_signing_in_failing_and_signing_out(client: Client, uji: City) -> None:
    account = uji.accounts[DRAFTER]
    sign_in(client, account.username, "bukan")
    sign_in(client, "197001011990011001", "bukan")
    sign_in(client, account.username)
    client.post("/keluar/")
    assert verbs() == ["account.sign_in_fail", "account.sign_in", "account.sign_out"]
    failed, came, _left = Event.objects.order_by("number")
    assert (failed.account, failed.subject_id, failed.source) == (None, account.pk, "127.0.0.1")
    assert (came.account, came.name, came.data) == (account.pk, DRAFTER, {"method": "password"})


def test_signing_out_asks_first_and_then_closes_everything(client: Client, uji: City) -> None:
    sign_in(client, uji.accounts[DRAFTER].username)
    assert client.get("/keluar/").status_code == 200
    assert client.post("/keluar/").headers["Location"] == "/masuk/"
    assert client.get("/akun/").headers["Location"] == "/masuk/?next=/akun/"


def test_a_deactivated_account_is_thrown_out_at_the_next_page(client: Client, uji: City) -> None:
    account = uji.accounts[DRAFTER]
    sign_in(client, account.username)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert client.get("/akun/").status_code == 302
    answer = Client().post(
        "/masuk/", {"login": account.username, "password": PASSWORD}, follow=True
    )
    assert "dinonaktifkan" in answer.text
    assert Client().post("/masuk/", {"login": account.username, "password": "x"}).status_code == 200


def test_pages_that_sopan_does_not_offer_are_not_there(client: Client, uji: City) -> None:
    for name in ("account_signup", "account_email", "socialaccount_connections"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    assert client.get("/akun/signup/").status_code == 404


def test_signing_in_leads_back_to_the_page_that_was_asked_for(client: Client, uji: City) -> None:
    login, password = uji.accounts[DRAFTER].username, PASSWORD
    page = client.get("/masuk/?next=/akun/")
    assert 'name="next" value="/akun/"' in page.text
    data = {"login": login, "password": password, "next": "/akun/"}
    assert client.post("/masuk/", data).headers["Location"] == "/akun/"
    elsewhere = data | {"next": "https://jahat.example/"}
    assert Client().post("/masuk/", elsewhere).headers["Location"] == "/"


# The password


NEW = "padi-menguning-2026"


def change(client: Client, old: str, new: str) -> str:
    data = {"oldpassword": old, "password1": new, "password2": new}
    answer = client.post("/akun/kata-sandi/", data)
    return "" if answer.status_code == 302 else answer.text


def test_the_first_sign_in_leads_to_a_password_of_ones_own(client: Client, uji: City) -> None:
    account = uji.accounts[DRAFTER]
    Account.objects.filter(pk=account.pk).update(must_change_password=True)
    sign_in(client, account.username)
    for page in ("/", "/akun/", "/akun/sesi/", "/organisasi/"):
        assert client.get(page).headers["Location"] == "/akun/kata-sandi/"
    assert "diberikan oleh admin" in client.get("/akun/kata-sandi/").text
    assert "harus berbeda" in change(client, PASSWORD, PASSWORD)
    assert change(client, "bukan", NEW)
    assert change(client, PASSWORD, "12345678")
    account.refresh_from_db()
    assert account.must_change_password
    assert change(client, PASSWORD, NEW) == ""
    account.refresh_from_db()
    assert not account.must_change_password
    assert client.get("/akun/").status_code == 200
    assert "account.password_change" in verbs()


def test_changing_the_password_ends_the_other_sessions(client: Client, uji: City) -> None:
    login, other = uji.accounts[DRAFTER].username, Client()
    sign_in(client, login)
    sign_in(other, login)
    assert change(client, PASSWORD, NEW) == ""
    assert client.get("/akun/").status_code == 200
    assert other.get("/akun/").status_code == 302
    assert client.get("/akun/sesi/").text.count("<tr>") == 2


def test_a_forgotten_password_is_replaced_by_a_link_in_a_mail(
    client: Client, uji: City, django_capture_on_commit_callbacks: Committed
) -> None:
    account = uji.accounts[DRAFTER]
    Account.objects.filter(pk=account.pk).update(must_change_password=True)
    client.post("/masuk/lupa/", {"email": "tidak@ada.example"})
    assert mail.outbox == []
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/masuk/lupa/", {"email": account.email})
    assert answer.headers["Location"] == "/masuk/lupa/terkirim/"
    assert "Periksa e-mail" in client.get("/masuk/lupa/terkirim/").text
    (sent,) = mail.outbox
    link = re.search(r"http://testserver(/masuk/lupa/\S+)", str(sent.body))
    assert link and sent.to == [account.email] and sent.subject.startswith("[Sopan] ")
    assert str(sent.body).startswith(f"Yth. {account.person.name},")
    form = client.get(link[1], follow=True)
    where = form.redirect_chain[-1][0]
    assert (
        "harus berbeda" in client.post(where, {"password1": PASSWORD, "password2": PASSWORD}).text
    )
    client.post(where, {"password1": NEW, "password2": NEW})
    assert sign_in(client, account.username, PASSWORD) == ""
    assert sign_in(client, account.username, NEW) == "/"
    assert client.get("/akun/").status_code == 200
    used = Client().get(link[1], follow=True)
    assert "<form class" not in used.text


def test_a_mail_is_written_in_the_language_and_by_the_clock_of_its_reader(
    client: Client, uji: City, django_capture_on_commit_callbacks: Committed
) -> None:
    account = uji.accounts[DRAFTER]
    Account.objects.filter(pk=account.pk).update(language="en")
    Government.objects.filter(pk=uji.government.pk).update(time_zone="Asia/Makassar")
    agent = {"user-agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36"}
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/masuk/lupa/", {"email": account.email})
    link = re.search(r"http://testserver(/masuk/lupa/\S+)", str(mail.outbox[0].body))
    assert link
    where = client.get(link[1], follow=True).redirect_chain[-1][0]
    with django_capture_on_commit_callbacks(execute=True):
        client.post(where, {"password1": NEW, "password2": NEW}, headers=agent)
    told = str(mail.outbox[1].body)
    assert mail.outbox[1].subject == "[Sopan] Password changed" and "WITA" in told
    assert "Chrome" in told and "Mozilla" not in told


def test_what_a_new_password_must_be_is_said_in_one_sentence(client: Client, uji: City) -> None:
    sign_in(client, uji.accounts[DRAFTER].username)
    page = client.get("/akun/kata-sandi/").text
    assert "Sedikitnya 8 huruf, angka, atau tanda" in page and "numerik" not in page


# Sessions


def test_sessions_are_listed_and_ended_one_by_one_or_all_but_this(
    client: Client, uji: City
) -> None:
    login, second, third = uji.accounts[DRAFTER].username, Client(), Client()
    for browser in (client, second, third):
        sign_in(browser, login)
    page = client.get("/akun/sesi/")
    found = re.findall(r"/akun/sesi/(\d+)/akhiri/", page.text)
    assert len(found) == 2 and page.text.count("sesi ini") == 1
    client.post(f"/akun/sesi/{found[0]}/akhiri/")
    assert second.get("/akun/").status_code == 302
    assert third.get("/akun/").status_code == 200
    client.post("/akun/sesi/")
    assert third.get("/akun/").status_code == 302
    assert client.get("/akun/").status_code == 200
    assert verbs().count("account.session_end") == 2


def test_nobody_ends_the_session_of_somebody_else(client: Client, uji: City) -> None:
    other = Client()
    sign_in(other, uji.accounts["Pejabat Inspektur"].username)
    sign_in(client, uji.accounts[DRAFTER].username)
    session = UserSession.objects.get(user=uji.accounts["Pejabat Inspektur"])
    assert client.post(f"/akun/sesi/{session.pk}/akhiri/").status_code == 404
    assert other.get("/akun/").status_code == 200
