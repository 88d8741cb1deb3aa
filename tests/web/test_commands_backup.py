"""Backup and restore, through the command line."""

from __future__ import annotations

import os
import resource
import sqlite3
import stat
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sopan.web.commands import archive
from sopan.web.commands.edge import Problem
from tests.web.databases import new_database, server
from tests.web.installation import Installation, manifest, rewritten

FILL = """
from datetime import UTC, datetime, timedelta
from django.db import transaction
from sopan.web.organisation.models import Government, Reorganisation
from sopan.web.trail.record import Doer, Subject, record
from tests.web.build import city
made = city("lain", "Pemerintah Kota Lain")
place = "Hulu Sungai — é 漢 \\u2028"
Government.objects.filter(code="lain").update(emblem=bytes(range(256)), place=place)
at = datetime(2026, 3, 3, 23, 59, 59, 999999, tzinfo=UTC)
Reorganisation.objects.create(
    government=made.government, title="SOTK", day=at.date(), applied_at=at,
    plan={"b": [1, 2.5, None, True, "é\\n"], "a": {}})
with transaction.atomic():
    for number in range(3):
        record(made.government.pk, Doer("Uji"), "unit.rename", Subject("unit", 1, "Unit"),
               at + timedelta(microseconds=number), {"before": {"é": 1}, "after": [None]})
"""
TOUCHED = "from sopan.web.organisation.models import Government as G; G.objects.update(place='X')"
RECORDED = Path(__file__).parent / "recorded"
"""Backups of earlier versions as those made them: never made anew."""
PLACES = (
    "from sopan.web.organisation.models import Government as G\n"
    "print(sorted(G.objects.values_list('place', flat=True)))"
)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with server() as found:
        yield found


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    if request.param == "sqlite":
        yield Installation(tmp_path / "data")
        return
    with new_database(request.getfixturevalue("address")) as url:
        yield Installation(tmp_path / "data", url)


@pytest.fixture
def small(tmp_path: Path) -> Installation:
    made = Installation(tmp_path / "data")
    made.found()
    return made


# Whole


def test_what_is_restored_is_what_was_backed_up(installation: Installation) -> None:
    installation.found()
    installation.python(FILL)
    first = installation.backed_up("first.zip")
    installation.python(TOUCHED)
    assert "['X', 'X']" in installation.python(PLACES)
    installation.does("restore", first, "--yes")
    assert manifest(installation.backed_up("again.zip"))["tables"] == manifest(first)["tables"]
    assert "utuh" in installation.does("verify-trail")
    installation.python(  # Numbers go on where they were, and the trail is guarded as before.
        "from django.db import connection, transaction, Error\n"
        "from tests.web.build import city\n"
        "city('baru', 'Pemerintah Kota Baru')\n"
        "for refused in ('DELETE FROM trail_event', 'UPDATE trail_event SET number = 99'):\n"
        "    try:\n"
        "        with transaction.atomic(): connection.cursor().execute(refused)\n"
        "    except Error: continue\n"
        "    raise SystemExit('not guarded')\n"
    )


@pytest.mark.slow
def test_a_backup_moves_from_sqlite_to_postgresql_and_back(tmp_path: Path, address: str) -> None:
    here, back = Installation(tmp_path / "here"), Installation(tmp_path / "back")
    here.found()
    here.python(FILL)
    first = here.backed_up("first.zip")
    with new_database(address) as url:
        there = Installation(tmp_path / "there", url)
        there.does("restore", first, "--yes")
        second = there.backed_up("second.zip")
        assert "utuh" in there.does("verify-trail")
    back.does("restore", second, "--yes")
    third = back.backed_up("third.zip")
    assert manifest(second)["database"] == "postgresql"
    assert manifest(first)["tables"] == manifest(second)["tables"] == manifest(third)["tables"]
    assert "utuh" in back.does("verify-trail")


def test_a_backup_taken_while_others_write_is_of_one_moment(installation: Installation) -> None:
    installation.found()
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITE], env=installation.environment, stdout=subprocess.PIPE
    )
    try:
        assert writer.stdout is not None
        writer.stdout.readline()
        taken = [installation.backed_up(f"{number}.zip") for number in range(3)]
    finally:
        writer.kill()
        writer.wait()
    ends = []
    for path in taken:
        (chain,) = manifest(path)["chains"]
        rows = {table["name"]: table["rows"] for table in manifest(path)["tables"]}
        assert rows["trail.event"] == chain["number"]
        assert rows["people.person"] == chain["number"] - SET_UP + 1
        ends.append(chain["number"])
    assert ends == sorted(set(ends))


SET_UP = 5
"""Events of setting up: government, unit, person, account, role."""
WRITE = """
from datetime import UTC, datetime
from sopan.web.commands import installation; installation.prepare()
from sopan.web.organisation.actions.people import add_person
from sopan.web.organisation.models import Government
from sopan.web.trail.record import Doer
government = Government.objects.get()
while True:
    add_person(government, name="Pegawai", doer=Doer("Uji"), at=datetime.now(UTC))
    print("written", flush=True)
"""


def test_a_backup_is_for_its_owner_and_overwrites_nothing(small: Installation) -> None:
    path = small.backed_up("a.zip")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.read_bytes()
    assert "sudah ada" in small.refuses("backup", path)
    assert path.read_bytes() == before
    small.does("backup", path.parent)
    assert sorted(p.suffix for p in path.parent.iterdir()) == ["", ".zip", ".zip"]


def test_sessions_are_left_out(small: Installation) -> None:
    names = {table["name"] for table in manifest(small.backed_up("a.zip"))["tables"]}
    assert {"people.account", "trail.event", "organisation.role"} <= names
    assert names & {"sessions.session", "usersessions.usersession"} == set()


# Of other versions


def newer(installation: Installation) -> Installation:
    """The same installation after an upgrade."""
    return replace(installation, settings="tests.web.newer.settings")


@pytest.fixture
def of_before(installation: Installation) -> Path:
    """A backup by a program without the last migration, made in a database that is then emptied."""
    installation.data.mkdir(parents=True)
    path = installation.data.parent / "before.zip"
    newer(installation).python(MADE_BEFORE.format(path=str(path)))
    return path


MADE_BEFORE = """
import zipfile
from datetime import UTC, datetime
from sopan.web.commands import archive, backup, tables
of_then = installation.made_by(
    f"{{a}}.{{n}}" for a, n in installation.migrations_known() if n != "0002_length")
from tests.web.build import city
made = city("lama", "Pemerintah Kota Lama")
note = of_then.get_model("newer", "Note")
note.objects.create(pk=7, government_id=made.government.pk, words="dari dulu")
with zipfile.ZipFile({path!r}, "w") as zipped:
    writer = archive.Writer(zipped)
    for model in tables.kept_models(of_then):
        writer.table(model._meta.label_lower, tables.lines(model))
    writer.close(backup._manifest(writer.tables, datetime.now(UTC)))
note.objects.all().delete()
"""
NOTES = (
    "from tests.web.newer.models import Note\n"
    "print(sorted(Note.objects.values_list('pk', 'text', 'length')))"
)


def test_a_backup_of_an_older_version_goes_through_the_migrations_since(
    installation: Installation, of_before: Path
) -> None:
    upgraded = newer(installation)
    upgraded.does("migrate")
    output = upgraded.does("restore", of_before, "--yes")
    assert "1 perubahan diterapkan" in output
    assert upgraded.python(NOTES).strip() == "[(7, 'dari dulu', 9), (8, 'baru', 4)]"
    assert "sudah sesuai" in upgraded.does("migrate")
    again = upgraded.backed_up("again.zip")  # What the new program made of it is a backup as well.
    upgraded.does("restore", again, "--yes")
    assert upgraded.python(NOTES).strip() == "[(7, 'dari dulu', 9), (8, 'baru', 4)]"


def test_an_older_backup_is_restored_where_nothing_was_migrated_yet(
    installation: Installation, of_before: Path
) -> None:
    newer(installation).does("restore", of_before, "--yes")
    assert "(7, 'dari dulu', 9)" in newer(installation).python(NOTES)


def test_a_backup_of_a_newer_version_is_refused(
    installation: Installation, of_before: Path, tmp_path: Path
) -> None:
    newer(installation).does("migrate")
    path = newer(installation).backed_up("newer.zip")
    older = Installation(tmp_path / "older")
    older.found()
    before = (older.data / "sopan.sqlite3").read_bytes()
    told = older.refuses("restore", path, "--yes")
    assert "lebih baru" in told
    assert "newer.0001_initial, newer.0002_length" in told
    assert (older.data / "sopan.sqlite3").read_bytes() == before


def test_a_database_of_a_newer_version_is_not_lost(
    installation: Installation, of_before: Path
) -> None:
    installation.python(
        "from django.db import connection\n"
        "from django.db.migrations.recorder import MigrationRecorder\n"
        "MigrationRecorder(connection).record_applied('trail', '0999_future')"
    )
    if installation.database_url:
        told = newer(installation).refuses("restore", of_before, "--yes")
        assert "trail.0999_future" in told
    else:
        newer(installation).does("restore", of_before, "--yes")
        assert (installation.data / "sopan.sqlite3.before-restore").exists()


@pytest.mark.parametrize("path", sorted(RECORDED.glob("*.zip")), ids=lambda path: path.stem)
def test_backups_that_earlier_versions_made_are_restored(
    installation: Installation, path: Path
) -> None:
    installation.does("restore", path, "--yes")
    assert "utuh" in installation.does("verify-trail")
    assert "'Hulu Sungai — é 漢 \\u2028'" in installation.python(PLACES)


# Refused


def test_no_changed_byte_is_taken_for_a_backup(tmp_path: Path) -> None:
    path, changed = tmp_path / "a.zip", tmp_path / "b.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        writer = archive.Writer(zipped)
        writer.table("a.one", iter([b'{"id":1,"name":"Kabag"}\n', b'{"id":2,"name":"Kasubag"}\n']))
        writer.table("a.two", iter([]))
        writer.close(
            archive.Manifest(1, "0.1", "", "sqlite", ("a.0001",), tuple(writer.tables), ())
        )
    whole, content = archive.read(path), path.read_bytes()
    for place in range(len(content)):
        changed.write_bytes(content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :])
        try:
            assert archive.read(changed) == whole
        except Problem:
            continue
    for length in range(len(content)):
        changed.write_bytes(content[:length])
        with pytest.raises(Problem):
            archive.read(changed)


def test_what_is_no_whole_backup_changes_nothing(small: Installation) -> None:
    path = small.backed_up("a.zip")
    before = (small.data / "sopan.sqlite3").read_bytes()
    content = path.read_bytes()
    bad = path.with_name("bad.zip")
    bad.write_bytes(content[: len(content) // 2])
    assert "terpotong" in small.refuses("restore", bad, "--yes")
    bad.write_bytes(content[:200] + bytes([content[200] ^ 1]) + content[201:])
    assert "rusak" in small.refuses("restore", bad, "--yes")
    bad.write_bytes(b"halo")
    assert "rusak" in small.refuses("restore", bad, "--yes")
    assert "rusak" in small.refuses("restore", small.data / "sopan.sqlite3", "--yes")
    assert "absent.zip" in small.refuses("restore", path.with_name("absent.zip"), "--yes")
    assert (small.data / "sopan.sqlite3").read_bytes() == before
    assert [p.name for p in small.data.glob("*restor*")] == []


def test_a_backup_of_another_version_is_named_as_such(small: Installation) -> None:
    path = small.backed_up("a.zip")
    other = path.with_name("other.zip")
    known = manifest(path)["migrations"]
    rewritten(path, other, format=2, program="9.0")
    assert "format 2 dari Sopan 9.0" in small.refuses("restore", other, "--yes")
    rewritten(path, other, migrations=[*known, "trail.0999_future"], program="9.0")
    assert "trail.0999_future" in small.refuses("restore", other, "--yes")
    without_the_first = [name for name in known if name != "trail.0001_initial"]
    rewritten(path, other, migrations=without_the_first, program="0.0.1")
    assert "tidak lengkap" in small.refuses("restore", other, "--yes")


def test_a_backup_whose_rows_lead_nowhere_is_refused(small: Installation) -> None:
    path = small.backed_up("a.zip")
    other = path.with_name("other.zip")
    tables = manifest(path)["tables"]
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w") as new:
        writer = archive.Writer(new)
        for table in tables:
            lines = old.read(archive.member(table["name"])).splitlines(keepends=True)
            kept = [] if table["name"] == "people.person" else lines
            writer.table(table["name"], iter(kept))
        told = archive.parse(old.read(archive.MANIFEST))
        writer.close(
            archive.Manifest(
                told.format,
                told.program,
                told.made,
                told.database,
                told.migrations,
                tuple(writer.tables),
                told.chains,
            )
        )
    assert "tidak saling cocok" in small.refuses("restore", other, "--yes")


def test_a_broken_trail_is_restored_only_on_purpose(small: Installation) -> None:
    with sqlite3.connect(small.data / "sopan.sqlite3") as raw:
        raw.execute("DROP TRIGGER trail_event_unchanged")
        raw.execute("UPDATE trail_event SET name = 'Orang lain' WHERE number = 2")
    raw.close()
    path = small.backed_up("a.zip")
    assert "Nomor 2" in small.refuses("restore", path, "--yes")
    small.does("restore", path, "--yes", "--accept-broken-trail")


def test_nothing_is_replaced_where_nobody_can_be_asked(small: Installation) -> None:
    path = small.backed_up("a.zip")
    result = small.run("restore", path)
    assert result.returncode == 1
    assert "--yes" in result.stderr
    assert not list(small.data.glob("*before*"))


def test_a_database_that_others_have_open_is_not_replaced(small: Installation) -> None:
    path = small.backed_up("a.zip")
    other = sqlite3.connect(small.data / "sopan.sqlite3")
    try:
        other.execute("SELECT count(*) FROM trail_event").fetchone()
        assert "masih dibuka" in small.run("restore", path, "--yes").stderr
    finally:
        other.close()
    small.does("restore", path, "--yes")
    assert not list(small.data.glob("*.restoring*"))


@pytest.mark.skipif(os.name != "posix", reason="limits of a process are those of POSIX")
def test_without_room_on_the_disk_everything_stays_as_it_was(small: Installation) -> None:
    path = small.backed_up("a.zip")
    before = (small.data / "sopan.sqlite3").read_bytes()

    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    result = small.run("restore", path, "--yes", preexec_fn=no_room)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert (small.data / "sopan.sqlite3").read_bytes() == before
    assert not list(small.data.glob("*.restoring*"))
    second = path.with_name("b.zip")

    def no_room_for_a_backup() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))

    assert small.run("backup", second, preexec_fn=no_room_for_a_backup).returncode == 1
    assert [p.name for p in path.parent.glob("*b.zip*")] == []
