"""Accounts made and managed by administrators."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client

from sopan.web.people.actions import accounts as actions
from sopan.web.people.models import Account, Person
from sopan.web.trail.models import Event
from sopan.web.trail.record import Doer
from sopan.web.ui.refusal import Refusal
from tests.web.build import NOW, PASSWORD, City, city

pytestmark = pytest.mark.django_db
ADMIN, DRAFTER = "Pejabat Pranata Komputer", "Pejabat Analis Tata Laksana"
DOER = Doer("Admin")


@pytest.fixture
def admin(uji: City) -> Client:
    """Signed in, within administrator power."""
    client = Client()
    client.post("/masuk/", {"login": uji.accounts[ADMIN].username, "password": PASSWORD})
    client.post("/akun/sesi-admin/", {"reason": "Akun", "password": PASSWORD})
    return client


def page(person: Person, what: str) -> str:
    return f"/pejabat/{person.pk}/akun/{what}/"


def send(client: Client, where: str, **values: str) -> str:
    """Open the form, fill it in, send it; the text of the page that follows."""
    seen = re.search(r'name="seen" value="(\w+)"', client.get(where).text)
    assert seen
    return client.post(where, {"seen": seen[1], **values}, follow=True).text


def password_in(text: str) -> str:
    found = re.search(r"<code>(\w{4}-\w{4}-\w{4})</code>", text)
    assert found, text
    return found[1]


def goes_in(login: str, password: str) -> bool:
    answer = Client().post("/masuk/", {"login": login, "password": password})
    return answer.status_code == 302


def test_an_account_is_made_with_a_password_that_is_shown_once(admin: Client, uji: City) -> None:
    person = uji.person("Pegawai Baru", account=False)
    text = send(admin, page(person, "buat"), username=person.nip, email="baru@uji.example")
    password = password_in(text)
    assert password not in admin.get(f"/pejabat/{person.pk}/").text
    browser = Client()
    browser.post("/masuk/", {"login": "baru@uji.example", "password": password})
    assert browser.get("/").headers["Location"] == "/akun/kata-sandi/"
    made = Event.objects.get(verb="account.create")
    assert (made.subject, made.data) == ("Pegawai Baru", {"username": person.nip})
    assert password not in str(list(Event.objects.values()))


def test_the_page_with_the_password_is_not_kept_by_browsers(admin: Client, uji: City) -> None:
    person = uji.person("Pegawai Baru", account=False)
    where = page(person, "buat")
    seen = re.search(r'name="seen" value="(\w+)"', admin.get(where).text)
    assert seen
    answer = admin.post(where, {"seen": seen[1], "username": person.nip})
    assert password_in(answer.text)
    assert "no-store" in answer.headers["Cache-Control"]
    again = admin.post(where, {"seen": seen[1], "username": person.nip})
    assert "<code>" not in again.text


def test_the_page_of_a_person_leads_to_what_can_be_done(admin: Client, uji: City) -> None:
    person = uji.people[DRAFTER]
    text = admin.get(f"/pejabat/{person.pk}/").text
    ways = {what: page(person, what) in text for what in ("buat", "ubah", "kata-sandi")}
    assert ways == {"buat": False, "ubah": True, "kata-sandi": True}
    assert page(person, "nonaktifkan") in text and page(person, "aktifkan") not in text
    new = uji.person("Pegawai Baru", account=False)
    assert page(new, "buat") in admin.get(f"/pejabat/{new.pk}/").text
    drafter = Client()
    drafter.post("/masuk/", {"login": uji.accounts[DRAFTER].username, "password": PASSWORD})
    assert "/akun/kata-sandi/" not in drafter.get(f"/pejabat/{new.pk}/").text


def test_a_new_password_ends_the_old_one_and_all_sessions(admin: Client, uji: City) -> None:
    account, browser = uji.accounts[DRAFTER], Client()
    browser.post("/masuk/", {"login": account.username, "password": PASSWORD})
    Authenticator.objects.create(user=account, type="totp", data={"secret": "x"})
    password = password_in(send(admin, page(uji.people[DRAFTER], "kata-sandi")))
    assert browser.get("/akun/").status_code == 302
    assert not goes_in(account.username, PASSWORD)
    assert goes_in(account.username, password)
    assert Authenticator.objects.filter(user=account).exists()
    send(admin, page(uji.people[DRAFTER], "kata-sandi"), second_steps="on")
    assert not Authenticator.objects.filter(user=account).exists()


def test_a_deactivated_account_is_out_at_once_and_may_come_back(admin: Client, uji: City) -> None:
    account, browser, person = uji.accounts[DRAFTER], Client(), uji.people[DRAFTER]
    browser.post("/masuk/", {"login": account.username, "password": PASSWORD})
    send(admin, page(person, "nonaktifkan"))
    assert browser.get("/akun/").status_code == 302
    assert not Account.objects.get(pk=account.pk).is_active
    send(admin, page(person, "aktifkan"))
    assert browser.get("/akun/").status_code == 302, "the session does not come back"
    assert goes_in(account.username, PASSWORD)


def test_nobody_closes_the_door_behind_oneself(admin: Client, uji: City) -> None:
    text = send(admin, page(uji.people[ADMIN], "nonaktifkan"))
    assert "akun Anda sendiri" in text
    assert Account.objects.get(pk=uji.accounts[ADMIN].pk).is_active


def test_another_email_takes_the_place_of_the_old_one(admin: Client, uji: City) -> None:
    account, person = uji.accounts[DRAFTER], uji.people[DRAFTER]
    old = str(account.email)
    EmailAddress.objects.create(user=account, email=old, verified=True, primary=True)
    send(admin, page(person, "ubah"), username=f" {person.nip} ", email="baru@uji.example")
    assert goes_in("baru@uji.example", PASSWORD)
    assert not goes_in(old, PASSWORD)


@pytest.mark.parametrize("what", ["buat", "ubah", "kata-sandi", "nonaktifkan", "aktifkan"])
def test_accounts_of_others_do_not_exist_and_power_is_needed(
    admin: Client, uji: City, what: str
) -> None:
    lain = city("lain", "Pemerintah Kota Lain")
    assert admin.get(page(lain.people[DRAFTER], what)).status_code == 404
    drafter, powerless = Client(), Client()
    drafter.post("/masuk/", {"login": uji.accounts[DRAFTER].username, "password": PASSWORD})
    assert drafter.post(page(uji.people[ADMIN], what)).status_code == 403
    powerless.post("/masuk/", {"login": uji.accounts[ADMIN].username, "password": PASSWORD})
    answer = powerless.post(page(uji.people[DRAFTER], what))
    assert answer.status_code == 403 and "/akun/sesi-admin/?next=" in answer.text


# The actions


def test_names_and_addresses_of_accounts_are_nobody_elses(uji: City) -> None:
    person, other = uji.person("Baru", account=False), uji.accounts[DRAFTER]
    for username, email, field in (
        (other.username.upper(), "", "username"),
        ("baru", str(other.email).upper(), "email"),
        ("nama@akun", "", "username"),
    ):
        with pytest.raises(Refusal) as refused:
            actions.make_account(person, username=username, email=email, doer=DOER, at=NOW)
        assert refused.value.field == field
    assert not Account.objects.filter(person=person).exists()


def test_who_has_no_nip_needs_a_name(uji: City) -> None:
    person = uji.person("Tenaga Ahli", account=False)
    person.nip = ""
    person.save()
    with pytest.raises(Refusal, match="belum mempunyai NIP"):
        actions.make_account(person, doer=DOER, at=NOW)
    account, password = actions.make_account(person, username="ahli", doer=DOER, at=NOW)
    assert account.must_change_password and account.check_password(password)
    with pytest.raises(Refusal, match="sudah mempunyai akun"):
        actions.make_account(person, username="lagi", doer=DOER, at=NOW)


def test_initial_passwords_can_be_read_aloud_and_are_never_the_same() -> None:
    made = {actions.initial_password() for _ in range(500)}
    assert len(made) == 500
    assert all(re.fullmatch(r"(?:[a-hjkmnp-z2-9]{4}-){2}[a-hjkmnp-z2-9]{4}", one) for one in made)
