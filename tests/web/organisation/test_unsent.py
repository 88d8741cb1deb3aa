"""Power or session ends while a form is filled in: what was typed comes back. Without scripts."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from sopan.web.organisation.views import unsent
from sopan.web.people.models import Person, Power
from tests.web.build import PASSWORD, City, city

pytestmark = pytest.mark.django_db
ADMIN, OTHER = "Pejabat Pranata Komputer", "Pejabat Kepala Dinas Kesehatan"
FORM = "/pejabat/tambah/"
TYPED = {"name": "Pegawai & Baru", "nip": "199001012015011001", "rank": "Penata", "email": ""}


@pytest.fixture
def uji() -> City:
    return city()


def send(client: Client, path: str, **values: str) -> tuple[int, str]:
    """Fill in the form of a page as browsers do, hidden fields and token included, and send it."""
    page = client.get(path, follow=True)
    where = page.request["PATH_INFO"]
    return post(client, where, hidden(page.text) | values)


def hidden(text: str) -> dict[str, str]:
    """What the form on a page sends by itself, and what stands in its fields."""
    form = re.search(r'<form class="form.*?</form>', text, re.S)
    assert form
    found = re.findall(r'<input [^>]*?name="(\w+)"[^>]*?value="([^"]*)"', form[0])
    return {name: unescape(value) for name, value in found}


def post(client: Client, path: str, values: dict[str, str]) -> tuple[int, str]:
    answer = client.post(path, values, headers={"Referer": f"http://testserver{path}"})
    return answer.status_code, answer.headers.get("Location", "") or answer.text


@pytest.fixture
def admin(uji: City) -> Client:
    """Within power; the token of every form is checked."""
    client = Client(enforce_csrf_checks=True)
    sign_in(client, uji, ADMIN)
    begin(client)
    return client


def sign_in(client: Client, uji: City, name: str, path: str = "/masuk/") -> str:
    login = uji.accounts[name].username
    return send(client, path, login=login, password=PASSWORD)[1]


def begin(client: Client, path: str = "/akun/sesi-admin/") -> str:
    return send(client, path, reason="Uji", password=PASSWORD)[1]


def way_in(text: str) -> str:
    found = re.search(r'href="(/akun/sesi-admin/\?next=[^"]+)"', text)
    assert found, text
    return unescape(found[1])


def test_when_power_ended_the_form_comes_back_filled_in_and_can_be_sent(admin: Client) -> None:
    values = hidden(admin.get(FORM).text) | TYPED
    Power.objects.update(until=timezone.now())
    status, text = post(admin, FORM, values)
    assert status == 403 and "Isian Anda masih ada" in text
    assert not Person.objects.filter(name=TYPED["name"]).exists()
    assert begin(admin, way_in(text)) == FORM
    page = admin.get(FORM)
    assert "Isian Anda masih di sini" in page.text
    back = hidden(page.text)
    assert {name: back.get(name, "") for name in TYPED} == TYPED
    assert post(admin, FORM, back)[0] == 302
    assert Person.objects.get(name=TYPED["name"]).nip == TYPED["nip"]


def test_it_comes_back_once(admin: Client) -> None:
    values = hidden(admin.get(FORM).text) | TYPED
    Power.objects.update(until=timezone.now())
    begin(admin, way_in(post(admin, FORM, values)[1]))
    assert "199001012015011001" in admin.get(FORM).text
    assert "199001012015011001" not in admin.get(FORM).text


def test_what_was_changed_by_others_meanwhile_is_told_as_always(admin: Client, uji: City) -> None:
    person = uji.people[OTHER]
    path = f"/pejabat/{person.pk}/ubah/"
    values = hidden(admin.get(path).text) | {"rank": "Pembina"}
    Power.objects.update(until=timezone.now())
    begin(admin, way_in(post(admin, path, values)[1]))
    Person.objects.filter(pk=person.pk).update(rank="Penata")
    status, text = post(admin, path, hidden(admin.get(path).text))
    assert status == 200 and "baru saja diubah orang lain" in text and "Pembina" in text


def expired(client: Client) -> None:
    """The session is over, as after twelve hours; the browser still has its cookie."""
    assert client.session.session_key
    Session.objects.filter(pk=client.session.session_key).update(
        expire_date=timezone.now() - timedelta(seconds=1)
    )


def test_when_the_session_ended_it_comes_back_after_signing_in(admin: Client, uji: City) -> None:
    values = hidden(admin.get(FORM).text) | TYPED
    expired(admin)
    status, where = post(admin, FORM, values)
    assert (status, where) == (302, f"/masuk/?next={FORM}")
    assert "Isian Anda masih ada" in admin.get(where).text
    assert sign_in(admin, uji, ADMIN, where) == FORM
    refused = admin.get(FORM)
    assert refused.status_code == 403
    assert begin(admin, way_in(refused.text)) == FORM
    back = hidden(admin.get(FORM).text)
    assert {name: back.get(name, "") for name in TYPED} == TYPED
    assert post(admin, FORM, back)[0] == 302
    assert Person.objects.filter(name=TYPED["name"]).exists()


def test_whoever_signs_in_instead_sees_nothing_of_it(admin: Client, uji: City) -> None:
    uji.role("administrator", "Kota", person=OTHER)  # type: ignore[arg-type]
    values = hidden(admin.get(FORM).text) | TYPED
    expired(admin)
    where = post(admin, FORM, values)[1]
    assert sign_in(admin, uji, OTHER, where) == FORM
    begin(admin)
    page = admin.get(FORM)
    assert page.status_code == 200 and TYPED["nip"] not in page.text


def test_only_forms_that_we_gave_are_kept_and_no_masses(uji: City) -> None:
    account, client = uji.accounts[ADMIN], Client()
    mark = unsent.mark_of(account)
    for values in (
        TYPED,
        TYPED | {"by": str(account.pk)},
        TYPED | {"by": f"{account.pk}:x"},
        TYPED | {"by": mark, "name": "a" * unsent.LARGEST},
    ):
        assert client.post(FORM, values).status_code == 302
        assert unsent.KEPT not in client.session
    client.post(FORM, TYPED | {"by": mark})
    assert client.session[unsent.KEPT]["values"] == TYPED


def test_after_an_hour_it_is_gone(admin: Client, settings: Settings) -> None:
    values = hidden(admin.get(FORM).text) | TYPED
    Power.objects.update(until=timezone.now())
    begin(admin, way_in(post(admin, FORM, values)[1]))
    session = admin.session
    session[unsent.KEPT] = session[unsent.KEPT] | {"at": timezone.now().timestamp() - 3601}
    session.save()
    assert TYPED["nip"] not in admin.get(FORM).text
