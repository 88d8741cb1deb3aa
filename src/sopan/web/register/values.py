"""SOP values as the database keeps them."""

from __future__ import annotations

import secrets
import zlib
from collections.abc import Iterator

from sopan.formats import canonical
from sopan.formats.yaml.fields import slug
from sopan.sop.editing.apply import empty_step
from sopan.sop.editing.typed import one_line
from sopan.sop.model import SOP
from sopan.web.organisation.deciding import Office
from sopan.web.organisation.models import Government

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


def begun(title: str, government: Government, office: Office | None) -> SOP:
    """A new SOP with what is known already, and one empty row to begin in."""
    return SOP(
        id=slug(title),
        title=one_line(title),
        actors=(),
        steps=(empty_step(next(fresh_ids())),),
        government=government.name,
        unit=office.name if office else "",
    )
