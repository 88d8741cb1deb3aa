"""Versions of the SOP file: older files are led to the current form, one step at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sopan.formats.yaml import rules
from sopan.formats.yaml.fields import shown
from sopan.formats.yaml.keys import VERSION
from sopan.formats.yaml.nodes import Map, Report, Text

Migration = Callable[[Map], Map]

MIGRATIONS: Mapping[int, Migration] = {}
"""By the version they start from; there are none, since 1 is the first version."""


def migrate(
    root: Map,
    report: Report,
    migrations: Mapping[int, Migration] = MIGRATIONS,
    current: int = VERSION,
) -> Map:
    """The file in the current version. A file that names no version is in version 1."""
    for version in range(_version(root, report, current), current):
        root = migrations[version](root)
    return root


def _version(root: Map, report: Report, current: int) -> int:
    node = root.entries.get("format")
    if node is None or (isinstance(node, Text) and node.is_empty):
        return 1
    written = node.value if isinstance(node, Text) else "[...]"
    number = int(written) if written.isascii() and written.isdecimal() and len(written) < 5 else 0
    if number < 1:
        raise report.stop(rules.FORMAT_NOT_NUMBER, node.place, value=shown(written), known=current)
    if number > current:
        raise report.stop(rules.NEWER_FORMAT, node.place, version=number, known=current)
    return number
