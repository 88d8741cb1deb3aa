"""The trail as a file: JSON Lines; a header, an event per line, a footer; the same bytes each time.

    {"count":2,"format":"sopan-trail","government":"uji","hash":"9f...",...,"seal":"4e..."}
    {"account":7,"acting_for":"","at":"2026-11-25T03:00:00.000000+00:00", ...}
    {"account":7,"acting_for":"","at":"2026-11-25T03:01:00.000000+00:00", ...}
    {"count":2,"end":"sopan-trail","hash":"9f...","seal":"4e..."}

Number and hash of the last event stand in front and behind, and the header carries its own hash,
the seal: a file that was cut, or of which a line was exchanged, is found without a database. Who
writes all of the file anew, every hash included, is found only by a note (`verify`).
Pure, both ways; the file is read and written line by line.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sopan.web.trail.chain import Entry, canonical, entry_of, line_of
from sopan.web.trail.verify import START, Fault, Finding, Note, Report, verify

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
    yield _first(header)
    for entry in entries:
        if entry is not None:
            yield line_of(entry) + "\n"
    yield _last(header)


def _first(header: Header) -> str:
    return canonical({**_said(header), "seal": _seal(header)}) + "\n"


def _last(header: Header) -> str:
    footer = {"end": FORMAT, "count": header.count, "hash": header.hash, "seal": _seal(header)}
    return canonical(footer) + "\n"


def _said(header: Header) -> dict[str, object]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "government": header.government,
        "name": header.name,
        "count": header.count,
        "hash": header.hash,
    }


def _seal(header: Header) -> str:
    return hashlib.sha256(canonical(_said(header)).encode()).hexdigest()


@dataclass(slots=True)
class File:
    """An exported trail that is being read: its header, and the lines behind it."""

    header: Header
    first: bytes
    rows: Iterator[bytes]
    ends: list[bytes] = field(default_factory=list)
    """The footers that were read; there should be one."""
    last: bytes = b""

    def entries(self) -> Iterator[Entry | None]:
        """The events; None for a line that is not as written."""
        for row in self.rows:
            self.last = row
            if row.startswith(FOOTER):
                self.ends.append(row)
            else:
                yield _entry(row)


FOOTER = b'{"count":'
"""How a footer begins; an event begins otherwise."""


def read(file: Iterable[bytes]) -> File:
    """A file opened as bytes. Raises NotATrail."""
    rows = iter(file)
    first = next(rows, b"")
    return File(_header(first), first, rows)


def verify_file(file: File, noted: Sequence[Note] = ()) -> Report:
    """Header, events, footer; the first fault."""
    header = file.header
    if file.first != _first(header).encode():
        return Report(START, Finding(Fault.HEADER, 0))
    report = verify(header.government, file.entries(), header.head, noted)
    footer = _last(header).encode()
    if report.finding or (file.ends == [footer] and file.last == footer):
        return report
    return Report(report.sound, Finding(Fault.FOOTER, header.count))


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
