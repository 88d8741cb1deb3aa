"""Loads a backup and puts it in the place of what is there; `restore` tells the steps."""

from __future__ import annotations

import os
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps.registry import Apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import DataError, IntegrityError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from sopan.sop.findings import Language, Words
from sopan.web.commands import installation
from sopan.web.commands.archive import Manifest, batches
from sopan.web.commands.backup import to_disk
from sopan.web.commands.edge import Problem, first_line
from sopan.web.commands.tables import Loader, all_models, kept_models

AT_ONCE = 500
ASIDE = ".before-restore"


def replace_with(file: Path, manifest: Manifest, *, whole_trail: bool = True) -> list[str]:
    """Puts a backup that was read and found right in the place of the database.

    Gives the migrations that its rows went through, where an older program made it.
    """
    replace = _replace_file if connection.vendor == "sqlite" else _replace_tables
    return replace(file, manifest, whole_trail)


def others_connected() -> int:
    """How many others use the database now, on PostgreSQL; a SQLite file tells when it is moved."""
    if connection.vendor == "sqlite":
        return 0
    installation.reach()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        counted: int = cursor.fetchone()[0]
    return counted


def kept_before() -> Path | None:
    """Where the database from before a restore is kept, on SQLite."""
    aside = Path(str(connection.settings_dict["NAME"]) + ASIDE)
    return aside if connection.vendor == "sqlite" and aside.exists() else None


# SQLite: a new file


def _replace_file(file: Path, manifest: Manifest, whole_trail: bool) -> list[str]:
    place = Path(str(connection.settings_dict["NAME"]))
    made = place.with_name(f"{place.name}.restoring")
    try:
        _remove(made)
        _make_alone(made)
        with _pointing_at(made):
            migrated = _fill(file, manifest, whole_trail)
            _merge_log()
        _swap(made, place)
    finally:
        _remove(made)
    return migrated


def _make_alone(path: Path) -> None:
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


@contextmanager
def _pointing_at(path: Path) -> Iterator[None]:
    """Django's connection leads to another file for a while."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _merge_log() -> None:
    """The file alone holds everything: it can be moved without what lies beside it."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode=DELETE").fetchone()


def _swap(made: Path, place: Path) -> None:
    """The new file takes the old one's place, which is kept beside it."""
    to_disk(made)
    if place.exists():
        _let_go(place)
        aside = place.with_name(place.name + ASIDE)
        aside.unlink(missing_ok=True)
        _keep(place, aside)
        aside.chmod(0o600)
    made.replace(place)
    to_disk(place.parent)


def _let_go(place: Path) -> None:
    """Merges the old file's log into it, which needs that nobody has it open.

    A log that stayed would be taken for one of the new file.
    """
    old = sqlite3.connect(place, timeout=2, isolation_level=None)
    try:
        old.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):
            raise Problem(OPEN, path=place) from None
        # What is replaced is no database any more.
        for suffix in ("-wal", "-shm"):
            Path(f"{place}{suffix}").unlink(missing_ok=True)
    finally:
        old.close()


def _keep(place: Path, aside: Path) -> None:
    try:
        os.link(place, aside)  # The name stays until the new file has it.
    except OSError:  # A file system without hard links.
        place.replace(aside)


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


# PostgreSQL: one transaction


def _replace_tables(file: Path, manifest: Manifest, whole_trail: bool) -> list[str]:
    installation.reach()
    installation.refuse_newer()
    with transaction.atomic():
        _drop_tables()
        return _fill(file, manifest, whole_trail)


def _drop_tables() -> None:
    """Removes the tables of Sopan, with the guards of the trail; those of others stay.

    The database refuses where others have built on them.
    """
    names = [m._meta.db_table for m in all_models(installation.models_applied())]
    names += [
        MigrationRecorder.Migration._meta.db_table,
        str(settings.CACHES["default"]["LOCATION"]),
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
        there = set(connection.introspection.table_names(cursor))
        tables = [connection.ops.quote_name(name) for name in names if name in there]
        if not tables:
            return
        cursor.execute(
            "SELECT DISTINCT tgfoid::regprocedure::text FROM pg_trigger "
            "WHERE NOT tgisinternal AND tgrelid = ANY(%s::regclass[])",
            [tables],
        )
        functions = [name for (name,) in cursor.fetchall()]
        cursor.execute(f"DROP TABLE {', '.join(tables)}")
        for function in functions:
            cursor.execute(f"DROP FUNCTION {function}")


PATIENCE = 10
"""Seconds to wait for others who use the tables."""


# Both


def _fill(file: Path, manifest: Manifest, whole_trail: bool) -> list[str]:
    """The rows in tables as their program had them; then what this program changes in those.

    Raises Problem unless both are whole.
    """
    of_then = installation.made_by(manifest.migrations)
    with transaction.atomic():
        _empty(of_then)
        _load(file, manifest, of_then)
        _prove_keys()
        _prove_counts(manifest, of_then)
        _number_on(of_then)
    migrated = installation.bring_up_to_date()
    _prove_keys()
    if whole_trail:
        _prove_trail(manifest)
    return migrated


def _empty(of_then: Apps) -> None:
    """Removes rows that migrations have made: the backup has its own."""
    with connection.cursor() as cursor:
        for model in reversed(kept_models(of_then)):
            if model._base_manager.exists():
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")


def _load(file: Path, manifest: Manifest, of_then: Apps) -> None:
    counted = {table.name for table in manifest.tables}
    if counted - {m._meta.label_lower for m in all_models(of_then)}:
        raise Problem(LOOSE)
    with zipfile.ZipFile(file) as zipped:
        for model in kept_models(of_then):
            name = model._meta.label_lower
            if name not in counted:
                raise Problem(NO_TABLE, table=name)
            loader = Loader(model)
            for batch in batches(zipped, name, AT_ONCE):
                _load_batch(loader, batch, name)


def _load_batch(loader: Loader, batch: list[bytes], table: str) -> None:
    try:
        loader.load(batch)
    except (IntegrityError, DataError) as error:
        raise Problem(REFUSED, table=table, reason=first_line(error)) from None
    except (ValueError, KeyError, TypeError, ValidationError):
        raise Problem(LOOSE) from None


def _number_on(of_then: Apps) -> None:
    """New rows get numbers after those that were loaded."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kept_models(of_then)):
            cursor.execute(statement)


def _prove_keys() -> None:
    try:
        connection.check_constraints()
    except IntegrityError:
        raise Problem(LOOSE) from None


def _prove_counts(manifest: Manifest, of_then: Apps) -> None:
    counted = {table.name: table.rows for table in manifest.tables}
    for model in kept_models(of_then):
        if model._base_manager.count() != counted[model._meta.label_lower]:
            raise Problem(LOOSE)


def _prove_trail(manifest: Manifest) -> None:
    from sopan.web.organisation.models import Government
    from sopan.web.trail.queries import head_of, verify_database

    ends = {chain.government: chain for chain in manifest.chains}
    for number, code in Government.objects.values_list("pk", "code"):
        head = head_of(number)
        report = verify_database(number, code)
        if report.finding:
            said = {f"reason_{lang}": report.finding.say(lang) for lang in Language}
            raise Problem(BROKEN_TRAIL, government=code, **said)
        end = ends.get(code)
        if (end.number, end.hash) != (head.number, head.hash) if end else bool(head.number):
            raise Problem(LOOSE)


NO_TABLE = Words(
    "Cadangan tidak memuat tabel {table}. Pakai cadangan lain; tidak ada yang diubah.",
    "The backup has no table {table}. Use another one; nothing was changed.",
)
REFUSED = Words(
    "Basis data menolak isi tabel {table}: {reason}. Tidak ada yang diubah.",
    "The database refused what the table {table} holds: {reason}. Nothing was changed.",
)
LOOSE = Words(
    "Isi cadangan tidak saling cocok. Pakai cadangan lain; tidak ada yang diubah.",
    "What the backup holds does not fit together. Use another one; nothing was changed.",
)
BROKEN_TRAIL = Words(
    "Jejak {government} di cadangan tidak utuh. {reason_id} Pakai cadangan lain, atau pulihkan apa "
    "adanya dengan --accept-broken-trail; tidak ada yang diubah.",
    "The trail of {government} in the backup is not whole. {reason_en} Use another one, or restore "
    "it as it is with --accept-broken-trail; nothing was changed.",
)
OPEN = Words(
    "{path} masih dibuka proses lain. Hentikan server dan perintah lain, lalu ulangi; tidak ada "
    "yang diubah.",
    "{path} is still open in another process. Stop the server and other commands, then try again; "
    "nothing was changed.",
)
