"""Options of the test run."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="write the pages as drawn now into tests/golden/"
    )


LONG = ("tests/web/browser/", "tests/web/test_walls.py", "tests/web/test_commands_")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begins with what takes longest, so that several processes end at about the same time."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))
