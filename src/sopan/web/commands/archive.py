"""A backup: one zip that is the same for every database.

`manifest.json` says what made it and what it holds; `tables/<name>.jsonl` has a row on each line.
"""

from __future__ import annotations

import errno
import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from sopan.sop.findings import Words
from sopan.web.commands.edge import Problem

FORMAT = 1
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 4_000_000
PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Table:
    """What a table held: its number of rows and the SHA-256 of its lines."""

    name: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Chain:
    """The end of the trail of a government."""

    government: str
    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself."""

    format: int
    program: str
    made: str
    database: str
    migrations: tuple[str, ...]
    tables: tuple[Table, ...]
    chains: tuple[Chain, ...]
    key: str = ""
    """By which the secret key is known again, with which second steps were encrypted."""

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)

    def dump(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()


def parse(written: bytes) -> Manifest:
    """Raises KeyError, TypeError or ValueError where the manifest is none."""
    data: dict[str, Any] = json.loads(written)
    if data["format"] != FORMAT:
        raise Problem(OTHER_FORMAT, format=data["format"], program=data.get("program", "?"))
    data["tables"] = tuple(Table(**table) for table in data["tables"])
    data["chains"] = tuple(Chain(**chain) for chain in data["chains"])
    data["migrations"] = tuple(data["migrations"])
    return Manifest(**data)


def member(table: str) -> str:
    return f"tables/{table}.jsonl"


# Writing


class Writer:
    """Writes tables one after the other with constant memory, the manifest last."""

    def __init__(self, zipped: zipfile.ZipFile) -> None:
        self.zipped = zipped
        self.tables: list[Table] = []

    def table(self, name: str, lines: Iterator[bytes]) -> None:
        digest, rows = hashlib.sha256(), 0
        with self.zipped.open(member(name), "w", force_zip64=True) as file:
            for line in lines:
                file.write(line)
                digest.update(line)
                rows += 1
        self.tables.append(Table(name, rows, digest.hexdigest()))

    def close(self, manifest: Manifest) -> None:
        self.zipped.writestr(MANIFEST, manifest.dump())


# Reading


def read(path: Path) -> Manifest:
    """The manifest of a backup of which every byte was read and found right.

    Raises Problem where the file is no backup, was cut, or was changed.
    """
    with path.open("rb") as file:
        try:
            return _read(file, path)
        except Problem:
            raise
        except Exception as error:
            # A damaged zip fails in as many ways as it has bytes.
            if isinstance(error, OSError) and error.errno == errno.EIO:
                raise
            raise Problem(DAMAGED, path=path) from None


def _read(file: IO[bytes], path: Path) -> Manifest:
    with zipfile.ZipFile(file) as zipped:
        manifest = _manifest(zipped, path)
        for table in manifest.tables:
            _check(zipped, table, path)
    return manifest


def _manifest(zipped: zipfile.ZipFile, path: Path) -> Manifest:
    if MANIFEST not in zipped.namelist():
        raise Problem(NO_BACKUP, path=path)
    if zipped.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
        raise Problem(DAMAGED, path=path)
    return parse(zipped.read(MANIFEST))


def _check(zipped: zipfile.ZipFile, table: Table, path: Path) -> None:
    digest, rows = hashlib.sha256(), 0
    with zipped.open(member(table.name)) as file:
        while piece := file.read(PIECE):
            digest.update(piece)
            rows += piece.count(b"\n")
    if digest.hexdigest() != table.sha256 or rows != table.rows:
        raise Problem(CHANGED, path=path, table=table.name)


def batches(zipped: zipfile.ZipFile, table: str, size: int) -> Iterator[list[bytes]]:
    """The lines of a table, `size` at a time."""
    batch: list[bytes] = []
    with zipped.open(member(table)) as file:
        for line in file:
            batch.append(line)
            if len(batch) == size:
                yield batch
                batch = []
    if batch:
        yield batch


NO_BACKUP = Words(
    "{path} bukan cadangan Sopan.",
    "{path} is no backup of Sopan.",
)
DAMAGED = Words(
    "{path} rusak atau terpotong, bukan cadangan yang utuh. Pakai cadangan lain; tidak ada yang "
    "diubah.",
    "{path} is damaged or cut short, no whole backup. Use another one; nothing was changed.",
)
CHANGED = Words(
    "{path} rusak: isi tabel {table} tidak sama dengan saat cadangan dibuat. Pakai cadangan lain; "
    "tidak ada yang diubah.",
    "{path} is damaged: the table {table} is not what was backed up. Use another backup; nothing "
    "was changed.",
)
OTHER_FORMAT = Words(
    "Cadangan ini memakai format {format} dari Sopan {program}, yang tidak dikenal versi ini. "
    "Pulihkan dengan versi Sopan itu.",
    "This backup has format {format} of Sopan {program}, which this version does not know. Restore "
    "it with that Sopan.",
)
