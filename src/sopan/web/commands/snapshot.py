"""One moment of the database, read while others write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """All that the body reads is of the moment at which it begins; nobody waits for it."""
    if connection.vendor == "sqlite":
        yield from _of_sqlite()
    else:
        yield from _of_postgresql()


def _of_sqlite() -> Iterator[None]:
    # Not `atomic`: that would begin IMMEDIATE and keep every writer waiting.
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            # The moment is that of the first read.
            cursor.execute("SELECT count(*) FROM sqlite_master").fetchone()
            yield
        finally:
            cursor.execute("ROLLBACK")


def _of_postgresql() -> Iterator[None]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
