"""The database refuses to change the trail; who gets past it is found."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from sopan.web.organisation.models import Government
from sopan.web.trail import queries
from sopan.web.trail.chain import Entry
from sopan.web.trail.models import Event, Head
from sopan.web.trail.queries import head_of, verify_database
from sopan.web.trail.record import Doer, Subject, record
from sopan.web.trail.verify import Fault, Finding
from tests.web.build import NOW
from tests.web.unguarded import unguarded

pytestmark = pytest.mark.django_db

LENGTH = 6


@pytest.fixture
def uji() -> Government:
    government = Government.objects.create(code="uji", name="Pemerintah Kota Uji")
    for number in range(LENGTH):
        subject = Subject("unit", number, f"Bagian {number}")
        record(government.pk, Doer("Admin"), "unit.create", subject, NOW, {"after": {"n": number}})
    return government


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(queries, "PIECE", 2)
    return iter(())


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE trail_event SET name = 'x' WHERE number = 1",
        "UPDATE trail_event SET id = id + 100",
        "DELETE FROM trail_event WHERE number = 6",
        "DELETE FROM trail_event",
        "DELETE FROM trail_head",
        "UPDATE trail_head SET number = 0",
        "UPDATE trail_head SET number = number + 2",
        "UPDATE trail_head SET hash = 'x'",
        "UPDATE trail_head SET number = number + 1, government_id = government_id + 1",
    ],
)
def test_the_database_refuses(uji: Government, statement: str) -> None:
    with pytest.raises(IntegrityError, match="trail"), transaction.atomic():
        execute(statement)
    assert verify_database(uji.pk, "uji").finding is None


@pytest.mark.parametrize("table", ["trail_event", "trail_head", "trail_event, trail_head"])
def test_postgres_refuses_to_empty_the_tables(uji: Government, table: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    connection.check_constraints()
    with pytest.raises(IntegrityError, match="trail"), transaction.atomic():
        execute(f"TRUNCATE {table}")


@pytest.mark.parametrize(
    ("model", "column", "value"), [(Event, "name", "'x'"), (Head, "number", "0")]
)
def test_replacing_a_row_of_sqlite_is_refused(
    uji: Government, model: type[Model], column: str, value: str
) -> None:
    """INSERT OR REPLACE removes a row without DELETE."""
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite replaces")
    table = model._meta.db_table
    names = [str(field.column) for field in model._meta.local_concrete_fields]
    columns = ", ".join(name for name in names if name != column)
    with pytest.raises(IntegrityError, match="trail"), transaction.atomic():
        execute(
            f"INSERT OR REPLACE INTO {table} ({columns}, {column}) "
            f"SELECT {columns}, {value} FROM {table} LIMIT 1"
        )
    assert verify_database(uji.pk, "uji").finding is None


def test_the_head_moves_on_by_one(uji: Government) -> None:
    head = Head.objects.get()
    head.number += 1
    head.save()
    assert verify_database(uji.pk, "uji").finding == Finding(Fault.CUT, 7, 7)


TAMPERED: list[tuple[str, Finding]] = [
    ("UPDATE trail_event SET name = 'x' WHERE number = 4", Finding(Fault.CHANGED, 4)),
    ("UPDATE trail_event SET number = 99 WHERE number = 4", Finding(Fault.REMOVED, 4, 4)),
    ("UPDATE trail_event SET number = 0 WHERE number = 4", Finding(Fault.CHANGED, 1)),
    ("DELETE FROM trail_event WHERE number IN (3, 4)", Finding(Fault.REMOVED, 3, 4)),
    ("DELETE FROM trail_event WHERE number >= 5", Finding(Fault.CUT, 5, 6)),
    ("DELETE FROM trail_event", Finding(Fault.CUT, 1, 6)),
    ("DELETE FROM trail_head", Finding(Fault.ADDED, 1)),
    ("UPDATE trail_head SET number = 4", Finding(Fault.NOT_THE_HEAD, 4)),
    ("UPDATE trail_head SET hash = 'x'", Finding(Fault.NOT_THE_HEAD, 6)),
    (
        "UPDATE trail_head SET number = 4, hash = (SELECT hash FROM trail_event WHERE number = 4)",
        Finding(Fault.ADDED, 5),
    ),
]


@pytest.mark.usefixtures("small_pieces")
@pytest.mark.parametrize(("statement", "expected"), TAMPERED)
def test_who_gets_past_the_guards_is_found(
    uji: Government, statement: str, expected: Finding
) -> None:
    with unguarded():
        execute(statement)
    assert verify_database(uji.pk, "uji").finding == expected


@pytest.mark.usefixtures("small_pieces")
@pytest.mark.parametrize(
    "change", ["data = '{'", "at = 'kemarin'", "number = 'empat'"], ids=["data", "at", "number"]
)
def test_what_cannot_be_read_in_sqlite_is_found(uji: Government, change: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps each column to its kind")
    execute("PRAGMA ignore_check_constraints = ON")
    with unguarded():
        execute(f"UPDATE trail_event SET {change} WHERE number = 4")
    execute("PRAGMA ignore_check_constraints = OFF")
    found = verify_database(uji.pk, "uji").finding
    assert found and found.number == 4


def test_events_of_another_government_are_no_concern(uji: Government) -> None:
    lain = Government.objects.create(code="lain", name="Pemerintah Kota Lain")
    with transaction.atomic():
        record(lain.pk, Doer("Admin"), "unit.create", Subject("unit", 1, "A"), NOW)
    assert verify_database(uji.pk, "uji").sound == head_of(uji.pk)


def test_what_is_written_meanwhile_is_no_fault(
    uji: Government, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = queries.entries

    def slow(government: int, upto: int, after: int | None) -> Iterator[Entry | None]:
        record(government, Doer("Admin"), "unit.create", Subject("unit", 9, "A"), NOW)
        return entries(government, upto, after)

    monkeypatch.setattr(queries, "entries", slow)
    report = verify_database(uji.pk, "uji")
    assert report.finding is None
    assert report.sound.number == LENGTH
    assert head_of(uji.pk).number == LENGTH + 1


def test_verification_reads_in_pieces(uji: Government, small_pieces: None) -> None:
    with CaptureQueriesContext(connection) as questions:
        assert verify_database(uji.pk, "uji").sound.number == LENGTH
    assert len(questions) == 6


def test_the_names_of_the_guards_are_told_in_the_refusal(uji: Government) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Event.objects.filter(number=1).update(name="x")
    assert re.search(r"never (changed|removed)", str(refused.value))
