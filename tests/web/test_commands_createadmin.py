"""The first administrator of a government."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sopan.web.organisation.actions.founding import Administrator, appoint_administrator
from sopan.web.organisation.actions.governments import found_government
from sopan.web.organisation.models import Role, RoleKind, UnitPeriod
from sopan.web.people.models import Account, Person
from sopan.web.trail.models import Event
from sopan.web.trail.queries import verify_database
from sopan.web.trail.record import Doer
from sopan.web.ui.refusal import Refusal
from tests.web.build import NOW, PASSWORD, city
from tests.web.installation import Installation

DOER = Doer("sopan createadmin")


@pytest.mark.django_db
def test_a_founded_government_has_a_root_an_administrator_and_a_whole_trail() -> None:
    government = found_government(
        code="uji", name="Kota Uji", time_zone="Asia/Jayapura", doer=DOER, at=NOW
    )
    appoint_administrator(government, Administrator("Admin", "admin", PASSWORD), doer=DOER, at=NOW)
    account = Account.objects.get(username="admin")
    (root,) = UnitPeriod.objects.filter(government=government)
    (role,) = Role.objects.all()
    assert (root.name, root.parent) == ("Kota Uji", None)
    assert (role.kind, role.unit, role.person) == (
        RoleKind.ADMINISTRATOR,
        root.unit,
        account.person,
    )
    assert account.check_password(PASSWORD)
    verbs = list(Event.objects.order_by("number").values_list("verb", flat=True))
    assert verbs[0] == "government.found"
    assert set(verbs) >= {"unit.create", "person.add", "account.create", "role.give"}
    assert verify_database(government.pk, "uji").finding is None
    assert PASSWORD not in str(list(Event.objects.values()))


@pytest.mark.django_db
def test_a_person_who_is_known_by_nip_gets_the_account() -> None:
    uji = city()
    person = uji.person("Pranata Baru", account=False)
    appoint_administrator(
        uji.government,
        Administrator("Nama lain", "baru", PASSWORD, nip=person.nip),
        doer=DOER,
        at=NOW,
    )
    assert Account.objects.get(username="baru").person == person
    assert UnitPeriod.objects.filter(government=uji.government, parent=None).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["username", "email", "nip"])
def test_an_administrator_who_is_not_new_is_refused(field: str) -> None:
    uji = city()
    taken = uji.accounts["Pejabat Inspektur"]
    given = {"username": taken.username, "email": taken.person.email, "nip": taken.person.nip}
    values = {"username": "baru", field: given[field]}
    people, accounts = Person.objects.count(), Account.objects.count()
    administrator = Administrator(
        "Baru", values["username"], PASSWORD, values.get("nip", ""), values.get("email", "")
    )
    with pytest.raises(Refusal) as refused:
        appoint_administrator(uji.government, administrator, doer=DOER, at=NOW)
    assert refused.value.field == ("" if field == "nip" else field)
    assert (Person.objects.count(), Account.objects.count()) == (people, accounts)


# The command


ACCOUNT = """
from sopan.web.people.models import Account
for a in Account.objects.order_by("pk"):
    print(a.username, a.person.government.code, a.person.government.time_zone,
          a.must_change_password, a.check_password({password!r}))
"""


def test_without_questions_and_with_a_password_of_ones_own(tmp_path: Path) -> None:
    installation, secret = Installation(tmp_path / "data"), tmp_path / "secret"
    installation.does("migrate")
    secret.write_text("rahasia-uji-2026\n")
    said = installation.does(
        *("createadmin", "--government-name", "Pemerintah Kota Banjarmasin"),
        *("--time-zone", "Asia/Makassar", "--name", "Admin", "--nip", "19800101 200501 1 001"),
        *("--password-file", secret),
    )
    assert "198001012005011001" in said
    assert "rahasia" not in said
    told = installation.python(ACCOUNT.format(password="rahasia-uji-2026"))
    assert told.split() == ["198001012005011001", "banjarmasin", "Asia/Makassar", "False", "True"]


@pytest.mark.slow
def test_a_password_is_made_and_a_second_government_needs_its_code(tmp_path: Path) -> None:
    installation = Installation(tmp_path / "data")
    installation.does("migrate")
    first = ("createadmin", "--government-name", "Kota Uji", "--name", "A", "--username", "a")
    said = installation.does(*first)
    made = re.search(r"Kata sandi: (\S+)", said)
    assert made
    assert installation.python(ACCOUNT.format(password=made[1])).split()[3:] == ["True", "True"]
    second = ("createadmin", "--government-name", "Kota Lain", "--name", "B", "--username", "b")
    assert "--government" in installation.refuses(*second)
    installation.does(*second, "--government", "lain")
    third = ("createadmin", "--name", "C", "--username", "c")
    assert "lain, uji" in installation.refuses(*third)
    installation.does(*third, "--government", "lain")
    assert "tidak-ada" not in installation.refuses(*third[:3], "--government", "tidak-ada")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "--government-name"),
        (("--government-name", "Kota Uji"), "--name"),
        (("--government-name", "Kota Uji", "--government", "Kota Uji"), "Kota Uji"),
        (("--government-name", "Kota Uji", "--name", "A"), "--username"),
        (("--government-name", "Kota Uji", "--name", "A", "--nip", "12"), "18"),
        (("--government-name", "K", "--name", "A", "--username", "a", "--email", "a"), "mail"),
    ],
)
def test_what_is_missing_or_wrong_is_named_and_nothing_is_made(
    options: tuple[str, ...], told: str, prepared: Installation
) -> None:
    assert told in prepared.refuses("createadmin", *options)
    assert prepared.python(ACCOUNT.format(password="")) == ""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    made = Installation(tmp_path_factory.mktemp("prepared") / "data")
    made.does("migrate")
    return made


def test_a_weak_password_is_refused(prepared: Installation, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("12345678")
    refused = prepared.refuses(
        *("createadmin", "--government-name", "K", "--name", "A", "--username", "a"),
        *("--password-file", secret),
    )
    assert "Kata sandi" in refused or "sandi" in refused
