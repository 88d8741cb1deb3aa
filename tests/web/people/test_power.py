"""Administrator power: who may begin it, with what proof, how long it lasts."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.test import Client
from django.utils import timezone

from sopan.web.people.actions.power import begin_power, end_power
from sopan.web.people.models import Account, Power
from sopan.web.people.power import LASTS, power_of
from sopan.web.trail.models import Event
from sopan.web.trail.record import Doer
from sopan.web.ui.refusal import Refusal
from tests.web.build import NOW, PASSWORD, City

pytestmark = pytest.mark.django_db
ADMIN = "Pejabat Pranata Komputer"
BEGIN = "/akun/sesi-admin/"


def signed_in(uji: City, name: str) -> Client:
    client = Client()
    client.post("/masuk/", {"login": uji.accounts[name].username, "password": PASSWORD})
    return client


def begin(client: Client, password: str = PASSWORD, reason: str = "Uji", way: str = BEGIN) -> str:
    """Where it leads; "" where it is refused."""
    answer = client.post(way, {"reason": reason, "password": password})
    return answer.headers.get("Location", "")


def test_only_an_administrator_may_begin_it(uji: City) -> None:
    for name in ("Pejabat Inspektur", "Pejabat Analis Tata Laksana", "Pejabat Wali Kota"):
        client = signed_in(uji, name)
        assert client.get(BEGIN).status_code == 403
        answer = client.post(BEGIN, {"reason": "Uji", "password": PASSWORD})
        assert answer.status_code == 403 and "Hanya admin" in answer.text
    assert not Power.objects.exists()
    assert Client().get(BEGIN).headers["Location"].startswith("/masuk/")


def test_it_needs_the_password_again_and_a_reason(uji: City) -> None:
    client = signed_in(uji, ADMIN)
    assert begin(client, password="bukan") == ""
    assert begin(client, reason=" ") == ""
    assert not Power.objects.exists()
    assert begin(client) == "/"
    power = Power.objects.get()
    assert power.until - power.begun == LASTS == timedelta(minutes=20)


def test_it_leads_on_to_the_page_that_was_wanted_but_never_elsewhere(uji: City) -> None:
    client = signed_in(uji, ADMIN)
    wanted = "/pejabat/tambah/"
    refused = client.get(wanted)
    assert refused.status_code == 403 and f"{BEGIN}?next=/pejabat/tambah/" in unquote(refused.text)
    assert f'value="{wanted}"' in client.get(f"{BEGIN}?next={wanted}").text
    assert begin(client, way=f"{BEGIN}?next={wanted}") == wanted
    assert client.get(wanted).status_code == 200
    other = signed_in(uji, ADMIN)
    assert begin(other, way=f"{BEGIN}?next=https://jahat.example/") == "/"


def test_it_belongs_to_one_session_and_ends_by_hand(uji: City) -> None:
    client, other = signed_in(uji, ADMIN), signed_in(uji, ADMIN)
    begin(client)
    assert client.get("/pejabat/tambah/").status_code == 200
    assert other.get("/pejabat/tambah/").status_code == 403
    other.post("/akun/sesi-admin/akhiri/")
    assert client.get("/pejabat/tambah/").status_code == 200
    client.post("/akun/sesi-admin/akhiri/")
    assert client.get("/pejabat/tambah/").status_code == 403


def test_it_ends_by_time_by_signing_out_and_with_the_session(uji: City) -> None:
    client = signed_in(uji, ADMIN)
    begin(client)
    Power.objects.update(until=timezone.now())
    assert client.get("/pejabat/tambah/").status_code == 403
    assert begin(client) == "/"
    client.post("/keluar/")
    assert not Power.objects.filter(ended=None, until__gt=timezone.now()).exists()
    client, other = signed_in(uji, ADMIN), signed_in(uji, ADMIN)
    begin(client)
    other.post("/akun/sesi/")
    assert not Power.objects.filter(ended=None, until__gt=timezone.now()).exists()


def test_wrong_passwords_are_kept_and_limited(uji: City) -> None:
    client = signed_in(uji, ADMIN)
    for _attempt in range(6):
        begin(client, password="bukan")
    assert Event.objects.filter(verb="account.sign_in_fail").count() == 5
    assert begin(client) == ""
    answers = [client.post(BEGIN, {"reason": "a", "password": "x"}) for _ in range(5)]
    assert answers[-1].status_code == 429


def test_a_proof_by_other_means_spares_the_password(uji: City) -> None:
    client = signed_in(uji, ADMIN)
    assert 'name="password"' in client.get(BEGIN).text
    client.post("/akun/bukti/", {"password": PASSWORD})
    assert 'name="password"' not in client.get(BEGIN).text
    assert client.post(BEGIN, {"reason": "Uji"}).headers["Location"] == "/"


def test_every_page_says_how_long_it_lasts_and_how_to_end_it(uji: City) -> None:
    client = signed_in(uji, ADMIN)
    assert "Sesi admin berjalan" not in client.get("/akun/").text
    begin(client)
    for where in ("/akun/", "/", "/organisasi/"):
        page = client.get(where)
        assert "Sesi admin berjalan sampai pukul" in page.text
        assert page.text.count('action="/akun/sesi-admin/akhiri/"') == 1


def test_the_trail_tells_beginning_and_end_with_the_reason(uji: City) -> None:
    client = signed_in(uji, ADMIN)
    begin(client, reason="Mengangkat Plt.")
    client.post("/akun/sesi-admin/akhiri/")
    begun, ended = Event.objects.filter(verb__startswith="power.").order_by("number")
    assert (begun.verb, begun.data["reason"]) == ("power.begin", "Mengangkat Plt.")
    assert (ended.verb, ended.position) == ("power.end", "Pranata Komputer")


# The actions


def start(account: Account, minutes: int | None = 1, session: str = "s") -> Power:
    proved = None if minutes is None else NOW - timedelta(minutes=minutes)
    doer = Doer("Admin", account.pk)
    return begin_power(account, session=session, reason="Uji", proved=proved, doer=doer, at=NOW)


@pytest.mark.parametrize("minutes", [None, 5, 60, -1])
def test_without_a_fresh_proof_there_is_no_power(uji: City, minutes: int | None) -> None:
    with pytest.raises(Refusal, match="Buktikan"):
        start(uji.accounts[ADMIN], minutes)


def test_one_session_has_one_power_at_a_time(uji: City) -> None:
    account = uji.accounts[ADMIN]
    power = start(account)
    with pytest.raises(Refusal, match="masih berjalan"):
        start(account)
    start(account, session="another")
    end_power(power, doer=Doer("Admin"), at=NOW)
    end_power(power, doer=Doer("Admin"), at=NOW)
    assert Event.objects.filter(verb="power.end").count() == 1
    assert power_of(account, "s", NOW) is None
    assert power_of(account, "another", NOW)
    assert power_of(account, "another", NOW + LASTS) is None
