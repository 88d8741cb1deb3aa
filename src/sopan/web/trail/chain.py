"""The chain itself: what an event says, its hash, and its line in an exported file.

The hash of an event covers all it says, the government's code, and the hash of the event before.
So no event can be changed, removed or put in between without breaking the chain there. Pure: a
file is verified without Django, without settings and without a database.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any, NamedTuple


class Entry(NamedTuple):
    """One event as it is hashed and exported; the fields in the order of the hash."""

    number: int
    at: str
    account: int | None
    name: str
    position: str
    acting_for: str
    source: str
    verb: str
    subject_kind: str
    subject_id: int | None
    subject: str
    data: dict[str, Any]
    previous: str
    hash: str = ""


FIELDS = Entry._fields
SAID = FIELDS[:-1]
"""What the hash covers, after the government's code."""


def stamp(at: datetime) -> str:
    """A moment as it is hashed: UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def hash_of(government: str, entry: Entry) -> str:
    """SHA-256, in hexadecimal, over the canonical JSON of what the event says."""
    return hashlib.sha256(canonical([government, *entry[:-1]]).encode()).hexdigest()


def sealed(government: str, entry: Entry) -> Entry:
    """The entry with its hash."""
    return entry._replace(hash=hash_of(government, entry))


def canonical(value: object) -> str:
    """The one way in which Sopan writes a value as JSON."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


# Lines of an exported file


def line_of(entry: Entry) -> str:
    """The event as a line, without its end."""
    return canonical(entry._asdict())


def entry_of(line: str) -> Entry | None:
    """The event of a line; None where the line is not exactly what `line_of` writes."""
    try:
        values = json.loads(line)
        entry = Entry(**{name: values[name] for name in FIELDS})
        return entry if line_of(entry) == line else None
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
