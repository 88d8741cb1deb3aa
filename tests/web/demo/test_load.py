"""The demonstration: two cities, both examples of dual hierarchy, loaded once."""

from __future__ import annotations

import pytest
from django.db import models

from sopan.web.demo import load
from sopan.web.organisation import deciding
from sopan.web.organisation.deciding import why, why_coordinator
from sopan.web.organisation.models import (
    Government,
    Holding,
    Position,
    PositionPeriod,
    Role,
    RoleKind,
    Unit,
    UnitPeriod,
)
from sopan.web.organisation.viewer import viewer
from sopan.web.people.models import Account, Person
from sopan.web.trail.models import Event
from tests.web.build import NOW, TODAY

pytestmark = pytest.mark.django_db

TABLES: tuple[type[models.Model], ...] = (
    Government,
    Unit,
    UnitPeriod,
    Position,
    PositionPeriod,
    Person,
    Holding,
    Role,
    Account,
    Event,
)


def counts() -> list[int]:
    return [table._default_manager.count() for table in TABLES]


def unit(government: str, name: str) -> int:
    return UnitPeriod.objects.get(government__code=government, name=name).unit_id


def test_the_demonstration_is_as_told() -> None:
    """One test, since loading takes seconds: what each sentence promises stands below."""
    assert not Government.objects.filter(code__in=load.NAMES).exists()
    logins = load.load(NOW)

    # Loading it twice changes nothing.
    before = counts()
    assert load.load(NOW) == logins
    assert counts() == before

    # Both examples of dual hierarchy, in both cities.
    for city, organisasi, humas in (
        ("banjarmasin", "Asisten Administrasi Umum", "Asisten Perekonomian dan Pembangunan"),
        ("yogyakarta", "Asisten Umum", "Asisten Perekonomian dan Pembangunan"),
    ):
        for name, coordinator in (("Bagian Organisasi", organisasi), ("Bagian Humas", humas)):
            found = deciding.of_unit(unit(city, name), TODAY)
            assert found and [c.by.name for c in found.coordinators] == [coordinator]
            assert found.superior and found.superior.acting.post.name != coordinator
            assert "hubungan fungsional" in why_coordinator(found.coordinators[0])

    # A vacant post with a Plt, a holder who is away with a Plh.
    vacant = deciding.of_unit(unit("banjarmasin", "Bagian Pengendalian Pembangunan"), TODAY)
    assert vacant and vacant.own
    assert why(vacant.own).startswith("Plt. Kepala Bagian Pengendalian Pembangunan sejak 3 Maret")
    away = deciding.of_unit(unit("banjarmasin", "Bagian Umum"), TODAY)
    assert away and away.own and away.own.title == "Plh. Kepala Bagian Umum"

    # Every login works and acts as its post; each city has an administrator.
    for login in logins:
        account = Account.objects.get(username=login.username)
        assert account.check_password(login.password)
        assert login.post in [a.post.name for a in viewer(account, NOW).actings]
    admins = Role.objects.filter(kind=RoleKind.ADMINISTRATOR)
    assert admins.count() == len(load.NAMES)

    # The offices are the published ones.
    assert UnitPeriod.objects.filter(government__code="banjarmasin", parent__periods__parent=None)
    for name in ("Dinas Kesehatan", "Kecamatan Banjarmasin Utara", "Kelurahan Sungai Miai"):
        unit("banjarmasin", name)
    for name in ("Dinas Pertanian dan Pangan", "Kemantren Kotagede", "Kelurahan Prenggan"):
        unit("yogyakarta", name)
