"""A person's NIP and e-mail, and what that person signs in by: changed together."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from sopan.web.organisation.actions.people import change_person
from sopan.web.people.models import Account, Person, Power
from sopan.web.trail.models import Event
from sopan.web.trail.record import Doer
from sopan.web.ui.refusal import Refusal
from tests.web.build import NOW, PASSWORD, City, browser, city
from tests.web.organisation.sheets import applied, found

pytestmark = pytest.mark.django_db
ADMIN, DRAFTER = "Pejabat Pranata Komputer", "Pejabat Analis Tata Laksana"
NIP, EMAIL = "199912312024121001", "baru@uji.example"
DOER = Doer("Admin")


def change(person: Person, doer: Doer = DOER, **values: str) -> None:
    kept = {name: getattr(person, name) for name in ("name", "nip", "rank", "email")}
    change_person(person, **(kept | values), doer=doer, at=NOW)


def goes_in(login: str) -> bool:
    answer = Client().post("/masuk/", {"login": login, "password": PASSWORD})
    return answer.status_code == 302


def verbs() -> list[str]:
    return list(Event.objects.order_by("number").values_list("verb", flat=True))


def test_a_new_nip_and_a_new_email_sign_in_and_the_old_ones_do_not(uji: City) -> None:
    person = uji.people[DRAFTER]
    old_nip, old_email = person.nip, person.email
    change(person, nip=NIP, email=EMAIL)
    assert verbs() == ["person.change", "account.change"]
    assert [goes_in(login) for login in (NIP, EMAIL)] == [True, True]
    assert [goes_in(login) for login in (old_nip, old_email)] == [False, False]


def test_the_sessions_of_before_end_and_power_with_them(uji: City) -> None:
    person, account, client = uji.people[DRAFTER], uji.accounts[DRAFTER], Client()
    client.post("/masuk/", {"login": account.username, "password": PASSWORD})
    Power.objects.create(
        account=account,
        session=client.session.session_key or "",
        reason="Uji",
        begun=NOW,
        until=NOW + timedelta(minutes=5),
    )
    change(person, rank="III/b")
    assert client.get("/akun/").status_code == 200
    person.refresh_from_db()
    change(person, email=EMAIL)
    assert client.get("/akun/").status_code == 302
    assert not Power.objects.filter(ended=None).exists()


def test_an_administrator_who_changes_the_own_nip_works_on(uji: City) -> None:
    account, client = uji.accounts[ADMIN], browser(uji.accounts[ADMIN], power=True)
    change(uji.people[ADMIN], Doer("Admin", account.pk), nip=NIP)
    assert client.get("/akun/").status_code == 200
    assert Account.objects.get(pk=account.pk).username == NIP


def test_another_name_or_address_of_the_account_stays(uji: City) -> None:
    account, person = uji.accounts[DRAFTER], uji.people[DRAFTER]
    Account.objects.filter(pk=account.pk).update(username="analis", email="lain@uji.example")
    change(person, nip=NIP, email=EMAIL)
    account.refresh_from_db()
    assert (account.username, account.email) == ("analis", "lain@uji.example")
    assert verbs() == ["person.change"]


def test_without_a_nip_the_account_keeps_its_name_and_without_an_email_it_has_none(
    uji: City,
) -> None:
    account, person = uji.accounts[DRAFTER], uji.people[DRAFTER]
    change(person, nip="", email="")
    account.refresh_from_db()
    assert (account.username, account.email) == (person.nip, None)


@pytest.mark.parametrize(("field", "said"), [("nip", "NIP ini sudah"), ("email", "E-mail ini")])
def test_what_another_account_signs_in_by_is_refused_and_nothing_changes(
    uji: City, field: str, said: str
) -> None:
    other = city("lain", "Pemerintah Kota Lain").people[DRAFTER]
    with pytest.raises(Refusal, match=said) as refused:
        change(uji.people[DRAFTER], **{field: getattr(other, field)})
    assert refused.value.field == field
    uji.people[DRAFTER].refresh_from_db()
    assert getattr(uji.people[DRAFTER], field) != getattr(other, field)
    assert verbs() == []


def test_the_form_says_that_the_account_goes_along(uji: City) -> None:
    client = browser(uji.accounts[ADMIN], power=True)
    new = uji.person("Pegawai Baru", account=False)
    for person, said in ((uji.people[DRAFTER], True), (new, False)):
        text = client.get(f"/pejabat/{person.pk}/ubah/").text
        assert ("akunnya ikut berubah" in text) is said


def test_an_import_takes_the_accounts_along(uji: City) -> None:
    person = uji.people[DRAFTER]
    applied(uji, found("people", {"nip": person.nip, "name": DRAFTER, "email": EMAIL}))
    assert verbs() == ["import.keep", "account.change", "import.apply"]
    assert goes_in(EMAIL) and not goes_in(person.email)


def test_an_import_that_takes_the_address_of_another_account_names_the_person(uji: City) -> None:
    person, other = uji.people[DRAFTER], city("lain", "Pemerintah Kota Lain").people[DRAFTER]
    row = {"nip": person.nip, "name": DRAFTER, "email": other.email}
    with pytest.raises(Refusal, match=f"{DRAFTER}: E-mail ini sudah dipakai"):
        applied(uji, found("people", row))
