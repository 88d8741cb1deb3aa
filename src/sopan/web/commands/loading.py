"""Loads a backup and puts it in the place of what is there; `restore` tells the steps."""

from __future__ import annotations

import os
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import DataError, IntegrityError, connection, transaction

from sopan.sop.findings import Language, Words
from sopan.web.commands import installation
from sopan.web.commands.archive import Manifest, batches
from sopan.web.commands.backup import to_disk
from sopan.web.commands.edge import Problem, first_line
from sopan.web.commands.tables import Loader, Model, all_models, kept_models

AT_ONCE = 500
ASIDE = ".before-restore"


def replace_with(file: Path, manifest: Manifest, *, whole_trail: bool = True) -> None:
    """Puts a backup that was read and found right in the place of the database."""
    replace = _replace_file if connection.vendor == "sqlite" else _replace_rows
    replace(file, manifest, whole_trail)


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


def _replace_file(file: Path, manifest: Manifest, whole_trail: bool) -> None:
    place = Path(str(connection.settings_dict["NAME"]))
    made = place.with_name(f"{place.name}.restoring")
    try:
        _remove(made)
        _make_alone(made)
        with _pointing_at(made):
            installation.bring_up_to_date()
            with transaction.atomic():
                _empty(_filled_by_migrations())
                _load(file, manifest)
                prove(manifest, whole_trail)
            _merge_log()
        _swap(made, place)
    finally:
        _remove(made)


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


def _filled_by_migrations() -> list[Model]:
    return [m for m in reversed(kept_models()) if m._base_manager.exists()]


def _empty(models: list[Model]) -> None:
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")


# PostgreSQL: one transaction


def _replace_rows(file: Path, manifest: Manifest, whole_trail: bool) -> None:
    installation.reach()
    installation.bring_up_to_date()
    tables = [connection.ops.quote_name(m._meta.db_table) for m in all_models()]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
        for table in tables:  # The guards of the trail among them; again in force at the end.
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"TRUNCATE {', '.join(tables)}")
        _load(file, manifest)
        prove(manifest, whole_trail)
        for statement in connection.ops.sequence_reset_sql(no_style(), kept_models()):
            cursor.execute(statement)
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


PATIENCE = 10
"""Seconds to wait for others who use the tables."""


# Both


def _load(file: Path, manifest: Manifest) -> None:
    counted = {table.name: table.rows for table in manifest.tables}
    with zipfile.ZipFile(file) as zipped:
        for model in kept_models():
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


def prove(manifest: Manifest, whole_trail: bool) -> None:
    """Raises Problem unless what was loaded is whole; within the transaction that loaded it."""
    try:
        connection.check_constraints()
    except IntegrityError:
        raise Problem(LOOSE) from None
    _prove_counts(manifest)
    if whole_trail:
        _prove_trail(manifest)


def _prove_counts(manifest: Manifest) -> None:
    counted = {table.name: table.rows for table in manifest.tables}
    for model in kept_models():
        name = model._meta.label_lower
        if model._base_manager.count() != counted[name]:
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
