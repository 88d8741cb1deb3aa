"""`sopan backup`: one consistent file while the server runs."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopan import __version__
from sopan.sop.findings import Words
from sopan.terminal import language_option, say
from sopan.web.commands import installation
from sopan.web.commands.edge import Problem, told

if TYPE_CHECKING:
    from sopan.web.commands.archive import Chain, Manifest, Table


@click.command("backup")
@click.argument("file", metavar="BERKAS|FOLDER", type=click.Path(path_type=Path, readable=False))
@language_option
def command(file: Path, language: str) -> None:
    """Membuat satu berkas cadangan yang utuh, juga saat server berjalan."""
    with told(language):
        installation.prepare()
        installation.reach()
        installation.refuse_unprepared()
        at = datetime.now(UTC)
        path = file / f"sopan-{at:%Y%m%d-%H%M%S}.zip" if file.is_dir() else file
        manifest = write(path, at)
        say(language, DONE, path=path, rows=manifest.rows, size=path.stat().st_size)


def write(path: Path, at: datetime) -> Manifest:
    """Everything in the database at one moment, proved readable before it gets its name.

    Raises Problem where the path is taken.
    """
    import zipfile

    from sopan.web.commands import archive
    from sopan.web.commands.snapshot import snapshot
    from sopan.web.commands.tables import kept_models, lines

    with _appearing_whole(path) as made:
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped, snapshot():
            writer = archive.Writer(zipped)
            for model in kept_models():
                writer.table(model._meta.label_lower, lines(model))
            writer.close(_manifest(writer.tables, at))
        return archive.read(made)


def _manifest(tables: list[Table], at: datetime) -> Manifest:
    from django.db import connection

    from sopan.web.commands import archive
    from sopan.web.people.encryption import key_mark

    return archive.Manifest(
        format=archive.FORMAT,
        program=__version__,
        made=at.isoformat(timespec="seconds"),
        database=connection.vendor,
        migrations=tuple(
            f"{app}.{name}" for app, name in sorted(installation.migrations_applied())
        ),
        tables=tuple(tables),
        chains=tuple(_chains()),
        key=key_mark(),
    )


def _chains() -> Iterator[Chain]:
    from sopan.web.commands.archive import Chain
    from sopan.web.trail.models import Head

    for head in Head.objects.select_related("government").order_by("government__code"):
        yield Chain(head.government.code, head.number, head.hash)


@contextmanager
def _appearing_whole(path: Path) -> Iterator[Path]:
    """A file beside `path`, for its owner alone, that takes its place once it is on the disk."""
    if path.exists():
        raise Problem(EXISTS, path=path)
    made = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    try:
        os.close(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        yield made
        to_disk(made)
        made.replace(path)
        to_disk(path.parent)
    finally:
        made.unlink(missing_ok=True)


def to_disk(path: Path) -> None:
    """Waits until a file, or the names in a folder, would outlast a power cut."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


DONE = Words(
    "Cadangan {path} dibuat: {rows} baris, {size} bita. Simpan di tempat lain yang aman; isinya "
    "rahasia.",
    "Backup {path} made: rows {rows}, bytes {size}. Keep it at another safe place; what it holds "
    "is secret.",
)
EXISTS = Words(
    "{path} sudah ada; cadangan lama tidak ditimpa. Pilih nama lain atau sebut foldernya saja.",
    "{path} exists; an old backup is not overwritten. Choose another name, or give the folder.",
)
