"""Takes the guards of the trail away for a moment, which only tests do: to tamper, to empty."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from django.db import connection

guards = import_module("sopan.web.trail.migrations.0002_guards")


@contextmanager
def unguarded() -> Iterator[None]:
    """Without the triggers on the trail's tables."""
    if connection.in_atomic_block:
        connection.check_constraints()  # PostgreSQL: no trigger goes while checks wait on it.
    guards.unguard(connection)
    try:
        yield
    finally:
        if connection.in_atomic_block:
            connection.check_constraints()
        guards.guard(connection)
