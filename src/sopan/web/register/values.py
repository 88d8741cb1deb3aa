"""SOP values as the database keeps them."""

from __future__ import annotations

import secrets
import zlib
from collections.abc import Iterator

from sopan.formats import canonical
from sopan.sop.model import SOP

LETTERS = "abcdefghijkmnpqrstuvwxyz"
DIGITS = "23456789"


def pack(text: str) -> bytes:
    return zlib.compress(text.encode(), 6)


def unpack(packed: bytes | memoryview) -> SOP:
    """The value of a save."""
    return canonical.read(zlib.decompress(packed).decode())


def fresh_ids() -> Iterator[str]:
    """Ids of new rows and symbols that two authors do not give at the same time: 40 bits."""
    while True:
        yield secrets.choice(LETTERS) + "".join(secrets.choice(LETTERS + DIGITS) for _ in range(7))
