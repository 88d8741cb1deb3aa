"""The trail as a file: JSON Lines, a header and then an event per line, the same bytes each time.

    {"count":2,"format":"sopan-trail","government":"uji","hash":"9f...","name":"...","version":1}
    {"account":7,"acting_for":"","at":"2026-11-25T03:00:00.000000+00:00", ...}

Pure, both ways; the file is read and written line by line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sopan.web.trail.chain import Entry, canonical, entry_of, line_of
from sopan.web.trail.verify import Note

FORMAT = "sopan-trail"
VERSION = 1
MEDIA_TYPE = "application/jsonl"


@dataclass(frozen=True, slots=True)
class Header:
    """Whose trail it is, and with which number and hash it ends."""

    government: str
    name: str
    count: int
    hash: str

    @property
    def head(self) -> Note:
        return Note(self.count, self.hash)

    @property
    def file_name(self) -> str:
        return f"jejak-{self.government}-{self.count}.jsonl"


class NotATrail(ValueError):  # noqa: N818  # What it is, as the message says.
    """The file does not begin as an exported trail; `newer` where a later Sopan wrote it."""

    def __init__(self, newer: bool = False) -> None:
        super().__init__("newer" if newer else "no header")
        self.newer = newer


def lines(header: Header, entries: Iterable[Entry | None]) -> Iterator[str]:
    """The file, line by line with their ends; what cannot be read is missing in it, and found."""
    first = {
        "format": FORMAT,
        "version": VERSION,
        "government": header.government,
        "name": header.name,
        "count": header.count,
        "hash": header.hash,
    }
    yield canonical(first) + "\n"
    for entry in entries:
        if entry is not None:
            yield line_of(entry) + "\n"


def read(file: Iterable[bytes]) -> tuple[Header, Iterator[Entry | None]]:
    """Header and events of a file opened as bytes; None for a line that is not as written.

    Raises NotATrail.
    """
    rows = iter(file)
    header = _header(next(rows, b""))
    return header, (_entry(row) for row in rows)


def _header(row: bytes) -> Header:
    try:
        values = json.loads(row)
        if values["format"] != FORMAT:
            raise NotATrail
        if values["version"] > VERSION:
            raise NotATrail(newer=True)
        parts = values["government"], values["name"], values["count"], values["hash"]
    except NotATrail:
        raise
    except (ValueError, LookupError, TypeError, RecursionError):
        raise NotATrail from None
    if [type(part) for part in parts] != [str, str, int, str]:
        raise NotATrail
    return Header(*parts)


def _entry(row: bytes) -> Entry | None:
    if not row.endswith(b"\n"):
        return None
    try:
        return entry_of(row[:-1].decode())
    except UnicodeDecodeError:
        return None
