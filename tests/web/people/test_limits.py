"""How often one may try, counted in the database and so over all processes."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from sopan.web import settings as product
from sopan.web.people.models import Account
from tests.web.build import PASSWORD, City

pytestmark = pytest.mark.django_db
DRAFTER = "Pejabat Analis Tata Laksana"


@pytest.fixture(autouse=True)
def _counted_in_the_database(settings: Settings) -> None:
    settings.CACHES = product.CACHES


def test_the_sixth_wrong_password_of_an_account_is_not_tried(client: Client, uji: City) -> None:
    account = uji.accounts[DRAFTER]
    for _attempt in range(5):
        page = client.post("/masuk/", {"login": account.username, "password": "bukan"})
        assert "tidak cocok" in page.text
    page = client.post("/masuk/", {"login": account.username, "password": PASSWORD})
    assert page.status_code == 200 and "Terlalu banyak" in page.text
    assert client.get("/akun/").status_code == 302
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cache WHERE cache_key LIKE %s", ["%login_failed%"])
        assert cursor.fetchone()[0] == 2


def test_who_tries_more_than_thirty_times_a_minute_reads_why_not(client: Client, uji: City) -> None:
    names = [f"19700101199001{number:04}" for number in range(31)]
    answers = [client.post("/masuk/", {"login": name, "password": "x"}) for name in names]
    assert [answer.status_code for answer in answers] == [200] * 30 + [429]
    assert "Terlalu sering mencoba" in answers[-1].text
    elsewhere = Client(REMOTE_ADDR="10.0.0.9")
    account: Account = uji.accounts[DRAFTER]
    data = {"login": account.username, "password": PASSWORD}
    assert elsewhere.post("/masuk/", data).status_code == 302
